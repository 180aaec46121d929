"""What each line of a history is evidence of: the keys that a rule could have caught it by."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from addrcheck.model import Component, Report
from addrcheck.zones.names import estate_key, place_key, street_key, village_key
from addrcheck.zones.places import Chains, Ground, country_of_code, places_by_code
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
    text: str
    traits: Traits
    path: tuple[Step, ...]
    names: dict[str, tuple[tuple[str, str], ...]]

    @property
    def number(self) -> int | None:
        """The number of the house."""
        return self.traits.number


def example(report: Report, label: str, ground: Ground, chains: Chains) -> Example:
    """Return a checked address and its zone as evidence."""
    t = traits(report, None, chains)
    path = _path(report, t, ground)
    taken = {place_key(step.name) for step in path}
    names = {kind: _names(report.components, types, taken) for kind, types in _NAME_TYPES.items()}
    return Example(label, report.input, t, path, names)


def _path(report: Report, t: Traits, ground: Ground) -> tuple[Step, ...]:
    """Return the places: those with a code as they lie today, then those that only have a name, one below another."""
    if not t.known:
        return ()
    gazetteer = ground.gazetteer(report.country or country_of_code(t.known))
    places = gazetteer.chain(places_by_code(gazetteer)[t.known])
    steps = [Step(gazetteer.codes[p], gazetteer.names[p]) for p in places]
    if t.place != t.known:
        key = t.known
        for c in report.components:
            if c.type in _PLACES and (c.code is None or c.status == "conflicting"):
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
