"""The nouns that every stage speaks: parts, places' levels, components, issues, the report.

Names and values are those of the contract (docs/report.md). Everything here is an immutable
``msgspec.Struct``; the JSON form of a ``Report`` is exactly the contract's object.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

Span = tuple[int, int]
"""Start and end (exclusive) in Unicode code points of the text as it was typed."""

Status = Literal["given", "corrected", "renamed", "inferred", "unverified", "conflicting"]
Action = Literal["accept", "confirm", "add_unit", "fix", "special", "foreign", "empty"]
Severity = Literal["info", "warning", "error"]
Language = Literal["zh-Hans", "zh-Hant", "ru", "en"]
Datum = Literal["WGS84", "GCJ02", "BD09", "CGCS2000", "PULKOVO1942", "GSK2011", "BEIJING54", "XIAN80"]

ComponentType = Literal[
    "region", "area", "city", "district", "town", "settlement", "devzone", "village", "group", "quarter",
    "street", "substreet", "house", "subhouse", "block", "structure", "letter", "plot", "poi", "subpoi",
    "building", "unit", "entrance", "floor", "room", "organization", "landmark",
    "pobox", "poste_restante", "pickup_point", "military_unit", "postcode",
]  # fmt: skip

OFFICIAL_ORDER: dict[str, int] = {name: i for i, name in enumerate(ComponentType.__args__)}  # type: ignore[attr-defined]
"""Rank of a component type in the official form, region first."""


class Level(IntEnum):
    """Levels of the places that a dictionary holds, the largest first.

    >>> Level.CITY.label
    'city'
    """

    REGION = 1
    AREA = 2
    CITY = 3
    DISTRICT = 4
    TOWN = 5
    SETTLEMENT = 6

    @property
    def label(self) -> str:
        """Name of the level as the contract spells it."""
        return self.name.lower()


class Part(Struct, frozen=True, gc=False):
    """A stretch of the *read* text that a grammar has labelled; offsets are those of ``Reading.text``.

    ``value`` is the canonical form ("100" for 100号, "Ленина" for ул. Ленина), ``kind`` the canonical
    type word where the contract asks for one ("улица"). ``corrected`` tells that ``value`` mends what was typed.
    """

    type: ComponentType
    start: int
    end: int
    value: str
    kind: str | None = None
    corrected: bool = False


class Component(Struct, frozen=True, gc=False):
    """One part of the address in the report."""

    type: ComponentType
    text: str | None
    span: Span | None
    value: str
    code: str | None
    status: Status
    kind: str | UnsetType = UNSET
    former: str | UnsetType = UNSET
    field: str | UnsetType = UNSET


class Issue(Struct, frozen=True, gc=False):
    """Something worth telling a person; ``code`` is one of ``addrcheck.wording.issues``."""

    code: str
    severity: Severity
    span: Span | None
    message: str
    suggestion: str | None = None


class Levels(Struct, frozen=True, gc=False):
    """How far the text goes, how far the dictionaries followed, how exact the coordinates are."""

    input: str
    matched: str
    geocoded: str


class Candidate(Struct, frozen=True, gc=False):
    """One place that fits; ``candidates[0]`` is the place chosen."""

    label: str
    code: str | None
    score: float


class Contact(Struct, frozen=True, gc=False):
    """Who receives the parcel, lifted out of the text; ``note`` is for the courier."""

    name: str | None = None
    phone: str | None = None
    extension: str | None = None
    note: str | None = None


class Postcode(Struct, frozen=True, gc=False):
    """The postcode in the text beside the one that belongs to the place."""

    given: str | None
    expected: str | None


class ZoneCandidate(Struct, frozen=True, gc=False):
    """One of several zones that an address may belong to, and the rule that says so."""

    code: str
    rule: str


class Zone(Struct, frozen=True, gc=False):
    """The delivery zone; ``candidates`` where several fit, ``version`` that of the table."""

    status: Literal["assigned", "ambiguous", "out_of_area", "unresolved"]
    code: str | None
    segments: tuple[str, ...]
    depth: int
    rule: str | None
    confidence: float
    reason: str
    lane: Literal["auto", "manual"]
    version: str | UnsetType = UNSET
    candidates: tuple[ZoneCandidate, ...] | UnsetType = UNSET


class Location(Struct, frozen=True, gc=False):
    """Where the place lies, and how exact that is (metres).

    ``unique`` is False where a shifted datum leaves open, at the outline of its area, which point is meant.
    """

    latitude: float
    longitude: float
    datum: Datum
    level: str
    accuracy_m: int
    source: str
    unique: bool | UnsetType = UNSET


class Versions(Struct, frozen=True, gc=False):
    """What made the report."""

    engine: str
    dictionary: str
    zones: str | None


class Formatted(Struct, frozen=True, gc=False):
    """The address in its official order, in its own script and in Latin letters."""

    local: str
    latin: str


class Report(Struct, frozen=True, gc=False):
    """The answer to one text: the contract's object."""

    input: str
    country: str | None
    language: Language
    action: Action
    score: float
    components: tuple[Component, ...]
    missing: tuple[str, ...]
    issues: tuple[Issue, ...]
    levels: Levels
    candidates: tuple[Candidate, ...]
    contact: Contact | None
    postcode: Postcode | None
    zone: Zone | None
    location: Location | None
    versions: Versions
    formatted: Formatted

    def to_json(self) -> str:
        """Return the report as one line of JSON; half a surrogate pair, which no encoding has, is escaped."""
        try:
            return _ENCODER.encode(self).decode()
        except UnicodeEncodeError:
            return json.dumps(msgspec.to_builtins(self), separators=(",", ":"))

    def component(self, *types: str) -> Component | None:
        """Return the first component of one of ``types``, or None."""
        return next((c for c in self.components if c.type in types), None)


_ENCODER = msgspec.json.Encoder()
