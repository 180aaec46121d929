"""``/v1/zones/…``: the versions of the zones, for programs: list, upload, look over, put in force, go back, cancel, download."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask import Blueprint, Response, request
from msgspec import convert, structs

from addrcheck.errors import FileError
from addrcheck.service.access import caller
from addrcheck.service.asking import engine
from addrcheck.service.door import door
from addrcheck.service.problems import Fault, RefusedError
from addrcheck.service.zones.desk import DeskError, ZoneDesk
from addrcheck.service.zones.model import Event, Version
from addrcheck.service.zones.overview import Overview
from addrcheck.service.zones.telling import attachment
from addrcheck.service.zones.wire import (
    ActivateBody,
    CancelBody,
    EventTold,
    FileQuery,
    FindingTold,
    RollbackBody,
    UploadForm,
    VersionAnswer,
    VersionQuery,
    VersionsAnswer,
    VersionTold,
)
from addrcheck.wording.pages.zones import refusal
from addrcheck.zones.difference_told import changes_told

blueprint = Blueprint("zone_versions", __name__)

Told = TypeVar("Told")

_MOST_FINDINGS, _MOST_CHANGES = 1000, 1000
_NO_VERSION = "There is no such version."
_NOT_NOW = {"409": "Things do not stand so that this can be done; `errors` says why."}
_UNUSABLE = {"422": "The file cannot be used; `errors` says why."}
_STATUS = {"unknown_version": 404, "no_moment": 400, "past": 400, "too_far": 400, "no_departure": 400}
_PATH = "/v1/zones"


@door(blueprint, f"{_PATH}/versions", "List the versions of the zones, and what was decided about them.", VersionsAnswer, scope="admin")  # fmt: skip
def versions() -> VersionsAnswer:
    """Return how things stand."""
    return _standing(_desk().overview())


@door(blueprint, f"{_PATH}/versions", "Upload a table of zones, or a ZIP of tables, and have it looked over.", VersionAnswer, scope="admin", form=UploadForm, largest="max_zones", others=_UNUSABLE)  # fmt: skip
def upload(asked: UploadForm) -> VersionAnswer:
    """Return the version and its findings; nothing is in force by that."""
    given = request.files["file"]
    with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
        path = Path(folder) / "upload"
        given.save(path)
        try:
            version, known = _desk().upload(path, given.filename or "", asked.note)
        except FileError as error:
            raise RefusedError(
                422, refusal(error.code, "en"), Fault("file", error.code, str(error))
            ) from None
    return _looked_over(version, asked.lang, known)


@door(blueprint, f"{_PATH}/version", "Show what is wrong with a version, and what it changes.", VersionAnswer, scope="admin", query=VersionQuery, lacks=_NO_VERSION, others=_NOT_NOW)  # fmt: skip
def version(asked: VersionQuery) -> VersionAnswer:
    """Return a version with its findings."""
    return _looked_over(_asked(lambda desk: desk.version(asked.number)), asked.lang, True)


@door(blueprint, f"{_PATH}/file", "Download a version.", bytes, scope="admin", query=FileQuery, media="application/octet-stream", lacks=_NO_VERSION, others=_NOT_NOW)  # fmt: skip
def file(asked: FileQuery) -> Response:
    """Return the table as a file."""
    found = _asked(lambda desk: desk.version(asked.number))
    data = _asked(lambda desk: desk.download(found, asked.form, asked.lang or ""))
    return attachment(data, found, asked.form)


@door(blueprint, f"{_PATH}/activate", "Put a version in force.", VersionsAnswer, scope="admin", body=ActivateBody, lacks=_NO_VERSION, others=_NOT_NOW)  # fmt: skip
def activate(asked: ActivateBody) -> VersionsAnswer:
    """Return how things stand then."""
    _asked(lambda desk: desk.activate(asked.number, asked.when, asked.revision, asked.note))
    return _standing(_desk().overview())


@door(blueprint, f"{_PATH}/rollback", "Put the version before the present one in force again.", VersionsAnswer, scope="admin", body=RollbackBody, others=_NOT_NOW)  # fmt: skip
def rollback(asked: RollbackBody) -> VersionsAnswer:
    """Return how things stand then."""
    _asked(lambda desk: desk.roll_back(asked.when, asked.revision, asked.note))
    return _standing(_desk().overview())


@door(blueprint, f"{_PATH}/cancel", "Cancel a version that waits.", VersionsAnswer, scope="admin", body=CancelBody, others=_NOT_NOW)  # fmt: skip
def cancel(asked: CancelBody) -> VersionsAnswer:
    """Return how things stand then."""
    _asked(lambda desk: desk.cancel(asked.event, asked.revision, asked.note))
    return _standing(_desk().overview())


def _desk() -> ZoneDesk:
    return ZoneDesk(engine(), caller().removeprefix("user "))


def _asked(ask: Callable[[ZoneDesk], Told]) -> Told:
    """Return what the desk says; raises ``RefusedError`` where it refuses, or a table cannot be read."""
    try:
        return ask(_desk())
    except (DeskError, FileError) as error:
        detail = refusal(error.code, "en")
        raise RefusedError(_STATUS.get(error.code, 409), detail, Fault(None, error.code, detail)) from None


def _standing(overview: Overview) -> VersionsAnswer:
    plan = overview.plan
    return VersionsAnswer(
        plan.in_force.version if plan.in_force else None,
        tuple(map(_event, plan.waiting)),
        plan.revision,
        overview.now.astimezone(),
        overview.times,
        tuple(_version(one, overview) for one in overview.versions.values()),
        tuple(map(_event, reversed(overview.events))),
    )


def _version(one: Version, overview: Overview) -> VersionTold:
    told = structs.asdict(one) | {"bytes": one.size, "state": overview.state(one.number)}
    told["made"] = one.made.astimezone()
    return VersionTold(**{name: told[name] for name in VersionTold.__struct_fields__})


def _event(one: Event) -> EventTold:
    return EventTold(one.id, one.kind, one.version, one.at.astimezone(), one.target or None, one.who, one.note, one.made.astimezone())  # fmt: skip


def _looked_over(version: Version, lang: str, known: bool) -> VersionAnswer:
    """Return a version with what is wrong with it and what it changes."""
    review = _asked(lambda desk: desk.review(version))
    overview = _asked(ZoneDesk.overview)
    difference = _asked(lambda desk: desk.difference(review))
    findings = tuple(convert(one.to_dict(lang), FindingTold) for one in review.findings[:_MOST_FINDINGS])
    changes = tuple(changes_told(difference, lang))[:_MOST_CHANGES] if difference is not None else ()
    counts = difference.counts() if difference is not None else {}
    return VersionAnswer(
        _version(overview.versions[version.number], overview), known, findings, counts, changes
    )
