"""A process that has everything loaded and runs bulk jobs in children of its own, which a test may kill.

It reads one job a line: {"source", "out", "options", "die"}. It answers with the number of the child, then with how the
child ended. ``die`` n makes the child kill itself at the n-th moment at which something is made to last.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

import pyarrow.parquet  # noqa: F401 (so that no child must load it)
from msgspec import structs

from addrcheck.bulk import Options, clean, deciding, running
from addrcheck.bulk.answers import Answerer
from addrcheck.bulk.pool import _Alone

LASTING = ((os, "fsync"), (os, "replace"), (os, "unlink"), (shutil, "rmtree"))
"""What makes a file last or go."""

ANSWERERS: dict = {}


class Loaded(_Alone):
    """Answers here, with dictionaries that are open already."""

    def __init__(self, setup, workers: int = 0) -> None:
        self._answerer = answerer(setup)


def answerer(setup) -> Answerer:
    if setup not in ANSWERERS:
        ANSWERERS[setup] = Answerer(setup)
    return ANSWERERS[setup]


def dying(at: int) -> None:
    """Let this process kill itself just before or after the call that ``at`` counts."""
    left = [at]

    def step() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapped(call):
        def run(*arguments, **named):
            step()
            result = call(*arguments, **named)
            step()
            return result

        return run

    for module, name in LASTING:
        setattr(module, name, wrapped(getattr(module, name)))


def run(job: dict) -> None:
    """Run a job, in the child."""
    if job.get("die"):
        dying(job["die"])
    choices = {"workers": 1, **job["options"]}
    for name in ("report", "duplicates"):
        if name in choices:
            choices[name] = Path(choices[name])
    choices["columns"] = tuple(choices.get("columns", ()))
    clean(job["source"], job["out"], Options(**choices))


def serve() -> None:
    """Take jobs until there are no more."""
    running._PAUSE = 0.02
    running.open_pool = Loaded
    for line in sys.stdin:
        job = json.loads(line)
        if job.get("warm"):
            settings = deciding.Settings.from_environment()
            setup = structs.replace(
                deciding.setup_of(Options(results=job["warm"]), settings), lang_beside="zh"
            )
            for delimiter in (",", ""):
                made = answerer(structs.replace(setup, delimiter=delimiter))
                made.answer_all([("浙江省杭州市西胡区文三路1号",), ("г. Казань, ул. Баумана, 1",)])
            print("ready", flush=True)
            continue
        child = os.fork()
        if child == 0:
            try:
                run(job)
                os._exit(0)
            finally:
                os._exit(1)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
