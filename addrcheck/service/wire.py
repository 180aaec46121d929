"""What comes in and goes out, as types: requests are checked against them, /openapi.json is made from them.

Reports, zones and completions are the engine's own types; here stands only what HTTP adds.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from addrcheck.model import Action, Datum, Report, Zone
from addrcheck.proposals import Proposal
from addrcheck.service.problems import Fault
from addrcheck.suggest import Suggestion

Text = Annotated[str, Meta(description="The text as it was typed. /v1/status says how long it may be.", examples=["浙江省杭州市西湖区文三路100号"])]  # fmt: skip
CountryCode = Literal["cn", "ru", "CN", "RU"]
Country = Annotated[CountryCode, Meta(description="Default: told from the text.")]
Lang = Annotated[
    Literal["zh", "ru", "en"], Meta(description="Language of the sentences. Default: the address's.")
]
Day = Annotated[datetime.date, Meta(description="Names that were official on this day count as today's.")]
Limit = Annotated[int, Meta(ge=1, le=20)]
FieldName = Literal["postcode", "country", "region", "area", "city", "district", "town", "settlement", "village", "quarter", "street", "house", "block", "structure", "poi", "building", "unit", "entrance", "floor", "room", "address", "name", "phone"]  # fmt: skip
PlaceField = Annotated[str, Meta(description="What this field of the form holds.", max_length=200)]
Fields = Annotated[dict[FieldName, str], Meta(description="The fields of a form.", examples=[{"city": "杭州市", "address": "文三路100号"}])]  # fmt: skip


class CheckQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of GET /v1/check."""

    q: Text
    country: Country | None = None
    lang: Lang | None = None
    as_of: Day | None = None


class CheckBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/check: either ``q`` or ``fields``."""

    q: Text | UnsetType = UNSET
    fields: Fields | UnsetType = UNSET
    country: Country | None = None
    lang: Lang | None = None
    as_of: Day | None = None
    into: Annotated[list[FieldName], Meta(description="The fields of your form: the answer then has `proposals`.")] | None = None  # fmt: skip


class CheckAnswer(Report, frozen=True):
    """The report; and, for a form, what its fields would hold if the advice were taken: one for each place that fits."""

    proposals: tuple[Proposal, ...] | UnsetType = UNSET


class BatchItem(Struct, frozen=True, forbid_unknown_fields=True):
    """One address of a batch: either ``q`` or ``fields``; ``id`` comes back with its result."""

    id: str | int | None = None
    q: str | UnsetType = UNSET
    fields: dict[str, str] | UnsetType = UNSET


class BatchBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/batch."""

    items: list[BatchItem]
    country: Country | None = None
    lang: Lang | None = None
    as_of: Day | None = None


class BatchResult(Struct, frozen=True):
    """What became of one item; ``report`` or ``error``."""

    id: str | int | None
    status: Literal["ok", "error"]
    report: Report | None = None
    error: Fault | None = None


class BatchAnswer(Struct, frozen=True):
    """The results, in the order of the items."""

    results: tuple[BatchResult, ...]


class SuggestQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of GET /v1/suggest: what is typed, in which field, and what the other fields hold."""

    q: Annotated[
        str, Meta(description="What is typed so far; may be empty where another field is filled.")
    ] = ""
    limit: Limit = 8
    field: Annotated[FieldName, Meta(description="The field that is being typed.")] | None = None
    country: Annotated[CountryCode, Meta(description="Default: both.")] | None = None
    region: PlaceField = ""
    area: PlaceField = ""
    city: PlaceField = ""
    district: PlaceField = ""
    town: PlaceField = ""
    settlement: PlaceField = ""


class SuggestBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /v1/suggest, for pages: what people type then stands in no log of a proxy."""

    q: Text = ""
    field: Annotated[FieldName, Meta(description="The field that is being typed.")] | None = None
    country: Annotated[CountryCode, Meta(description="Default: both.")] | None = None
    fields: Fields | UnsetType = UNSET


class SuggestAnswer(Struct, frozen=True):
    """The completions, the likeliest first."""

    suggestions: tuple[Suggestion, ...]


class SearchQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of GET /v1/search."""

    q: Text
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    country: Country | None = None


class Geocoding(Struct, frozen=True, omit_defaults=True):
    """What GeocodeJSON says of one place; ``accuracy`` in metres."""

    type: str
    label: str
    accuracy: int | None = None
    name: str | None = None
    housenumber: str | None = None
    street: str | None = None
    locality: str | None = None
    district: str | None = None
    city: str | None = None
    county: str | None = None
    state: str | None = None
    postcode: str | None = None
    country: str | None = None
    admin: dict[str, str] | None = None


class Besides(Struct, frozen=True):
    """What addrcheck says beyond GeocodeJSON."""

    action: Action
    score: float
    code: str | None
    country: str | None


class FeatureProperties(Struct, frozen=True):
    """Properties of a feature."""

    geocoding: Geocoding
    addrcheck: Besides


class PointGeometry(Struct, frozen=True):
    """A point in WGS 84: longitude, latitude."""

    coordinates: tuple[float, float]
    type: Literal["Point"] = "Point"


class Feature(Struct, frozen=True):
    """One place that fits."""

    properties: FeatureProperties
    geometry: PointGeometry
    type: Literal["Feature"] = "Feature"


class GeocodingHead(Struct, frozen=True):
    """What GeocodeJSON asks for at the top."""

    query: str
    attribution: str
    licence: str
    version: Literal["0.1.0"] = "0.1.0"


class GeocodeJson(Struct, frozen=True):
    """The places that fit, best first, as GeocodeJSON; places whose position is unknown are left out."""

    geocoding: GeocodingHead
    features: tuple[Feature, ...]
    type: Literal["FeatureCollection"] = "FeatureCollection"


class ReverseQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of GET /v1/reverse, in degrees."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    datum: Datum = "WGS84"
    count: Annotated[int, Meta(ge=1, le=50, description="So many places.")] = 5


class ZoneAnswer(Struct, frozen=True):
    """The delivery zone of an address; null where the service has no zones."""

    input: str
    action: Action
    zone: Zone | None
    zones: str | None


class Limits(Struct, frozen=True):
    """What the service allows: code points, items, bytes, texts a minute (0: any number)."""

    max_text: int
    max_batch: int
    max_body: int
    max_upload: int
    rate: int
    burst: int
    max_manifest: int
    max_parcels: int


class StatusAnswer(Struct, frozen=True):
    """What is running."""

    status: Literal["ok"]
    engine: str
    dictionaries: dict[str, str]
    zones: str | None
    waiting: tuple[str, ...]
    limits: Limits


Anything = Any
"""A body whose type is not ours: the description of the API itself."""
