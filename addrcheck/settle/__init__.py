"""Mentions → the chain of places that fits best, with the runners-up.

Every place that some mention names is tried as the deepest place of the address. What a reading explains
speaks for it, what it leaves unexplained against it; the typed level words, the order of the text, the
postcode and the telephone area code are further evidence, and the size of a place is the last word.
Readings within ``MARGIN`` of the best are rivals: then only what all of them share is certain.
"""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Mention, Named, Settlement
from addrcheck.model import Level
from addrcheck.settle.claims import KIND_WEIGHT, LEVEL_WEIGHT, Claims, claims_of, worth_trying
from addrcheck.settle.fit import Evidence, evidence_fit, fit_of, postcode_agreement, size_prior
from addrcheck.settle.telling import is_deep, told, without_ancestors

__all__ = ["Evidence", "postcode_agreement", "settle"]

MARGIN = 0.16
"""Readings closer than this fit about equally well."""

_BEGUN_ANEW = 0.04
_MOST_MENTIONS = 64
"""No address names more places: what follows in a pasted document is left aside."""


def settle(mentions: Sequence[Mention], gazetteer: Gazetteer, evidence: Evidence) -> Settlement:
    """Choose the chain that agrees best with the mentions and the evidence.

    ``rivals`` of the result lists the deepest places of all readings that fit about equally well, best
    first; ``chain`` holds what they share.
    """
    if not mentions:
        return Settlement()
    mentions = mentions[:_MOST_MENTIONS]
    nested = _nested(mentions, gazetteer)
    if nested is not None:
        return _settled(nested, gazetteer, evidence)
    claims = claims_of(mentions, gazetteer)
    scored = _score_all(claims, mentions, gazetteer, evidence)
    if not scored:
        return Settlement(strays=tuple(mentions))
    rivals = without_ancestors(_close_readings(scored, claims), gazetteer)
    return told(rivals, scored, claims, mentions, gazetteer)


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
    score = evidence_fit(place, chain, gazetteer, evidence) + size_prior(place, gazetteer)
    for one in named:
        score += LEVEL_WEIGHT[gazetteer.levels[one.place]] * KIND_WEIGHT[one.kind]  # type: ignore[index]
    return Settlement(chain, tuple(named), ((place, score),), score=score, deep=is_deep(place, gazetteer))


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


def _score_all(
    claims: Claims, mentions: Sequence[Mention], gazetteer: Gazetteer, evidence: Evidence
) -> list[tuple[float, int]]:
    """Return (score, place) for every place worth trying, best first."""
    last = _last_large(claims, mentions, gazetteer)
    scores = []
    for place in worth_trying(claims, mentions, gazetteer):
        score = fit_of(place, claims, mentions, gazetteer, evidence)
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
