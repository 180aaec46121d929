"""Phrases → mentions of places, and the smaller places among the children of what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Settlement
from addrcheck.languages.chinese.abroad.names import Bearers, Names, names_of
from addrcheck.languages.chinese.abroad.phrases import Phrase, Piece
from addrcheck.model import Level

COST = 0.02
"""What it costs to read a name out of another alphabet: enough to be asked about, no more."""
_BESIDE = 0.7
"""How surely a bare name means a place where other words stand in its field."""
_LEADING = 0.5
"""How surely a place is meant right before a road's name."""
_SHORTEST = 4


def mentions_of(pieces: Sequence[Piece], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions of the larger places, by position."""
    phrases = [piece for piece in pieces if isinstance(piece, Phrase)]
    unknown = {p.field for p in phrases if not p.places}
    found = [_mention(p, _strength(p, unknown)) for p in phrases if p.places]
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
    """Yield the mentions without the places that are rarely read so, unless another mention speaks for them."""
    names = names_of(gazetteer)
    keys = {phrase.start: phrase.key for phrase in phrases}
    for number, mention in enumerate(mentions):
        usual = [pair for pair in mention.places if names.is_usual(keys[mention.start], pair[0])]
        if not usual or len(usual) == len(mention.places):
            yield mention
            continue
        others = [place for i, m in enumerate(mentions) if i != number for place, _ in m.places]
        kept = tuple(p for p in mention.places if p in usual or _related(p[0], others, gazetteer))
        yield structs.replace(mention, places=kept)


def _related(place: int, others: Iterable[int], gazetteer: Gazetteer) -> bool:
    """Tell whether one of ``others`` is what ``place`` lies in, or lies in it."""
    chain = gazetteer.chain(place)
    return any(other in chain or place in gazetteer.chain(other) for other in others)


def further_mentions(
    pieces: Sequence[Piece], mentions: Sequence[Mention], settlement: Settlement, gazetteer: Gazetteer
) -> list[Mention]:
    """Return mentions of towns, and of districts spelt a little wrong, among the children of what is settled."""
    taken = {(m.start, m.end) for m in mentions}
    open_phrases = [
        p for p in pieces if isinstance(p, Phrase) and (p.start, p.end) not in taken and _may_be_place(p)
    ]
    scopes = [place for place, _ in settlement.rivals if gazetteer.levels[place] in (Level.CITY, Level.DISTRICT, Level.REGION)]
    if not open_phrases or not scopes:
        return []
    names = names_of(gazetteer)
    children = _children(scopes, settlement, gazetteer)
    found = ((phrase, _among(phrase, children, names, gazetteer)) for phrase in open_phrases)
    return [Mention(p.start, p.end, places, (), COST + cost) for p, (places, cost) in found if places]


def _may_be_place(phrase: Phrase) -> bool:
    """Tell whether a phrase that names no larger place may still name a small one."""
    if phrase.places or len(phrase.key) < _SHORTEST:
        return False
    return not phrase.elements or any(e.type in ("district", "town", "city") for e in phrase.elements)


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
    return ("town" in types and level == Level.TOWN) or (bool(types & {"district", "city"}) and level == Level.DISTRICT)


def _fits(place: int, phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Tell whether the type word is the place's level word: 镇, not 街道."""
    return any(gazetteer.names[place].endswith(e.chinese) for e in phrase.elements)
