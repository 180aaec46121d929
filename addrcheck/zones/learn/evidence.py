"""What each line of a history is evidence of: the keys that a rule could have caught it by."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from addrcheck.model import Component, Report
from addrcheck.zones.names import estate_key, place_key, street_key, village_key
from addrcheck.zones.traits import Traits, traits

_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_NAME_TYPES = {
    "street": frozenset({"street"}),
    "estate": frozenset({"poi"}),
    "village": frozenset({"village", "quarter", "devzone"}),
}


class Step(Struct, frozen=True):
    """One place on the way from the region to the address: its key and its name."""

    key: str
    name: str

    @property
    def coded(self) -> bool:
        """Whether the dictionary holds the place."""
        return "/" not in self.key


class Example(Struct, frozen=True):
    """One line of a history, read.

    ``path`` are its places, the largest first; ``names`` the names that a rule may go by: kind → (key, as written).
    """

    label: str
    report: Report
    traits: Traits
    path: tuple[Step, ...]
    names: dict[str, tuple[tuple[str, str], ...]]

    @property
    def number(self) -> int | None:
        """The number of the house."""
        return self.traits.number


def example(report: Report, label: str) -> Example:
    """Return a checked address and its zone as evidence."""
    t = traits(report)
    path = _path(report, t)
    taken = {place_key(step.name) for step in path}
    names = {kind: _names(report.components, types, taken) for kind, types in _NAME_TYPES.items()}
    return Example(label, report, t, path, names)


def _path(report: Report, t: Traits) -> tuple[Step, ...]:
    """Return the places: those with a code, then one below another those that only have a name."""
    steps: list[Step] = []
    unknown: list[Component] = []
    for c in report.components:
        if c.type not in _PLACES:
            continue
        if c.code is None or c.status == "conflicting":
            unknown.append(c)
        elif not steps or steps[-1].key != c.code:
            steps.append(Step(c.code, c.value))
    key = t.known
    for c in unknown if t.place != t.known or not steps else ():
        key = f"{key}/{place_key(c.value)}"
        steps.append(Step(key, c.value))
    return tuple(steps)


def _names(
    components: Sequence[Component], types: frozenset[str], taken: set[str]
) -> tuple[tuple[str, str], ...]:
    """Return the names of some component types; one that repeats a place of the address says nothing new."""
    found: dict[str, str] = {}
    for c in components:
        if c.type in types and place_key(c.value) not in taken:
            if c.type == "street":
                key = " ".join(street_key(c.value, c.kind or "")).strip()
                word = f"{c.kind} {c.value}" if c.kind else c.value
            else:
                key = estate_key(c.value) if c.type == "poi" else village_key(c.value)
                word = c.value
            found.setdefault(key, word)
    return tuple(found.items())
