"""From evidence to rules: the coarsest place that one zone has to itself, and names only where places do not tell.

A place is split into the places inside it as long as they disagree; where the text names no finer place,
streets, estates, villages and the beginnings of names that always went to one zone stand in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, structs

from addrcheck.languages.chinese.words import WORDS
from addrcheck.zones.learn.evidence import Example, Step
from addrcheck.zones.learn.tally import Tally, left_out
from addrcheck.zones.model import Kind, Parity, Rule
from addrcheck.zones.names import estate_key, is_chinese, name_behind, place_key

_NAME_KINDS: tuple[Kind, ...] = ("estate", "street", "village", "beginning")
_LONGEST_BEGINNING = 4
_LEAST_SHARE = 0.8
_LEAST_TRUST = 0.8


class Learning(Struct, frozen=True):
    """How much history a rule needs; ``accuracy`` is filled from the history itself, kind by kind."""

    min_support: int = 2
    accuracy: dict[str, float] = {}


class _Group(Struct, frozen=True):
    """The examples that share a key, with the name as it was written."""

    name: str
    examples: list[Example]

    @property
    def tally(self) -> Tally:
        return Tally(e.label for e in self.examples)


def learn_rules(examples: Sequence[Example], learning: Learning) -> list[Rule]:
    """Return the rules that a history supports, by place."""
    known = structs.replace(learning, accuracy=_accuracies(examples))
    return sorted(
        _in_place((), list(examples), known), key=lambda r: (r.place, r.kind, r.names, r.first or 0, r.zone)
    )


def _accuracies(examples: Sequence[Example]) -> dict[str, float]:
    """Return how often each kind of rule foretells a line that is left out."""
    tallies: dict[str, list[Tally]] = defaultdict(list)
    by_place: dict[tuple[Step, ...], list[Example]] = defaultdict(list)
    for e in examples:
        for depth in range(len(e.path) + 1):
            by_place[e.path[:depth]].append(e)
    for path, inside in by_place.items():
        if path and not any(len(e.path) > len(path) for e in inside):
            tallies["place"].append(Tally(e.label for e in inside))
        if any(len(e.path) > len(path) for e in inside):
            for kind in _NAME_KINDS:
                tallies[kind].extend(group.tally for group in _groups(kind, path, inside))
    return {kind: left_out(found) for kind, found in tallies.items()}


def _in_place(path: tuple[Step, ...], examples: list[Example], learning: Learning) -> Iterator[Rule]:
    """Yield the rules for everything inside one place."""
    inside: dict[Step, list[Example]] = defaultdict(list)
    for e in examples:
        if len(e.path) > len(path):
            inside[e.path[len(path)]].append(e)
    tally = Tally(e.label for e in examples)
    if path and not inside:
        rule = _rule("place", tally, path, (), learning)
        if rule:
            yield rule
        if len(tally.counts) > 1:
            yield from _by_names(path, examples, learning, town_missing=False)
        return
    if path and len(tally.counts) == 1 and _varied(len(inside)):
        doubt = round(1 - (len(inside) + 1) / (len(inside) + 2), 4)
        yield _make("place", tally, path, (), doubt)
        return
    for step in sorted(inside, key=lambda s: s.key):
        yield from _in_place((*path, step), inside[step], learning)
    bare = sum(e.path == path for e in examples)
    if bare >= learning.min_support and len(tally.counts) > 1:
        yield from _by_names(path, examples, learning, town_missing=True)


def _varied(parts: int) -> bool:
    """Tell whether so many places inside a place, all of one zone, speak for those that were not seen."""
    return (parts + 1) / (parts + 2) >= 0.9


def _by_names(
    path: tuple[Step, ...], examples: list[Example], learning: Learning, town_missing: bool
) -> Iterator[Rule]:
    """Yield rules for the names in a place whose zone the place alone does not tell."""
    for kind in _NAME_KINDS if town_missing else _NAME_KINDS[:-1]:
        for group in _groups(kind, path, examples):
            rule = _rule(kind, group.tally, path, (group.name,), learning, town_missing)
            if rule:
                yield rule
            elif kind == "street" and len(group.tally.counts) > 1:
                yield from _ranges(group, path, learning, town_missing)


def _groups(kind: Kind, path: tuple[Step, ...], examples: Sequence[Example]) -> Iterable[_Group]:
    """Return the examples by the names of one kind."""
    if kind == "beginning":
        return _beginnings(path, examples)
    groups: dict[str, _Group] = {}
    for e in examples:
        for key, name in e.names[kind]:
            if kind != "estate" or _tells(key):
                groups.setdefault(key, _Group(name, [])).examples.append(e)
    return [groups[key] for key in sorted(groups)]


def _tells(key: str) -> bool:
    """Tell whether an estate's name is a name, and no mere word for what it is (工业区, 购物中心)."""
    return len(key) > 2 and key not in WORDS


def _beginnings(path: tuple[Step, ...], examples: Sequence[Example]) -> Iterable[_Group]:
    """Return the examples by the beginning of their first name where they name no finer place: 柳市 of 柳市大兴东路.

    A beginning is the name of a place seen inside ``path``, whose lines count for it too, or is shared by
    names that go on differently.
    """
    here = [e for e in examples if e.path == path and is_chinese(e.traits.start)]
    towns: dict[str, _Group] = {}
    for e in examples:
        if len(e.path) > len(path) and is_chinese(e.path[len(path)].name):
            stem = place_key(e.path[len(path)].name)
            towns.setdefault(stem, _Group(stem, [])).examples.append(e)
    shared: dict[str, _Group] = {}
    for e in here:
        start = estate_key(e.traits.start)
        for length in range(2, min(_LONGEST_BEGINNING, len(start)) + 1):
            beginning = start[:length]
            if name_behind(start, beginning):
                group = towns.get(estate_key(beginning)) or shared.setdefault(
                    beginning, _Group(beginning, [])
                )
                group.examples.append(e)
    long = {b: g for b, g in shared.items() if _goes_on(g)}
    kept = [
        g
        for b, g in long.items()
        if not any(o != b and o.startswith(b) and len(long[o].examples) == len(g.examples) for o in long)
    ]
    return [*towns.values(), *kept]


def _goes_on(group: _Group) -> bool:
    """Tell whether a beginning is followed by different names, as that of a town is."""
    return len({estate_key(e.traits.start)[len(group.name) :][:1] for e in group.examples}) > 1


def _rule(
    kind: Kind,
    tally: Tally,
    path: tuple[Step, ...],
    names: tuple[str, ...],
    learning: Learning,
    town_missing: bool = False,
) -> Rule | None:
    """Return a rule where the history supports one."""
    if tally.counts[tally.best] < learning.min_support or tally.share < _LEAST_SHARE:
        return None
    trust = tally.trust(learning.accuracy.get(kind, 0.5))
    if trust < _LEAST_TRUST:
        return None
    return _make(kind, tally, path, names, round(1 - trust, 4), town_missing)


def _make(
    kind: Kind,
    tally: Tally,
    path: tuple[Step, ...],
    names: tuple[str, ...],
    doubt: float,
    town_missing: bool = False,
) -> Rule:
    """Return a rule as a row of a table states it."""
    last = path[-1] if path else None
    against = tally.total - tally.counts[tally.best]
    return Rule(
        tally.best,
        kind,
        place="/".join(step.name for step in path),
        code=last.key if last and last.coded else "",
        names=names,
        town_missing=town_missing and kind != "beginning",
        support=tally.counts[tally.best],
        doubt=doubt,
        note=f"{against} ≠" if against else "",
    )


def _ranges(group: _Group, path: tuple[Step, ...], learning: Learning, town_missing: bool) -> Iterator[Rule]:
    """Yield ranges of house numbers where a street that several zones share falls apart into clean stretches.

    Both sides of the street are tried together, then each by itself. Numbers that were not seen between two
    zones stay nobody's.
    """
    numbered = sorted((e.number, e.label) for e in group.examples if e.number is not None)
    sides: tuple[tuple[Parity, Callable[[int], bool]], ...] = (
        ("both", lambda n: True), ("odd", lambda n: n % 2 == 1), ("even", lambda n: n % 2 == 0),
    )  # fmt: skip
    for parity, belongs in sides:
        runs = _runs([(n, label) for n, label in numbered if belongs(n)])
        if not runs or any(len(set(run)) < learning.min_support for _, run in runs):
            continue
        for label, run in runs:
            tally = Tally([label] * len(run))
            rule = _make("range", tally, path, (group.name,), round(1 - tally.trust(0.5), 4), town_missing)
            yield structs.replace(rule, first=run[0], last=run[-1], parity=parity)
        if parity == "both":
            return


def _runs(numbered: Sequence[tuple[int, str]]) -> list[tuple[str, list[int]]]:
    """Return the stretches of one label along the numbers; none where a number has two labels."""
    if len({n for n, _ in numbered}) < len(set(numbered)):
        return []
    runs: list[tuple[str, list[int]]] = []
    for n, label in numbered:
        if runs and runs[-1][0] == label:
            runs[-1][1].append(n)
        else:
            runs.append((label, [n]))
    return runs
