"""Mentions → the chain of places that fits best, with the runners-up.

Every place that some mention names is tried as the deepest place of the address. What a reading explains
speaks for it, what it leaves unexplained against it; the typed level words, the order of the text, the
postcode and the telephone area code are further evidence, and the size of a place is the last word.
Readings within ``MARGIN`` of the best are rivals: then only what all of them share is certain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Named, Settlement
from addrcheck.model import Level

MARGIN = 0.16
"""Readings closer than this fit about equally well."""

_LEVEL_WEIGHT = {
    Level.REGION: 1.0,
    Level.AREA: 0.7,
    Level.CITY: 1.0,
    Level.DISTRICT: 1.0,
    Level.TOWN: 0.8,
    Level.SETTLEMENT: 1.0,
}
_KIND_WEIGHT = {
    NameKind.OFFICIAL: 1.0,
    NameKind.SHORT: 0.85,
    NameKind.ALIAS: 0.85,
    NameKind.FORMER: 0.85,
    NameKind.STEM: 0.6,
}
_MISLEVELLED = 0.45  # the level word says something else: г. Химки for a городской округ
_UNEXPLAINED = 0.55  # what a reading leaves unexplained counts against it by this share
_SKIPPED = 0.02  # a level between that the text does not name
_SAID_TWICE = 0.05  # 长沙长沙: the city and the county in it rather than the city twice
_TOWNS = frozenset({Level.CITY, Level.SETTLEMENT})
_AREA_PEOPLE = 20_000
_BEGUN_ANEW = 0.04
_MANY = 24  # names that more places bear than this are first narrowed down by the other mentions


class Evidence(Struct, frozen=True, gc=False):
    """What speaks for a place besides its name."""

    postcode: str | None = None
    phone_code: str | None = None
    fields: tuple[tuple[int, int, Level], ...] = ()


class _Claim(Struct, gc=False):
    """How well one mention names one place."""

    mention: int
    weight: float
    kind: NameKind


Claims = dict[int, list[_Claim]]


def settle(mentions: Sequence[Mention], gazetteer: Gazetteer, evidence: Evidence) -> Settlement:
    """Choose the chain that agrees best with the mentions and the evidence.

    ``rivals`` of the result lists the deepest places of all readings that fit about equally well, best
    first; ``chain`` holds what they share.
    """
    if not mentions:
        return Settlement()
    nested = _nested(mentions, gazetteer)
    if nested is not None:
        return _settled(nested, gazetteer, evidence)
    claims = _claims(mentions, gazetteer)
    scored = _score_all(claims, mentions, gazetteer, evidence)
    if not scored:
        return Settlement(strays=tuple(mentions))
    rivals = _without_ancestors(_close_readings(scored, claims), gazetteer)
    return _describe(rivals, scored, claims, mentions, gazetteer)


def _nested(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Named] | None:
    """Return what each mention names where each names one standing place inside the one before it.

    Any other reading would leave a mention unexplained, which no other evidence outweighs, so none need be tried.
    """
    named: list[Named] = []
    around = -1
    for mention in mentions:
        if mention.cost or mention.strength < 1.0 or mention.levels:
            return None
        inside = [pair for pair in mention.places if around < 0 or around in gazetteer.chain(pair[0])]
        if len(inside) != 1 or inside[0][0] == around or gazetteer.until_years[inside[0][0]]:
            return None
        around, kind = inside[0]
        named.append(Named(mention, around, kind))
    return named


def _settled(named: list[Named], gazetteer: Gazetteer, evidence: Evidence) -> Settlement:
    """Return the settlement that nothing contradicts."""
    place = named[-1].place
    chain = gazetteer.chain(place)
    score = _evidence_score(place, chain, gazetteer, evidence) + _size_score(place, gazetteer)
    for one in named:
        score += _LEVEL_WEIGHT[gazetteer.levels[one.place]] * _KIND_WEIGHT[one.kind]  # type: ignore[index]
    return Settlement(chain, tuple(named), ((place, score),), score=score, deep=_is_deep(place, gazetteer))


def _close_readings(scored: list[tuple[float, int]], claims: Claims) -> tuple[tuple[int, float], ...]:
    """Return the best reading and those that read the same mention otherwise and fit about as well.

    A reading that rests on another mention is no rival: the text contradicts itself there.
    """
    best, chosen = scored[0]
    same = {claim.mention for claim in claims.get(chosen, ())}
    return tuple(
        (place, score)
        for score, place in scored
        if score > best - MARGIN and any(claim.mention in same for claim in claims.get(place, ()))
    )


def _claims(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Claims:
    """Return for each place the mentions that may name it."""
    claims: Claims = {}
    for number, mention in enumerate(mentions):
        base = mention.strength * (1.0 - mention.cost)
        for place, kind in mention.places:
            level = gazetteer.levels[place]
            weight = base * _LEVEL_WEIGHT[level] * _KIND_WEIGHT[kind] - gazetteer.age(place)  # type: ignore[index]
            if mention.levels and level not in mention.levels:
                weight *= _MISLEVELLED
            _claim(claims, place, _Claim(number, weight, kind))
            for heir in _heirs(place, gazetteer):
                _claim(claims, heir, _Claim(number, weight * 0.9, NameKind.FORMER))
    return claims


def _claim(claims: Claims, place: int, claim: _Claim) -> None:
    """Add a claim to a place."""
    claims.setdefault(place, []).append(claim)


def _moved(town: int, heir: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a town went to another district and kept its name: 鄞州区高桥镇 lies in 海曙区 today.

    A text that names the old district is settled there, as it was typed; the town's code is today's.
    """
    return gazetteer.levels[town] == Level.TOWN and gazetteer.parents[town] != gazetteer.parents[heir]


def _heirs(place: int, gazetteer: Gazetteer) -> list[int]:
    """Return today's places that a former place became."""
    return gazetteer.successors[place] if gazetteer.until_years[place] else []


def _score_all(
    claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer, evidence: Evidence
) -> list[tuple[float, int]]:
    """Return (score, place) for every place worth trying, best first."""
    last = _last_large(claims, mentions, gazetteer)
    scores = []
    for place in _candidates(claims, mentions, gazetteer):
        score = _score(place, claims, mentions, gazetteer, evidence)
        if any(claim.mention == last for step in gazetteer.chain(place) for claim in claims.get(step, ())):
            score += _BEGUN_ANEW
        scores.append((score, place))
    scores.sort(key=lambda pair: (-round(pair[0], 6), min(c.mention for c in claims[pair[1]]), pair[1]))
    return scores


def _last_large(claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer) -> int:
    """Return the last mention of a region or city; -1 where there is none.

    Where an address begins anew behind another (a selector left on an old one), the later one was typed.
    """
    large = (
        i
        for i, mention in enumerate(mentions)
        if any(gazetteer.levels[p] in (Level.REGION, Level.CITY) for p, _ in mention.places)
    )
    return max(large, default=-1)


def _candidates(claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterable[int]:
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
            heirs = _heirs(place, gazetteer)
            if len(heirs) == 1 and _moved(place, heirs[0], gazetteer):
                chosen[place] = None
            elif standing.isdisjoint(
                heirs
            ):  # 莱芜 is 莱芜区, the heir that kept the name, before it is 莱芜市
                chosen[heirs[0] if len(heirs) == 1 else place] = None
    return chosen


def _score(
    place: int, claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer, evidence: Evidence
) -> float:
    """Return how well the reading whose deepest place is ``place`` fits the text."""
    explained: dict[int, float] = {}
    chain = gazetteer.chain(place)
    skipped = named = 0
    for step in chain:
        step_claims = claims.get(step)
        if step_claims is None:
            skipped += named > 0
            continue
        named += (
            any(claim.kind is not NameKind.FORMER for claim in step_claims)
            and not gazetteer.until_years[step]
        )
        for claim in step_claims:
            if claim.weight > explained.get(claim.mention, 0.0):
                explained[claim.mention] = claim.weight
    score = _explained_score(explained, mentions, chain, gazetteer) - _SKIPPED * skipped
    score -= _SAID_TWICE * max(0, len(explained) - max(named, 1))
    if claims[place][0].kind is not NameKind.OFFICIAL and all(
        c.kind is NameKind.FORMER for c in claims[place]
    ):
        score -= 0.01
    return score + _evidence_score(place, chain, gazetteer, evidence) + _size_score(place, gazetteer)


def _explained_score(
    explained: dict[int, float], mentions: Sequence[Mention], chain: tuple[int, ...], gazetteer: Gazetteer
) -> float:
    """Weigh what the reading explains against what it leaves over."""
    score = 0.0
    reach = 0
    for number, mention in enumerate(mentions):
        weight = explained.get(number)
        if weight is None:
            if not _stands_beside(mention, chain, gazetteer):
                score -= _UNEXPLAINED * mention.strength * (1.0 - mention.cost)
        elif mention.start >= reach:
            score += weight
            reach = mention.end
        else:
            score += weight / 2
    return score


def _stands_beside(mention: Mention, chain: tuple[int, ...], gazetteer: Gazetteer) -> bool:
    """Tell whether a mention names an area or district beside the chain: Russian areas change hands often."""
    return (
        any(
            gazetteer.levels[place] in (Level.AREA, Level.DISTRICT) and gazetteer.chain(place)[0] == chain[0]
            for place, _ in mention.places
        )
        if gazetteer.country == "RU"
        else False
    )


def _evidence_score(place: int, chain: tuple[int, ...], gazetteer: Gazetteer, evidence: Evidence) -> float:
    """Return what the postcode and the area code say."""
    score = 0.0
    if evidence.postcode:
        score += 0.3 * postcode_agreement(evidence.postcode, chain, gazetteer)
    if evidence.phone_code:
        codes = [code for code in map(gazetteer.phone_codes.__getitem__, chain) if code]
        if codes:
            score += 0.25 if evidence.phone_code in codes[-1].split() else -0.1
    return score


def postcode_agreement(postcode: str, chain: tuple[int, ...], gazetteer: Gazetteer) -> float:
    """Return 1.0 where the postcode is the place's own, less where only its beginning agrees, below 0 where it contradicts.

    Postcodes of a dictionary are whole ones or the prefixes that a region uses.
    """
    for place in reversed(chain):
        known = gazetteer.postcodes[place].split()
        if not known:
            continue
        common = max(len(_common_prefix(postcode, code)) for code in known)
        if common >= 6:
            return 1.0
        if any(len(code) <= common for code in known):
            return 0.4 if place == chain[-1] else 0.3
        if common >= 3:
            return 0.15 + 0.1 * (common - 3)
        return -0.6 if common < 2 else -0.3
    return 0.0


def _common_prefix(a: str, b: str) -> str:
    """Return the beginning that two strings share."""
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return a[:length]


def _size_score(place: int, gazetteer: Gazetteer) -> float:
    """Return the prior of a place: ten times the people are worth 0.12, the larger level a little.

    Regions and areas count alike: a reading must not lose to what it lies in because more people live there.
    For China nothing counts people below the city, so all places count alike.
    """
    counted = gazetteer.country == "RU" and gazetteer.levels[place] in _TOWNS
    people = gazetteer.populations[place] if counted else _AREA_PEOPLE
    return 0.12 * math.log10(people + 10) - 0.004 * gazetteer.levels[place] - gazetteer.distance(place)


def _without_ancestors(
    rivals: tuple[tuple[int, float], ...], gazetteer: Gazetteer
) -> tuple[tuple[int, float], ...]:
    """Drop rivals that are the same place by an old name, or merely what another rival lies in.

    Where a deeper and a shallower reading tie, the better scored one speaks for both; a place that stands
    speaks for the one that it has become.
    """
    standing = {place for place, _ in rivals}
    kept: list[tuple[int, float]] = []
    for place, score in rivals:
        chain = gazetteer.chain(place)
        if gazetteer.until_years[place] and not standing.isdisjoint(gazetteer.successors[place]):
            continue
        if not any(other in chain or place in gazetteer.chain(other) for other, _ in kept):
            kept.append((place, score))
    return tuple(kept)


def _describe(
    rivals: tuple[tuple[int, float], ...],
    scored: list[tuple[float, int]],
    claims: Claims,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> Settlement:
    """Tell which mention names which place of the certain chain, and which agree or contradict."""
    chain = _shared([gazetteer.chain(place) for place, _ in rivals])
    full = gazetteer.chain(rivals[0][0])
    named: list[Named] = []
    repeats: list[Named] = []
    used: set[int] = set()
    for place in full:
        best: dict[int, _Claim] = {}
        for claim in claims.get(place, ()):
            if claim.mention not in used and (
                claim.mention not in best or claim.weight > best[claim.mention].weight
            ):
                best[claim.mention] = claim
        ranked = sorted(best.values(), key=lambda c: (-c.weight, -mentions[c.mention].start))
        used.update(best)
        for i, claim in enumerate(ranked):
            (repeats if i else named).append(Named(mentions[claim.mention], place, claim.kind))
    certain = set(chain)
    for number, one in _beside(mentions, full[0], used, gazetteer):
        used.add(number)
        certain.add(one.place)
        named.append(one)
        chain = (*chain[:1], one.place, *chain[1:])
    open_to = set().union(*(gazetteer.chain(place) for place, _ in rivals)) - certain
    undecided = {i for place in open_to for i in (c.mention for c in claims.get(place, ()))}
    undecided -= {
        i for i, m in enumerate(mentions) if any(n.mention is m and n.place in certain for n in named)
    }
    return Settlement(
        chain,
        tuple(n for n in named if n.place in certain),
        rivals,
        tuple(n for n in repeats if n.place in certain),
        tuple(mentions[i] for i in sorted(undecided)),
        tuple(
            m
            for i, m in enumerate(mentions)
            if i not in used and i not in undecided and _contradicts(m, full, gazetteer)
        ),
        scored[0][0],
        _is_deep(rivals[0][0], gazetteer),
    )


def _is_deep(place: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is a town or something in one."""
    return gazetteer.levels[place] >= Level.TOWN


def _beside(
    mentions: Sequence[Mention], region: int, used: set[int], gazetteer: Gazetteer
) -> Iterator[tuple[int, Named]]:
    """Yield the Russian areas that the text names beside the chain, in its region: settlements change them often."""
    for number, mention in enumerate(mentions):
        if number in used or gazetteer.country != "RU":
            continue
        areas = [
            (place, kind)
            for place, kind in mention.places
            if gazetteer.levels[place] == Level.AREA and gazetteer.parents[place] == region
        ]
        if len(areas) == 1 and Level.AREA in (mention.levels or (Level.AREA,)):
            yield number, Named(mention, *areas[0])


def _contradicts(mention: Mention, chain: tuple[int, ...], gazetteer: Gazetteer) -> bool:
    """Tell whether a mention that the chain does not explain speaks against it.

    A Chinese town that only exists in other cities does not: towns come, go and share their names, and no
    dictionary holds all of them; one of the same city does.
    """
    return any(
        gazetteer.levels[place] != Level.TOWN
        or (not gazetteer.until_years[place] and gazetteer.chain(place)[:2] == chain[:2])
        for place, _ in mention.places
    )


def _shared(chains: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the places that stand in every chain, in order."""
    common = set(chains[0]).intersection(*chains[1:])
    return tuple(place for place in chains[0] if place in common)
