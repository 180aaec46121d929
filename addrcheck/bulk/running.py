"""Checking the rows of a table, batch by batch, in order.

The questions of a batch that were never asked go to the workers at once; a batch is written when its answers
are there and all batches before it are written. An interruption leaves a checkpoint behind the last of them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from addrcheck.bulk.answers import Answer, Setup, can_write
from addrcheck.bulk.duplicates import KeyFile
from addrcheck.bulk.memory import Memory
from addrcheck.bulk.pool import Pool, open_pool
from addrcheck.bulk.progress import Teller
from addrcheck.bulk.questions import Asking, Question
from addrcheck.bulk.state import Checkpoint, State
from addrcheck.bulk.tables.table import Record
from addrcheck.bulk.tally import Tally
from addrcheck.bulk.writing.assembling import Plan
from addrcheck.bulk.writing.rows import Done, Writer
from addrcheck.wording.bulk import row_trouble
from addrcheck.wording.issues import country_language

_BATCH_ROWS = 1000
_BATCH_CHARACTERS = 1 << 20
_PAUSE = 1.0
"""Seconds between two checkpoints, at least."""


class Batch(Struct):
    """Rows on their way; ``questions`` are different ones, ``which`` tells that of each row.

    ``asked`` are those that nobody asked before, ``answers`` waits for theirs.
    """

    first: int
    records: list[Record]
    questions: dict[Question, int]
    which: list[int]
    troubles: list[str]
    asked: list[Question] = []
    answers: Callable[[], list[Answer]] | None = None


def batches(records: Iterable[Record], plan: Plan, done: int) -> Iterator[Batch]:
    """Yield the rows behind the ``done`` first ones in batches; their borders do not depend on ``done``."""
    asking = Asking(plan.layout.roles)
    header = _header_width(plan)
    number = plan.layout.first_row + done + 1
    batch, size = Batch(number, [], {}, [], []), 0
    for record in records:
        cells = record.cells
        question, trouble = asking.question(cells, record.trouble)
        if header and len(cells) != header and cells:
            trouble = _with_ragged(cells, header, trouble)
        batch.records.append(record)
        batch.which.append(batch.questions.setdefault(question, len(batch.questions)))
        batch.troubles.append(trouble)
        size += sum(map(len, cells))
        number += 1
        if len(batch.records) == _BATCH_ROWS or size > _BATCH_CHARACTERS:
            yield batch
            batch, size = Batch(number, [], {}, [], []), 0
    if batch.records:
        yield batch


def _header_width(plan: Plan) -> int:
    """Return how many cells a row should have, 0 where nothing says so: sheets leave empty cells out."""
    if plan.table.form != "csv" or plan.layout.header_at is None:
        return 0
    return plan.layout.header_cells


def _with_ragged(cells: Sequence[str], header: int, trouble: str) -> str:
    """Add that a row has other cells than the header; empty ones at its end count for nothing."""
    if len(cells) < header:
        return f"{trouble}+short"
    return f"{trouble}+long" if any(cells[header:]) else trouble


def in_order(waiting_batches: Iterator[Batch], pool: Pool, memory: Memory) -> Iterator[Batch]:
    """Yield the batches in order, each when all its answers are in ``memory``."""
    waiting: deque[Batch] = deque()
    for batch in waiting_batches:
        batch.asked = memory.new(batch.questions)
        batch.answers = pool.submit(batch.asked) if batch.asked else None
        waiting.append(batch)
        if len(waiting) > 2 * pool.width:
            yield _settled(waiting.popleft(), memory)
    while waiting:
        yield _settled(waiting.popleft(), memory)


def _settled(batch: Batch, memory: Memory) -> Batch:
    """Wait for the answers of a batch."""
    if batch.answers:
        memory.put(batch.asked, batch.answers())
    return batch


class Running(Struct):
    """The rows of a table on their way to the writer; ``tally`` counts them, ``died`` the workers that ended too early."""

    plan: Plan
    state: State
    setup: Setup
    workers: int
    writer: Writer
    keys: KeyFile | None
    tally: Tally
    teller: Teller
    safe: list[int]
    seconds: Callable[[], float]
    whole: bool = True
    died: int = 0
    saved: float = 0.0
    saving: float = 0.0

    def run(self) -> None:
        """Check the rows that are not done yet; whatever stops it, what is written is kept."""
        plan, done = self.plan, self.tally.rows
        records = islice(plan.table.records(), plan.layout.first_row + done, plan.shape.records)
        memory = Memory(self.state.folder / "answers")
        pool = open_pool(self.setup, self.workers)
        try:
            for batch in in_order(batches(records, plan, done), pool, memory):
                self._write(batch, memory)
                if time.monotonic() - self.saved > max(_PAUSE, 20 * self.saving):
                    self.save()
                self.teller.tell(self.tally.rows)
        finally:
            pool.close()
            memory.close()
            self.died = pool.died
            if self.whole:
                self.save()

    def save(self) -> None:
        """Bring everything to the disk and note how far it goes."""
        started = time.monotonic()
        lengths = {"output": self.writer.length()}
        if self.keys:
            lengths["keys"] = self.keys.length()
        self.state.save(Checkpoint(self.tally.rows, lengths, self.tally, self.seconds()))
        self.safe[0] = self.tally.rows
        self.saved = time.monotonic()
        self.saving = self.saved - started

    def _write(self, batch: Batch, memory: Memory) -> None:
        """Write a batch and count it; what breaks off in between must not get into a checkpoint."""
        self.whole = False
        answers = memory.get(batch.questions)
        rows_of: list[list[int]] = [[] for _ in answers]
        done = []
        for row, (record, which, trouble) in enumerate(
            zip(batch.records, batch.which, batch.troubles, strict=True), start=batch.first
        ):
            answer = answers[which]
            rows_of[which].append(row)
            done.append(Done(record, answer, self._told(trouble, answer) if trouble or answer.error else ""))
        self.writer.write(done)
        if self.keys:
            self.keys.write(
                [
                    (d.answer.key, row, d.answer.typed)
                    for row, d in enumerate(done, start=batch.first)
                    if d.answer.key
                ]
            )
        for answer, rows in zip(answers, rows_of, strict=True):
            self.tally.add(answer, rows)
        self.tally.formulas, self.writer.formulas = self.tally.formulas + self.writer.formulas, 0
        self.tally.lost, self.writer.lost = self.tally.lost + self.writer.lost, 0
        self.tally.end_batch(len(done), len(batch.asked))
        memory.trim()
        self.whole = True

    def _told(self, trouble: str, answer: Answer) -> str:
        """Return what was odd about a row, in words, and count it."""
        lang = self.setup.lang or country_language(answer.facts.country, self.setup.lang_beside)
        codes = [code for code in (*trouble.split("+"), answer.error) if code]
        self.tally.trouble(code.partition(" ")[0] for code in codes)
        text, encoding = "; ".join(row_trouble(code, lang) for code in codes), self.setup.encoding
        if encoding and not can_write(text, encoding):
            return "; ".join(row_trouble(code, "en") for code in codes)
        return text
