"""Russian names of recipients: labelled, or in a comma field of their own, or beside the phone.

Streets are named after people, so an unlabelled name counts only in the nominative («Юрий Гагарин», not «Юрия
Гагарина»), never behind a street word, and without a phone in the text only with a patronymic.
"""

from __future__ import annotations

import re
from itertools import pairwise

from addrcheck.reading.lists import first_names
from addrcheck.reading.marks import MARKS, PERSON_LABEL, PHONE, Person

_WORD = r"(?<![А-ЯЁа-яё])[А-ЯЁа-яё]{1,30}(?:-[А-ЯЁа-яё]{1,30})?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_LABELLED = re.compile(rf"{PERSON_LABEL}\s*([^\n,;|/{MARKS}\d]+)")
_FIELD = re.compile(rf"[^,;\n|/(){MARKS}]+")
_INITIALED = re.compile(rf"(?:{_WORD}\s+{_INITIALS}|{_INITIALS}\s*{_WORD})")
_PATRONYMIC = re.compile(r"[а-яё]+(?:ович|евич|ьич|мич|нич|тич)|[а-яё]+(?:овна|евна|ична|инична)")
_MALE_SURNAME = re.compile(
    r"[а-яё-]+(?:[оеё]в|[иы]н|[сц]кий|[сц]кой|ый|ий|ой|ко|ук|юк|ич|их|ых|ян|янц|швили|дзе|ец|ер|ман|ель|ак|як|ик|ун|ш|ль|дт|ет|иа|уа)"
)
_FEMALE_SURNAME = re.compile(
    r"[а-яё-]+(?:[оеё]ва|[иы]на|[сц]кая|ая|ко|ук|юк|ич|их|ых|ян|янц|швили|дзе|ец|ер|ман|ель|ак|як|ик|ун|ш|ль|дт|ет|иа|уа)"
)
_SURNAMES = {"m": _MALE_SURNAME, "f": _FEMALE_SURNAME}
_FULL_AT_EDGE = re.compile(
    rf"^\s*(?P<first>{_WORD}\s+{_WORD}\s+[А-ЯЁа-яё]{{2,20}}(?:ич|на))(?=\s)|(?<=\d)\s+(?P<last>{_WORD}\s+{_WORD}\s+[А-ЯЁа-яё]{{2,20}}(?:ич|на))\s*$"
)
_BREAK = re.compile(r"(?<=\d)\s+|(?<=\d[А-Яа-я])\s+|(?<=\.)\s{2,}")


def find_person(text: str) -> Person | None:
    """Return the recipient in a text whose phones, labels and notes are covered by marks.

    >>> find_person("Иванов Иван Иванович, Казань, ул. Мира, 5").name
    'Иванов Иван Иванович'
    >>> find_person("Казань, ул. Юрия Гагарина, 5 " + PHONE) is None
    True
    """
    labelled = [(m.start(1), m[1].rstrip()) for m in _LABELLED.finditer(text) if m[1].strip(" .-:")]
    if labelled:
        return _joined(text, labelled)
    if full := _FULL_AT_EDGE.search(text):
        words = full["first"] or full["last"]
        if _has_patronymic(words):
            return Person(*full.span("first" if full["first"] else "last"), words)
    fields = list(_FIELD.finditer(text))
    phone = PHONE in text
    for beside_phone in (True, False):
        for i, match in enumerate(fields):
            edge = phone and i in (0, len(fields) - 1)
            if found := _in_field(text, match, beside_phone, edge):
                return found
    return None


def _joined(text: str, labelled: list[tuple[int, str]]) -> Person:
    """Return labelled parts as one name: Фамилия: … Имя: … Отчество: …"""
    start, first = labelled[0]
    name, end = first, start + len(first)
    for begin, part in labelled[1:]:
        if text[end:begin].strip(MARKS + " \n,;"):
            break
        name, end = f"{name} {part}", begin + len(part)
    return Person(start, end, name.strip(" :-"))


def _in_field(text: str, match: re.Match[str], beside_phone: bool, edge: bool) -> Person | None:
    start, end = match.span()
    before = text[:start].rstrip(" ,;\n-(:.")
    after = text[end:].lstrip(" ,;\n-):.")
    if beside_phone and not (before.endswith(PHONE) or after.startswith(PHONE)):
        return None
    for begin, stop in _stretches(text, start, end, beside_phone):
        words = text[begin:stop].strip(" -:\"'")
        if words and (_is_person(words, beside_phone) if beside_phone or edge else _has_patronymic(words)):
            begin += text[begin:stop].index(words)
            return Person(begin, begin + len(words), words.rstrip(" ,"))
    return None


def _stretches(text: str, start: int, end: int, beside_phone: bool) -> list[tuple[int, int]]:
    """Return what of a field may be the name: all of it, or what follows the last number before a phone."""
    found = [(start, end)]
    if beside_phone:
        found += [(m.end(), end) for m in _BREAK.finditer(text, start, end)][-1:]
    return found


def _is_person(words: str, beside_phone: bool) -> bool:
    if beside_phone and _INITIALED.fullmatch(words):
        return True
    parts = words.lower().replace("ё", "е").split()
    if not 1 <= len(parts) <= 3 or not all(part.replace("-", "").isalpha() for part in parts):
        return False
    if len(parts) == 1:
        return beside_phone and parts[0] in first_names() and parts[0] != "владимир"
    return _has_patronymic(words) or (len(parts) == 2 and _first_and_surname(*parts))


def _has_patronymic(words: str) -> bool:
    """Tell Иван Иванович, Иванов Иван Иванович, Иван Иванович Иванов."""
    parts = words.lower().replace("ё", "е").split()
    names = first_names()
    return 2 <= len(parts) <= 3 and any(
        a in names and _PATRONYMIC.fullmatch(b) is not None for a, b in pairwise(parts)
    )


def _first_and_surname(first: str, second: str) -> bool:
    """Tell a first name and a surname of the same gender, in either order."""
    names = first_names()
    return any(
        gender is not None and other not in names and _SURNAMES[gender].fullmatch(other) is not None
        for gender, other in ((names.get(first), second), (names.get(second), first))
    )
