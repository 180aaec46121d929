"""What a decision means for each mention: named, repeated, undecided, or against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Mention, Named, Settlement
from addrcheck.model import Level
from addrcheck.settle.claims import Claim, Claims


def without_ancestors(
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


def told(
    rivals: tuple[tuple[int, float], ...],
    scored: list[tuple[float, int]],
    claims: Claims,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> Settlement:
    """Tell which mention names which place of the certain chain, and which agree or contradict."""
    shared = chain = _shared([gazetteer.chain(place) for place, _ in rivals])
    full = gazetteer.chain(rivals[0][0])
    named, repeats, used = _claimed(full, claims, mentions)
    for number, one in _beside(mentions, full[0], used, gazetteer):
        used.add(number)
        named.append(one)
        # the area that was typed stands for the one that the dictionary knows
        kept = (p for p in chain[1:] if gazetteer.levels[p] != Level.AREA or _is_named(p, named))
        chain = (*chain[:1], one.place, *kept)
    certain = {*shared, *chain}
    named = [one for one in named if one.place in certain]
    open_to = set().union(*(gazetteer.chain(place) for place, _ in rivals)) - certain
    settled = {id(one.mention) for one in named}
    undecided = {c.mention for place in open_to for c in claims.get(place, ())}
    undecided = {number for number in undecided if id(mentions[number]) not in settled}
    against = [
        mention
        for number, mention in enumerate(mentions)
        if number not in used and number not in undecided and _contradicts(mention, full, gazetteer)
    ]
    return Settlement(
        chain,
        tuple(named),
        rivals,
        tuple(one for one in repeats if one.place in certain),
        tuple(mentions[number] for number in sorted(undecided)),
        tuple(against),
        scored[0][0],
        is_deep(rivals[0][0], gazetteer),
    )


def _claimed(
    chain: tuple[int, ...], claims: Claims, mentions: Sequence[Mention]
) -> tuple[list[Named], list[Named], set[int]]:
    """Return which mention names which place of a chain, which only repeat it, and the numbers of both.

    A mention speaks for the first place that claims it; the heaviest, and among equals the last, names the place.
    """
    named: list[Named] = []
    repeats: list[Named] = []
    used: set[int] = set()
    for place in chain:
        best: dict[int, Claim] = {}
        for claim in claims.get(place, ()):
            known = best.get(claim.mention)
            if claim.mention not in used and (known is None or claim.weight > known.weight):
                best[claim.mention] = claim
        ranked = sorted(best.values(), key=lambda c: (-c.weight, -mentions[c.mention].start))
        used.update(best)
        for i, claim in enumerate(ranked):
            (repeats if i else named).append(Named(mentions[claim.mention], place, claim.kind))
    return named, repeats, used


def is_deep(place: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is a town or something in one."""
    return gazetteer.levels[place] >= Level.TOWN


def _beside(
    mentions: Sequence[Mention], region: int, used: set[int], gazetteer: Gazetteer
) -> Iterator[tuple[int, Named]]:
    """Yield the Russian areas that the text names beside the chain, in its region: settlements change them often."""
    if gazetteer.country != "RU":
        return
    for number, mention in enumerate(mentions):
        if number in used or (mention.levels and Level.AREA not in mention.levels):
            continue
        areas = [
            (place, kind)
            for place, kind in mention.places
            if gazetteer.levels[place] == Level.AREA and gazetteer.parents[place] == region
        ]
        if len(areas) == 1:
            yield number, Named(mention, *areas[0])


def _is_named(place: int, named: Sequence[Named]) -> bool:
    """Tell whether the text itself names a place."""
    return any(one.place == place for one in named)


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
