"""How well the reading whose deepest place is a given one fits the text and the other evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention
from addrcheck.model import Level
from addrcheck.settle.claims import Claims

_UNEXPLAINED = 0.55  # what a reading leaves unexplained counts against it by this share
_SKIPPED = 0.02  # a level between that the text does not name
_SAID_TWICE = 0.05  # 长沙长沙: the city and the county in it rather than the city twice
_TOWNS = frozenset({Level.CITY, Level.SETTLEMENT})
_AREA_PEOPLE = 20_000


class Evidence(Struct, frozen=True, gc=False):
    """What speaks for a place besides its name."""

    postcode: str | None = None
    phone_code: str | None = None
    fields: tuple[tuple[int, int, Level], ...] = ()


def fit_of(
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
    return score + evidence_fit(place, chain, gazetteer, evidence) + size_prior(place, gazetteer)


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


def evidence_fit(place: int, chain: tuple[int, ...], gazetteer: Gazetteer, evidence: Evidence) -> float:
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
        known = gazetteer.postcodes[place]
        if not known:
            continue
        common = _longest_common(postcode, known)
        if common >= 6:
            return 1.0
        if postcode.startswith(tuple(known.split())):
            return 0.4 if place == chain[-1] else 0.3
        if common >= 3:
            return 0.15 + 0.1 * (common - 3)
        return -0.6 if common < 2 else -0.3
    return 0.0


def _longest_common(postcode: str, known: str) -> int:
    """Return how much of a postcode stands at the beginning of one of those that are known, spaces between them.

    >>> _longest_common("310012", "310000 311200"), _longest_common("191186", "190000"), _longest_common("1", "2")
    (4, 2, 0)
    """
    spaced = f" {known}"
    return next((n for n in range(len(postcode), 0, -1) if f" {postcode[:n]}" in spaced), 0)


def size_prior(place: int, gazetteer: Gazetteer) -> float:
    """Return the prior of a place: ten times the people are worth 0.12, the larger level a little.

    Regions and areas count alike: a reading must not lose to what it lies in because more people live there.
    For China nothing counts people below the city, so all places count alike.
    """
    counted = gazetteer.country == "RU" and gazetteer.levels[place] in _TOWNS
    people = gazetteer.populations[place] if counted else _AREA_PEOPLE
    return 0.12 * math.log10(people + 10) - 0.004 * gazetteer.levels[place] - gazetteer.distance(place)
