"""``/v1/manifests``: what a station will scan today, as a file or as items; its sorting codes for scanning without a server."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import cast

from flask import Blueprint, request

from addrcheck.errors import FileError, UsageError
from addrcheck.service.access import spend
from addrcheck.service.asking import checker, limits
from addrcheck.service.door import door
from addrcheck.service.page import language
from addrcheck.service.problems import Fault, RefusedError, refuse
from addrcheck.service.station.answering import Lang
from addrcheck.service.station.at_hand import desk, store
from addrcheck.service.station.manifest import Manifest, read_file, read_items
from addrcheck.service.station.retention import oldest_day
from addrcheck.service.station.wire import (
    CodesAnswer,
    CodesQuery,
    DayBody,
    Done,
    ManifestAnswer,
    ManifestBody,
    ManifestForm,
    ManifestItem,
    ManifestsAnswer,
)
from addrcheck.wording.files import TROUBLES, trouble
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.station import WORDS

blueprint = Blueprint("manifests", __name__)

_FURTHEST = datetime.timedelta(days=31)


@door(
    blueprint,
    "/v1/manifests",
    "Load a day's manifest; what was loaded for the day before is brought up to date.",
    ManifestAnswer,
    scope="station",
    body=ManifestBody,
    form=ManifestForm,
    others={
        "409": "The day is over, or too far ahead.",
        "422": "The file cannot be used; `errors` says why.",
    },
    largest="max_manifest",
)
def load(asked: ManifestBody | ManifestForm) -> ManifestAnswer:
    """Keep the parcels of a file or of items, each checked once."""
    here = desk(asked.lang)
    day = asked.day or here.today
    oldest = oldest_day(limits().manifest_days, here.today)
    if not oldest <= day <= here.today + _FURTHEST:
        told = f"a day from {oldest} to {here.today + _FURTHEST}"
        raise RefusedError(409, told, Fault("day", "out_of_range", told))
    manifest = _items(asked.items) if isinstance(asked, ManifestBody) else _file(asked.lang)
    spend(len(manifest.items) // 100)
    store().purge(oldest.isoformat())
    return here.load(manifest, day)


@door(
    blueprint,
    "/v1/manifests",
    "Tell which days have a manifest, and how far their scanning is.",
    ManifestsAnswer,
    scope="station",
)
def days() -> ManifestsAnswer:
    """Return the days that are kept."""
    return ManifestsAnswer(tuple(store().days()), limits().manifest_days, datetime.date.today())


@door(
    blueprint,
    "/v1/manifests/remove",
    "Delete a day's manifest and its scans.",
    Done,
    scope="station",
    body=DayBody,
)
def remove(asked: DayBody) -> Done:
    """Delete what is kept of a day."""
    return Done(store().remove(asked.day.isoformat()))


@door(
    blueprint,
    "/v1/manifests/codes",
    "Give the sorting codes of a day's parcels, a thousand at a time.",
    CodesAnswer,
    scope="station",
    query=CodesQuery,
)
def codes(asked: CodesQuery) -> CodesAnswer:
    """Return codes without addresses."""
    here = desk(None)
    return here.codes(asked.day or here.today, asked.after)


def _items(items: list[ManifestItem]) -> Manifest:
    """Return the manifest of a JSON body."""
    if len(items) > limits().max_parcels:
        raise refuse("items", "too_many", f"at most {limits().max_parcels} items")
    return read_items((one.waybill, _fields(one), one.name, one.phone) for one in items)


def _fields(item: ManifestItem) -> dict[str, str]:
    """Return the fields of an item; a whole address counts as the field of that name."""
    fields = cast("dict[str, str]", item.fields)
    return {**fields, "address": item.address} if item.address else fields


def _file(lang: Lang | None) -> Manifest:
    """Return the manifest in the file of the form; raises ``RefusedError`` where it cannot be used."""
    given = request.files["file"]
    name = Path((given.filename or "").replace("\\", "/")).name[:100]
    with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
        path = Path(folder) / "manifest"
        given.save(path)
        try:
            return read_file(path, name or "manifest", checker(), limits().max_parcels)
        except (FileError, UsageError) as error:
            told = _said(error, lang or language())
            raise RefusedError(422, told, Fault("file", error.code or "unusable", told)) from None


def _said(error: FileError | UsageError, lang: Lang) -> str:
    """Return what is wrong with a file, in the language of the reader."""
    if error.code in TROUBLES:
        return trouble(error.code, lang, error.facts)
    return phrases(WORDS, lang)(error.code if error.code in WORDS else "manifest_unusable", **error.facts)
