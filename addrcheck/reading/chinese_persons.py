"""Chinese recipients: labelled, in a field of their own, or glued to the phone or the address.

A surname and one or two characters look much like any other two or three characters of an address. So a
name in its own field needs the phone beside it or characters that names are made of; a glued one needs
an address word on its other side (…301室李四13800138000); what stays undecided is left to be asked.
"""

from __future__ import annotations

import re

from addrcheck.reading.chinese_names import (
    CERTAIN,
    COMMON,
    NO_NAME,
    RARE,
    RAREST,
    USUAL,
    ends_as_places_do,
    is_han,
    likeness,
    needs_no_phone,
    rank,
    surname_of,
    titled_end,
)
from addrcheck.reading.lists import sure_places, surnames
from addrcheck.reading.marks import MARKS, PERSON_LABEL, PHONE, Person

_FIELD = re.compile(rf"[^\s,;:、/|()\[\]{{}}【】<>\"'!?{MARKS}]+")
_LABELLED = re.compile(rf"{PERSON_LABEL}\s*([^\n,;、|{MARKS}\d]+)")
_RECEIVES = re.compile("(?:亲?收|亲启)$")
_BESIDE_NAME = re.compile(r"\s?\((?:亲?收|先生|女士|小姐|本人|收件人)\)")
_LATIN_NAME = re.compile("[A-Z][a-z]{1,14}")
_GAP = " ,;:\n、/|.-()[]【】"

_ADMIN_WORD = "省市区县镇乡旗州盟"
_UNIT_WORD = "0123456789号室楼层栋幢座元户房收"
_ADDRESS_WORD = (
    "号室楼层栋幢座户房组社村庄屯街路巷弄道店铺学校馆院厂部处所园苑城厦场口门段块厅站库队旁边面侧期府邸墅湾坊吧堂"
    "寓心司局行中收亭阁台居舍里米位省市区县镇乡旗州盟"
)
_ADDRESS_WORDS = ("单元", "超市", "附近", "隔壁", "楼下", "楼上", "网点")


def find_person(text: str) -> Person | None:
    """Return the recipient in a text whose phones, labels and notes are covered by marks.

    >>> find_person("文三路1号301室李四" + PHONE * 11).name
    '李四'
    >>> find_person("浦东新区张江" + PHONE * 11) is None
    True
    """
    if labelled := _labelled(text):
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
        word = match[0].strip("-._~+#" if "*" in match[0] else "-._~+*#")
        self.start = match.start() + match[0].index(word)
        self.end = self.start + len(word)
        self.name = _RECEIVES.sub("", word) if len(word) > 2 else word
        beside = _BESIDE_NAME.match(text, self.end)
        self.receives = self.name != word or beside is not None
        self.whole_end = beside.end() if beside else self.end
        before, after = text[: self.start].rstrip(_GAP), text[self.whole_end :].lstrip(_GAP)
        self.first, self.last = not before.strip(MARKS), not after.strip(MARKS)
        self.before_phone = text[self.whole_end : self.whole_end + 1] == PHONE
        self.touches_phone = before.endswith(PHONE) or after.startswith(PHONE)
        self.bracketed = text[self.start - 1 : self.start] in ("(", "[", "【")
        neighbours = before.rstrip(MARKS + _GAP)[-1:] + after.lstrip(MARKS + _GAP)[:1]
        self.among_han = neighbours != "" and not neighbours.isascii()

    def rate(self, phone: bool, fields: int) -> float:
        """Return how surely this whole field is a name: 0 not at all, more the surer."""
        like = likeness(self.name)
        if self.touches_phone and like == NO_NAME:
            lone_surname = surnames().get(self.name, RAREST) <= COMMON
            latin = self.among_han and _LATIN_NAME.fullmatch(self.name)
            return 0.5 if lone_surname or latin else 0
        if like and (self.touches_phone or self.receives):
            return like + 1 + 0.5 * self.before_phone - rank(self.name) / RAREST
        if like < USUAL or fields < 2 or self.bracketed or not (self.first or self.last):
            return 0
        return like if phone or needs_no_phone(self.name) else 0

    def person(self) -> Person:
        """Return the name with its stretch."""
        return Person(self.start, self.whole_end, self.name)


def _labelled(text: str) -> Person | None:
    for match in _LABELLED.finditer(text):
        words = match[1].split()
        if not words:
            continue
        word = words[0] if is_han(words[0][0]) else match[1].strip(" -.")
        start = match.start(1) + match[1].index(word)
        if len(word) > 6 and is_han(word[0]):
            if found := _head(start, word):
                return found
            if len(word) > 15:
                continue
        beside = _BESIDE_NAME.search(word)
        name = word[: beside.start()] if beside else _RECEIVES.sub("", word) if len(word) > 2 else word
        return Person(start, start + len(word), name.strip("()[]:. "))
    return None


def _glued(text: str, fields: list[_Field]) -> Person | None:
    for field in fields:
        if field.before_phone and (found := _tail(field)):
            return found
    for field in fields:
        leads = not text[: field.start].strip(MARKS + _GAP) or text[field.start - 1] == PHONE
        if leads and (found := _head(field.start, field.name)):
            return found
    return None


def _tail(field: _Field) -> Person | None:
    """Return the name at the end of a field that is glued to the phone, where one is decidable.

    Of several cuts the one with the more frequent surname wins: 文三路|李刚, not 文三|路李刚; where two are
    about as frequent, none does.
    """
    word = field.name
    if name := titled_end(word):
        return Person(field.start + len(word) - len(name), field.whole_end, name)
    lengths = [n for n in (2, 3, 4) if len(word) > n and (n < 4 or word[-4:-2] in surnames())]
    named = sorted((word[-n:] for n in lengths if likeness(word[-n:]) >= USUAL), key=rank)
    if not named or rank(named[0]) > RARE or (len(named) > 1 and rank(named[1]) < 2 * rank(named[0]) + 2):
        return None
    name, rest = named[0], word[: -len(named[0])]
    if not _can_follow(rest, name):
        return None
    return Person(field.start + len(rest) - rest.endswith("收"), field.whole_end, name)


def _can_follow(rest: str, name: str) -> bool:
    """Tell whether ``rest`` ends as an address ends, so that ``name`` cannot be part of it."""
    last = rest[-1]
    if ends_as_places_do(name):
        return last in _UNIT_WORD
    if last in _ADDRESS_WORD or (last.isascii() and last.isalnum()) or rest.endswith(_ADDRESS_WORDS):
        return True
    whole = len(name) == 3 and rank(name) <= COMMON and not ends_as_places_do(surname_of(name))
    return whole and last not in surnames()


def _head(start: int, word: str) -> Person | None:
    """Return the name before a province, city or county: 张三浙江省…, where the rest begins with a place.

    Of several cuts the one whose rest names most of the places wins: 张平|天津市, not 张平天|津市.
    """
    if _places_length(word, 0):
        return None
    cuts = [
        (length, n)
        for n in (2, 3, 4)
        if len(word) > n + 1
        and word[n] not in _ADMIN_WORD
        and likeness(word[:n]) in (USUAL, CERTAIN)
        and (length := _places_length(word, n))
    ]
    best = sorted(cuts, reverse=True)[:2]
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return Person(start, start + best[0][1], word[: best[0][1]])


def _places_length(word: str, start: int) -> int:
    """Return how many characters from ``start`` on are names of places, one after the other."""
    places = sure_places()
    end = start
    while size := next((n for n in range(11, 1, -1) if word[end : end + n] in places), 0):
        end += size
    return end - start
