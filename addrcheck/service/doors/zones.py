"""``/zones``: the page of an administrator. Every form works without scripts and leads back to a page (303)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from addrcheck.errors import FileError, UsageError
from addrcheck.service import sessions
from addrcheck.service.asking import engine, limits
from addrcheck.service.page import guard, language
from addrcheck.service.zones.desk import FORMS, DeskError, ZoneDesk
from addrcheck.service.zones.shown import overview_page, version_page
from addrcheck.service.zones.telling import attachment

blueprint = Blueprint("zones_page", __name__)
guard(blueprint, "admin")

_STATUS = {"unknown_version": 404, "unconfirmed": 400, "no_file": 400, "no_moment": 400, "past": 400, "too_far": 400, "no_departure": 400}  # fmt: skip


@blueprint.before_request
def let_files_in() -> None:
    """Let as much come as a table may have."""
    request.max_content_length = limits().max_zones


@blueprint.get("/zones")
def overview() -> Response:
    """Show what is in force, what waits, all versions and the history."""
    return overview_page(_desk(), done=_done())


@blueprint.post("/zones/upload")
def upload() -> Response:
    """Keep a table and lead to what lint found in it."""
    try:
        with _File() as file:
            version, known = _desk().upload(file.path, file.name, request.form.get("note", ""))
    except FileError as error:
        return overview_page(_desk(), error.code, 400)
    except DeskError as error:
        return overview_page(_desk(), error.code, 400)
    return _to(f"/zones/{version.number}", "known" if known else "uploaded", version.number)


@blueprint.get("/zones/<int:number>")
def version(number: int) -> Response:
    """Show one version: lint, map, what it changes, when it can be in force."""
    try:
        return version_page(_desk(), number, done=_done())
    except DeskError as error:
        return overview_page(_desk(), error.code, _STATUS.get(error.code, 409))
    except FileError as error:
        return overview_page(_desk(), error.code, 409)


@blueprint.post("/zones/<int:number>/compare")
def compare(number: int) -> Response:
    """Show which addresses of a file get another zone."""
    desk = _desk()
    day = request.form.get("day", "")
    try:
        if day:
            found = desk.compare_manifest(desk.version(number), day, language())
            return version_page(desk, number, compared=found)
        with _File() as file:
            found = desk.compare(desk.version(number), file.path, file.name, language())
        return version_page(desk, number, compared=found)
    except (FileError, UsageError, DeskError) as error:
        code = error.code or "no_column"
        return version_page(desk, number, trouble=code, status=_STATUS.get(code, 400))


@blueprint.post("/zones/<int:number>/activate")
def activate(number: int) -> Response:
    """Put a version in force."""
    when = request.form.get("when", "")
    if when == "at":
        when = f"{request.form.get('day', '')}T{request.form.get('time', '')}"
    try:
        if when == "now" and not request.form.get("sure"):
            raise DeskError("unconfirmed")
        _desk().activate(number, when, _revision(), request.form.get("note", ""))
    except DeskError as error:
        return _told(number, error)
    return _to("/zones", "activated", number)


@blueprint.post("/zones/cancel")
def cancel() -> Response:
    """Let what waits not happen."""
    desk = _desk()
    try:
        decided = desk.cancel(request.form.get("event", 0, int), _revision())
    except DeskError as error:
        return overview_page(desk, error.code, 409)
    return _to("/zones", "cancelled", decided.version)


@blueprint.post("/zones/<int:number>/remove")
def remove(number: int) -> Response:
    """Delete a version that was never to be in force."""
    try:
        _desk().remove(number)
    except DeskError as error:
        return overview_page(_desk(), error.code, _STATUS.get(error.code, 409))
    return _to("/zones", "removed", number)


@blueprint.get("/zones/<int:number>/<any(csv, xlsx, geojson):form>")
def download(number: int, form: str) -> Response:
    """Return a version as a file."""
    assert form in FORMS
    desk = _desk()
    try:
        found = desk.version(number)
        return attachment(desk.download(found, form, language()), found, form)
    except DeskError as error:
        return _told(number, error)


class _File:
    """The file of a form, for as long as it is looked at; raises ``DeskError`` where there is none."""

    def __enter__(self) -> _File:
        try:
            given: FileStorage | None = request.files.get("file")
        except RequestEntityTooLarge:
            raise DeskError("too_large") from None
        if given is None or not given.filename:
            raise DeskError("no_file")
        self.name = given.filename
        self._folder = tempfile.TemporaryDirectory(prefix="addrcheck-")
        self.path = Path(self._folder.name) / "upload"
        given.save(self.path)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def _told(number: int, error: DeskError) -> Response:
    """Return the page of a version that says why something cannot be done."""
    status = _STATUS.get(error.code, 409)
    try:
        return version_page(_desk(), number, trouble=error.code, status=status)
    except (DeskError, FileError):
        return overview_page(_desk(), error.code, status)


def _desk() -> ZoneDesk:
    user = sessions.user()
    return ZoneDesk(engine(), user.name if user else "")


def _revision() -> int:
    """Return the last decision that the page showed; a form without one was seen by nobody."""
    return request.form.get("revision", -1, int)


def _to(path: str, done: str, number: int) -> Response:
    return Response(status=303, headers={"Location": f"{path}?done={done}&version={number}"})


def _done() -> tuple[str, int] | None:
    """Return what was just done, to be said once."""
    done, number = request.args.get("done", ""), request.args.get("version", 0, int)
    known = ("known", "uploaded", "activated", "cancelled", "removed")
    return (f"done_{done}", number) if done in known and number > 0 else None
