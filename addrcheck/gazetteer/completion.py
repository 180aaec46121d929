"""From the beginning of an address to the places that it may go on to, in one country and one way of typing.

The text is cut in every possible way into whole names, each inside the one before it, and a last name that is
only begun: 浙江|杭州|西, hz|xh. Names are found by their keys (``addrcheck.gazetteer.prefix``); what
counts is how many people a place has, less what speaks against the way to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.prefix import Keys
from addrcheck.gazetteer.typed import WEIGHT_OF_ONE

Status = Literal["given", "corrected"]

_MOST_HEADS = 40
_MOST_CHILDREN = 40
_LONGEST_NAME = 32
_WHOLE = 3.0
"""What it is worth that a name is typed to its end."""
_NICKNAME = 2.0
"""What it costs that a place has another name than the one begun."""
_HEAD, _CHILD, _SLIPPED, _SLIP = 0.3, 2.0, 3.0, 2.0
"""What a name before the last one costs; that nothing of a place is typed yet; that, and each, letter is wrong."""


class Source(Struct, frozen=True):
    """One set of keys, what it costs to be found by it, how short a whole name is, whether slips are looked for."""

    keys: Keys
    cost: float = 0.0
    shortest: int = 2
    mends: bool = True


class Way(Struct, frozen=True):
    """One way of typing: its keys, whether spaces part names, how many first letters a slip leaves right."""

    sources: tuple[Source, ...]
    spaced: bool
    alike: int
    own: bool
    """Whether its keys are names as they are written."""
    slip_from: int
    """So many characters a text must have for slips to be looked for."""


class Hit(Struct, frozen=True, gc=False):
    """A place that the text may go on to; the higher the score, the likelier."""

    place: int
    score: float
    status: Status = "given"


Heads = dict[int, float]
"""Places that the text before some position names, with what speaks against each; ``_ANYWHERE`` is none."""

_ANYWHERE = -1


def complete(
    text: str, way: Way, gazetteer: Gazetteer, within: int | None = None, slips: bool = False
) -> list[Hit]:
    """Return the places that ``text`` may go on to, in no order, each once; ``within`` is a place known before.

    With ``slips`` those whose name begins nearly so, instead.
    """
    weights = gazetteer.integers("typed.weight")
    heads = _heads(text, way, gazetteer, weights, within)
    best: dict[int, Hit] = {}
    for at, before in heads.items():
        tail = text[at:].strip()
        if slips:
            hits = _misspelt(tail, before, way, gazetteer, weights)
        elif tail:
            hits = _begun(tail, before, way, gazetteer, weights)
        else:
            hits = _named(before, at, gazetteer, weights)
        for hit in hits:
            _keep(best, hit)
    return list(best.values())


def named_first(
    text: str, way: Way, gazetteer: Gazetteer, within: int | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the likeliest place that the beginning of a text names in full, and the rest; the longest such beginning first."""
    weights = gazetteer.integers("typed.weight")
    heads = _heads(text, way, gazetteer, weights, within)
    for at in sorted(heads.keys() - {0, len(text)}, reverse=True):
        place, _ = min(heads[at].items(), key=lambda one: one[1] - weights[one[0]] / WEIGHT_OF_ONE)
        yield place, text[at:].strip()


def _keep(best: dict[int, Hit], hit: Hit) -> None:
    """Remember the best way to a place."""
    known = best.get(hit.place)
    if known is None or known.score < hit.score:
        best[hit.place] = hit


def _heads(
    text: str, way: Way, gazetteer: Gazetteer, weights: Sequence[int], within: int | None
) -> dict[int, Heads]:
    """Return position → the places that the text before it names, each inside the one before."""
    found: dict[int, Heads] = {0: {_ANYWHERE if within is None else within: 0.0}}
    for start in range(len(text)):
        before = found.get(start)
        if before:
            for source in way.sources:
                _extend(found, text, start, before, source, way, gazetteer)
            for end in [at for at in found if at > start and len(found[at]) > _MOST_HEADS]:
                found[end] = _likeliest(found[end], weights)
    return found


def _extend(
    found: dict[int, Heads],
    text: str,
    start: int,
    before: Heads,
    source: Source,
    way: Way,
    gazetteer: Gazetteer,
) -> None:
    """Note the places that whole names beginning at ``start`` can mean."""
    for end in _ends(text, start, way.spaced):
        name = text[start:end].rstrip()
        places, more = source.keys.step(name)
        if not more:
            return
        if len(name) >= source.shortest:
            for place in places:
                cost = _cost_inside(place, before, gazetteer)
                if cost is not None and not gazetteer.until_years[place]:
                    after = found.setdefault(end, {})
                    after[place] = min(after.get(place, 99.0), cost + source.cost + _HEAD)


def _ends(text: str, start: int, spaced: bool) -> Iterable[int]:
    """Return where a name that begins at ``start`` may end."""
    stop = min(len(text), start + _LONGEST_NAME)
    if not spaced:
        return range(start + 2, stop + 1)
    if start and text[start - 1] != " ":
        return ()
    return [end for end in range(start + 2, stop + 1) if end == len(text) or text[end - 1] == " "]


def _likeliest(heads: Heads, weights: Sequence[int]) -> Heads:
    """Return the few places that are most probably meant."""
    ranked = sorted(heads.items(), key=lambda one: one[1] - weights[one[0]] / WEIGHT_OF_ONE)
    return dict(ranked[:_MOST_HEADS])


def _cost_inside(place: int, before: Heads, gazetteer: Gazetteer) -> float | None:
    """Return what speaks against the place before, None where the place lies in none of them."""
    anywhere = before.get(_ANYWHERE)
    if anywhere is not None:
        return anywhere
    for one in gazetteer.chain(place):
        cost = before.get(one)
        if cost is not None:
            return cost
    return None


def _named(heads: Heads, at: int, gazetteer: Gazetteer, weights: Sequence[int]) -> Iterator[Hit]:
    """Yield the places that the whole text names, and what lies in the likeliest of them."""
    ranked = sorted(
        heads.items(), key=lambda one: one[1] - weights[one[0]] / WEIGHT_OF_ONE if one[0] >= 0 else 0
    )
    for rank, (place, cost) in enumerate(ranked):
        if place == _ANYWHERE:
            continue
        if at:
            yield Hit(place, weights[place] / WEIGHT_OF_ONE + _WHOLE - cost)
        if rank == 0:
            children = [child for child in gazetteer.children[place] if not gazetteer.until_years[child]]
            children.sort(key=lambda child: -weights[child])
            for child in children[:_MOST_CHILDREN]:
                yield Hit(child, weights[child] / WEIGHT_OF_ONE - _CHILD - cost)


def _begun(tail: str, heads: Heads, way: Way, gazetteer: Gazetteer, weights: Sequence[int]) -> Iterator[Hit]:
    """Yield the places whose name begins with ``tail``, inside those named before it."""
    anywhere = _ANYWHERE in heads
    for source in way.sources:
        whole = set(source.keys.exact(tail))
        if anywhere:
            places = whole.union(source.keys.best(tail))
        else:
            # chains are compared as sets first: of thousands of places few lie in one of the heads
            apart, chain = heads.keys().isdisjoint, gazetteer.chain
            places = {place for place in set(source.keys.beginning(tail)) if not apart(chain(place))}
        for place in places:
            cost = _cost_inside(place, heads, gazetteer)
            if cost is not None and place not in heads:
                score = weights[place] / WEIGHT_OF_ONE - cost - source.cost
                if way.own and not fold("RU", gazetteer.names[place]).startswith(tail):
                    score -= _NICKNAME
                yield Hit(place, score + _WHOLE if place in whole else score)


def _misspelt(
    tail: str, heads: Heads, way: Way, gazetteer: Gazetteer, weights: Sequence[int]
) -> Iterator[Hit]:
    """Yield the places whose name begins nearly with ``tail``, inside those named before it."""
    if len(tail) < way.slip_from:
        return
    slips = 1 if len(tail) < 2 * way.slip_from + 2 else 2
    for source in way.sources:
        if source.mends:
            for place, wrong in source.keys.near(tail, slips, way.alike):
                cost = _cost_inside(place, heads, gazetteer)
                if cost is not None and place not in heads:
                    score = weights[place] / WEIGHT_OF_ONE - cost - source.cost - _SLIPPED - _SLIP * wrong
                    yield Hit(place, score, "corrected")
