"""Misspelt, grown and half-written place names, sought among the children of what is settled.

Only a stretch of the run that no mention explains is looked at, and only places inside the one already
settled are compared: same sound (天和 → 天河), same stem with another level word (闲林镇 → 闲林街道), one
character wrong, missing or too many. Where nothing is settled the larger places of the whole country are
compared, and the match must be alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from addrcheck.gazetteer.folding import short_name, town_stem
from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Settlement
from addrcheck.languages.chinese.find import FILLER
from addrcheck.model import Level

_LEVEL_WORD = re.compile(r"特别行政区|自治[区州县旗]|地区|街道|办事处|[省市区县旗州盟镇乡]")
_LONGEST = 12
_SAME_STEM, _SAME_SOUND, _ONE_WRONG = 0.05, 0.15, 0.25


def mend(
    text: str, mentions: tuple[Mention, ...], settlement: Settlement, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Return further mentions for the stretches of the run that no mention explains; often none."""
    taken = sorted((m.start, m.end) for m in mentions)
    found: list[Mention] = []
    for start in _run_gaps(text, taken):
        limit = min((s for s, _ in taken if s >= start), default=len(text))
        scope = max((n.place for n in settlement.named if n.mention.end <= start), key=gazetteer.levels.__getitem__, default=None)
        mention = _nearest(text, start, min(limit, start + _LONGEST), scope, gazetteer)
        if mention:
            found.append(mention)
    return tuple(found)


def _run_gaps(text: str, taken: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where the run of places is interrupted or goes on without a mention."""
    starts = {start for start, _ in taken}
    for end in (0, *(end for _, end in taken)):
        here = FILLER.match(text, end).end()  # type: ignore[union-attr]
        if here not in starts:
            yield here


def _nearest(text: str, start: int, limit: int, scope: int | None, gazetteer: Gazetteer) -> Mention | None:
    """Return a mention of the places most like one of the words that begin at ``start``, if any is like enough.

    The words are those that end with a level word before ``limit``; what lies inside ``scope`` is compared.
    """
    words = [text[start : found.end()] for found in _LEVEL_WORD.finditer(text, start + 1, limit)]
    words = [word for word in words if len(word) > 2]
    if not words:
        return None
    best: dict[tuple[str, int], float] = {}
    for place in _compared(scope, gazetteer):
        name = gazetteer.names[place]
        for word in words:
            cost = likeness(word, name, gazetteer)
            if cost is not None:
                best[word, place] = cost
    if not best:
        return None
    least = min(best.values())
    nearest = [(word, place) for (word, place), cost in best.items() if cost == least]
    if len(nearest) > 1 and (scope is None or len({word for word, _ in nearest}) > 1):
        return None
    kind = NameKind.FORMER if least == _SAME_STEM else NameKind.OFFICIAL
    return Mention(start, start + len(nearest[0][0]), tuple((place, kind) for _, place in nearest), (), least, 1.0)


def _compared(scope: int | None, gazetteer: Gazetteer) -> Iterable[int]:
    """Return the places worth comparing: those inside ``scope``, or the large ones of the country."""
    if scope is None:
        return gazetteer.large_places
    return gazetteer.below(scope, 2 if gazetteer.levels[scope] == Level.REGION else 1)


def likeness(word: str, name: str, gazetteer: Gazetteer) -> float | None:
    """Return what it costs to read ``word`` as ``name``, or None where they are too far apart."""
    if town_stem(word) == town_stem(name) and len(town_stem(name)) > 1 and name != word:
        return _SAME_STEM
    if word[-1] != name[-1]:
        return None
    if len(word) == len(name) and gazetteer.sound(word) == gazetteer.sound(name):
        return _SAME_SOUND
    if abs(len(word) - len(name)) > 1 or len(name) < 3:
        return None
    if (
        OSA.distance(word, name, score_cutoff=1) <= 1
        and len(short_name(Level.DISTRICT, name) or town_stem(name)) > 1
    ):
        return _ONE_WRONG
    return None
