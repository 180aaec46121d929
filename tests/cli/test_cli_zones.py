"""The command ``zones`` and ``check --zones`` as people and pipes use them: a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "dictionaries" / "zones"


def run(*arguments: object, feed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "addrcheck", *map(str, arguments)],
        input=feed, capture_output=True, text=True, timeout=120, check=False, env=os.environ | environment,
    )  # fmt: skip


def zones_of(done: subprocess.CompletedProcess[str]) -> list[dict]:
    """Return the zones of the reports that were printed."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["zone"] for line in done.stdout.splitlines()]


def test_learn_then_check(tmp_path):
    history, table = tmp_path / "history.csv", tmp_path / "zones.csv"
    lines = [
        f"杭州市西湖区{town}东湖路{n}号,{zone}"
        for town, zone in (("翠苑街道", "07"), ("三墩镇", "西湖/三墩"))
        for n in range(9)
    ]
    history.write_text("address,zone\n" + "\n".join(lines) + "\n", encoding="utf-8")
    done = run("zones", "learn", history, "--out", table)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "18 lines" in done.stderr
    told = zones_of(
        run("check", "--json", "--zones", table, feed="杭州西湖三墩镇南山路5号\n北京市朝阳区建国路88号\n\n")
    )
    assert [(z["status"], z["code"], z["lane"]) for z in told] == [
        ("assigned", "西湖/三墩", "auto"), ("unresolved", None, "manual"), ("unresolved", None, "manual"),
    ]  # fmt: skip
    assert told[0]["version"].startswith("learned-")


def test_zones_from_the_environment_and_none_without():
    feed = "杭州市西湖区学院路28号\n"
    assert (
        zones_of(run("check", "--json", feed=feed, ADDRCHECK_ZONES=str(SAMPLES / "hangzhou")))[0]["code"]
        == "571-XH-02"
    )
    assert zones_of(run("check", "--json", feed=feed, ADDRCHECK_ZONES="")) == [None]
    missing = run("check", "--json", feed=feed, ADDRCHECK_ZONES="no-such-table.csv")
    assert missing.returncode == 1
    assert "no-such-table.csv" in missing.stderr


def test_costs_come_from_the_environment():
    feed = "浙江省杭州市西湖区双浦镇双浦街1号\n"
    lanes = [
        zones_of(
            run(
                "check",
                "--json",
                "--zones",
                SAMPLES / "hangzhou",
                feed=feed,
                ADDRCHECK_COST_MIS_SORT_REMOTE=cost,
            )
        )[0]["lane"]
        for cost in ("33", "500")
    ]
    assert lanes == ["auto", "manual"]
    assert run("check", "--json", feed=feed, ADDRCHECK_COST_HAND="free").returncode == 1


@pytest.mark.parametrize("sample", ["hangzhou", "kazan"])
def test_lint_of_the_samples_finds_no_error(sample, tmp_path):
    page = tmp_path / "map.html"
    done = run("zones", "lint", SAMPLES / sample, "--json", "--html", page, "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["errors"] == 0
    assert "<svg" in page.read_text(encoding="utf-8")


def test_lint_exits_1_where_a_table_cannot_be_used_and_says_how_to_mend_it(tmp_path):
    table = tmp_path / "zones.csv"
    table.write_text("зона,место,улица,с номера,по номер\nA,Казань,ул. Баумана,9,1\n", encoding="utf-8")
    done = run("zones", "lint", table, "--lang", "ru")
    assert done.returncode == 1
    assert "zones.csv:2 [с номера]" in done.stdout
    assert "→ поменяйте начало и конец местами" in done.stdout
    refused = run("check", "--json", "--zones", table, feed="x\n")
    assert refused.returncode == 1
    assert "zones.csv:2" in refused.stderr


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "geojson"])
def test_import_and_export_keep_the_rules(suffix, tmp_path):
    imported, exported, again = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}", tmp_path / "c.csv"
    assert run("zones", "import", SAMPLES / "hangzhou", "--out", imported).returncode == 0
    assert run("zones", "export", imported, "--out", exported, "--lang", "ru").returncode == 0
    assert run("zones", "import", exported, "--out", again).returncode == 0
    assert "330106" in again.read_text(encoding="utf-8")
    feed = "杭州市西湖区文三路101号\n杭州市西湖区翠苑一区25幢\n"
    one, other = (
        zones_of(run("check", "--json", "--zones", t, feed=feed)) for t in (SAMPLES / "hangzhou", again)
    )
    assert [z["code"] for z in one] == [z["code"] for z in other] == ["571-XH-01", "571-XH-01-B"]


def test_import_writes_nothing_where_a_row_is_wrong(tmp_path):
    source, out = tmp_path / "source.csv", tmp_path / "out.csv"
    source.write_text("区域,地区\nA,西湖区\n", encoding="utf-8")
    done = run("zones", "import", source, "--out", out, "--lang", "zh")
    assert done.returncode == 1
    assert "西湖区" in done.stderr
    assert not out.exists()


def test_diff_lists_changed_addresses(tmp_path):
    new, addresses = tmp_path / "new.csv", tmp_path / "addresses.csv"
    run("zones", "export", SAMPLES / "hangzhou", "--out", new)
    new.write_text(new.read_text(encoding="utf-8").replace("学院路", "教工路"), encoding="utf-8")
    addresses.write_text(
        "id,address\n1,杭州市西湖区学院路28号\n2,杭州市西湖区文三路101号\n", encoding="utf-8"
    )
    done = run("zones", "diff", SAMPLES / "hangzhou", new, "--addresses", addresses, "--json")
    changes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(c["line"], c["old"]["code"]) for c in changes] == [(1, "571-XH-02")]
    shown = run("zones", "diff", SAMPLES / "hangzhou", new, "--addresses", addresses).stdout
    assert "1 / 2" in shown
