"""``addrcheck clean`` as people and scripts use it: real processes."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from addrcheck.bulk import Options
from addrcheck.bulk.deciding import workers_of
from tests.bulk.conftest import CN, RU, read_csv


def run(*arguments: object, feed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "addrcheck", "clean", *map(str, arguments)]
    return subprocess.run(command, input=feed, capture_output=True, timeout=120, check=False)


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(f"номер;адрес\n1;{RU}\n2;{CN}\n", encoding="cp1251", errors="replace")
    return path


def test_summary_says_what_was_found_and_what_came_of_it(orders, tmp_path):
    done = run(orders, "--out", tmp_path / "out.csv", "--lang", "ru", "--report", tmp_path / "r.html")
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "cp1251" in said
    assert "адрес" in said
    assert "Строк: 2" in said
    assert (tmp_path / "r.html").exists()
    assert done.stdout == b""


def test_default_output_stands_beside(orders, tmp_path):
    assert run(orders, "--quiet").returncode == 0
    assert read_csv(tmp_path / "orders.checked.csv", delimiter=";")[0][2] == "result_status"


def test_standard_input_to_standard_output():
    done = run("-", "--out", "-", "--results", "status", feed=f"id,地址\n1,{CN}\n".encode())
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == f"id,地址,result_status,result_error\n1,{CN},ok,\n"
    assert "标准输出" in done.stderr.decode()


def test_choices_arrive(orders, tmp_path):
    out = tmp_path / "out.tsv"
    done = run(
        orders,
        "--out",
        out,
        "--columns",
        "адрес",
        "--output-delimiter",
        "\\t",
        "--encoding",
        "same",
        "--headings",
        "zh",
        "--results",
        "status,zone",
    )
    assert done.returncode == 0, done.stderr.decode()
    assert out.read_bytes().startswith("номер\tадрес\tresult_????\tresult_????".encode("cp1251")[:20])


def test_excel_is_told_of_what_it_would_misread(orders, tmp_path):
    assert b"--bom" in run(orders, "--out", tmp_path / "out.csv", "--lang", "en").stderr
    assert b"--bom" not in run(orders, "--out", tmp_path / "out.csv", "--lang", "en", "--bom").stderr


def test_mark_for_excel(orders, tmp_path):
    run(orders, "--out", tmp_path / "out.csv", "--bom", "--quiet")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["missing.csv"], 1, "missing.csv"),
        (["orders.csv", "--columns", "foo"], 2, "номер"),
        (["orders.csv", "--results", "foo"], 2, "label"),
        (["orders.csv", "--engine", "foo"], 2, "spark"),
        (["orders.csv", "--out", "orders.csv"], 2, "another file"),
        (["orders.csv", "--out", "nowhere/out.csv"], 2, "no folder nowhere"),
        (["orders.csv", "--out", "nowhere/out.csv", "--encoding", "klingon"], 2, "klingon"),
        (["orders.csv", "--partition-by", "zone"], 2, "spark"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(orders, arguments, code, says):
    command = [sys.executable, "-m", "addrcheck", "clean", *arguments]
    done = subprocess.run(command, cwd=orders.parent, capture_output=True, timeout=60, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (orders.parent / "nowhere").exists()


def test_every_option_is_explained():
    said = run("--help").stdout.decode()
    assert "--resume" in said
    assert "Exit code" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--zones", "orders.csv"), "the zones cannot be used"),
        (("--input-encoding", "rot13"), "unknown encoding"),
        (("--input-encoding", "idna"), "unknown encoding"),
        (("--output-delimiter", '"'), "a delimiter is neither"),
        (("--header-row", "9"), "no row 9"),
        (("--header-row", "2", "--no-header"), "not both"),
        (("--out", "-", "--resume"), "--resume needs --out FILE"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_first_row(orders, tmp_path, more, said):
    given = [tmp_path / one if one == "orders.csv" else one for one in more]
    done = run(orders, *given)
    assert done.returncode in (1, 2)
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


def test_a_folder_is_no_table(tmp_path):
    done = run(tmp_path)
    assert (done.returncode, b"is a folder" in done.stderr) == (2, True)


def test_what_only_has_the_name_of_a_runs_folder_is_left_alone(orders, tmp_path):
    mine = tmp_path / "out.csv.addrcheck" / "notes.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    done = run(orders, "--out", tmp_path / "out.csv")
    assert (done.returncode, b"was not left by a run" in done.stderr, mine.read_text()) == (1, True, "mine")


def test_of_columns_with_one_name_the_one_that_is_used_is_told(tmp_path):
    (tmp_path / "in.csv").write_text("address,address\nОмск,Ленина 1\nОмск,Мира 2\n", encoding="utf-8")
    assert "address (#" in run(tmp_path / "in.csv").stderr.decode()


def test_more_processes_than_the_machine_can_use_are_not_started(monkeypatch):
    monkeypatch.setattr("addrcheck.bulk.deciding.available_cores", lambda: 2)
    assert [workers_of(Options(workers=n)) for n in (0, 1, 8, 1_000_000)] == [2, 1, 8, 8]


def test_no_name_in_a_zip_file_leads_out_of_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("../orders.csv", f"id,地址\n1,{CN}\n")
        archive.writestr("../../evil.txt", "x")
    done = run(tmp_path / "two.zip", "--out", tmp_path / "out.zip")
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(zipfile.ZipFile(tmp_path / "out.zip").namelist()) == ["evil.txt", "orders.csv"]
