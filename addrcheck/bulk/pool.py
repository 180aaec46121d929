"""Several workers at once. A worker that dies is replaced; a question that kills workers gets an answer that says so."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from addrcheck.bulk.answers import Answer, Answerer, Setup, delimited
from addrcheck.bulk.facts import FAILED
from addrcheck.bulk.questions import Question
from addrcheck.bulk.results import chosen_columns
from addrcheck.bulk.worker import Worker, WorkerDiedError

_STARTS = 3
"""Workers in a row that may die before their first answer."""

_PAUSE = 0.3
"""Seconds before a worker is started again, in which the system may find some memory."""


class WorkersDyingError(Exception):
    """Workers end before they answer anything: the machine, not a question, is what kills them."""

    def __init__(self, code: int) -> None:
        why = f"they end with code {code}" if code > 0 else f"signal {-code}"
        why = "the system kills them, most likely for want of memory" if code == -signal.SIGKILL else why
        super().__init__(f"the processes that check addresses do not live long enough to answer ({why})")


class Pool(Protocol):
    """Answers questions, some now, some later; ``died`` counts the workers that ended before they should."""

    died: int

    @property
    def width(self) -> int:
        """How many batches are worked on at once."""

    def submit(self, questions: list[Question]) -> Callable[[], list[Answer]]:
        """Return a call that waits for the answers."""

    def close(self) -> None:
        """End all workers; what was not answered stays so."""


def open_pool(setup: Setup, workers: int = 0) -> Pool:
    """Return a pool of ``workers`` processes: 0 is one for each core, 1 is this process itself."""
    count = workers or available_cores()
    return _Alone(setup) if count == 1 else _Processes(setup, count)


def available_cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class _Alone:
    """Answers in the calling process, at once."""

    width = 1
    died = 0

    def __init__(self, setup: Setup) -> None:
        self._answerer = Answerer(setup)

    def submit(self, questions: list[Question]) -> Callable[[], list[Answer]]:
        answers = self._answerer.answer_all(questions)
        return lambda: answers

    def close(self) -> None:
        pass


class _Processes:
    """One thread a worker process; a thread waits for its worker and does nothing else."""

    def __init__(self, setup: Setup, count: int) -> None:
        self.width = count
        self.died = 0
        self._setup = setup
        self._own = threading.local()
        self._all: list[Worker] = []
        self._closed = threading.Event()
        self._threads = ThreadPoolExecutor(count, "addrcheck-worker")
        for _ in range(count):
            self._threads.submit(self._worker)

    def submit(self, questions: list[Question]) -> Callable[[], list[Answer]]:
        """Give the questions to the next worker that is free."""
        future: Future[list[Answer]] = self._threads.submit(self._answers, questions)
        return future.result

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._close_workers()  # a thread that waits for one gets its end
        self._threads.shutdown(wait=True)
        self._close_workers()  # those that were being started meanwhile

    def _close_workers(self) -> None:
        for worker in list(self._all):
            worker.close()

    def _worker(self) -> Worker:
        """Return the worker of this thread, a new one where there is none: it has shown that it can answer."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is not None:
            return worker
        code = 0
        for _ in range(_STARTS):
            if self._closed.is_set():
                break
            worker = self._own.worker = Worker(self._setup)
            self._all.append(worker)
            try:
                worker.ask([])
                return worker
            except WorkerDiedError:
                code = self._replace()
                if self._closed.wait(_PAUSE):
                    break
        raise WorkersDyingError(code)

    def _answers(self, questions: list[Question]) -> list[Answer]:
        """Return the answers; what kills two workers is halved until the one question is found."""
        for _ in range(2):
            try:
                return self._worker().ask(questions)
            except WorkerDiedError:
                code = self._replace()
            if self._closed.is_set():  # nobody waits for the answers any more
                raise WorkersDyingError(code)
        if len(questions) == 1:
            return [killing_answer(self._setup)]
        half = len(questions) // 2
        return self._answers(questions[:half]) + self._answers(questions[half:])

    def _replace(self) -> int:
        """Let go of the worker of this thread, which has died; return the code it ended with."""
        worker: Worker = self._own.worker
        self._own.worker = None
        self._all.remove(worker)
        if not self._closed.is_set():
            self.died += 1
        return worker.ended_with()


def killing_answer(setup: Setup) -> Answer:
    """Return the answer to a question that no worker survived."""
    cells = ["error" if name == "status" else "" for name in chosen_columns(setup.columns)]
    if setup.delimiter:
        return Answer((), delimited(cells, setup.delimiter), FAILED, error="failed worker")
    return Answer(tuple(cells), "", FAILED, error="failed worker")
