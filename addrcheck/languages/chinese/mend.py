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

_LEVEL_WORDS = re.compile(r"([\u4e00-\u9fff]{1,9}?)(特别行政区|自治区|自治州|自治县|自治旗|地区|街道|办事处|[省市区县旗州盟镇乡])")
_NOT_A_LEVEL = re.compile(r"[路街道巷弄口号里]|中[路街]")
_SAME_STEM, _SAME_SOUND, _ONE_WRONG = 0.05, 0.15, 0.25
_TOWN_WORDS = frozenset({"镇", "乡", "街道", "办事处"})


def mend(text: str, mentions: tuple[Mention, ...], settlement: Settlement, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return further mentions for the stretches of the run that no mention explains; often none."""
    taken = sorted((m.start, m.end) for m in mentions)
    found: list[Mention] = []
    for start in _run_gaps(text, taken):
        stretch = _LEVEL_WORDS.match(text, start)
        if stretch and not _overlaps(stretch.span(), taken):
            found.extend(_nearest(stretch.group(), start, settlement, gazetteer))
    return tuple(found)


def _run_gaps(text: str, taken: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where the run of places is interrupted or goes on without a mention."""
    ends = [0, *(end for _, end in taken)]
    starts = {start for start, _ in taken}
    for end in ends:
        here = FILLER.match(text, end).end()  # type: ignore[union-attr]
        if here not in starts:
            yield here


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Tell whether a span touches one that is taken."""
    return any(span[0] < end and start < span[1] for start, end in taken)


def _nearest(word: str, start: int, settlement: Settlement, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the mention of the places nearest to ``word``, where any is near enough."""
    scope = settlement.chain[-1] if settlement.chain else None
    best: dict[int, float] = {}
    for place in _compared(scope, word, gazetteer):
        cost = likeness(word, gazetteer.names[place], gazetteer)
        if cost is not None:
            best[place] = cost
    if not best:
        return
    least = min(best.values())
    nearest = tuple((place, NameKind.OFFICIAL) for place, cost in best.items() if cost == least)
    if scope is None and len(nearest) > 1:
        return
    yield Mention(start, start + len(word), nearest, (), least, 1.0)


def _compared(scope: int | None, word: str, gazetteer: Gazetteer) -> Iterable[int]:
    """Return the places worth comparing: those inside ``scope``, or the large ones of the country."""
    if scope is None:
        return gazetteer.large_places
    level = gazetteer.levels[scope]
    return gazetteer.below(scope, 2 if level == Level.REGION else 1)


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
    if OSA.distance(word, name, score_cutoff=1) <= 1 and len(short_name(Level.DISTRICT, name) or town_stem(name)) > 1:
        return _ONE_WRONG
    return None
