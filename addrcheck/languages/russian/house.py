"""House numbers: what a chunk like "12к2с1", "37/5литА" or "128-2-10" is made of.

A chunk is a word that begins with a digit. Its parts do not depend on the text around it, so every chunk is
taken apart once and remembered.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

ChunkKind = Literal["number", "ordinal", "postcode", "name"]

_SUFFIXES = {
    "корпус": "block",
    "корп": "block",
    "кор": "block",
    "к": "block",
    "строение": "structure",
    "стр": "structure",
    "с": "structure",
    "соор": "structure",
    "литера": "letter",
    "литер": "letter",
    "лит": "letter",
    "квартира": "room",
    "кв": "room",
    "офис": "room",
    "оф": "room",
    "пом": "room",
}
SUFFIX_KINDS = {
    "к": "корпус",
    "кор": "корпус",
    "корп": "корпус",
    "с": "строение",
    "стр": "строение",
    "соор": "сооружение",
    "лит": "литера",
    "литер": "литера",
    "кв": "квартира",
    "оф": "офис",
    "пом": "помещение",
}
_SUFFIX = "|".join(sorted(_SUFFIXES, key=len, reverse=True))
_NUMBER = rf"\d++(?:[а-я]-[а-я](?![а-яa-z\d])|-?[а-яa-z](?:(?![а-яa-z\d])|(?=(?:{_SUFFIX})(?:\d|[а-я]$))))?"
_VALUE = rf"(?:{_NUMBER}(?:/\d+)?|[а-я](?![а-я\d]))"
_CHUNK = re.compile(
    rf"({_NUMBER}(?:/{_NUMBER})*)"
    rf"((?:-\d+[а-яa-z]?)*)"
    rf"((?:-?(?:{_SUFFIX})-?{_VALUE})*)$"
)
_TAIL = re.compile(rf"-?({_SUFFIX})-?({_VALUE})")
_DASHED = re.compile(r"-(\d+[а-яa-z]?)")
_ORDINAL = re.compile(
    r"\d+-(?:й|я|е|ый|ой|ий|ая|ое|ые|го|ого|ей|летия|летие|х|ти|ом)$|\d+(?:ый|ой|ий|ая|ое|го|ого|летия|й|я)$"
)
_LOOKALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")

Piece = tuple[str, str, str, int, int]
"""Component type, value, kind, start and end inside the chunk."""


class Chunk(Struct, frozen=True, gc=False):
    """A taken-apart chunk: ``pieces`` begin with the number itself; ``dashed`` numbers follow a dash."""

    kind: ChunkKind
    pieces: tuple[Piece, ...] = ()
    dashed: tuple[tuple[str, int, int], ...] = ()


class _Chunks(dict[str, Chunk]):
    """Every chunk met so far."""

    def __missing__(self, chunk: str) -> Chunk:
        found = _take_apart(chunk)
        if len(self) < 50_000:
            self[chunk] = found
        return found


CHUNKS = _Chunks()

_LONGEST = 40


_OPEN_END = re.compile(rf"\d[а-я]?(?:{_SUFFIX})$")


def _take_apart(chunk: str) -> Chunk:
    """Return what a chunk is.

    >>> [piece[:2] for piece in CHUNKS["12к2с1"].pieces]
    [('house', '12'), ('block', '2'), ('structure', '1')]
    >>> CHUNKS["2-я"].kind, CHUNKS["8а-9"].pieces[0][1], CHUNKS["8а-9"].dashed[0][0]
    ('ordinal', '8А', '9')
    """
    if len(chunk) > _LONGEST:
        return Chunk("name")
    if chunk.isdigit():
        kind: ChunkKind = "postcode" if len(chunk) == 6 else "number"
        return Chunk(kind, (("house", chunk, "", 0, len(chunk)),))
    if _ORDINAL.match(chunk):
        return Chunk("ordinal")
    match = _CHUNK.match(chunk)
    if not match or (len(chunk) > 2 and chunk[-2:].isalpha() and _OPEN_END.search(chunk)):
        return Chunk("name")
    house, dashed, tail = match.groups()
    pieces: list[Piece] = [("house", written(house), "", 0, len(house))]
    after = match.start(3)
    for part in _TAIL.finditer(tail):
        word = part[1]
        kind_word = SUFFIX_KINDS.get(word, word)
        pieces.append(
            (_SUFFIXES[word], written(part[2]), kind_word, after + part.start(), after + part.end())
        )
    numbers = tuple(
        (written(m[1]), match.start(2) + m.start(1), match.start(2) + m.end(1))
        for m in _DASHED.finditer(dashed)
    )
    return Chunk("number", tuple(pieces), numbers)


def written(number: str) -> str:
    """Return a number as it is written officially: letters together with it, Cyrillic, capital.

    >>> written("31-а"), written("7a"), written("103-105")
    ('31А', '7А', '103-105')
    """
    number = re.sub(r"(?<=\d)[ -](?=[а-яa-z])", "", number)
    return number.translate(_LOOKALIKE).upper()


def is_range(first: str, second: str) -> bool:
    """Tell whether "19-21" is one building and not house 19, flat 21.

    Neighbouring numbers of one side of the street are a range; a second number that is smaller or far
    off is a flat.

    >>> is_range("19", "21"), is_range("34", "38"), is_range("10", "122"), is_range("6", "3")
    (True, True, False, False)
    """
    if not (first.isdigit() and second.isdigit()):
        return False
    return int(second) - int(first) in (2, 4)


def is_span(first: str, second: str) -> bool:
    """Tell whether the numbers of two structures follow each other: "стр. 1-2"."""
    return first.isdigit() and second.isdigit() and 0 < int(second) - int(first) <= 4
