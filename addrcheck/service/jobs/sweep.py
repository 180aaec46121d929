"""What is done once a minute: files whose time is over are deleted, jobs that fell out of the queue are put back."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from addrcheck.service.jobs.folder import JobFolder, numbers
from addrcheck.service.jobs.queue import JobQueue
from addrcheck.service.jobs.store import JobStore
from addrcheck.service.logs import log_event, passed

_UPLOADING_S = 6 * 3600.0
"""A folder that no job belongs to is an upload on its way, or one that broke off when it is older than this."""


def sweep(
    store: JobStore, queue: JobQueue, state: Path, take_up: Callable[[], list[str]] | None = None
) -> None:
    """Sweep once; ``take_up`` knows the jobs that somebody works on. What goes wrong is told in the log."""
    try:
        for number in store.expire():
            JobFolder(state, number).remove()
        _remove_strays(store, state)
        waiting = (take_up or store.take_up)()
        if not len(queue):
            for number in waiting:
                queue.put(number)
    except Exception as error:  # the next sweep tries again
        log_event("sweep failed", failure=type(error).__name__, where=passed(error))


def _remove_strays(store: JobStore, state: Path) -> None:
    """Remove the folders of jobs that are gone, and of uploads that broke off."""
    for number in numbers(state):
        job, folder = store.find(number), JobFolder(state, number)
        over = job.state in ("expired", "cancelled") if job else _is_old(folder)
        if over:
            folder.remove()


def _is_old(folder: JobFolder) -> bool:
    with suppress(OSError):
        return folder.path.stat().st_mtime < time.time() - _UPLOADING_S
    return False
