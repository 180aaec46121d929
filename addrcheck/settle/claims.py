"""Which mention may name which place, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention
from addrcheck.model import Level

LEVEL_WEIGHT = {
    Level.REGION: 1.0,
    Level.AREA: 0.7,
    Level.CITY: 1.0,
    Level.DISTRICT: 1.0,
    Level.TOWN: 0.8,
    Level.SETTLEMENT: 1.0,
}
KIND_WEIGHT = {
    NameKind.OFFICIAL: 1.0,
    NameKind.SHORT: 0.85,
    NameKind.ALIAS: 0.85,
    NameKind.FORMER: 0.85,
    NameKind.STEM: 0.6,
}
_MISLEVELLED = 0.45  # the level word says something else: г. Химки for a городской округ
_MANY = 24  # names that more places bear than this are first narrowed down by the other mentions


class Claim(Struct, gc=False):
    """How well one mention names one place."""

    mention: int
    weight: float
    kind: NameKind


Claims = dict[int, list[Claim]]
"""For each place the mentions that may name it."""


def claims_of(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Claims:
    """Return for each place the mentions that may name it."""
    claims: Claims = {}
    for number, mention in enumerate(mentions):
        base = mention.strength * (1.0 - mention.cost)
        for place, kind in mention.places:
            level = gazetteer.levels[place]
            weight = base * LEVEL_WEIGHT[level] * KIND_WEIGHT[kind] - gazetteer.age(place)  # type: ignore[index]
            if mention.levels and level not in mention.levels:
                weight *= _MISLEVELLED
            add_claim(claims, place, Claim(number, weight, kind))
            for heir in heirs_of(place, gazetteer):
                add_claim(claims, heir, Claim(number, weight * 0.9, NameKind.FORMER))
    return claims


def add_claim(claims: Claims, place: int, claim: Claim) -> None:
    """Add a claim to a place."""
    claims.setdefault(place, []).append(claim)


def _moved(town: int, heir: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a town went to another district and kept its name: 鄞州区高桥镇 lies in 海曙区 today.

    A text that names the old district is settled there, as it was typed; the town's code is today's.
    """
    return gazetteer.levels[town] == Level.TOWN and gazetteer.parents[town] != gazetteer.parents[heir]


def heirs_of(place: int, gazetteer: Gazetteer) -> list[int]:
    """Return today's places that a former place became."""
    return gazetteer.successors[place] if gazetteer.until_years[place] else []


def worth_trying(claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterable[int]:
    """Return the places to try as the deepest one.

    A former place that lives on in one heir is tried as that heir; one that was split is tried itself.
    A name that very many places bear is tried only where another mention supports it, if any does.
    """
    chosen: dict[int, None] = {}
    for mention in mentions:
        places = [place for place, _ in mention.places]
        if len(places) > _MANY:
            supported = [p for p in places if any(a in claims for a in gazetteer.chain(p)[:-1])]
            places = supported or sorted(places, key=lambda p: -gazetteer.populations[p])[: 2 * _MANY]
        standing = {place for place in places if not gazetteer.until_years[place]}
        for place in places:
            heirs = heirs_of(place, gazetteer)
            if len(heirs) == 1 and _moved(place, heirs[0], gazetteer):
                chosen[place] = None
            elif standing.isdisjoint(
                heirs
            ):  # 莱芜 is 莱芜区, the heir that kept the name, before it is 莱芜市
                chosen[heirs[0] if len(heirs) == 1 else place] = None
    return chosen
