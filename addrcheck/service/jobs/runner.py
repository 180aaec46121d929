"""Seeing one job through: a process is started for it, listened to, ended when nobody wants it any more.

A process that dies by itself is started a second time, with its checkers in processes of their own, so that the one
row which kills them is found and marked; a job on which two died is given up. When the consumer ends, its processes
leave checkpoints, and their jobs are taken up by the next.
"""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

import msgspec

from addrcheck.bulk.progress import Progress
from addrcheck.bulk.worker import environment
from addrcheck.service.jobs import work
from addrcheck.service.jobs.folder import FOLDER, JobFolder, folder_size, shown
from addrcheck.service.jobs.model import Found, Job, Outcome, State, Trouble
from addrcheck.service.jobs.store import JobStore
from addrcheck.service.logs import log_event, passed
from addrcheck.settings import ServiceSettings

End = Literal["ended", "unwanted", "leaving", "quota", "silent"]
"""Why a process was left: it ended by itself, its job is gone, the consumer ends, it took too much room, it said nothing."""

COMMAND = (sys.executable, "-c", "from addrcheck.service.jobs.work import main; main()")

_LOOK_EVERY_S = 0.3
_WEIGH_EVERY_S = 2.0
_SILENT_S = 900.0
_CHECKPOINT_S = 20.0
_UNCAUGHT = 1
"""Python's own exit code for an error that nobody caught: our mistake, not the file's."""

_MOST_DEATHS = 2
_MOST_STARTS = 20
"""Starts of a job, whatever ended them: one that takes the whole machine down each time ends too."""

_PROGRESS = msgspec.json.Decoder(Progress)


class Runner:
    """Sees jobs through, in the thread that asks it to, until ``ending`` is set; ``active`` are the jobs in its hands."""

    def __init__(
        self,
        store: JobStore,
        settings: ServiceSettings,
        ending: threading.Event,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._store, self._settings, self._ending, self._command = store, settings, ending, command
        self.active: set[str] = set()
        self._lock = threading.Lock()

    def run(self, number: str) -> None:
        """Do what a waiting job waits for; nothing where it does not wait."""
        with self._lock:
            if number in self.active or self._ending.is_set():
                return
            self.active.add(number)
        try:
            job = self._store.claim(number)
            if job is not None:
                self._see_through(job, JobFolder(self._settings.state, number))
        except (
            Exception
        ) as error:  # the table or the disk are away: the job stays in hand, and is taken up again
            log_event("job left", job=shown(number), failure=type(error).__name__, where=passed(error))
        finally:
            with self._lock:
                self.active.discard(number)

    def take_up(self) -> list[str]:
        """Let what nobody works on wait again; return the numbers of all that wait.

        A job comes into ``active`` before it is claimed, and not while this looks: no claimed job is taken for a left one.
        """
        with self._lock:
            return self._store.take_up(frozenset(self.active))

    def _see_through(self, job: Job, folder: JobFolder) -> None:
        """Work on a job until it is settled, gone, or the consumer ends."""
        log_event("job begun", job=shown(job.id), task=job.task, start=job.starts)
        folder.forget(Trouble, _made_by(job))
        cores, deaths, code = self._settings.job_cores, job.deaths, work.DONE
        while deaths < _MOST_DEATHS and job.starts <= _MOST_STARTS:
            end, code = self._attempt(job, folder, max(2, cores) if deaths else cores)
            if end == "quota" or code in (work.DONE, work.TOLD, work.NO_ROOM):
                self._settle(job, folder, Trouble("quota") if end == "quota" else _trouble(job, folder, code))
                return
            if end == "leaving":
                return
            if end == "unwanted":
                self._remove_unwanted(job, folder)
                return
            deaths = self._store.died(job.id)
            log_event("job died", job=shown(job.id), code=code, reason=end, deaths=deaths)
        self._settle(job, folder, Trouble("failed" if code == _UNCAUGHT else "killed"))

    def _attempt(self, job: Job, folder: JobFolder, workers: int) -> tuple[End, int]:
        """Let one process work on a job; return why it was left, and its exit code."""
        arguments = (str(self._settings.state), job.id, job.task, str(workers), str(os.getpid()))
        process = subprocess.Popen(
            [*self._command, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment(), start_new_session=True,
        )  # fmt: skip
        end: End = "silent"
        try:
            end = self._listen(job.id, process)
        finally:
            code = _stop(process, _CHECKPOINT_S if end in ("ended", "leaving") else 0, ask=end == "leaving")
            shutil.rmtree(folder.scratch, ignore_errors=True)
        return end, code

    def _listen(self, number: str, process: subprocess.Popen[bytes]) -> End:
        """Note how far a process is, until it ends or must."""
        assert process.stdout is not None
        heard = weighed = time.monotonic()
        with selectors.DefaultSelector() as watch:
            watch.register(process.stdout, selectors.EVENT_READ)
            while True:
                progress, now = None, time.monotonic()
                if watch.select(_LOOK_EVERY_S):
                    data = os.read(process.stdout.fileno(), 1 << 16)
                    if not data:
                        return "ended"
                    progress, heard = _last_progress(data), now
                if self._ending.is_set():
                    return "leaving"
                if not self._store.progress(number, progress):
                    return "unwanted"
                if now - heard > _SILENT_S:
                    return "silent"
                if now - weighed > _WEIGH_EVERY_S:
                    weighed = now
                    if folder_size(self._settings.state / FOLDER) > self._settings.job_disk:
                        return "quota"

    def _settle(self, job: Job, folder: JobFolder, trouble: Trouble | None) -> None:
        """Say what became of a job; where it was cancelled meanwhile, remove what came out."""
        if trouble:
            with suppress(OSError):  # the table says it too
                folder.keep(trouble)
        state: State = "failed" if trouble else "ready" if job.task == "survey" else "finished"
        log_event("job ended", job=shown(job.id), state=state, trouble=trouble.code if trouble else None)
        if not self._store.settle(job.id, state, trouble.code if trouble else ""):
            self._remove_unwanted(job, folder)

    def _remove_unwanted(self, job: Job, folder: JobFolder) -> None:
        """Remove the files of a job that is over; one that waits again needs them."""
        now = self._store.find(job.id)
        if now is None or now.state in ("cancelled", "expired"):
            folder.remove()


def _made_by(job: Job) -> type[Found] | type[Outcome]:
    """Return what the task of a job leaves in its folder when it is done."""
    return Found if job.task == "survey" else Outcome


def _trouble(job: Job, folder: JobFolder, code: int) -> Trouble | None:
    """Return why the task was not done by a process that ended with an exit code; None where it was."""
    if code == work.NO_ROOM:
        return Trouble("disk_full")
    if code != work.DONE:
        return folder.kept(Trouble) or Trouble("failed")
    made = folder.kept(_made_by(job)) is not None
    return None if made and (job.task == "survey" or folder.result().is_file()) else Trouble("failed")


def _last_progress(data: bytes) -> Progress | None:
    """Return the last message of some lines, None where it is not whole."""
    try:
        return _PROGRESS.decode(data.splitlines()[-1])
    except msgspec.DecodeError:
        return None


def _stop(process: subprocess.Popen[bytes], patience: float, ask: bool) -> int:
    """Return the exit code of a process that ends within ``patience`` seconds, asked to or by itself; else kill it."""
    if ask:
        process.terminate()
    try:
        code = process.wait(patience) if patience else None
    except subprocess.TimeoutExpired:
        code = None
    if code is None:
        process.kill()
        code = process.wait()
    if process.stdout:
        process.stdout.close()
    return code
