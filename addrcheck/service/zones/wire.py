"""What the API says about versions, and what it takes."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from addrcheck.zones.difference_told import ChangeTold

Number = Annotated[int, Meta(ge=1, le=2_000_000_000, description="A version's number.")]
Note = Annotated[str, Meta(max_length=500, description="Why, for those who look at the history.")]
When = Annotated[str, Meta(pattern=r"^(wave|now|\d{4}-\d\d-\d\dT\d\d:\d\d)$", description="`wave`: the next departure; `now`; or a departure, a local day and time.", examples=["wave", "now", "2026-11-29T13:30"])]  # fmt: skip
Revision = Annotated[int, Meta(ge=0, le=2_000_000_000, description="The last decision that you saw; where others came after it, the answer is 409.")]  # fmt: skip
Tongue = Literal["zh", "ru", "en"]
State = Literal["in_force", "waiting", "earlier", "unused", "broken"]


class UploadForm(Struct, frozen=True, forbid_unknown_fields=True):
    """What comes with a file."""

    note: Note = ""
    lang: Annotated[Tongue, Meta(description="Language of the findings.")] = "en"


class VersionQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Which version."""

    number: Number
    lang: Annotated[Tongue, Meta(description="Language of the findings.")] = "en"


class FileQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Which version, and as what."""

    number: Number
    form: Annotated[Literal["csv", "xlsx", "geojson"], Meta(description="The format.")] = "csv"
    lang: Annotated[Tongue, Meta(description="Language of the columns' names. Default: the project's own.")] | None = None  # fmt: skip


class ActivateBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Which version is to be in force, and when."""

    number: Number
    when: When = "wave"
    note: Note = ""
    revision: Revision | None = None


class RollbackBody(Struct, frozen=True, forbid_unknown_fields=True):
    """When the version before the present one is to be in force again."""

    when: When = "wave"
    note: Note = ""
    revision: Revision | None = None


class CancelBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Which decision that waits is not to happen."""

    event: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    note: Note = ""
    revision: Revision | None = None


class VersionTold(Struct, frozen=True):
    """A version; only one without errors can be in force. ``origin``: uploaded, or the files of the service."""

    number: int
    name: str
    state: State
    files: tuple[str, ...]
    bytes: int
    zones: int
    rules: int
    errors: int
    warnings: int | None
    origin: Literal["upload", "files"]
    who: str
    note: str
    made: datetime.datetime


class EventTold(Struct, frozen=True):
    """A decision: a version is in force from ``at`` on, or the decision ``target`` was cancelled."""

    event: int
    kind: Literal["activate", "cancel"]
    number: int
    at: datetime.datetime
    target: int | None
    who: str
    note: str
    made: datetime.datetime


class VersionsAnswer(Struct, frozen=True):
    """How things stand; times are the server's local ones, ``departures`` those of the zones in force."""

    in_force: int | None
    waiting: tuple[EventTold, ...]
    revision: int
    now: datetime.datetime
    departures: tuple[datetime.time, ...]
    versions: tuple[VersionTold, ...]
    history: tuple[EventTold, ...]


class RowTold(Struct, frozen=True):
    """A row of a file."""

    file: str
    row: int


class FindingTold(Struct, frozen=True):
    """Something that is wrong with a table, where, and how to mend it."""

    code: str
    severity: Literal["error", "warning", "info"]
    rows: tuple[RowTold, ...]
    column: str | None
    message: str
    remedy: str


class VersionAnswer(Struct, frozen=True):
    """A version that was looked over; ``counts`` and ``changes`` are what it changes about the zones in force."""

    version: VersionTold
    known: bool
    findings: tuple[FindingTold, ...]
    counts: dict[str, int]
    changes: tuple[ChangeTold, ...]
