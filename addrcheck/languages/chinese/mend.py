"""Misspelt, grown and half-written place names in the run of places.

Only a stretch of the run that no mention explains is looked at, and only places inside the one settled
before it: 天和区 behind 广州市 sounds like 天河区, 闲林镇 has become 闲林街道. Where nothing stands before
it, the larger places of the whole country are compared, and the match must be alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from addrcheck.gazetteer.fuzzy import SAME_STEM, SlipIndex, nearest_towns
from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Settlement
from addrcheck.languages.chinese.find import after_filler
from addrcheck.model import Level

_LARGE_WORD = re.compile(
    r"特别行政区|自治[区州县旗]|地区|[省旗州盟]|市(?![场政民中])|(?<![园小社校厂库景片])区(?!域)|县(?!城)"
)
_TOWN_WORD = re.compile(r"街道(?:办事处)?|办事处|[镇乡]")
_LEVEL_WORD = re.compile(r"[省市区县旗州盟镇乡]|街道|办事处")
_LONGEST = 11
_SHORTEST = 3

Nearest = dict[tuple[str, int], float]
"""(the word as typed, the place) → what it costs to read one as the other."""


def mend(
    text: str, mentions: tuple[Mention, ...], settlement: Settlement, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Return further mentions for the stretches of the run that no mention explains; often none."""
    if _nothing_to_mend(text, mentions, settlement, gazetteer):
        return ()
    taken = sorted([(m.start, m.end) for m in mentions])
    found: list[Mention] = []
    for start in _gaps(text, taken):
        if _LEVEL_WORD.search(text, start + 1, start + _LONGEST):
            mention = _mended(text, start, taken, settlement, gazetteer)
            if mention:
                found.append(mention)
    return tuple(found)


def _nothing_to_mend(
    text: str, mentions: tuple[Mention, ...], settlement: Settlement, gazetteer: Gazetteer
) -> bool:
    """Tell at a glance that the run has no gap and nothing behind it that could be a smaller place."""
    if not mentions or len(settlement.named) < len(mentions) or any(m.strength < 1.0 for m in mentions):
        return False
    end = mentions[-1].end
    level = gazetteer.levels[settlement.chain[-1]]
    level_word = _LEVEL_WORD if level < Level.DISTRICT else _TOWN_WORD
    return level >= Level.TOWN or not level_word.search(text, end + 1, end + _LONGEST)


def _gaps(text: str, taken: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where the run of places is interrupted or goes on without a mention."""
    starts = {start for start, _ in taken}
    for end in (0, *(end for _, end in taken)):
        here = after_filler(text, end)
        if here not in starts:
            yield here


def _mended(
    text: str, start: int, taken: list[tuple[int, int]], settlement: Settlement, gazetteer: Gazetteer
) -> Mention | None:
    """Return the mention of the one place that the stretch at ``start`` most likely misspells."""
    limit = min((s for s, _ in taken if s >= start), default=len(text))
    scope = _scope(start, settlement, gazetteer)
    nearest = _nearest(text, start, min(limit, start + _LONGEST), scope, gazetteer)
    if not nearest:
        return None
    least = min(nearest.values())
    best = [pair for pair, cost in nearest.items() if cost == least]
    words = {word for word, _ in best}
    if len(words) > 1 or (scope is None and len(best) > 1):
        return None
    kind = NameKind.FORMER if least == SAME_STEM else NameKind.OFFICIAL
    return Mention(start, start + len(words.pop()), tuple((place, kind) for _, place in best), (), least)


def _scope(start: int, settlement: Settlement, gazetteer: Gazetteer) -> int | None:
    """Return the deepest settled place that is named before ``start``."""
    before = (n.place for n in settlement.named if n.mention.end <= start)
    return max(before, key=gazetteer.levels.__getitem__, default=None)


def _nearest(text: str, start: int, limit: int, scope: int | None, gazetteer: Gazetteer) -> Nearest:
    """Return the places that words beginning at ``start`` may misspell."""
    nearest: Nearest = {}
    level = gazetteer.levels[scope] if scope is not None else 0
    if level < Level.DISTRICT:
        for word in _words(_LARGE_WORD, text, start, limit):
            for place, cost in slip_index(gazetteer).near(word).items():
                if scope is None or scope in gazetteer.chain(place)[:-1]:
                    nearest[word, place] = cost
    if scope is not None and not nearest and Level.CITY <= level <= Level.DISTRICT:
        words = list(_words(_TOWN_WORD, text, start, limit))
        towns = _towns(scope, gazetteer) if words else []
        for word in words:
            nearest.update(((word, p), cost) for p, cost in nearest_towns(word, towns, gazetteer).items())
    return nearest


def _words(level_word: re.Pattern[str], text: str, start: int, limit: int) -> Iterator[str]:
    """Yield the words that begin at ``start`` and end with a level word."""
    for found in level_word.finditer(text, start + 1, limit):
        if found.end() - start >= _SHORTEST:
            yield text[start : found.end()]


def _towns(scope: int, gazetteer: Gazetteer) -> list[int]:
    """Return the towns inside a city or district."""
    depth = Level.TOWN - gazetteer.levels[scope]
    return [p for p in gazetteer.below(scope, depth) if gazetteer.levels[p] == Level.TOWN]


def slip_index(gazetteer: Gazetteer) -> SlipIndex:
    """Return the index of the larger places' misspellings; made once a gazetteer, when it is first needed."""
    index = gazetteer.derived.get("slips")
    if index is None:
        index = gazetteer.derived["slips"] = SlipIndex(gazetteer, gazetteer.large_places)
    return index  # type: ignore[return-value]
