"""The text as it was typed, cut into pieces: what each is called, what it belongs to, where something is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from addrcheck.model import Report, Span

Family = Literal["place", "street", "house", "door", "person", "other", ""]
Mark = Literal["error", "warning", "unread", ""]

FAMILIES: dict[str, Family] = {
    **dict.fromkeys(
        ("region", "area", "city", "district", "town", "settlement", "devzone", "village", "group"), "place"
    ),
    **dict.fromkeys(("street", "substreet", "quarter"), "street"),
    **dict.fromkeys(
        ("house", "subhouse", "block", "structure", "letter", "plot", "building", "poi", "subpoi"), "house"
    ),
    **dict.fromkeys(("unit", "entrance", "floor", "room"), "door"),
    **dict.fromkeys(("name", "phone", "note"), "person"),
}
"""The family of a part, by which it is coloured; every other part is of the family ``other``."""

_MARKS: dict[str, Mark] = {"error": "error", "warning": "warning"}
_PHONE_TAIL = 7
_PUNCTUATION = re.compile(r"[^\w\n]{1,3}")


class Stretch(Struct, frozen=True):
    """A stretch of a piece, and whether something is wrong with it."""

    text: str
    mark: Mark


class Piece(Struct, frozen=True):
    """A part of the address as typed, with the types that it stands for; between parts, text without any.

    ``tail`` is what follows the part and belongs to no other: a comma, a space.
    """

    types: tuple[str, ...]
    status: str
    family: Family
    stretches: tuple[Stretch, ...]
    tail: str = ""


class _Named(Struct, frozen=True):
    """A span of the text and what stands there."""

    start: int
    end: int
    type: str
    status: str


def pieces(report: Report) -> tuple[Piece, ...]:
    """Return the whole text of a report in pieces, in the order of the text; together they are the text.

    >>> from addrcheck import check
    >>> for piece in pieces(check("杭州市西胡区文三路100号")):
    ...     print(piece.types, piece.status, [(s.text, s.mark) for s in piece.stretches])
    ('city',) given [('杭州市', '')]
    ('district',) corrected [('西胡区', 'warning')]
    ('street',) unverified [('文三路', '')]
    ('house',) unverified [('100号', '')]
    """
    marks = list(_marked(report))
    made: list[Piece] = []
    at = 0
    for group in _groups(report):
        first = group[0]
        if first.start > at:
            made.append(Piece((), "", "", _stretches(report.input, (at, first.start), marks)))
        at = max(one.end for one in group)
        family = FAMILIES.get(first.type, "other")
        types = tuple(dict.fromkeys(one.type for one in group))
        made.append(Piece(types, first.status, family, _stretches(report.input, (first.start, at), marks)))
    if at < len(report.input):
        made.append(Piece((), "", "", _stretches(report.input, (at, len(report.input)), marks)))
    return tuple(_with_tails(made))


def _with_tails(made: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those that are mere punctuation put behind the part before them."""
    held: Piece | None = None
    for piece in made:
        text = "".join(stretch.text for stretch in piece.stretches)
        if held and not held.tail and not piece.types and _PUNCTUATION.fullmatch(text):
            held = structs.replace(held, tail=text)
            continue
        if held:
            yield held
        held = piece if piece.types else None
        if not held:
            yield piece
    if held:
        yield held


def _groups(report: Report) -> Iterator[list[_Named]]:
    """Yield what is named in the text, in its order; what shares letters comes together."""
    named = [_Named(*c.span, c.type, c.status) for c in report.components if c.span]
    taken = [(one.start, one.end) for one in named]
    named += [one for one in _person(report) if not any(one.start < b and a < one.end for a, b in taken)]
    group: list[_Named] = []
    for one in sorted(named, key=lambda one: (one.start, -one.end)):
        if group and one.start >= max(other.end for other in group):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _person(report: Report) -> Iterator[_Named]:
    """Yield where the recipient's name, phone and note stand, as far as they stand there letter by letter."""
    contact = report.contact
    if contact is None:
        return
    for type_, value in (("name", contact.name), ("note", contact.note)):
        at = report.input.find(value) if value else -1
        if value and at >= 0:
            yield _Named(at, at + len(value), type_, "given")
    phone = _phone(report.input, contact.phone or "")
    if phone:
        yield _Named(*phone, "phone", "given")


def _phone(text: str, phone: str) -> Span | None:
    """Return where the digits of a phone (+8657188888888) stand, with 0 or 8 in place of the country or without it.

    >>> _phone("310013 0571-88888888 转 2", "+8657188888888"), _phone("8 (916) 123-45-67", "+79161234567")
    ((7, 20), (0, 17))
    """
    wanted = "".join(filter(str.isdigit, phone))
    digits = [(i, str(unicodedata.digit(char))) for i, char in enumerate(text) if unicodedata.digit(char, None) is not None]  # fmt: skip
    for last in range(len(digits) - 1, _PHONE_TAIL - 2, -1):
        read, start = "", None
        for at, digit in reversed(digits[: last + 1]):
            read = digit + read
            if wanted.endswith(read) or (digit in "08" and wanted.endswith(read[1:])):
                start = at
            else:
                break
        if start is not None and len(read) > _PHONE_TAIL:
            return _with_signs(text, start), digits[last][0] + 1
    return None


def _with_signs(text: str, start: int) -> int:
    """Return where a phone begins with the plus or bracket in front."""
    while start and text[start - 1] in "+(＋（":
        start -= 1
    return start


def _marked(report: Report) -> Iterator[tuple[int, int, Mark]]:
    """Yield the spans that issues point at, the graver last."""
    for severity in ("info", "warning", "error"):
        for issue in report.issues:
            if issue.span and issue.severity == severity:
                mark: Mark = "unread" if issue.code == "UNREAD" else _MARKS.get(severity, "")
                if mark:
                    yield *issue.span, mark


def _stretches(text: str, span: Span, marks: Sequence[tuple[int, int, Mark]]) -> tuple[Stretch, ...]:
    """Return a span of the text, cut where a mark begins or ends."""
    start, end = span
    inside = {cut for a, b, _ in marks for cut in (a, b) if start < cut < end}
    return tuple(
        Stretch(text[a:b], next((mark for c, d, mark in reversed(marks) if c <= a and b <= d), ""))
        for a, b in pairwise(sorted({start, end, *inside}))
    )
