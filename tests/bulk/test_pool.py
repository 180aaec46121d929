"""Workers may die; questions may kill them; equal questions are asked once."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from addrcheck.bulk import answers, clean, running
from addrcheck.bulk.answers import Answerer, make_setup
from addrcheck.bulk.facts import Facts
from addrcheck.bulk.memory import Memory
from addrcheck.bulk.pool import WorkersDyingError, open_pool
from addrcheck.bulk.worker import Worker, WorkerDiedError
from addrcheck.errors import StoppedError
from addrcheck.settings import Settings
from tests.bulk.conftest import CN, RU, quick, read_csv


@pytest.fixture
def setup():
    return make_setup(Settings.from_environment(), "status,label")


def test_killed_worker_is_replaced(setup):
    pool = open_pool(setup, 2)
    try:
        assert [a.cells[0] for a in pool.submit([(CN,)])()] == ["ok"]
        for worker in list(pool._all):
            os.kill(worker.pid, signal.SIGKILL)
        assert [a.cells[0] for a in pool.submit([(RU,), (CN,)])()] == ["ok", "ok"]
    finally:
        pool.close()


def test_question_that_kills_workers_is_found_and_told(setup, monkeypatch):
    def ask(self, questions):
        if ("poison",) in questions:
            raise WorkerDiedError
        return [answers.Answer(("ok", q[0]), "", Facts("accept", "ok", "CN")) for q in questions]

    monkeypatch.setattr(Worker, "ask", ask)
    monkeypatch.setattr("addrcheck.bulk.worker._PATIENCE", 0.0)
    pool = open_pool(setup, 2)
    try:
        found = pool.submit([(str(n),) for n in range(5)] + [("poison",)] + [("x",)])()
        assert [a.cells[0] for a in found] == ["ok"] * 5 + ["error", "ok"]
        assert found[5].error == "failed worker"
    finally:
        pool.close()


def test_workers_that_never_get_to_answer_end_the_run(tmp_path, monkeypatch):
    """No memory for them: every row would be marked as an error, though nothing is wrong with it."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"id,地址\n1,{CN}\n", encoding="utf-8")
    monkeypatch.setattr(
        "addrcheck.bulk.worker._START", [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    )
    with pytest.raises(StoppedError, match=r"want of memory.*fewer --workers"):
        clean(source, out, quick(workers=2, columns=("地址",)))
    monkeypatch.undo()
    assert clean(source, out, quick(workers=2, resume=True, columns=("地址",))).rows == 1


def test_worker_that_cannot_start_is_told(setup, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.worker._START", [sys.executable, "-c", "raise SystemExit(7)"])
    pool = open_pool(setup, 2)
    try:
        with pytest.raises(WorkersDyingError, match="code 7"):
            pool.submit([(CN,)])()
    finally:
        pool.close()


def test_error_of_the_program_marks_the_row_and_no_more(setup):
    class Broken:
        def check(self, text, *_):
            raise ZeroDivisionError

    answer = Answerer(setup, Broken()).answer((CN,))
    assert (answer.cells[0], answer.error) == ("error", "failed ZeroDivisionError")


def test_error_text_holds_no_address(cleaned, monkeypatch):
    def broken(self, question, lang):
        raise ValueError(f"cannot read {question}")

    monkeypatch.setattr(Answerer, "_report", broken)
    out, summary = cleaned(f"id,地址\n1,{CN}\n")
    row = read_csv(out)[1]
    assert row[2] == "error"
    assert "ValueError" in row[-1]
    assert "文三路" not in row[-1]
    assert summary.tally.troubles == {"failed": 1}


def test_equal_questions_are_asked_once(tmp_path, monkeypatch):
    """Also when far more different ones lie between them than memory holds."""
    source = tmp_path / "in.csv"
    lines = [f"{n},{n % 3000}\n" for n in range(9000)]
    source.write_text("id,address\n" + "".join(lines))
    asked = []

    class Counting:
        width, died = 3, 0

        def __init__(self, setup, workers=0):
            pass

        def submit(self, questions):
            asked.extend(questions)
            return lambda: [
                answers.Answer((), f"ok,accept,{q[0]}", Facts("accept", "ok", "CN")) for q in questions
            ]

        def close(self):
            pass

    monkeypatch.setattr(running, "open_pool", Counting)
    monkeypatch.setattr(running, "Memory", lambda file: Memory(file, held=100))
    clean(source, tmp_path / "out.csv", quick(columns=("address",)))
    assert len(asked) == len(set(asked)) == 3000
    rows = read_csv(tmp_path / "out.csv")[1:]
    assert len(rows) == 9000
    assert all(row[1] == row[4] for row in rows)


def test_worker_takes_any_text(setup):
    worker = Worker(setup)
    try:
        found = worker.ask([("\ud800" + CN,), ("",), ("\0",), ("x" * 20_000,)])
        assert [a.cells[0] for a in found][1:] == ["skipped", found[2].cells[0], "error"]
    finally:
        worker.close()


def test_worker_that_is_being_started_while_the_pool_closes_is_ended_too(setup, monkeypatch):
    started, may_go_on = threading.Event(), threading.Event()
    workers = []

    class Slow(Worker):
        def __init__(self, setup):
            started.set()
            may_go_on.wait()
            super().__init__(setup)
            workers.append(self)

    monkeypatch.setattr("addrcheck.bulk.pool.Worker", Slow)
    pool = open_pool(setup, 2)
    started.wait()
    threading.Timer(0.2, may_go_on.set).start()
    pool.close()
    assert workers
    assert all(worker._process.returncode is not None for worker in workers)


def test_pool_that_closes_begins_nothing_anew(setup):
    pool = open_pool(setup, 2)
    for _ in range(2):
        pool.submit([(f"{CN}{n}",) for n in range(20_000)])
    while len(pool._all) < 2:
        time.sleep(0.01)
    known = list(pool._all)
    time.sleep(0.5)
    pool.close()
    assert not [worker for worker in pool._all if worker not in known]
