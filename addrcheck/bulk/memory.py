"""Answers by question: what was checked once is not checked again. The newest are in memory, the others on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import msgspec

from addrcheck.bulk.answers import Answer
from addrcheck.bulk.questions import Question

HELD = 40_000
"""Answers kept in memory, a kilobyte or so each."""

_ANSWER = msgspec.msgpack.Decoder(Answer)


class Memory:
    """Answers by question. The file needs no care: it is made anew by every run."""

    def __init__(self, file: Path, held: int = HELD) -> None:
        self._file, self._held = file, held
        self._answers: dict[Question, Answer] = {}
        self._pending: set[Question] = set()
        self._disk: sqlite3.Connection | None = None
        file.unlink(missing_ok=True)

    def new(self, questions: Iterable[Question]) -> list[Question]:
        """Return those that were never asked, each once, and take note of them."""
        unknown = [q for q in dict.fromkeys(questions) if q not in self._answers and q not in self._pending]
        if unknown and self._disk:
            unknown = [q for q in unknown if not self._is_on_disk(q)]
        self._pending.update(unknown)
        return unknown

    def put(self, questions: list[Question], answers: list[Answer]) -> None:
        """Remember the answers to some questions that were new."""
        self._answers.update(zip(questions, answers, strict=True))
        self._pending.difference_update(questions)

    def get(self, question: Question) -> Answer:
        """Return the answer to a question that was answered before."""
        answer = self._answers.get(question)
        return answer if answer is not None else self._from_disk(question)

    def trim(self) -> None:
        """Move the oldest answers to the disk when there are many; not between ``put`` and ``get`` of a batch."""
        extra = len(self._answers) - self._held
        if extra > self._held // 4:
            oldest = list(islice(self._answers.items(), extra))
            rows = [(_digest(question), msgspec.msgpack.encode(answer)) for question, answer in oldest]
            self._opened().executemany("INSERT OR IGNORE INTO answers VALUES (?, ?)", rows)
            for question, _ in oldest:
                del self._answers[question]

    def close(self) -> None:
        """Forget everything."""
        if self._disk:
            self._disk.close()
        self._file.unlink(missing_ok=True)

    def _opened(self) -> sqlite3.Connection:
        """Return the answers on disk; nothing is guarded against a crash, for the file is only a shortcut."""
        if self._disk is None:
            self._disk = sqlite3.connect(self._file, isolation_level=None)
            self._disk.execute("PRAGMA journal_mode = OFF")
            self._disk.execute("PRAGMA synchronous = OFF")
            self._disk.execute("PRAGMA cache_size = -16000")
            self._disk.execute("CREATE TABLE answers (question BLOB PRIMARY KEY, answer BLOB) WITHOUT ROWID")
            self._disk.execute("BEGIN")
        return self._disk

    def _is_on_disk(self, question: Question) -> bool:
        found = self._opened().execute("SELECT 1 FROM answers WHERE question = ?", (_digest(question),))
        return found.fetchone() is not None

    def _from_disk(self, question: Question) -> Answer:
        """Bring an answer back into memory."""
        found = self._opened().execute("SELECT answer FROM answers WHERE question = ?", (_digest(question),))
        answer = self._answers[question] = _ANSWER.decode(found.fetchone()[0])
        return answer


def _digest(question: Question) -> bytes:
    return blake2b("\x1f".join(question).encode("utf-8", "surrogatepass"), digest_size=16).digest()
