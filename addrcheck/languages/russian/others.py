"""What else stands in a line: countries, named buildings, companies, pickup points, landmarks."""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.line import NUMBER, Line, Phrase

_STOPS = frozenset({"place", "street", "quarter", "other"})


def read_others(line: Line) -> None:
    """Claim the words that name a building, company, pickup point or landmark, and those that mean nothing here."""
    for i, tag in enumerate(line.tags):
        if tag is not None and tag.group == "other" and not line.taken[i]:
            _read_other(line, i, tag)


def _read_other(line: Line, i: int, element: Element) -> None:
    """Claim type word ``i`` with the words up to the end of its field."""
    if element.type in ("country", "poste_restante") and element.kind != "домофон":
        line.add(Phrase(element, i, i + 1, i, i + 1))
        return
    last = i + 1
    while last < len(line.words) and line.gaps[last] < 2 and not line.taken[last]:
        tag = line.tags[last]
        if tag is not None and tag.group in _STOPS:
            break
        if tag is NUMBER and last > i + 1 and "№" not in line.glue[last] and element.kind != "домофон":
            break
        last += 1
    if last > i + 1:
        line.add(Phrase(element, i, last, i + 1, last))
        return
    first = i
    while element.type == "poi" and first > 0 and line.gaps[first] < 2 and line.free_word(first - 1):
        first -= 1
    if line.gaps[first] < 2:
        first = i  # in a text without commas a name before the word may be anything
    line.add(Phrase(element, first, i + 1, first, max(i, first + 1)))
