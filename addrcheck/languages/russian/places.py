"""Places in a line: with a type word ("г. Казань", "Одинцовский р-н") or bare ("Казань, …").

Which words may name a place is grammar and decided here; which place is meant is ``settle``'s affair.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase, Places
from addrcheck.model import Level

_ADJECTIVAL = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ье")
_PROPER = frozenset(("городок", "слобода"))
"""Words that make a name of their own with the adjective before them: Научный городок."""

_LARGE = 30_000
_TAILS = frozenset("югра кузбасс чувашия алания якутия татарстан".split())
"""Second halves of official names: Кемеровская область - Кузбасс, Республика Саха (Якутия)."""


class NameInfo(Struct, frozen=True, gc=False):
    """What a name of the dictionary can mean, levels aside: ``town`` also for a federal city."""

    places: Places
    levels: frozenset[int]
    town: bool
    large: bool
    region: bool
    adjectival: bool


class Names:
    """What the names of one gazetteer mean, worked out the first time each is met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._infos: dict[int, NameInfo] = {}
        self._typed: dict[tuple[int, str], Places] = {}

    def info(self, name: int) -> NameInfo:
        """Return what a name can mean."""
        info = self._infos.get(name)
        if info is None:
            gazetteer = self.gazetteer
            places = gazetteer.named(name)
            levels = frozenset(gazetteer.levels[place] for place, _ in places)
            federal = any(_is_federal(gazetteer, place) for place, _ in places)
            info = self._infos[name] = NameInfo(
                places,
                levels,
                Level.CITY in levels or federal,
                federal or any(gazetteer.populations[place] >= _LARGE and gazetteer.levels[place] == Level.CITY for place, _ in places),
                Level.REGION in levels,
                gazetteer.spelt(name).endswith(_ADJECTIVAL),
            )
        return info

    def typed(self, name: int, element: Element) -> Places:
        """Return the places of a name that a type word allows, those of its own kind first."""
        key = (name, element.kind)
        found = self._typed.get(key)
        if found is None:
            found = self._typed[key] = self._allowed(self.info(name).places, element)
        return found

    def _allowed(self, places: Places, element: Element) -> Places:
        gazetteer = self.gazetteer
        levels: tuple[int, ...] = element.levels
        allowed = [p for p in places if gazetteer.levels[p[0]] in levels]
        if element.type == "city":
            allowed += [p for p in places if _is_federal(gazetteer, p[0])]
        if not allowed and element.type in ("city", "settlement"):
            # towns are demoted and villages grow; people keep the old word
            allowed = [p for p in places if gazetteer.levels[p[0]] in (Level.CITY, Level.SETTLEMENT)]
        return tuple(sorted(allowed, key=lambda p: (gazetteer.kinds[p[0]] != element.kind, p[1])))


def _is_federal(gazetteer: Gazetteer, place: int) -> bool:
    """Tell whether a region is a city: Москва, Санкт-Петербург, Севастополь."""
    return gazetteer.levels[place] == Level.REGION and gazetteer.kinds[place] == "город"


@lru_cache(maxsize=8)
def names_of(gazetteer: Gazetteer) -> Names:
    """Return the memory of what the names of ``gazetteer`` mean."""
    return Names(gazetteer)


def find_hits(line: Line) -> None:
    """Look up every name of the dictionary that begins and ends at a border of words."""
    starting = {start: i for i, start in enumerate(line.starts)}
    ending = {end: i for i, end in enumerate(line.ends, start=1)}
    hits, back = line.hits, line.hits_ending
    for start, end, name in line.gazetteer.scan(line.folded):
        first = starting.get(start)
        if first is None:
            continue
        last = ending.get(end)
        if last is None:
            continue
        if first in hits:
            hits[first].append((last, name))
        else:
            hits[first] = [(last, name)]
        if last in back:
            back[last].append((first, name))
        else:
            back[last] = [(first, name)]


def read_typed_places(line: Line, names: Names) -> None:
    """Claim every type word of a place together with the name that the dictionary holds, or that follows it."""
    for i, tag in enumerate(line.tags):
        if tag is not None and tag.group == "place" and not line.taken[i]:
            _read_typed_place(line, names, i, tag)
    for i, tag in enumerate(line.tags):
        if tag is not None and tag.group == "place" and not line.taken[i] and _open_after(line, i) and tag.side != "after":
            if phrase := _unknown_after(line, i, tag):
                line.add(phrase)


def read_unknown_places(line: Line) -> None:
    """Claim the type words of places whose name stands before them and is in no dictionary."""
    for i, tag in enumerate(line.tags):
        if tag is None or tag.group != "place" or line.taken[i]:
            continue
        phrase = _unknown_before(line, i, tag) if _open_before(line, i) else None
        if phrase is None and tag.side == "after" and _open_after(line, i):
            phrase = _unknown_after(line, i, tag)
        if phrase is not None:
            line.add(phrase)
        elif i in line.hits:
            line.tags[i] = None  # г. Остров, с. Слобода: the word is a name


def _open_before(line: Line, i: int) -> bool:
    """Tell whether the word before type word ``i`` stands in its field, or ``i`` alone in one of its own."""
    return i > 0 and (line.gaps[i] < 2 or line.gaps[i + 1] == 2)


def _open_after(line: Line, i: int) -> bool:
    """Tell whether the word after type word ``i`` stands in its field."""
    return i + 1 < len(line.words) and line.gaps[i + 1] < 2


def _read_typed_place(line: Line, names: Names, i: int, element: Element) -> None:
    """Find the name of type word ``i`` in the dictionary, first on the side where it usually stands."""
    before = _known_before(line, names, i, element) if _open_before(line, i) else None
    after = None
    if _open_after(line, i) and (before is None or element.side == "before"):
        after = _known_after(line, names, i, element)
    found = after or before
    if found:
        line.add(_with_tail(line, found))


def _known_after(line: Line, names: Names, i: int, element: Element) -> Phrase | None:
    """Return the longest name of the dictionary that follows type word ``i``."""
    for last, name in reversed(line.hits.get(i + 1, ())):
        if line.taken[i + 1] or any(line.taken[i + 1 : last]):
            continue
        places = names.typed(name, element)
        if places:
            return Phrase(element, i, last, i + 1, last, places)
    return None


def _known_before(line: Line, names: Names, i: int, element: Element) -> Phrase | None:
    """Return the longest name of the dictionary that ends before type word ``i``."""
    for first, name in sorted(line.hits_ending.get(i, ())):
        if any(line.taken[first:i]) or (element.kind in _PROPER and names.info(name).adjectival):
            continue
        places = names.typed(name, element)
        if places:
            return Phrase(element, first, i + 1, first, i, places)
    # "Московская область, Одинцовский, г.о."; "Сергиев Посад, г" after the same name was claimed bare
    return None


def _with_tail(line: Line, phrase: Phrase) -> Phrase:
    """Take in the second half of an official name: область - Кузбасс, (Якутия)."""
    last = phrase.last
    if phrase.element and phrase.element.type == "region" and last < len(line.words) and line.words[last] in _TAILS:
        if not line.taken[last] and ("(" in line.glue[last] or "-" in line.glue[last] or line.gaps[last] < 2):
            phrase.last = last + 1
    return phrase


def _unknown_after(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the name that no dictionary holds and that follows type word ``i``."""
    last = i + 1
    limit = i + 4 if line.text[line.starts[i] :].lower() != line.text[line.starts[i] :] else i + 2
    while last < len(line.words) and last < limit and line.gaps[last] < 2 and line.free_word(last):
        last += 1
    if last == i + 1 or line.words[last - 1][0].isdigit():
        return None
    # "г. Ивановка ул. Мира" stops at the type word; "обл Масковская" takes one word
    if element.type in ("region", "area", "district"):
        last = i + 2
    return Phrase(element, i, last, i + 1, last)


def _unknown_before(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the name that no dictionary holds and that stands before type word ``i``.

    An adjective before the word деревня or городок names a part of a town: Олимпийская деревня.
    """
    first = i - 1
    if not line.free_word(first) or line.tags[first] is ORDINAL:
        return None
    if element.type == "settlement" and line.words[first].endswith(_ADJECTIVAL) and line.gaps[i] < 2:
        inside = bool(line.locators) or any(p.element is not None and p.element.group == "street" for p in line.phrases)
        quarter = line.elements.find("местность") if inside else element
        return Phrase(quarter, first, i + 1, first, i + 1 if inside else i)
    while element.type in ("city", "settlement") and line.gaps[first] < 2 and first > 0 and line.free_word(first - 1):
        if not line.capital(first - 1):
            break
        first -= 1
    return Phrase(element, first, i + 1, first, i)


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
        if not whole and not (info.town or (info.region and i == first)):
            continue
        strength = _bare_strength(line, info, i, end, whole)
        line.add(Phrase(None, i, end, i, end, info.places, strength))
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
            if not streeted and (placed or info.adjectival and i > first) and (info.adjectival or not info.town):
                return
            if not streeted and info.adjectival and not info.town and info.region:
                return
            line.add(Phrase(None, i, end, i, end, info.places, 0.85 if info.town else 0.7))
            return
        if not (info.town or info.region):
            return
        line.add(Phrase(None, i, end, i, end, info.places, 0.75))
        placed = placed or info.town
        i = end


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
    return any(
        gazetteer.levels[p] >= Level.CITY or _is_federal(gazetteer, p) for p, _ in phrase.places
    )


def prefer_towns(line: Line, names: Names) -> None:
    """Narrow each bare name to the towns that bear it, where no district in the text speaks of a village.

    "Чехов, ул. Ильича" means the town; "Чехов, Целинский р-н" need not.
    """
    if any(p.element is not None and p.element.type == "area" for p in line.phrases):
        return
    regions = {place for p in line.phrases for place, _ in p.places if line.gazetteer.levels[place] == Level.REGION}
    for phrase in line.phrases:
        if phrase.element is not None or not phrase.places:
            continue
        gazetteer = line.gazetteer
        towns = tuple(
            p
            for p in phrase.places
            if (gazetteer.levels[p[0]] == Level.CITY and (not regions or gazetteer.chain(p[0])[0] in regions))
            or _is_federal(gazetteer, p[0])
        )
        if towns:
            phrase.places = towns
