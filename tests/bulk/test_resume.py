"""A run that was killed, interrupted or out of disk goes on where it was: the output is that of an undisturbed one."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from addrcheck.bulk import Progress, clean, job, state
from addrcheck.errors import StoppedError, UsageError
from tests.bulk.conftest import quick, read_csv, read_with_calamine

PLACES = (
    "浙江省杭州市西胡区文三路{}号",
    "北京市东城区景山前街{}号",
    "г. Казань, ул. Баумана, д. {}",
    "Москва, ул. Тверская, {}",
)
ROWS = 4_000


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    """A table with repeats, lines in cells, a broken quote."""
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    lines = [f'{n:06},"{PLACES[n % 4].format(n % 900)}","note\n{n}"\r\n' for n in range(ROWS)]
    lines[1234] = f'001234,"{PLACES[0].format(1)},open\r\n'
    path.write_text("id,address,note\r\n" + "".join(lines), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def undisturbed(orders):
    """The result of a run that nothing disturbed, for each format."""
    made = {}
    for suffix in ("csv", "xlsx", "parquet"):
        made[suffix] = orders.with_name(f"whole.{suffix}")
        clean(orders, made[suffix], quick(workers=2, duplicates=orders.with_name(f"whole-{suffix}.groups")))
    return made


def command(orders, out, *more):
    """The command line of a run."""
    return [
        sys.executable,
        "-m",
        "addrcheck",
        "clean",
        str(orders),
        "--out",
        str(out),
        "--results",
        "status,action,label",
        "--workers",
        "2",
        *more,
    ]


def same(out, whole) -> bool:
    """Tell whether two results are equal: the bytes of text, the cells of other formats."""
    if out.suffix == ".csv":
        return out.read_bytes() == whole.read_bytes()
    if out.suffix == ".xlsx":
        return read_with_calamine(out) == read_with_calamine(whole)
    import pyarrow.parquet as parquet

    return parquet.read_table(out).equals(parquet.read_table(whole))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_killed_and_continued_is_as_if_undisturbed(orders, undisturbed, tmp_path, suffix):
    out = tmp_path / f"out.{suffix}"
    folder = tmp_path / f"{out.name}.addrcheck"
    for delay in (0.05, 0.3, 0.9):
        process = subprocess.Popen(
            command(orders, out, "--resume", "--quiet", "--dedupe", str(tmp_path / "groups"))
        )
        deadline = time.monotonic() + 60
        while not (folder / "job.json").exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(delay)
        process.kill()
        process.wait()
    done = subprocess.run(
        command(orders, out, "--resume", "--dedupe", str(tmp_path / "groups")),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert same(out, undisturbed[suffix])
    assert (tmp_path / "groups").read_bytes() == orders.with_name(f"whole-{suffix}.groups").read_bytes()
    assert not folder.exists()


class StopError(Exception):
    """What a listener raises to end a run."""


def stopping(at: int):
    """Return a listener that ends the run when so many rows are done."""

    def listen(progress: Progress) -> None:
        if progress.phase == "check" and progress.done >= at:
            raise StopError

    return listen


def test_stopped_at_any_batch_and_continued(orders, undisturbed, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out, rows = tmp_path / "out.csv", []
    for at in (1000, 2000, 3000):
        with pytest.raises(StopError):
            clean(orders, out, quick(resume=True), stopping(at))
        kept = state.State(out).checkpoint()
        rows.append(kept.rows)
        assert not out.exists()
    assert rows == [1000, 2000, 3000]
    summary = clean(orders, out, quick(resume=True))
    assert summary.resumed_at == 3000
    assert summary.rows == ROWS
    assert same(out, undisturbed["csv"])


def test_counts_of_a_continued_run_are_those_of_an_undisturbed_one(orders, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    whole = clean(orders, tmp_path / "whole.csv", quick()).tally
    with pytest.raises(StopError):
        clean(orders, tmp_path / "out.csv", quick(), stopping(2000))
    tally = clean(orders, tmp_path / "out.csv", quick(resume=True)).tally
    tally.questions = whole.questions  # a new process remembers nothing, and asks again
    assert tally == whole


def test_interrupted_by_a_person(orders, tmp_path):
    out = tmp_path / "out.csv"
    process = subprocess.Popen(command(orders, out), stderr=subprocess.PIPE)
    while not (tmp_path / "out.csv.addrcheck" / "job.json").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"--resume" in said
    assert b"Traceback" not in said


def test_full_disk_says_so_and_can_be_continued(orders, undisturbed, tmp_path):
    out = tmp_path / "out.csv"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    full = subprocess.run(
        command(orders, out), preexec_fn=little_room, capture_output=True, check=False, env=environment
    )
    assert full.returncode == 3, full.stderr.decode()
    assert b"no space left" in full.stderr
    assert b"--resume" in full.stderr
    assert b"Traceback" not in full.stderr
    assert not out.exists()
    assert subprocess.run(command(orders, out, "--resume", "--quiet"), check=False).returncode == 0
    assert same(out, undisturbed["csv"])


def test_full_disk_in_the_library(orders, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(job, "decide", full)
    with pytest.raises(StoppedError, match="--resume"):
        clean(orders, tmp_path / "out.csv", quick())


def test_other_input_or_options_are_not_continued(orders, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out = tmp_path / "out.csv"
    with pytest.raises(StopError):
        clean(orders, out, quick(), stopping(1000))
    with pytest.raises(UsageError, match="another run"):
        clean(orders, out, quick(resume=True, results="status"))
    other = tmp_path / "other.csv"
    other.write_bytes(orders.read_bytes() + b"x,y,z\r\n")
    with pytest.raises(UsageError, match="another run"):
        clean(other, out, quick(resume=True))
    assert clean(orders, out, quick(resume=True)).resumed_at == 1000


def test_without_resume_it_begins_anew(orders, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out = tmp_path / "out.csv"
    with pytest.raises(StopError):
        clean(orders, out, quick(), stopping(1000))
    assert clean(orders, out, quick()).resumed_at == 0
    assert len(read_csv(out)) == ROWS + 1


def test_nothing_to_continue_is_a_beginning(orders, undisturbed, tmp_path):
    assert clean(orders, tmp_path / "out.csv", quick(resume=True)).resumed_at == 0
    assert same(tmp_path / "out.csv", undisturbed["csv"])


def test_output_is_never_half_there(orders, tmp_path, monkeypatch):
    """An older result stands until the new one is complete."""
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out = tmp_path / "out.csv"
    out.write_text("old")
    with pytest.raises(StopError):
        clean(orders, out, quick(), stopping(1000))
    assert out.read_text() == "old"


def test_input_is_never_written_over(orders):
    with pytest.raises(UsageError, match="another file"):
        clean(orders, orders, quick())
