"""How a job stands, as a program reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct

from addrcheck.bulk.progress import Phase
from addrcheck.service.jobs.choices import Lang
from addrcheck.service.jobs.desk import JobDesk
from addrcheck.service.jobs.folder import JobFolder
from addrcheck.service.jobs.model import Asked, Found, Job, Outcome, State, Trouble
from addrcheck.wording.files import trouble

_IN_BYTES = "unpack"


class Reason(Struct, frozen=True):
    """Why a file could not be cleaned: a stable code, and what to do."""

    code: str
    message: str


class JobAnswer(Struct, frozen=True):
    """How a job stands. ``rows`` of ``total`` are done (0: not known yet), ``rate`` is rows a second.

    ``preview`` is there when the job is ready, ``summary`` and the paths when it is finished, ``reason`` when it failed.
    """

    id: str
    state: State
    name: str
    size: int
    created: datetime
    expires: datetime
    ahead: Annotated[int, Meta(description="Jobs that wait before this one.")]
    phase: Phase | None
    rows: int
    total: int
    rate: float
    seconds_left: float | None
    preview: Found | None
    summary: Outcome | None
    reason: Reason | None
    result: str | None
    report: str | None
    duplicates: str | None


class JobList(Struct, frozen=True):
    """The latest jobs of a key or of a person, the newest first; nobody's where no key is needed."""

    jobs: tuple[JobAnswer, ...]


class JobQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of GET /v1/jobs/{id}."""

    lang: Annotated[Lang, Meta(description="Language of the reason of a failure.")] = "en"


def told(desk: JobDesk, job: Job, lang: str = "en") -> JobAnswer:
    """Return how a job stands, with what lies in its folder."""
    folder = desk.folder(job)
    asked = folder.kept(Asked)
    finished = job.state == "finished"
    outcome = folder.kept(Outcome) if finished else None
    unpacking = job.phase == _IN_BYTES
    return JobAnswer(
        job.id,
        job.state,
        asked.name if asked else "",
        job.size,
        datetime.fromtimestamp(job.created, UTC),
        datetime.fromtimestamp(job.expires, UTC),
        desk.store.ahead(job) if job.state == "waiting" else 0,
        job.phase,
        outcome.rows if outcome else 0 if unpacking else job.done,
        outcome.rows if outcome else job.total,
        0.0 if unpacking else round(job.rate, 1),
        None if job.seconds_left is None else round(job.seconds_left, 1),
        folder.kept(Found) if job.state == "ready" else None,
        outcome,
        reason(job, folder, lang) if job.state == "failed" else None,
        f"/v1/jobs/{job.id}/result" if finished else None,
        f"/v1/jobs/{job.id}/report" if finished and folder.report.exists() else None,
        f"/v1/jobs/{job.id}/duplicates" if finished and folder.duplicates.exists() else None,
    )


def reason(job: Job, folder: JobFolder, lang: str) -> Reason:
    """Return why a job failed."""
    kept = folder.kept(Trouble) or Trouble(job.trouble)
    return Reason(kept.code, trouble(kept.code, lang, kept.facts))
