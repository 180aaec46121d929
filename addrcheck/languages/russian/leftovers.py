"""Words that no type word and no dictionary explains, read by where they stand.

The words before a house number are its street; a lone name where a town is expected is a village that no
dictionary lists.
"""

from __future__ import annotations

from addrcheck.languages import Settlement
from addrcheck.languages.russian.capitals import titled
from addrcheck.languages.russian.line import ORDINAL, Line, runs
from addrcheck.languages.russian.names import is_federal
from addrcheck.model import ComponentType, Level, Part, Span


def read_leftovers(
    line: Line, settlement: Settlement, explained: list[Span], types: set[ComponentType]
) -> list[Part]:
    """Return what is left as parts; ``types`` are those that the text has already, ``explained`` its settled spans."""
    types = set(types)
    found: list[Part] = []
    for first, last in _runs(line, explained):
        kind = _kind_by_position(line, settlement, types, first, last)
        if kind is None:
            continue
        types.add(kind)
        if kind == "street" and _is_misspelt_type(line, first, last):
            first += 1
        found.append(Part(kind, line.starts[first], line.end(first, last), titled(line.raw(first, last))))
    return found


def _kind_by_position(
    line: Line, settlement: Settlement, types: set[ComponentType], first: int, last: int
) -> ComponentType | None:
    """Return what the words from ``first`` to ``last`` are by where they stand, None where that does not tell."""
    if line.begins_house(last):
        return None if types & {"street", "quarter"} else "street"
    if not _like_a_name(line, first, last):
        return None
    known = _town_known(line, settlement, types)
    if not known:
        return "settlement"
    # beside a town: "Яковлево, Москва" is a village of its own, "Москва, Бутово, ул. Садовая, 3" lies within
    if first == 0 and not types & {"street", "quarter", "house", "settlement"}:
        return "settlement"
    return "settlement" if known == "federal" and "street" in types and _before_street(line, last) else None


def _runs(line: Line, explained: list[Span]) -> list[tuple[int, int]]:
    """Return the stretches of words that nothing has explained, bare names that were not settled included."""
    free = [
        not taken and (tag is None or tag is ORDINAL)
        for taken, tag in zip(line.taken, line.tags, strict=True)
    ]
    for phrase in line.phrases:
        if phrase.element is None and not overlaps(
            line.starts[phrase.first], line.ends[phrase.last - 1], explained
        ):
            free[phrase.first : phrase.last] = [True] * (phrase.last - phrase.first)
    return runs(free, line.gaps)


def _before_street(line: Line, i: int) -> bool:
    """Tell whether a street with its type word begins at word ``i``."""
    return any(p.first == i and p.group == "street" for p in line.phrases)


def _town_known(line: Line, settlement: Settlement, types: set[ComponentType]) -> str:
    """Return "town" where a town or village is named, "federal" where it is one that is a region too, else ""."""
    if types & {"settlement", "city"}:
        return "town"
    gazetteer = line.gazetteer
    named = [n.place for n in settlement.named if Level.AREA not in n.mention.levels]
    if any(gazetteer.levels[p] >= Level.CITY for p in named):
        return "town"
    return "federal" if any(is_federal(gazetteer, p) for p in named) else ""


def _like_a_name(line: Line, first: int, last: int) -> bool:
    """Tell whether a stretch may be the name of a village: alone in its field, short, no number alone."""
    return (
        line.gaps[first] == 2
        and line.gaps[last] == 2
        and last - first <= 4
        and any(len(line.words[k]) > 1 and line.tags[k] is None for k in range(first, last))
    )


def _is_misspelt_type(line: Line, first: int, last: int) -> bool:
    """Tell whether a street without a type word begins with an abbreviation nobody knows: "уп.Мира"."""
    word = line.words[first]
    return (
        last - first > 1
        and 2 <= len(word) <= 4
        and line.glue[first + 1].startswith(".")
        and not line.capital(first)
    )


def overlaps(start: int, end: int, spans: list[Span]) -> bool:
    """Tell whether a stretch shares a character with one of ``spans``."""
    return any(start < b and a < end for a, b in spans)
