"""What a Chinese name looks like, by itself: surname, given name, title; how usual it is.

Where it may stand in a pasted text is another question (``addrcheck.reading.chinese_persons``).
"""

from __future__ import annotations

import re

from addrcheck.reading.lists import chinese_places, given_characters, other_words, surnames

NO_NAME, POSSIBLE, USUAL, CERTAIN = range(4)

COMMON, RARE, RAREST = 100, 250, 400
"""Ranks of surnames: up to COMMON they need little else; behind RARE the context must be plain; RAREST stands
for those that the table does not hold."""

_TITLE = "先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大哥|大姐|师傅|老师|医生|经理|主任|老板|总|哥|姐|同学|会计|律师|护士"
_TITLED = re.compile(rf"[\u4e00-\u9fff]{{1,3}}(?:{_TITLE})")
_ENDS_TITLED = re.compile(rf"[\u4e00-\u9fff]{{1,3}}(?:{_TITLE})$")
_HIDDEN = re.compile(r"[\u4e00-\u9fff](?:某{1,2}|[xX*]{1,2}|[xX*]{1,2}[\u4e00-\u9fff])")
_EXAMPLES = frozenset({"张三", "李四", "王五", "赵六", "張三"})
_LAST_OF_PLACES = frozenset(
    "省市区县镇乡村路街道巷弄号栋幢座楼层室店铺厂院苑场馆校所处局部社组队湾口站库屯寨沟岗厅厦"
)


def surname_of(word: str) -> str:
    """Return the surname that ``word`` begins with, the compound one first; empty where there is none.

    >>> surname_of("欧阳娜"), surname_of("王小明"), surname_of("号楼")
    ('欧阳', '王', '')
    """
    known = surnames()
    if len(word) > 2 and word[:2] in known:
        return word[:2]
    return word[0] if word[:1] in known else ""


def rank(name: str) -> int:
    """Return how frequent the surname of ``name`` is: 1 is the most frequent."""
    return surnames().get(surname_of(name), RAREST)


def is_han(text: str) -> bool:
    """Tell whether all of ``text`` is Han characters."""
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def likeness(word: str) -> int:
    """Return how much ``word`` looks like a name: NO_NAME, POSSIBLE, USUAL or CERTAIN.

    USUAL is made of a surname and characters that given names are made of, POSSIBLE has the surname only,
    CERTAIN carries a title or hides its given name.

    >>> [likeness(word) for word in ("王女士", "李某某", "周建国", "江滨路", "金华")]
    [3, 3, 2, 0, 0]
    """
    if not 2 <= len(word) <= 5 or word in chinese_places() or word in other_words():
        return NO_NAME
    surname = surname_of(word)
    nickname = word[0] in "小老阿" and surname_of(word[1:]) == word[1]
    if _TITLED.fullmatch(word):
        return CERTAIN if nickname or rank(word) <= RARE else NO_NAME
    if nickname and len(word) == 2:
        return POSSIBLE
    given = word[len(surname) :]
    if not surname or not 1 <= len(given) <= 2:
        return NO_NAME
    if _HIDDEN.fullmatch(word):
        return CERTAIN
    if word in _EXAMPLES or all(c in given_characters() for c in given):
        return USUAL
    return NO_NAME if word[-1] in _LAST_OF_PLACES or not is_han(given) else POSSIBLE


def ends_as_places_do(name: str) -> bool:
    """Tell whether the last character of ``name`` also ends names of places: 张江, 王家桥."""
    return given_characters().get(name[-1], False)


def needs_no_phone(name: str) -> bool:
    """Tell a name that is one even with no phone in the text: a frequent surname, no place's ending."""
    sure = name in _EXAMPLES or likeness(name) == CERTAIN
    return sure or (likeness(name) == USUAL and rank(name) <= COMMON and not ends_as_places_do(name))


def titled_end(word: str) -> str:
    """Return the titled name that ``word`` ends in, without what stands before it; or an empty string.

    >>> titled_end("301室王女士"), titled_end("修理师傅")
    ('王女士', '')
    """
    match = _ENDS_TITLED.search(word)
    if not match:
        return ""
    for start in range(len(word) - 2, match.start() - 1, -1):
        compound = word[start - 1 : start + 1] in surnames() if start else False
        if likeness(word[start:]) == CERTAIN and not compound:
            return word[start:]
    return ""
