"""Phrases and numbers that no place explains → the labelled parts of the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from addrcheck.languages.chinese.abroad.elements import PLACES, Element
from addrcheck.languages.chinese.abroad.pieces import Country, Number, Phrase, Piece
from addrcheck.languages.chinese.abroad.tokens import DISTANCE
from addrcheck.model import ComponentType, Part

_NAMED: dict[str, ComponentType] = {"district": "district", "town": "town"}
_POSTCODE = re.compile(r"\d{6}")
_SPACE = re.compile(r"[\s\"]+")
_INSIDE = frozenset({"building", "unit", "floor", "room"})
_SMALL = 3


def parts_of(pieces: Sequence[Piece], text: str, settled: Sequence[tuple[int, int]]) -> list[Part]:
    """Return the parts that ``pieces`` are, but for what the settled spans explain, in the order of the text."""
    open_pieces = [p for p in pieces if not isinstance(p, Country) and not _explained(p, settled)]
    numbered = _numbers([p for p in open_pieces if isinstance(p, Phrase | Number)], text)
    names = [part for p in open_pieces if isinstance(p, Phrase) if (part := _name(p, text, settled, pieces))]
    return sorted((*numbered, *names), key=lambda part: part.start)


def _explained(piece: Piece, settled: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a settled place covers a piece."""
    return any(start <= piece.start and piece.end <= end for start, end in settled)


def _name(
    phrase: Phrase, text: str, settled: Sequence[tuple[int, int]], pieces: Sequence[Piece]
) -> Part | None:
    """Return the part that a name is: a road, an estate, a village, a company; or nothing."""
    if phrase.leads:
        return None
    start = phrase.start
    if phrase.lead and any(s <= start and e <= phrase.lead for s, e in settled):
        start = phrase.lead
    kind = _type(phrase, pieces)
    if kind is None:
        return None
    if kind == "landmark" and phrase.elements:
        return Part(kind, start, phrase.end, phrase.elements[0].chinese)
    return Part(kind, start, phrase.end, _SPACE.sub(" ", text[start : phrase.end]).strip())


def _type(phrase: Phrase, pieces: Sequence[Piece]) -> ComponentType | None:
    """Return what an unsettled name is; a bare one is an estate, or a company behind a room."""
    for element in phrase.elements:
        if element.type not in PLACES:
            return cast(ComponentType, element.type)
    for element in phrase.elements:
        if element.type in _NAMED:
            return _NAMED[element.type]
    if phrase.elements or len(phrase.key) < _SMALL:
        return None
    if _is_said_of_distance(phrase, pieces):
        return "landmark"
    if _is_road(phrase, pieces):
        return "street"
    before = [p for p in pieces if isinstance(p, Number) and p.end <= phrase.start]
    inside = (
        before and any(e.type in _INSIDE for e in before[-1].elements) and before[-1].field == phrase.field
    )
    return "organization" if inside else "poi"


def _is_said_of_distance(phrase: Phrase, pieces: Sequence[Piece]) -> bool:
    """Tell whether a bare name goes on from a distance: 800 м от границы."""
    before = pieces[max(0, pieces.index(phrase) - 1)]
    return isinstance(before, Number) and before.field == phrase.field and before.elements[:1] == (DISTANCE,)


def _is_road(phrase: Phrase, pieces: Sequence[Piece]) -> bool:
    """Tell whether a bare name beside a house number is a road, since no other is named: 89 Queensway."""
    if any(isinstance(p, Phrase) and "street" in p.types for p in pieces):
        return False
    index = pieces.index(phrase)
    beside = (*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2])
    numbers = [p for p in beside if isinstance(p, Number) and p.field == phrase.field]
    return any(not n.elements or n.elements[0].chinese == "号" for n in numbers)


class _Seen:
    """What the numbers before have been, since a bare number depends on it."""

    def __init__(self, pieces: Sequence[Phrase | Number]) -> None:
        numbers = [p for p in pieces if isinstance(p, Number)]
        self.types = {e.type for n in numbers for e in n.elements[:1]}
        self.lane = any(e.chinese == "弄" for n in numbers for e in n.elements)
        self.streets = [p for p in pieces if isinstance(p, Phrase) and _is_street(p, pieces)]
        self.poi = any(isinstance(p, Phrase) and set(p.types) & {"poi", "village"} for p in pieces)


def _is_street(phrase: Phrase, pieces: Sequence[Phrase | Number]) -> bool:
    """Tell whether a name is a road's."""
    return "street" in phrase.types or (not phrase.elements and _is_road(phrase, pieces))


def _numbers(pieces: Sequence[Phrase | Number], text: str) -> list[Part]:
    """Return the parts that the numbers are."""
    seen = _Seen(pieces)
    parts = []
    for i, piece in enumerate(pieces):
        if isinstance(piece, Number):
            kind, value = _numbered(piece, pieces[i - 1] if i else None, pieces[i + 1 : i + 2], seen)
            seen.types.add(kind)
            parts.append(Part(kind, piece.start, piece.end, value))
    return parts


def _numbered(
    number: Number, before: Phrase | Number | None, after: Sequence[Phrase | Number], seen: _Seen
) -> tuple[ComponentType, str]:
    """Return the type and the value of a number."""
    element = _meaning(number, seen)
    if element is None:
        return _bare(number, before, after, seen), number.value
    if element.type == "group":
        return "group", f"{number.value}组"
    if element.chinese == "商":
        return "room", f"商{number.value}"
    if element.type == "house" and seen.lane and element.chinese != "弄":
        return "building", number.value
    if element.type in ("subpoi", "substreet"):
        return cast(ComponentType, element.type), f"{number.value}{element.chinese}"
    return cast(ComponentType, element.type), number.value


def _meaning(number: Number, seen: _Seen) -> Element | None:
    """Return which meaning of its unit word a number has: a unit of three digits without a room is a room."""
    meanings = number.elements
    if len(meanings) > 1 and {"unit", "room"} <= {e.type for e in meanings}:
        wanted = "unit" if len(number.value) < _SMALL or "room" in seen.types else "room"
        return next(e for e in meanings if e.type == wanted)
    return meanings[0] if meanings else None


def _bare(
    number: Number, before: Phrase | Number | None, after: Sequence[Phrase | Number], seen: _Seen
) -> ComponentType:
    """Return what a number without a unit word is, by its neighbours."""
    if _POSTCODE.fullmatch(number.value):
        return "postcode"
    if "house" not in seen.types:
        if before in seen.streets:
            return "house"
        if after and after[0] in seen.streets and after[0].field == number.field:
            return "house"
    if number.hashed and "building" not in seen.types:
        return "building"
    if seen.streets and "house" not in seen.types and not (seen.types & _INSIDE):
        return "house"
    if (
        isinstance(before, Phrase)
        and set(before.types) & {"poi"}
        and "building" not in seen.types
        and len(number.value) < _SMALL
    ):
        return "building"
    if "house" not in seen.types and not seen.poi and not (seen.types & _INSIDE):
        return "house"
    return "room"
