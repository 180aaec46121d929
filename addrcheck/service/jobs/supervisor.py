"""Keeping a consumer at work while the service runs: one that dies is replaced, each time a little later."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

from addrcheck.bulk.worker import environment
from addrcheck.service.logs import log_event

_COMMAND = (sys.executable, "-c", "from addrcheck.service.jobs.consumer import main; main()")
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_HEALTHY_S = 60.0
_END_WITHIN_S = 30


class Supervisor:
    """Starts a consumer and replaces it; ``end`` ends both."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._starting = threading.Lock()  # none is started once the end has begun
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="consumer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._process = _started()
        self._thread.start()

    def end(self) -> None:
        """Let the consumer leave its jobs where the next can take them up, and wait for it."""
        with self._starting:
            self._ending.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
        self._thread.join(_END_WITHIN_S)

    def _keep(self) -> None:
        """Replace the consumer whenever it ends."""
        pause = _FIRST_PAUSE_S
        while self._process is not None:
            began = time.monotonic()
            code = self._process.wait()
            if self._ending.is_set():
                return
            pause = (
                _FIRST_PAUSE_S if time.monotonic() - began > _HEALTHY_S else min(2 * pause, _LONGEST_PAUSE_S)
            )
            log_event("consumer ended", code=code, next_in_s=pause)
            self._ending.wait(pause)
            with self._starting:
                if self._ending.is_set():
                    return
                self._process = _started()


def _started() -> subprocess.Popen[bytes]:
    """Start a consumer; a session of its own keeps Ctrl-C of a terminal from it, which the service hears first."""
    return subprocess.Popen(
        [*_COMMAND, str(os.getpid())], stdin=subprocess.DEVNULL, env=environment(), start_new_session=True
    )
