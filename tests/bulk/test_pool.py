"""Workers may die; questions may kill them; equal questions are asked once."""

from __future__ import annotations

import os
import signal

import pytest

from addrcheck.bulk import answers, clean, running
from addrcheck.bulk.answers import Answerer, make_setup
from addrcheck.bulk.memory import Memory
from addrcheck.bulk.pool import open_pool
from addrcheck.bulk.worker import Worker, WorkerDiedError
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
        return [answers.Answer(("ok", q[0]), "", answers.Facts("accept", "ok", "CN")) for q in questions]

    monkeypatch.setattr(Worker, "ask", ask)
    pool = open_pool(setup, 2)
    try:
        found = pool.submit([(str(n),) for n in range(5)] + [("poison",)] + [("x",)])()
        assert [a.cells[0] for a in found] == ["ok"] * 5 + ["error", "ok"]
        assert found[5].error == "failed worker"
    finally:
        pool.close()


def test_error_of_the_program_marks_the_row_and_no_more(setup):
    class Broken:
        def check(self, text, *_):
            raise ZeroDivisionError

    answer = Answerer(setup, Broken()).answer((CN,))
    assert (answer.cells[0], answer.error) == ("error", "failed ZeroDivisionError")


def test_error_text_holds_no_address(cleaned, monkeypatch):
    def broken(self, question):
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
        width = 3

        def __init__(self, setup, workers=0):
            pass

        def submit(self, questions):
            asked.extend(questions)
            return lambda: [
                answers.Answer((), f"ok,accept,{q[0]}", answers.Facts("accept", "ok", "CN"))
                for q in questions
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
