"""From the phrases of a line to the mentions that ``settle`` weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from addrcheck.languages import Mention
from addrcheck.languages.russian.line import Line, Phrase, Places
from addrcheck.languages.russian.names import is_federal
from addrcheck.model import Level

_SUPPORTED, _UNSUPPORTED = 0.89, 0.85
"""Strengths below certainty: towns have districts and regions villages that no dictionary lists, and areas change hands."""


def mentions_of(line: Line) -> tuple[Mention, ...]:
    """Return a mention for each phrase that a name of the dictionary made."""
    phrases = [phrase for phrase in line.phrases if phrase.places]
    _prefer_towns(line, phrases)
    counts = _counts(phrases)
    return tuple(
        Mention(
            line.starts[phrase.first],
            line.ends[phrase.last - 1],
            phrase.places,
            phrase.levels,
            phrase.cost,
            _strength(line, phrase, counts),
        )
        for phrase in phrases
    )


def _counts(phrases: list[Phrase]) -> Mapping[int, int]:
    """Return how often the text names each place, where any of the phrases depends on it."""
    if all(phrase.element is None or phrase.element.type in ("region", "city") for phrase in phrases):
        return {}
    return Counter([place for phrase in phrases for place, _ in phrase.places])


def _strength(line: Line, phrase: Phrase, counts: Mapping[int, int]) -> float:
    """Return how surely the phrase is a place of the dictionary; ``counts`` tells how often the text names each place."""
    if phrase.element is None or phrase.element.type in ("region", "city"):
        return phrase.strength
    own = {place for place, _ in phrase.places}
    chain = line.gazetteer.chain
    supported = any(counts.get(step, 0) > (step in own) for place in own for step in chain(place))
    return _SUPPORTED if supported else _UNSUPPORTED


def _prefer_towns(line: Line, phrases: list[Phrase]) -> None:
    """Narrow each bare name to the towns that bear it, where no district in the text speaks of a village.

    "Чехов, ул. Ильича" means the town; "Чехов, Целинский р-н" need not.
    """
    bare = [phrase for phrase in phrases if phrase.element is None]
    if not bare or any(p.element is not None and p.element.type == "area" for p in line.phrases):
        return
    levels = line.gazetteer.levels
    regions = {place for p in phrases for place, _ in p.places if levels[place] == Level.REGION}
    for phrase in bare:
        phrase.places = _towns(line, phrase.places, regions) or phrase.places


def _towns(line: Line, places: Places, regions: set[int]) -> Places:
    """Return the towns among ``places``, those of ``regions`` where there are any."""
    gazetteer = line.gazetteer
    return tuple(
        p
        for p in places
        if is_federal(gazetteer, p[0])
        or (gazetteer.levels[p[0]] == Level.CITY and (not regions or gazetteer.chain(p[0])[0] in regions))
    )
