"""Places without a type word: "Казань, ул. Баумана", "москва складочная ул".

A name before a house number is a street where the text names a town elsewhere ("Видное, Школьная, 78")
and a town where it does not ("Зеленоград, 456").
"""

from __future__ import annotations

from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase, runs
from addrcheck.languages.russian.names import NameInfo, Names, is_federal, stands_alone
from addrcheck.model import Level


def read_bare_places(line: Line, names: Names) -> None:
    """Claim the names that stand without a type word; those before a house number last."""
    free = [
        not taken and (tag is None or tag is ORDINAL)
        for taken, tag in zip(line.taken, line.tags, strict=True)
    ]
    before_house = []
    for first, last in runs(free, line.gaps):
        if line.begins_house(last) and not (line.tag(last) is NUMBER and line.taken[last]):
            before_house.append((first, last))
        else:
            _read_run(line, names, first, last)
    for first, last in before_house:
        _read_run_before_house(line, names, first, last)


def _read_run(line: Line, names: Names, first: int, last: int) -> None:
    """Claim the bare names of a run that no house number follows."""
    i = first
    while i < last:
        step = _claim_at(line, names, i, first, last)
        i = step if step else i + 1


def _claim_at(line: Line, names: Names, i: int, first: int, last: int) -> int:
    """Claim the longest bare name at word ``i`` where it may be a place; return where it ends, else 0."""
    for end, name in reversed(line.hits.get(i, ())):
        if end > last or not line.free_word(i):
            continue
        info = names.info(name)
        whole = i == first and end == last
        head = i == first and (info.town or info.region)
        head = head and (whole or stands_alone(line, names, info, i, end))
        tail = end == last and info.large and not line.capital(first)
        if not (whole or head or tail):
            continue
        strength = _bare_strength(line, info, i, end, whole)
        line.add(Phrase(None, i, end, i, end, info.places, strength=strength))
        return end
    return 0


def _bare_strength(line: Line, info: NameInfo, first: int, last: int, whole: bool) -> float:
    """Return how surely a bare name is a place: alone in its field surely, inside a run of words less."""
    alone = whole and line.gaps[first] == 2 and line.gaps[last] == 2
    if info.town:
        return 0.88 if alone else 0.75
    if info.region:
        return (0.7 if alone else 0.5) if info.adjectival else 0.9
    return 0.8 if alone else 0.6


def _read_run_before_house(line: Line, names: Names, first: int, last: int) -> None:
    """Claim the bare places of a run that a house number follows; what is left over is its street."""
    i = first
    streeted = any(p.group in ("street", "quarter") for p in line.phrases)
    placed = any(_names_town(line, phrase) for phrase in line.phrases)
    while i < last:
        hit = _head(line, names, i, last)
        if hit is None:
            return
        end, info = hit
        if end == last:
            if not streeted and _names_street(info, placed, i > first):
                return
            line.add(Phrase(None, i, end, i, end, info.places, strength=0.85 if info.town else 0.7))
            return
        if not (info.town or info.region) or not stands_alone(line, names, info, i, end):
            return
        line.add(Phrase(None, i, end, i, end, info.places, strength=0.75))
        placed = placed or info.town
        i = end


def _names_street(info: NameInfo, placed: bool, behind: bool) -> bool:
    """Tell whether a name before a house number rather is a street: towns in -ск never are, adjectives often."""
    if info.street and not info.town:
        return True
    if not info.adjectival:
        return placed and not info.town and not info.region
    return placed or behind or (info.region and not info.town)


def _head(line: Line, names: Names, i: int, last: int) -> tuple[int, NameInfo] | None:
    """Return the longest name of the dictionary at word ``i``."""
    for end, name in reversed(line.hits.get(i, ())):
        if end <= last:
            return end, names.info(name)
    return None


def _names_town(line: Line, phrase: Phrase) -> bool:
    """Tell whether a phrase names a town or village."""
    if phrase.element is not None:
        return phrase.element.type in ("city", "settlement")
    gazetteer = line.gazetteer
    return any(gazetteer.levels[p] >= Level.CITY or is_federal(gazetteer, p) for p, _ in phrase.places)
