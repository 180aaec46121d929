"""The consumer: a process beside the web workers that takes jobs from the queue, some at once, and sweeps up behind them.

There is one a state folder; a second waits until the first has ended. It ends with the service that started it.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sys
import threading
import time
from typing import IO

from huey.consumer import Consumer

from addrcheck.service.database import Database
from addrcheck.service.jobs.queue import JobQueue
from addrcheck.service.jobs.runner import Runner
from addrcheck.service.jobs.store import JobStore
from addrcheck.service.jobs.sweep import sweep
from addrcheck.service.logs import log_event
from addrcheck.settings import ServiceSettings, Settings

_LOOK_EVERY_S = 0.5
_SWEEP_EVERY_S = 60.0
_END_WITHIN_S = 25
_POLL_S = 0.1, 0.5


def main() -> None:
    """Consume until told to end, or until the process that the command line names has ended."""
    owner = int(sys.argv[1])
    settings = Settings.from_environment().service
    with _alone(settings, owner):
        Consuming(settings, owner).run()


class Consuming:
    """One consumer at work."""

    def __init__(self, settings: ServiceSettings, owner: int) -> None:
        self._settings, self._owner = settings, owner
        self._ending = threading.Event()
        self._store = JobStore(Database.of(settings), settings.job_hours)
        self._runner = Runner(self._store, settings, self._ending)
        self._queue = JobQueue(settings, self._runner.run)

    def run(self) -> None:
        """Take up what an earlier consumer left, then whatever comes."""
        logging.getLogger("huey").setLevel(logging.CRITICAL)  # its lines quote what was going on
        ending = self._ending

        class _Consumer(Consumer):  # type: ignore[misc]
            def stop(self, graceful: bool = False) -> None:
                ending.set()
                super().stop(graceful)

        consumer = _Consumer(
            self._queue.huey,
            workers=self._settings.jobs,
            periodic=False,
            initial_delay=_POLL_S[0],
            max_delay=_POLL_S[1],
            shutdown_timeout=_END_WITHIN_S,
            graceful_signal="TERM",
        )
        threading.Thread(target=self._watch, args=(consumer,), name="watch", daemon=True).start()
        log_event("consumer started", jobs=self._settings.jobs)
        consumer.run()
        ending.set()
        deadline = time.monotonic() + _END_WITHIN_S
        while self._runner.active and time.monotonic() < deadline:
            time.sleep(_POLL_S[0])

    def _watch(self, consumer: Consumer) -> None:
        """Sweep now and then, and end the consumer when its owner has ended."""
        swept = float("-inf")
        while not self._ending.is_set():
            if os.getppid() != self._owner:
                consumer.stop_flag.set()
                return
            if time.monotonic() - swept > _SWEEP_EVERY_S:
                swept = time.monotonic()
                sweep(self._store, self._queue, self._settings.state, self._runner.take_up)
            self._ending.wait(_LOOK_EVERY_S)


def _alone(settings: ServiceSettings, owner: int) -> IO[str]:
    """Wait until no other consumer works for this state folder, and return what keeps others out."""
    settings.state.mkdir(parents=True, exist_ok=True)
    lock = (settings.state / "consumer.lock").open("w")
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if os.getppid() != owner:
                sys.exit(0)
            time.sleep(_LOOK_EVERY_S)
