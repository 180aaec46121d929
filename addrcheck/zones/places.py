"""Where a rule's place is: words and codes of a table → the keys that addresses carry.

Words go through the same reading as an address, so a rule and an address that name the same place get the
same keys, old names and unknown towns included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level, Report
from addrcheck.zones.matcher import Scope
from addrcheck.zones.model import RowRef, Rule
from addrcheck.zones.names import is_chinese
from addrcheck.zones.traits import traits
from addrcheck.zones.troubles import Finding

_SEPARATORS = re.compile(r"\s*[/>;；|]\s*")
_PARTS = frozenset({"region", "area", "city", "district", "town", "settlement"})
_LISTED = 4


class Ground(Struct, frozen=True):
    """What reading a table needs of the engine: the report on a text, without zones, and a country's places."""

    check: Callable[[str], Report]
    gazetteer: Callable[[str], Gazetteer]


Trouble = tuple[str, str, dict[str, str]]
"""Code, column and values of a finding whose row is not known yet."""


class Chains:
    """Tells what places lie in, remembering what it was asked."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, code: str) -> tuple[str, ...]:
        """Return the codes of a place and of all that it lies in, the largest first."""
        found = self._known.get(code)
        if found is None:
            gazetteer = self._ground.gazetteer(country_of_code(code))
            place = places_by_code(gazetteer).get(code)
            chain = (code,) if place is None else tuple(gazetteer.codes[p] for p in gazetteer.chain(place))
            found = self._known[code] = chain
        return found


class Places:
    """Resolves the places of a table, each once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.chains = Chains(ground)
        self._scopes: dict[tuple[str, str], tuple[Scope, tuple[Trouble, ...]]] = {}

    def scope(self, rule: Rule, ref: RowRef, findings: list[Finding]) -> Scope:
        """Return the place that bounds a rule, noting a name that is unknown, ambiguous or contradicted."""
        if not rule.place and not rule.code:
            return Scope()
        asked = (rule.place, rule.code)
        if asked not in self._scopes:
            self._scopes[asked] = self._by_code(*asked) if rule.code else self._by_words(rule.place)
        scope, troubles = self._scopes[asked]
        findings.extend(Finding(code, (ref,), column, values) for code, column, values in troubles)
        return scope

    def _by_code(self, words: str, code: str) -> tuple[Scope, tuple[Trouble, ...]]:
        """Return the place with a code."""
        gazetteer = self._ground.gazetteer(country_of_code(code))
        place = places_by_code(gazetteer).get(code)
        if place is None:
            return Scope(), (("PLACE_CODE_UNKNOWN", "place_code", {"value": code}),)
        chain = gazetteer.chain(place)
        name = gazetteer.names[place]
        scope = Scope(tuple(gazetteer.codes[p] for p in chain), gazetteer.level(place), name)
        if words and name.lower() not in words.lower():
            read, _ = self._by_words(words)
            if read.key != scope.key:
                return scope, (
                    ("PLACE_CONTRADICTS", "place_code", {"value": words, "known": name, "other": code}),
                )
        return scope, ()

    def _by_words(self, words: str) -> tuple[Scope, tuple[Trouble, ...]]:
        """Return the place that words name."""
        joined = _SEPARATORS.sub("" if is_chinese(words) else ", ", words.strip())
        report = self._ground.check(joined)
        if any(issue.code == "PLACE_AMBIGUOUS" for issue in report.issues):
            labels = "; ".join(candidate.label for candidate in report.candidates[:_LISTED])
            return Scope(), (("PLACE_AMBIGUOUS", "place", {"value": words, "other": labels}),)
        t = traits(report, None, self.chains)
        troubles: tuple[Trouble, ...] = ()
        if any(c.status == "renamed" and c.code is None for c in report.components):
            heirs = "; ".join(candidate.label for candidate in report.candidates[:_LISTED])
            troubles = (("PLACE_DIVIDED", "place", {"value": words, "other": heirs}),)
        elif t.place != t.known or not t.place or any(c.type not in _PARTS for c in report.components):
            troubles = (("PLACE_UNKNOWN", "place", {"value": words}),)
        keys = t.scopes if t.place == t.known else _nested(t.scopes, t.known)
        if not keys:
            return Scope((f"?/{joined}",), None, words), troubles
        return Scope(keys, self._level(report.country or "", t.known, t.place), _label(report)), troubles

    def _level(self, country: str, known: str, place: str) -> Level | None:
        """Return the level of a place; one that no dictionary holds is a level below what it lies in."""
        if not known:
            return None
        gazetteer = self._ground.gazetteer(country)
        level = gazetteer.level(places_by_code(gazetteer)[known])
        if place == known:
            return level
        below = {Level.REGION: Level.CITY, Level.CITY: Level.DISTRICT}
        return Level.TOWN if place.count("/") > 1 else below.get(level, Level.TOWN)


def _nested(scopes: tuple[str, ...], known: str) -> tuple[str, ...]:
    """Return the keys of a chain whose last names no dictionary holds, one below another."""
    last = scopes[-1]
    return tuple(
        key for key in scopes if key == known or "/" not in key.removeprefix(known) or last.startswith(key)
    )


def _label(report: Report) -> str:
    """Return the name of the finest place of a report."""
    return next((c.value for c in reversed(report.components) if c.type in _PARTS), "")


def country_of_code(code: str) -> str:
    """Return the country whose places have codes like this one.

    >>> country_of_code("330106"), country_of_code("16:Казань"), country_of_code("77")
    ('CN', 'RU', 'RU')
    """
    return "CN" if len(code) >= 6 and code[:6].isdecimal() else "RU"


def places_by_code(gazetteer: Gazetteer) -> dict[str, int]:
    """Return the places by their codes; made once."""
    found = gazetteer.derived.get("places_by_code")
    if found is None:
        codes = gazetteer.codes
        found = gazetteer.derived["places_by_code"] = {codes[place]: place for place in range(len(gazetteer))}
    return cast("dict[str, int]", found)
