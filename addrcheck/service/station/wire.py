"""What the doors of the station take and give; /openapi.json is made from these types."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from addrcheck.bulk.tables.table import Form
from addrcheck.service.problems import Fault
from addrcheck.service.station.answering import Lane, Shown
from addrcheck.service.station.labels import Label
from addrcheck.service.station.manifest import Column, Unusable
from addrcheck.service.station.parcels import DayCount
from addrcheck.service.wire import Fields, Lang

Day = Annotated[datetime.date, Meta(description="Default: today, by the clock of the server.")]
Moment = Annotated[datetime.datetime, Meta(tz=True)]
Waybill = Annotated[
    str, Meta(description="The parcel's number.", max_length=100, examples=["SF1234567890123"])
]
Station = Annotated[str, Meta(description="What the table or the device is called.", max_length=40)]
Operator = Annotated[
    str, Meta(description="Who works there; whoever is signed in counts before it.", max_length=40)
]
Size = Annotated[Literal["76x130", "100x150"], Meta(description="Millimetres.")]


class ManifestItem(Struct, frozen=True, forbid_unknown_fields=True):
    """One parcel: ``address`` as one text, ``fields`` where it comes in parts, or both."""

    waybill: Waybill
    address: str = ""
    fields: Fields = {}
    name: str = ""
    phone: str = ""


class ManifestBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/manifests."""

    items: list[ManifestItem]
    day: Day | None = None
    lang: Lang | None = None


class ManifestForm(Struct, frozen=True, forbid_unknown_fields=True):
    """What comes with the file of a manifest."""

    day: Day | None = None
    lang: Lang | None = None


class ManifestAnswer(Struct, frozen=True):
    """What became of a manifest: its columns as they were found, its rows, how many parcels go to which lane.

    ``unusable`` are rows that were left out, the first hundred of ``left_out``: no_waybill, bad_waybill, no_address, too_long,
    twice (the later row counts).
    """

    day: datetime.date
    rows: int
    parcels: int
    new: int
    changed: int
    lanes: dict[Lane, int]
    left_out: int
    unusable: tuple[Unusable, ...]
    columns: tuple[Column, ...]
    form: Form | None
    encoding: str
    sheet: str


class ManifestsAnswer(Struct, frozen=True):
    """The days that are kept, the newest first, and for how many days."""

    days: tuple[DayCount, ...]
    kept_days: int
    today: datetime.date


class DayBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Names a day."""

    day: datetime.date


class Done(Struct, frozen=True):
    """Whether there was anything to do."""

    done: bool


class CodesQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Which codes: those of a day behind the number ``after``."""

    day: Day | None = None
    after: Annotated[str, Meta(description="`next` of the answer before.", max_length=48)] = ""


class CodesAnswer(Struct, frozen=True):
    """The sorting codes of a day's parcels, for scanning without a server: waybill → [lane, code, segments …].

    No address, no person. ``next`` is to be asked for with ``after``; it is empty at the end.
    """

    day: datetime.date
    tag: str
    codes: dict[str, tuple[str, ...]]
    next: str


class ScanItem(Struct, frozen=True, forbid_unknown_fields=True):
    """One scan. The page makes its ``id``; sent again with it, a scan counts once and may only change ``hand`` and ``undone``."""

    id: Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{8,36}$")]
    text: Annotated[str, Meta(description="What the scanner read, as it is.", max_length=4000)]
    at: Moment
    address: Annotated[str, Meta(description="What a person typed for a number that no manifest has.")] = ""
    hand: Annotated[Moment, Meta(description="When it was put into the manual lane.")] | None = None
    undone: Annotated[Moment, Meta(description="When it was taken back.")] | None = None


class ScansBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/scans: up to ``max_batch`` scans, the oldest first."""

    scans: list[ScanItem]
    station: Station = ""
    operator: Operator = ""
    lang: Lang | None = None


class Earlier(Struct, frozen=True):
    """An earlier scan of the same parcel."""

    at: str
    station: str
    who: str


class ScanAnswer(Shown, frozen=True, kw_only=True):
    """What a scan found. ``found`` is null where it was refused, and ``error`` says why.

    ``address`` is without the flat; /v1/parcels tells the rest. ``code`` is empty where no zone is known.
    """

    id: str
    found: Literal["manifest", "typed", "unknown", "undone"] | None
    waybill: str
    day: str = ""
    hand: bool = False
    earlier: Earlier | None = None
    error: Fault | None = None


class ScansAnswer(Struct, frozen=True):
    """What the scans found, in their order; ``tag`` changes when the codes of the day do."""

    results: tuple[ScanAnswer, ...]
    day: datetime.date
    tag: str


class ParcelBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Names a parcel, in the body, so that no log of a proxy holds its number."""

    waybill: Waybill


class ParcelAnswer(Struct, frozen=True):
    """A parcel in full, for those who may see it."""

    waybill: str
    day: str
    address: str
    name: str
    phone: str


class LabelsBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/labels: the parcels, in the order of the labels."""

    waybills: Annotated[list[Waybill], Meta(min_length=1)]
    lang: Lang | None = None


class LabelsAnswer(Struct, frozen=True):
    """The labels, in the order that was asked for."""

    labels: tuple[Label, ...]


class LabelsPdfBody(LabelsBody, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/labels.pdf."""

    size: Size = "76x130"
