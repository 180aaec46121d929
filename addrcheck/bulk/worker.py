"""A worker: a process that answers questions on its standard input, batch by batch, until that ends.

A process of its own rather than ``multiprocessing``: nothing of the caller is imported again or inherited, so
that a script, a notebook, a thread of a server may all start one; and it may be killed without harm.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from addrcheck.bulk.answers import Answer, Answerer, Setup, without_halves
from addrcheck.bulk.questions import Question

_SIZE = 4
_START = (sys.executable, "-c", "from addrcheck.bulk.worker import main; main()")
_PATIENCE = 2.0
"""Seconds from the last word of a worker to its end, at most."""

_SETUP = msgspec.msgpack.Decoder(Setup)
_QUESTIONS = msgspec.msgpack.Decoder(list[Question])
_ANSWERS = msgspec.msgpack.Decoder(list[Answer])


class WorkerDiedError(Exception):
    """A worker ended before it answered."""


class Worker:
    """One worker process, seen from its owner."""

    def __init__(self, setup: Setup) -> None:
        self._process = subprocess.Popen(
            _START, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 16, env=environment(),
            start_new_session=True,  # Ctrl-C is the owner's business
        )  # fmt: skip
        with suppress(WorkerDiedError):  # the first question tells
            self._send(msgspec.msgpack.encode(setup))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, questions: list[Question]) -> list[Answer]:
        """Return the answers to some questions; raises ``WorkerDiedError``."""
        self._send(encoded(questions))
        stream = self._process.stdout
        data = _read(stream) if stream else None
        if data is None:
            raise WorkerDiedError
        return _ANSWERS.decode(data)

    def _send(self, data: bytes) -> None:
        try:
            _write(self._process.stdin, data)
        except OSError:
            raise WorkerDiedError from None

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()

    def ended_with(self) -> int:
        """Return the code that a worker which has died ended with, a signal as its negative number."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        self.close()
        return self._process.returncode


def environment() -> dict[str, str]:
    """Return the environment of a worker: it must find the same package as its owner."""
    path = os.pathsep.join(dict.fromkeys(entry or os.getcwd() for entry in sys.path))
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def encoded(questions: list[Question]) -> bytes:
    """Return questions as bytes."""
    try:
        return msgspec.msgpack.encode(questions)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode([without_halves(question) for question in questions])


def _write(stream: IO[bytes] | None, data: bytes) -> None:
    if stream is not None:
        stream.write(len(data).to_bytes(_SIZE, "big") + data)
        stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next message, None at the end."""
    head = stream.read(_SIZE)
    if len(head) < _SIZE:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def main() -> None:
    """Answer until standard input ends."""
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the answers
    with suppress(OSError):  # where memory is short, a worker can be replaced, its owner cannot
        Path("/proc/self/oom_score_adj").write_text("500")
    setup = _read(given)
    if setup is None:
        return
    answerer = Answerer(_SETUP.decode(setup))
    while (questions := _read(given)) is not None:
        try:
            _write(answers, msgspec.msgpack.encode(answerer.answer_all(_QUESTIONS.decode(questions))))
        except BrokenPipeError:
            os._exit(0)
