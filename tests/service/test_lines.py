"""Lines that are written together: none is lost, mixed up or cut, whatever thread they come from."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from addrcheck.service import lines

PROGRAM = """
import threading
from addrcheck.service import lines

lines.write("before")
lines.write_together()
threads = [threading.Thread(target=lambda: [lines.write(f"{n:05d}") for n in range(5000)]) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lines.write("after")
"""


def test_every_line_is_there_when_the_process_has_ended():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True)  # fmt: skip
    told = done.stderr.splitlines()
    assert (told[0], told[-1]) == ("before", "after")
    assert sorted(told[1:-1]) == sorted(f"{n:05d}" for n in range(5000) for _ in range(4))


class Sink:
    """A standard error that takes its time, and does not work at first."""

    def __init__(self, failures):
        self.failures, self.text, self.open = failures, "", threading.Event()
        self._asked = threading.Semaphore(0)

    def wait_until_asked(self):
        """Wait until it is asked to write once more."""
        assert self._asked.acquire(timeout=30)

    def write(self, text):
        self._asked.release()
        if self.failures:
            self.failures -= 1
            raise OSError(28, "No space left on device")
        self.open.wait(30)
        self.text += text

    def flush(self):
        pass


def test_a_full_disk_stops_neither_the_log_nor_what_is_logged(monkeypatch):
    sink = Sink(failures=1)
    sink.open.set()
    monkeypatch.setattr(sys, "stderr", sink)
    for line in ("lost", "kept"):
        lines.write(line)
    assert sink.text == "kept\n"


def test_a_line_that_comes_while_the_last_are_written_is_written_too(monkeypatch):
    sink = Sink(failures=1)
    monkeypatch.setattr(sys, "stderr", sink)
    monkeypatch.setattr(lines, "_waiting", None)
    main = threading.Thread(target=sink.open.wait)
    main.start()
    monkeypatch.setattr(threading, "main_thread", lambda: main)
    lines.write_together()
    lines.write("lost")
    sink.wait_until_asked()
    lines.write("first")
    sink.wait_until_asked()
    lines.write("last")
    sink.open.set()
    sink.wait_until_asked()
    wait = time.monotonic() + 30
    while "last" not in sink.text and time.monotonic() < wait:
        time.sleep(0.01)
    assert sink.text == "first\nlast\n"
