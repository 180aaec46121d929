"""Several workers at once. A worker that dies is replaced; a question that kills workers gets an answer that says so."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from addrcheck.bulk.answers import Answer, Answerer, Facts, Setup, delimited
from addrcheck.bulk.questions import Question
from addrcheck.bulk.results import chosen_columns
from addrcheck.bulk.worker import Worker, WorkerDiedError


class Pool(Protocol):
    """Answers questions, some now, some later."""

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
        self._setup = setup
        self._own = threading.local()
        self._all: list[Worker] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(count, "addrcheck-worker")
        self._started = [self._threads.submit(self._worker) for _ in range(count)]

    def submit(self, questions: list[Question]) -> Callable[[], list[Answer]]:
        """Give the questions to the next worker that is free."""
        future: Future[list[Answer]] = self._threads.submit(self._answers, questions)
        return future.result

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._all):
            worker.close()
        self._threads.shutdown(wait=True)

    def _worker(self) -> Worker:
        """Return the worker of this thread."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._setup)
            self._all.append(worker)
        return worker

    def _answers(self, questions: list[Question]) -> list[Answer]:
        """Return the answers; what kills two workers is halved until the one question is found."""
        for _ in range(2):
            try:
                return self._worker().ask(questions)
            except WorkerDiedError:
                self._replace()
                if self._closed:
                    return []
        if len(questions) == 1:
            return [killing_answer(self._setup)]
        half = len(questions) // 2
        return self._answers(questions[:half]) + self._answers(questions[half:])

    def _replace(self) -> None:
        worker: Worker = self._own.worker
        worker.close()
        self._all.remove(worker)
        self._own.worker = None


def killing_answer(setup: Setup) -> Answer:
    """Return the answer to a question that no worker survived."""
    cells = ["error" if name == "status" else "" for name in chosen_columns(setup.columns)]
    facts = Facts("", "error", "")
    if setup.delimiter:
        return Answer((), delimited(cells, setup.delimiter), facts, error="failed worker")
    return Answer(tuple(cells), "", facts, error="failed worker")
