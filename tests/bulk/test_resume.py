"""A run that was interrupted or out of disk goes on where it was: the output is that of an undisturbed one."""

from __future__ import annotations

import gzip
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest

from addrcheck.bulk import Progress, clean, job, state
from addrcheck.errors import StoppedError, UsageError
from tests.bulk.conftest import quick, read_csv
from tests.bulk.results_read import same

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
    """The result of a run that nothing disturbed."""
    made = orders.with_name("whole.csv")
    clean(orders, made, quick(workers=2))
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
    assert same(out, undisturbed)


def test_counts_of_a_continued_run_are_those_of_an_undisturbed_one(orders, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    whole = clean(orders, tmp_path / "whole.csv", quick()).tally
    with pytest.raises(StopError):
        clean(orders, tmp_path / "out.csv", quick(), stopping(2000))
    tally = clean(orders, tmp_path / "out.csv", quick(resume=True)).tally
    tally.questions = whole.questions  # a new process remembers nothing, and asks again
    assert tally == whole


def test_interrupted_by_a_person(tmp_path):
    """Of so many rows that nobody is too late; what starts the tests may ignore SIGINT, as scripts do in the background."""
    orders, out = tmp_path / "many.csv", tmp_path / "out.csv"
    rows = (f"{n},{PLACES[n % 4].format(n)}\n" for n in range(40 * ROWS))
    orders.write_text("id,address\n" + "".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        command(orders, out),
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
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
    assert same(out, undisturbed)


@pytest.fixture
def small_disk(tmp_path):
    """Return a disk of its own and a function that gives it so many kilobytes; only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def sized(kilobytes: int, *more: str) -> bool:
        mount = ["mount", "-t", "tmpfs", "-o", ",".join((f"size={kilobytes}k", *more)), "tmpfs", str(disk)]
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0

    if not shutil.which("mount") or not sized(64):
        pytest.skip("only root may mount a small disk")
    yield disk, lambda kilobytes: sized(kilobytes, "remount")
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_disk_that_fills_up_wherever_the_run_is(orders, undisturbed, small_disk, name):
    """Little room at first: it is full while unpacking, then while checking, then while writing; each time it is said."""
    disk, sized = small_disk
    packed, whole = orders.with_name("orders.csv.gz"), undisturbed.with_name(f"whole-{name}")
    packed.write_bytes(gzip.compress(orders.read_bytes(), mtime=0))
    clean(packed, whole, quick(workers=2))
    codes, kilobytes = [], 64
    while not codes or codes[-1]:
        done = subprocess.run(command(packed, disk / name, "--resume"), capture_output=True, check=False)
        codes.append(done.returncode)
        assert done.returncode in (0, 3), done.stderr.decode()
        assert done.returncode == 0 or b"no space left on the disk" in done.stderr
        assert b"Traceback" not in done.stderr
        kilobytes *= 2
        assert sized(kilobytes)
    assert codes.count(3) >= 3
    assert same(disk / name, whole)
    assert [path.name for path in disk.iterdir()] == [name]


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
    assert same(tmp_path / "out.csv", undisturbed)


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


def test_two_runs_never_write_one_output(orders, tmp_path, monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out, refused = tmp_path / "out.csv", []

    def listen(progress: Progress) -> None:
        if progress.phase == "check" and not refused:
            with pytest.raises(UsageError, match="another run") as caught:
                clean(orders, out, quick(resume=True))
            refused.append(caught.value)

    assert clean(orders, out, quick(), listen).rows == ROWS
    assert refused


@pytest.mark.parametrize(
    ("out", "report", "groups", "says"),
    [
        ("out.csv", "orders.csv", None, "report must be another file than the input"),
        ("out.csv", None, "orders.csv", "duplicates must be another file than the input"),
        ("out.csv", "out.csv", None, "different files"),
        ("out.csv", "r.html", "./r.html", "different files"),
        ("out.csv", "folder", None, "is a folder"),
        ("out.csv", "orders.csv/r.html", None, "no folder"),
    ],
)
def test_nothing_is_written_over(orders, out, report, groups, says):
    folder, before = orders.parent, orders.read_bytes()
    (folder / "folder").mkdir(exist_ok=True)
    choices = {key: folder / name for key, name in (("report", report), ("duplicates", groups)) if name}
    with pytest.raises(UsageError, match=says):
        clean(orders, folder / out, quick(**choices))
    assert orders.read_bytes() == before
    assert not (folder / f"{out}.addrcheck").exists()


@pytest.mark.parametrize(("out", "report"), [("a/out.csv", "r.html"), ("out.csv", "a/r.html")])
def test_no_folder_is_made_that_nobody_asked_for(orders, tmp_path, out, report):
    with pytest.raises(UsageError, match="no folder"):
        clean(orders, tmp_path / out, quick(report=tmp_path / report))
    assert not (tmp_path / "a").exists()


def test_what_is_left_of_another_version_is_not_continued(orders, undisturbed, tmp_path, monkeypatch):
    """Files of the run that nobody can read any more are as good as none."""
    monkeypatch.setattr("addrcheck.bulk.progress._PAUSE", 0.0)
    out = tmp_path / "out.csv"
    with pytest.raises(StopError):
        clean(orders, out, quick(), stopping(2000))
    (tmp_path / "out.csv.addrcheck" / "job.json").write_text('{"strange": 1}')
    assert clean(orders, out, quick(resume=True)).resumed_at == 0
    assert same(out, undisturbed)
