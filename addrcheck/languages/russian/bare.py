"""Places without a type word: "Казань, ул. Баумана", "москва складочная ул".

A name before a house number is a street where the text names a town elsewhere ("Видное, Школьная, 78")
and a town where it does not ("Зеленоград, 456").
"""

from __future__ import annotations

from addrcheck.languages.russian.line import NUMBER, Line, Phrase
from addrcheck.languages.russian.names import NameInfo, Names, is_federal, stands_alone
from addrcheck.model import Level


def read_bare_places(line: Line, names: Names) -> None:
    """Claim the names that stand without a type word.

    A name before a house number is a street where the text names a town elsewhere ("Видное, Школьная, 78")
    and a town where it does not ("Зеленоград, 456").
    """
    runs = list(_free_runs(line))
    before_house = []
    for first, last in runs:
        if _house_follows(line, last):
            before_house.append((first, last))
        else:
            _read_run(line, names, first, last)
    for first, last in before_house:
        _read_run_before_house(line, names, first, last)


def _free_runs(line: Line) -> list[tuple[int, int]]:
    """Return the stretches of unexplained words, cut at the borders of fields."""
    runs = []
    i, n = 0, len(line.words)
    while i < n:
        if not line.free_word(i):
            i += 1
            continue
        first = i
        i += 1
        while i < n and line.gaps[i] < 2 and line.free_word(i):
            i += 1
        runs.append((first, i))
    return runs


def _house_follows(line: Line, i: int) -> bool:
    """Tell whether word ``i`` is a house number, or the word дом with its number."""
    if i >= len(line.words):
        return False
    tag = line.tags[i]
    if tag is NUMBER:
        return not line.taken[i]
    return tag is not None and tag.group == "locator" and tag.type in ("house", "block", "structure", "plot")


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
        tail = end == last and info.large
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
    streeted = any(p.element is not None and p.element.group in ("street", "quarter") for p in line.phrases)
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
