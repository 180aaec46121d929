"""The process that works on one job: it reads a stranger's file, so it is a process of its own that may die without harm.

It says on standard output how far it is, a line of JSON now and then, and leaves in the job's folder what it found or
what came out. Interrupted, it leaves a checkpoint; begun again, it goes on from there.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import cast

import msgspec
from msgspec import structs

from addrcheck.bulk import Options, Progress, Summary, clean
from addrcheck.bulk.report.page import page
from addrcheck.bulk.state import FULL
from addrcheck.bulk.tables.table import Form
from addrcheck.bulk.writing.assembling import output_form
from addrcheck.errors import AddrcheckError, UsageError
from addrcheck.service.jobs.choices import options_of
from addrcheck.service.jobs.folder import JobFolder, shown
from addrcheck.service.jobs.model import Asked, Outcome, Trouble
from addrcheck.service.jobs.results import target_name
from addrcheck.service.jobs.survey import survey
from addrcheck.service.logs import log_event, passed
from addrcheck.service.zones.running import in_force
from addrcheck.settings import Settings

DONE, TOLD, NO_ROOM, INTERRUPTED = 0, 64, 65, 130
"""Exit codes: done; in trouble, which is told in the folder; the disk is too full to tell; interrupted. All else is a death.

None of them is 1, with which Python itself ends on what nobody caught.
"""

_NICE = 5
_LIKELIER_TO_BE_KILLED = 500
_LOOK_EVERY_S = 0.5


def main() -> None:
    """Work on the job that the command line names: state folder, number, task, processes, the owner of this process."""
    state, number, task, workers, owner = sys.argv[1:]
    signal.signal(signal.SIGTERM, _interrupt)
    _step_back()
    threading.Thread(target=_end_with, args=(int(owner),), daemon=True).start()
    try:
        sys.exit(_work(JobFolder(Path(state), number), task, int(workers)))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _work(folder: JobFolder, task: str, workers: int) -> int:
    """Do the task and return the exit code; what goes wrong is told in the folder, if it can be."""
    try:
        with _alone(folder):
            _do(folder, task, workers)
    except AddrcheckError as error:
        if not error.code:  # not the file's fault: the settings or the database
            _log(folder, error)
        return _told(folder, Trouble(error.code or "failed", error.facts))
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in FULL
        _log(folder, error)
        return _told(folder, Trouble("disk_full" if full else "failed"))
    return DONE


@contextmanager
def _alone(folder: JobFolder) -> Iterator[None]:
    """Have the folder for oneself, with a place for files on the way."""
    folder.scratch.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder.scratch)
    with (folder.path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one that lost its owner may still be writing its checkpoint
        yield


def _do(folder: JobFolder, task: str, workers: int) -> None:
    """Do the task and keep what was found or what came out."""
    settings = in_force(Settings.from_environment())
    asked = folder.kept(Asked)
    if asked is None:
        raise FileNotFoundError("what was asked is gone")
    options = options_of(asked.choices, settings, folder.duplicates, workers)
    if task == "survey":
        folder.keep(survey(folder.upload, structs.replace(options, workers=1)))
    else:
        folder.keep(_cleaned(folder, asked, options, settings))


def _told(folder: JobFolder, trouble: Trouble) -> int:
    """Tell the trouble in the folder and return the exit code, which tells of a full disk by itself."""
    try:
        folder.keep(trouble)
    except OSError as error:
        return NO_ROOM if trouble.code == "disk_full" or error.errno in FULL else TOLD
    return TOLD


def _log(folder: JobFolder, error: Exception) -> None:
    """Log which error it was and where it passed, nothing of what it says: that may quote the file."""
    log_event("job failed", job=shown(folder.path.name), failure=type(error).__name__, where=passed(error))


def _cleaned(folder: JobFolder, asked: Asked, options: Options, settings: Settings) -> Outcome:
    """Clean the file, or go on with it, and write the report."""
    target = folder.path / target_name(folder.upload, asked.choices.format)
    try:
        summary = clean(folder.upload, target, structs.replace(options, resume=True), _tell)
    except UsageError as error:
        if error.code != "another_run":
            raise
        summary = clean(folder.upload, target, options, _tell)  # dictionaries or zones are other ones by now
    if asked.choices.report:
        text = page(summary, settings, asked.name, datetime.now())
        folder.report.unlink(missing_ok=True)
        with folder.create(folder.report) as file:
            file.write(text.encode())
    return _outcome(summary)


def _outcome(summary: Summary) -> Outcome:
    """Return what a person and a program want to know of a run."""
    tally = summary.tally
    form, packing = output_form(summary.target, cast(Form, summary.form))
    return Outcome(
        tally.rows,
        tally.questions,
        dict(tally.statuses),
        dict(tally.troubles),
        tally.formulas,
        summary.repeats,
        round(summary.seconds, 1),
        summary.lang,
        form,
        packing,
        summary.versions,
    )


def _tell(progress: Progress) -> None:
    """Say how far it is; where nobody listens any more, end."""
    try:
        os.write(1, msgspec.json.encode(progress) + b"\n")
    except BrokenPipeError:
        raise KeyboardInterrupt from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _step_back() -> None:
    """Let those who wait for a page go first; where memory runs out, this is what must end."""
    os.umask(0o077)
    os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_LIKELIER_TO_BE_KILLED))


def _end_with(owner: int) -> None:
    """End when the consumer has ended, however that was."""
    while os.getppid() == owner:
        time.sleep(_LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
