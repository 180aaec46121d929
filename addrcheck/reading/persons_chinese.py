"""Chinese names of recipients: labelled, in a field of their own, or glued to the phone or the address.

A surname and one or two characters look much like any other two or three characters of an address. So a
name in its own field needs the phone beside it or characters that names are made of; a glued one needs
an address word on its other side (…301室李四13800138000); what stays undecided is left to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from msgspec import Struct

from addrcheck.reading.lists import chinese_places, given_characters, surnames
from addrcheck.reading.marks import MARKS, PERSON_LABEL, PHONE

_SEPARATORS = r"\s,;:、/|()\[\]{}【】<>\"'!?"
_FIELD = re.compile(rf"[^{_SEPARATORS}{MARKS}]+")
_TITLE = (
    "先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大哥|大姐|师傅|老师|医生|经理|主任|老板|总|哥|姐|同学|会计|律师|护士"
)
_TITLED = re.compile(
    rf"(?P<name>(?:[\u4e00-\u9fff]{{1,3}}|小[\u4e00-\u9fff])(?:{_TITLE}))(?:亲?收|\(?收\)?)?$"
)
_HIDDEN = re.compile(r"[\u4e00-\u9fff](?:某{1,2}|[xX*]{1,2}|[xX*]{1,2}[\u4e00-\u9fff])")
_LABELLED = re.compile(rf"{PERSON_LABEL}\s*([^\n,;、|{MARKS}\d]+)")
_RECEIVES = re.compile("(?:亲?收|亲启)$")
_EXAMPLES = frozenset({"张三", "李四", "王五", "赵六", "張三"})
_NOT_NAMES = frozenset(
    "周末 周日 周一 周二 周三 周四 周五 周六 高中 高新 高层 万达 万科 万象 金地 金茂 金辉 平安 国美 华为 华联 华润 "
    "时代 常青 明星 明天 方便 安全 马上 成功 石油 和平 向阳 温泉 花园 广场 公园 通用 钱包 谷歌 车库 车站 龙湖 水果 "
    "文具 文化 文体 国庆 卫生 商业 商场 石材 游乐 金融 花店 米线 牛肉 鱼庄 全家 雷克 包子 黄焖 江南 和谐 万福 万和 "
    "白云 东方 任何 单元 别墅 管理 高铁 古城 古镇 华强 元宝 国贸 乐园 荣华 康乐 康复 康宁 温馨 水库 云朵 银行 公安 "
    "应急 富贵 信息 信用 兴业 农业 农行 建行 广发 招商 门诊 门卫 门房 元通 国际 应用 常住 容易 计算 通讯 通信".split()
)
_ADDRESS_WORD = "号室楼层栋幢座户房组社村庄屯街路巷弄道店铺学校馆院厂部处所园苑城厦场口门段块厅站库队旁边面侧期府邸墅湾坊吧堂寓心司局行中收亭阁台居舍里段米位"
_ADDRESS_WORDS = ("单元", "大学", "超市", "宿舍", "附近", "隔壁", "楼下", "楼上", "网点", "酒店")
_ADMIN_WORD = "省市区县镇乡旗州盟"
_ENDS_PLACE = frozenset("省市区县镇乡村路街道巷弄号栋幢座楼层室店铺厂院苑场馆校所处局部社组队湾口站库屯寨沟岗店厅厦")
_WORST = 400


class Person(Struct, frozen=True, gc=False):
    """A name and its stretch of the text, which may hold more than the name (收)."""

    start: int
    end: int
    name: str


def find_person(text: str) -> Person | None:
    """Return the recipient in a text whose phones, labels and notes are covered by marks.

    >>> find_person("文三路1号301室李四" + PHONE * 11).name
    '李四'
    >>> find_person("浦东新区张江" + PHONE * 11) is None
    True
    """
    labelled = _labelled(text)
    if labelled:
        return labelled
    phone = PHONE in text
    fields = [_Field(text, match) for match in _FIELD.finditer(text)]
    rated = [(rating, field) for field in fields if (rating := field.rate(phone, len(fields))) > 0]
    if rated:
        return max(rated, key=lambda pair: pair[0])[1].person()
    return _glued(text, fields) if phone else None


class _Field:
    """A stretch between separators, and what stands beside it."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.start, self.end = match.span()
        raw = match[0]
        self.word = raw.strip("-._~+*#") if "*" not in raw else raw.strip("-._~+#")
        self.start += raw.index(self.word)
        self.name = _RECEIVES.sub("", self.word) if len(self.word) > 2 else self.word
        self.receives = self.name != self.word
        before, after = text[: match.start()].rstrip(" ,;:\n、/|([【-"), text[match.end() :].lstrip(" ,;:\n、/|)]】-.")
        self.first, self.last = not before.strip(MARKS), not after.strip(MARKS)
        self.touches_phone = before.endswith(PHONE) or after.startswith(PHONE)
        self.glued_to_phone = text[match.end() : match.end() + 1] == PHONE

    def rate(self, phone: bool, fields: int) -> float:
        """Return how surely this whole field is a name: 0 not at all, more the surer."""
        strength = _strength(self.name)
        if not strength:
            return 0
        if self.touches_phone or self.receives:
            return strength + 3 + self.glued_to_phone
        if strength < 2 or not (self.first or self.last) or fields < 2:
            return 0
        return strength if phone or _is_sure(self.name) else 0

    def person(self) -> Person:
        """Return the name with its stretch."""
        return Person(self.start, self.start + len(self.word), self.name)


def _strength(word: str) -> int:
    """Return 0 for no name, 1 for what may be one, 2 for what is made as names are made, 3 with a title."""
    if not 2 <= len(word) <= 5 or word in chinese_places() or word in _NOT_NAMES:
        return 0
    if word in _EXAMPLES:
        return 2
    titled = _TITLED.fullmatch(word)
    if titled and (word[0] in "小老" or _surname(word)):
        return 3
    surname = _surname(word)
    given = word[len(surname) :]
    if not surname or not 1 <= len(given) <= 2 or len(word) > 4:
        return 0
    if _HIDDEN.fullmatch(word):
        return 3
    if all(c in given_characters() for c in given):
        return 2
    return 0 if word[-1] in _ENDS_PLACE or not _is_han(given) else 1


def _surname(word: str) -> str:
    known = surnames()
    if len(word) > 2 and word[:2] in known:
        return word[:2]
    return word[0] if word[0] in known else ""


def _is_han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def _is_sure(word: str) -> bool:
    """Tell a name that needs no phone beside it: a frequent surname and no character of place names."""
    if word in _EXAMPLES or _TITLED.fullmatch(word) or _HIDDEN.fullmatch(word):
        return True
    surname = _surname(word)
    return surnames()[surname] <= 100 and not given_characters().get(word[-1], False)


def _labelled(text: str) -> Person | None:
    for match in _LABELLED.finditer(text):
        words = match[1].split()
        if not words:
            continue
        word = words[0] if _is_han(words[0][0]) else match[1].strip(" -.")
        start = match.start(1) + match[1].index(word)
        if len(word) > 6 and _is_han(word[0]):
            found = _head(text, start, word)
            if found is None and len(word) > 15:
                continue
            if found:
                return found
        name = _RECEIVES.sub("", word) if len(word) > 2 else word
        return Person(start, start + len(word), name.strip("()[]:."))
    return None


def _glued(text: str, fields: list[_Field]) -> Person | None:
    for field in fields:
        if field.glued_to_phone and (found := _tail(field)):
            return found
    for field in fields:
        before = text[: field.start]
        if (not before.strip() or before[-1] == PHONE) and (found := _head(text, field.start, field.word)):
            return found
    return None


def _tail(field: _Field) -> Person | None:
    """Return the name at the end of a field that is glued to the phone, where one is decidable."""
    titled = _TITLED.search(field.name)
    if titled and (name := _shortest_titled(titled["name"])):
        cut = field.start + len(field.name) - len(name)
        return Person(cut, field.start + len(field.word), name)
    ends = field.start + len(field.name)
    best = sorted(
        (
            (_weight(field.name[-n:]), n)
            for n in _tail_lengths(field.name)
            if _strength(field.name[-n:]) >= 2 and _address_ends(field.name[:-n], field.name[-n:])
        ),
        reverse=True,
    )
    if not best or (len(best) > 1 and best[0][0] - best[1][0] < 0.7):
        return None
    start = ends - best[0][1]
    if field.name[: -best[0][1]].endswith("收"):
        return Person(start - 1, field.start + len(field.word), field.name[-best[0][1] :])
    return Person(start, field.start + len(field.word), field.name[-best[0][1] :])


def _tail_lengths(word: str) -> Iterator[int]:
    for n in (2, 3, 4):
        if len(word) > n and (n < 4 or word[-4:-2] in surnames()):
            yield n


def _shortest_titled(titled: str) -> str:
    """Return the shortest tail of ``titled`` that begins with a surname: 室王女士 → 王女士."""
    for start in range(len(titled) - 2, -1, -1):
        if _strength(titled[start:]) == 3 and (start == 0 or titled[start - 1 : start + 1] not in surnames()):
            return titled[start:]
    return ""


def _weight(name: str) -> float:
    """Return how usual a name is: the logarithm of the surname's rank, with a bonus for a common length."""
    rank = surnames().get(_surname(name), _WORST)
    return -log(rank + 2)


def _address_ends(rest: str, name: str) -> bool:
    """Tell whether ``rest`` ends as an address ends, so that a name can follow."""
    last = rest[-1]
    if last in _ADMIN_WORD:
        return not given_characters().get(name[-1], False)
    return last in _ADDRESS_WORD or last.isascii() and last.isalnum() or rest.endswith(_ADDRESS_WORDS)


def _head(text: str, start: int, word: str) -> Person | None:
    """Return the name before a province, city or county: 张三浙江省…, where the rest begins with a place."""
    places = chinese_places()
    for n in (4, 3, 2):
        rest = word[n:]
        fits = _strength(word[:n]) >= 2 and word[: n + 1] not in places
        if fits and any(rest[:size] in places for size in range(2, 8)):
            return Person(start, start + n, word[:n])
    return None
