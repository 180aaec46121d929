"""One regex that cuts the leftover text into numbers, type words and what separates them.

What lies between two tokens is a stretch of a name. A number token has the groups ``NUMBER`` (without
its unit word) and ``UNIT``; a type word has neither and is looked up in ``words.WORDS``; anything else
that matches is punctuation.
"""

from __future__ import annotations

import re

from addrcheck.languages.chinese.numerals import NUMERAL
from addrcheck.languages.chinese.words import WORDS, trie_pattern
from addrcheck.model import ComponentType

DISTANCE, NUMBER, UNIT = 1, 2, 3

_UNIT_TABLES: dict[ComponentType, str] = {
    "building": "号楼 栋 幢 座 栋楼 幢楼 号栋 号幢 撞 橦 排 # #楼 号厂房 号宿舍 号宿舍楼 号公寓 号公寓楼 号办公楼 号教学楼 号写字楼 号商务楼",
    "unit": "单元 号单元 梯 单",
    "floor": "层 楼 层楼",
    "room": "室 房 房间 号房 号房间 户 铺 号铺 号商铺 号店面 号店铺 店面 档 号档 号档口 号摊位 号办公室 办公室",
    "house": "弄 号弄 号院 号大院",
    "subpoi": "号库 号仓库 号电梯 区 期 组团",
    "group": "组 队 村民小组 小组",
    "pobox": "号信箱 信箱 邮箱 号邮箱 分箱 号分箱",
    "military_unit": "部队 分队",
}
UNITS: dict[str, ComponentType] = {
    unit: kind for kind, table in _UNIT_TABLES.items() for unit in table.split()
}
"""Unit words with the type that they decide; 号 alone leaves it to what stands before, and so it does before 楼下."""

_UNIT = f"(?:[号栋幢层](?=楼[下上])|(?!楼[下上])(?:号?门(?![市面诊卫口店])|社(?!区)|{trie_pattern([*UNITS, '号'])}))"
UNITS |= {"门": "subpoi", "号门": "subpoi", "社": "group"}
_NUMERAL = f"[{NUMERAL}]{{1,9}}+"
_DIGIT = "[一二三四五六七八九]"
_CODE = (
    r"(?:(?<![A-Za-z])[A-Za-z]{1,2}+)?+\d{1,12}+"  # 12, B12
    r"(?:[A-EG-Z]\d{1,2}(?!\d))?+"  # 19B5
    r"(?:[A-Za-z]{1,2}+(?![A-Za-z]))?+"  # 22D
)
_SECOND = (
    rf"号?[附副之](?:{_DIGIT}(?=[{NUMERAL}][楼层])|(?:十{_DIGIT}?|{_DIGIT})(?![{NUMERAL}楼层栋幢]))"  # 10号之四
    rf"|(?:号?[附副之]|[组社队](?=\d{{1,6}}+号)|-++|[/_~、至&]|(?<=\d)一)(?:{_CODE}|[A-Z](?![A-Za-z]))"  # 12附3, 5组16, 12-3
)
_BEFORE = (
    r"(?:[甲乙丙丁戊己庚辛壬癸负附特临](?=[\da-zA-Z一二三四五六七八九十])|地下|第|商铺?|铺"
    r"|(?<![0-9A-Za-z])-(?=[1-9](?:[层楼]|F(?![A-Za-z]))))?+"  # -1楼 is below the ground
)
_LETTERED = (
    r"[A-Za-z]{1,3}+(?=-++\d)(?:-++" + _CODE + r")++"  # AB-4B
    rf"|[A-Za-z](?:&[A-Za-z])?+(?={_UNIT})"  # B座, A&B栋
    r"|[甲乙丙丁东西南北中](?=栋|幢|座|号楼|单元)"
)
_NUMERALS = rf"{_NUMERAL}(?:(?:[组社队]|号[附副之])(?:{_NUMERAL}|\d++)(?=号))?+(?={_UNIT})"
_NOT_A_NUMBER = "(?!号?(?:大?街|路|大道|巷|国道|省道|县道|线))"
"""Behind a number, these make it a piece of a road's name: 8号大街, 329国道."""

_DISTANCE = (
    r"(?>[向往朝]?[东西南北前后左右]{0,2}(?:方向|侧|面|边|走|行)?约?)\d{1,6}+(?:米|公里|千米)(?:处|左右|远)?"
)

_BRANCH_OF = r"\([一-鿿]{2,4}\)(?=[一-鿿]{0,12}?(?:公司|集团|厂|店))"
"""The town inside a company's name: 南方(苏州)有限公司."""

TOKEN = re.compile(
    rf"({_DISTANCE})"
    rf"|(?>({_BEFORE}(?>{_CODE}(?:{_SECOND})*+|{_LETTERED}|{_NUMERALS})){_NOT_A_NUMBER})({_UNIT})?"
    rf"|{trie_pattern(list(WORDS))}"
    rf"|{_BRANCH_OF}"
    r"|[^\w]++"
)
