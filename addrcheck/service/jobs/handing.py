"""Handing over what came out of a job: as downloads that no browser runs, and the report under a policy of its own."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from flask import Response, send_file

from addrcheck.service.jobs.desk import JobDesk, not_now, refused
from addrcheck.service.jobs.folder import JobFolder
from addrcheck.service.jobs.model import Asked, Job, Outcome
from addrcheck.service.jobs.results import download_name, side_name

DOWNLOAD = "application/octet-stream"
_HEAD = 1 << 16


def result(desk: JobDesk, job: Job) -> Response:
    """Return the cleaned file."""
    folder, asked, outcome = _finished(desk, job)
    name = download_name(asked.name, outcome.form, outcome.packing)
    return _download(folder.result(), name, DOWNLOAD)


def duplicates(desk: JobDesk, job: Job) -> Response:
    """Return the list of rows that are the same place."""
    folder, asked, _ = _finished(desk, job)
    return _download(folder.duplicates, side_name(asked.name, "duplicates.csv"), "text/csv")


def report(desk: JobDesk, job: Job) -> Response:
    """Return the report page; it may show its own style and nothing else."""
    folder, asked, _ = _finished(desk, job)
    if not folder.report.exists():
        raise refused(HTTPStatus.NOT_FOUND, "not_asked")
    response = _sent(folder.report, side_name(asked.name, "report.html"), "text/html", "inline")
    response.headers["Content-Security-Policy"] = _policy(folder.report)
    return response


def _finished(desk: JobDesk, job: Job) -> tuple[JobFolder, Asked, Outcome]:
    """Return what belongs to a job that is finished; raises ``RefusedError`` (409, 410) where it is not."""
    folder = desk.folder(job)
    asked, outcome = folder.kept(Asked), folder.kept(Outcome)
    if job.state != "finished" or asked is None or outcome is None:
        raise not_now(job)
    return folder, asked, outcome


def _download(path: Path, name: str, media: str) -> Response:
    """Return a file to be saved under a name in any script."""
    if not path.exists():
        raise refused(HTTPStatus.NOT_FOUND, "not_asked")
    return _sent(path, name, media, "attachment")


def _sent(path: Path, name: str, media: str, how: str) -> Response:
    """Return a file that nobody between us keeps; programs that know no other names get one in plain letters."""
    response = send_file(path, media, conditional=True, etag=False)
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    response.headers["Content-Disposition"] = (
        f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _policy(page: Path) -> str:
    """Return the policy that allows the style which stands in the head of our page, by its hash."""
    with page.open("rb") as file:
        style = file.read(_HEAD).partition(b"<style>")[2].partition(b"</style>")[0]
    digest = b64encode(sha256(style).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
