"""``addrcheck clean`` as people and scripts use it: real processes."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
