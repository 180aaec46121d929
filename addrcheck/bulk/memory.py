"""Answers by question: what was checked once is not checked again. The newest are in memory, the others on disk.

On disk they lie one behind the other in a file; a table beside it says where. So an answer costs some thirty bytes of
what must be found by chance, and its own size of what is only appended.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from addrcheck.bulk.answers import Answer
from addrcheck.bulk.questions import Question

HELD = 40_000
"""Answers kept in memory, two kilobytes or so each."""

_ANSWER = msgspec.msgpack.Decoder(Answer)
_AT_ONCE = 1000
"""Questions looked up by one statement."""


class Memory:
    """Answers by question. The files need no care: they are made anew by every run."""

    def __init__(self, file: Path, held: int = HELD) -> None:
        self._path, self._held = file, held
        self._answers: dict[Question, Answer] = {}
        self._pending: set[Question] = set()
        self._disk: _Disk | None = None
        _Disk.remove(file)

    def new(self, questions: Iterable[Question]) -> list[Question]:
        """Return those of different questions that were never asked, and take note of them."""
        unknown = [q for q in questions if q not in self._answers and q not in self._pending]
        if unknown and self._disk:
            kept = self._disk.which(unknown)
            unknown = [q for q in unknown if q not in kept]
        self._pending.update(unknown)
        return unknown

    def put(self, questions: list[Question], answers: list[Answer]) -> None:
        """Remember the answers to some questions that were new."""
        self._answers.update(zip(questions, answers, strict=True))
        self._pending.difference_update(questions)

    def get(self, questions: Iterable[Question]) -> list[Answer]:
        """Return the answers to questions that were answered before."""
        asked = list(questions)
        absent = [q for q in asked if q not in self._answers] if self._disk else []
        if absent and self._disk:
            self._answers.update(self._disk.read(absent))
        return [self._answers[q] for q in asked]

    def trim(self) -> None:
        """Move the oldest answers to the disk when there are many; not between ``put`` and ``get`` of a batch."""
        extra = len(self._answers) - self._held
        if extra > self._held // 4:
            self._disk = self._disk or _Disk(self._path)
            self._disk.write(list(islice(self._answers.items(), extra)))
            for question in list(islice(self._answers, extra)):
                del self._answers[question]

    def close(self) -> None:
        """Forget everything."""
        if self._disk:
            self._disk.close()
        _Disk.remove(self._path)


class _Disk:
    """Answers on disk. Nothing is guarded against a crash, for they are only a shortcut."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("w+b")
        self._end = 0
        self._places = sqlite3.connect(path.with_suffix(".places"), isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32000"):
            self._places.execute(f"PRAGMA {pragma}")
        self._places.execute(
            "CREATE TABLE places (question BLOB PRIMARY KEY, start INTEGER, size INTEGER) WITHOUT ROWID"
        )
        self._places.execute("BEGIN")

    @staticmethod
    def remove(path: Path) -> None:
        """Remove the files, of this run or an earlier one."""
        path.unlink(missing_ok=True)
        path.with_suffix(".places").unlink(missing_ok=True)

    def write(self, items: Sequence[tuple[Question, Answer]]) -> None:
        """Append answers; those that were brought back from here are left out."""
        kept = self.which([question for question, _ in items])
        pieces, places = [], []
        for question, answer in items:
            if question not in kept:
                piece = msgspec.msgpack.encode(answer)
                places.append((_digest(question), self._end, len(piece)))
                pieces.append(piece)
                self._end += len(piece)
        self._file.seek(0, os.SEEK_END)
        self._file.write(b"".join(pieces))
        places.sort()
        with _no_room():
            self._places.executemany("INSERT INTO places VALUES (?, ?, ?)", places)

    def which(self, questions: Sequence[Question]) -> dict[Question, tuple[int, int]]:
        """Return those of the questions whose answers are here, with their start and size."""
        found: dict[Question, tuple[int, int]] = {}
        for first in range(0, len(questions), _AT_ONCE):
            asked = {_digest(question): question for question in questions[first : first + _AT_ONCE]}
            marks = ",".join("?" * len(asked))
            for digest, start, size in self._places.execute(
                f"SELECT question, start, size FROM places WHERE question IN ({marks})", sorted(asked)
            ):
                found[asked[digest]] = start, size
        return found

    def read(self, questions: Sequence[Question]) -> dict[Question, Answer]:
        """Return the answers to questions that are here."""
        answers = {}
        for question, (start, size) in self.which(questions).items():
            self._file.seek(start)
            answers[question] = _ANSWER.decode(self._file.read(size))
        return answers

    def close(self) -> None:
        """Let go of the files."""
        self._places.close()
        self._file.close()


@contextmanager
def _no_room() -> Iterator[None]:
    """Say of SQLite's trouble in writing what it is: nothing but a full disk can keep it from writing this table."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, str(error)) from None


def _digest(question: Question) -> bytes:
    return blake2b("\x1f".join(question).encode("utf-8", "surrogatepass"), digest_size=16).digest()
