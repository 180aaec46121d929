"""Phrases → mentions of places, and the smaller places among the children of what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Settlement
from addrcheck.languages.chinese.abroad.names import Bearers, Names, names_of
from addrcheck.languages.chinese.abroad.pieces import Phrase, Piece
from addrcheck.model import Level

COST = 0.02
"""What it costs to read a name out of another alphabet: enough to be asked about, no more."""
_BESIDE = 0.7
"""How surely a bare name means a place where other words stand in its field."""
_LEADING = 0.5
"""How surely a place is meant right before a road's name."""
_SHORTEST = 4
_MOST = 24  # no address names more places; each is weighed against all others
_ROAD_AND_TOWN = 2
"""Of so many streets one may be a 街道, which is a street in English, too."""


def mentions_of(pieces: Sequence[Piece], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions of the larger places, by position."""
    phrases = [piece for piece in pieces if isinstance(piece, Phrase)]
    unknown = {p.field for p in phrases if not p.places}
    found = [_mention(p, _strength(p, unknown)) for p in phrases if p.places][:_MOST]
    return tuple(_supported(found, phrases, gazetteer))


def _strength(phrase: Phrase, unknown: set[int]) -> float:
    """Return how surely a phrase means a place."""
    if phrase.leads:
        return _LEADING
    return _BESIDE if not phrase.elements and phrase.field in unknown else 1.0


def _mention(phrase: Phrase, strength: float) -> Mention:
    """Return the mention that a phrase is."""
    return Mention(phrase.start, phrase.end, phrase.places, (), COST, strength)


def _supported(mentions: list[Mention], phrases: list[Phrase], gazetteer: Gazetteer) -> Iterable[Mention]:
    """Yield the mentions without the places that need other mentions to speak for them, and have too few.

    These are names that are rarely read so, beside one that is, places of old, and districts with a city's name.
    """
    by_start = {phrase.start: phrase for phrase in phrases}
    sure = [_sure(by_start[mention.start], gazetteer) for mention in mentions]
    for number, mention in enumerate(mentions):
        if len(sure[number]) == len(mention.places):
            yield mention
            continue
        others = [places for i, places in enumerate(sure) if i != number]
        enough = max((_support(place, others, gazetteer) for place in sure[number]), default=0)
        kept = tuple(
            p for p in mention.places if p[0] in sure[number] or _support(p[0], others, gazetteer) > enough
        )
        if kept or len(mentions) == 1:
            yield structs.replace(mention, places=kept or mention.places)


def _sure(phrase: Phrase, gazetteer: Gazetteer) -> set[int]:
    """Return the places that a phrase can mean with nothing to support it: usual readings, bare ones of cities."""
    names = names_of(gazetteer)
    places = [p for p, _ in phrase.places if names.is_usual(phrase.key, p)] or [p for p, _ in phrase.places]
    standing = {p for p in places if not gazetteer.is_former(p)}
    large = {p for p in standing if gazetteer.levels[p] <= Level.CITY}
    return standing if phrase.elements or not large else large


def _support(place: int, others: Iterable[set[int]], gazetteer: Gazetteer) -> int:
    """Return how many of the other mentions may name what ``place`` lies in, or something inside it."""
    around = set(gazetteer.chain(place)[:-1])
    return sum(
        not around.isdisjoint(places) or any(place in gazetteer.chain(p)[:-1] for p in places)
        for places in others
    )


def further_mentions(pieces: Sequence[Piece], settlement: Settlement, gazetteer: Gazetteer) -> list[Mention]:
    """Return mentions of towns, and of districts spelt a little wrong, among the children of what is settled.

    A name that was taken for a place elsewhere and contradicts the rest is tried again.
    """
    taken = set(settlement.spans())
    open_phrases = [
        p for p in pieces if isinstance(p, Phrase) and (p.start, p.end) not in taken and _may_be_place(p)
    ]
    scopes = [
        place
        for place, _ in settlement.rivals
        if gazetteer.levels[place] in (Level.CITY, Level.DISTRICT, Level.REGION)
    ]
    if not open_phrases or not scopes:
        return []
    names = names_of(gazetteer)
    roads = sum("street" in p.types for p in pieces if isinstance(p, Phrase))
    if roads < _ROAD_AND_TOWN:
        open_phrases = [p for p in open_phrases if "street" not in p.types]
    children = _children(scopes, settlement, gazetteer)
    found = ((phrase, _among(phrase, children, names, gazetteer)) for phrase in open_phrases)
    return [Mention(p.start, p.end, places, (), COST + cost) for p, (places, cost) in found if places]


def _may_be_place(phrase: Phrase) -> bool:
    """Tell whether a phrase that names none of the larger places settled may still name a small one."""
    if phrase.leads or len(phrase.key) < _SHORTEST - bool(phrase.elements):
        return False
    return not phrase.elements or any(
        e.type in ("district", "town", "city", "street") for e in phrase.elements
    )


def _children(scopes: Sequence[int], settlement: Settlement, gazetteer: Gazetteer) -> list[int]:
    """Return the places inside what is settled, down to the towns; of a region only those that it holds directly."""
    children: list[int] = []
    for scope in scopes:
        level = gazetteer.levels[scope]
        city_like = level > Level.REGION or gazetteer.names[scope].endswith("市")
        children.extend(gazetteer.below(scope, 2 if city_like else 1))
    return children


def _among(phrase: Phrase, children: list[int], names: Names, gazetteer: Gazetteer) -> tuple[Bearers, float]:
    """Return the children that a phrase spells, those of the right level word first, with what it costs."""
    found = names.among(phrase.key, (p for p in children if _expected(p, phrase, gazetteer)))
    if not found:
        return (), 0.0
    fitting = [p for p in found if _fits(p, phrase, gazetteer)] or list(found)
    standing = [p for p in fitting if not gazetteer.is_former(p)] or fitting
    kind = NameKind.OFFICIAL if phrase.elements else NameKind.SHORT
    return tuple((p, kind) for p in standing), min(found.values())


def _expected(place: int, phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Tell whether a place has the level that the type word asks for."""
    if not phrase.elements:
        return len(gazetteer.names[place]) > 2
    level = gazetteer.levels[place]
    types = set(phrase.types)
    if "street" in types:
        return level == Level.TOWN and gazetteer.names[place].endswith("街道")
    if level == Level.TOWN:  # 东莞 has no districts: its towns are called so abroad
        undivided = gazetteer.levels[gazetteer.parents[place]] == Level.CITY
        return bool(types & {"town", "city"}) or ("district" in types and undivided)
    return bool(types & {"district", "city"}) and level == Level.DISTRICT


def _fits(place: int, phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Tell whether the type word is the place's level word: 镇, not 街道."""
    return any(gazetteer.names[place].endswith(e.chinese) for e in phrase.elements)
