"""What the doors do with jobs: take a file in, tell how it stands, start it, cancel it, delete it.

A job is its owner's: for everybody else it does not exist. Where no key is needed, whoever has the number has the job.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import cast

from flask import Flask, current_app
from msgspec import structs

from addrcheck.service.database import Database
from addrcheck.service.jobs.choices import Choices
from addrcheck.service.jobs.folder import FOLDER, JobFolder, folder_size, is_number
from addrcheck.service.jobs.model import Asked, Job, State, Task
from addrcheck.service.jobs.queue import JobQueue
from addrcheck.service.jobs.store import JobStore, new_number
from addrcheck.service.problems import Fault, RefusedError
from addrcheck.settings import ServiceSettings

_NAME = "addrcheck.jobs"
_SPARE = 200_000_000
"""Bytes of the disk that are left to others."""

_GROWS = 4
"""So many times its size a file may need until it is done."""

_SHARE = 2
"""One owner may have this part of the places in the queue."""

_STARTABLE: tuple[State, ...] = ("ready", "failed", "finished")


class JobDesk:
    """The jobs of an app."""

    def __init__(self, settings: ServiceSettings, store: JobStore) -> None:
        self.settings, self.store = settings, store
        self._uploads = threading.BoundedSemaphore(max(1, settings.threads // 2))
        self._queue: JobQueue | None = None
        self._opening = threading.Lock()

    @contextmanager
    def receiving(self, owner: str, size: int) -> Iterator[JobFolder]:
        """Yield the folder for a file of ``size`` bytes (0: unknown); it goes where receiving fails.

        Raises ``RefusedError`` where there is no room, too many files wait, or too many are being sent.
        """
        if not self._uploads.acquire(blocking=False):
            raise refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy", wait=5)
        try:
            self._refuse_without_room(owner, size)
            folder = JobFolder(self.settings.state, new_number())
            folder.make()
            try:
                yield folder
            except BaseException:
                folder.remove()
                raise
        finally:
            self._uploads.release()

    def _refuse_without_room(self, owner: str, size: int) -> None:
        most = self.settings.job_queue
        if self.store.unsettled() >= most or (owner and self.store.unsettled(owner) * _SHARE >= most):
            raise refused(HTTPStatus.TOO_MANY_REQUESTS, "queue_full", wait=60)
        used = folder_size(self.settings.state / FOLDER)
        free = shutil.disk_usage(self.settings.state).free - _SPARE
        if used + size > self.settings.job_disk or size * _GROWS > free:
            raise refused(HTTPStatus.INSUFFICIENT_STORAGE, "no_room")

    def add(self, folder: JobFolder, owner: str, name: str, choices: Choices, start: bool) -> Job:
        """Add the job of a file that was received; it waits to be cleaned, or only to be looked at."""
        folder.keep(Asked(name, choices))
        size = folder.upload.stat().st_size
        job = self.store.add(folder.path.name, owner, size, "clean" if start else "survey")
        self.queue.put(job.id)
        return job

    def find(self, number: str, owner: str) -> Job:
        """Return a job of ``owner``; raises ``RefusedError`` (404) where there is none."""
        job = self.store.find(number) if is_number(number) else None
        if job is None or job.owner not in ("", owner):
            raise refused(HTTPStatus.NOT_FOUND, "no_job")
        return job

    def folder(self, job: Job) -> JobFolder:
        """Return the folder of a job."""
        return JobFolder(self.settings.state, job.id)

    def again(self, job: Job, task: Task, choices: Choices) -> Job:
        """Let a job wait for a task with other choices; raises ``RefusedError`` (409, 410) where it cannot."""
        folder = self.folder(job)
        asked = folder.kept(Asked)
        if job.state not in _STARTABLE or asked is None:
            raise not_now(job)
        if not self.store.wait(job.id, task, _STARTABLE):
            raise not_now(self.store.find(job.id) or job)
        folder.keep(structs.replace(asked, choices=choices))  # never those of one that runs already
        self.queue.put(job.id)
        return self.store.find(job.id) or job

    def cancel(self, job: Job) -> Job:
        """Cancel a job and delete its files; raises ``RefusedError`` (409, 410) where it is over."""
        if not self.store.cancel(job.id):
            raise not_now(self.store.find(job.id) or job)
        self.folder(job).remove()
        return self.store.find(job.id) or job

    def remove(self, job: Job) -> None:
        """Delete a job with all its files, whatever is being done with it."""
        self.store.remove(job.id)
        self.folder(job).remove()

    def mine(self, owner: str, seen: Collection[str], most: int) -> list[Job]:
        """Return the latest jobs of an owner, and those among ``seen`` that are nobody's."""
        found = [job for job in self.store.among(seen) if job.owner in ("", owner)]
        known = {job.id: job for job in (*self.store.of(owner, most), *found)}
        return sorted(known.values(), key=lambda job: -job.created)[:most]

    @property
    def queue(self) -> JobQueue:
        """The queue, opened when it is first needed."""
        with self._opening:
            if self._queue is None:
                self._queue = JobQueue(self.settings)
        return self._queue


def install(app: Flask, settings: ServiceSettings, database: Database) -> None:
    """Let ``app`` take jobs."""
    app.extensions[_NAME] = JobDesk(settings, JobStore(database, settings.job_hours))


def desk() -> JobDesk:
    """Return the jobs of the app."""
    return cast(JobDesk, current_app.extensions[_NAME])


_DETAILS = {
    "busy": "Too many files are being sent just now; try again in a few seconds.",
    "queue_full": "Too many files wait already; try again in a minute, or cancel one of yours.",
    "no_room": "There is no room for this file; delete results that you have downloaded, or ask the administrator.",
    "no_job": "There is no such job; it may have been deleted.",
    "expired": "The time of this job is over; its files were deleted.",
    "too_large": "The file is larger than /v1/status says is allowed.",
    "not_asked": "This was not asked for with the job.",
    "no_file": "Send one file: the field `file` of a form, or the body as it is.",
    "broken": "The upload broke off; send the file again.",
}


def refused(status: HTTPStatus, code: str, wait: int = 0) -> RefusedError:
    """Return the refusal of something about jobs."""
    headers = {"Retry-After": str(wait)} if wait else {}
    return RefusedError(status, _DETAILS[code], Fault(None, code, _DETAILS[code]), headers=headers)


def not_now(job: Job) -> RefusedError:
    """Return the refusal of what a job cannot do in its state: 410 where its time is over, else 409."""
    if job.state == "expired":
        return refused(HTTPStatus.GONE, "expired")
    detail = f"The job is {job.state}; this cannot be done with it now."
    return RefusedError(HTTPStatus.CONFLICT, detail, Fault(None, job.state, detail))
