"""The library, the command line, bulk runs and Spark give the same report for the same 2,000 texts."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from addrcheck.bulk import Options, clean
from benchmarks.corpus import made_up
from tests.bulk.conftest import read_csv

DICTIONARIES = Path(__file__).parents[2] / "dictionaries"
ODD = [
    "",
    " ",
    "张三 13800138000 北京市东城区景山前街4号",
    "Vjcrdf, Ndthcrfz ek., 13",
    "Kazan, ul. Baumana 44",
    "臺北市信義區市府路1號",
    "😀" * 50,
    "=1+1",
    "'",
    "0",
    "東京都",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Addresses made up from the dictionaries, some spoilt as people spoil them, and oddities."""
    dice = random.Random(6)
    made = [*made_up("cn", DICTIONARIES, 1000, 5), *made_up("ru", DICTIONARIES, 989, 5)]
    return [*(_spoilt(text, dice) for text in made), *ODD]


def _spoilt(text: str, dice: random.Random) -> str:
    """Return a text, every third with a slip: a letter lost, two swapped, lower case, no commas."""
    at = dice.randrange(1, max(2, len(text) - 1))
    slips = (
        text[:at] + text[at + 1 :],
        text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :],
        text.lower(),
        text.replace(",", ""),
    )
    return dice.choice((*slips, *[text] * 8))


@pytest.fixture(scope="module")
def reports(texts, checker) -> list[dict]:
    """What the library says."""
    assert len(texts) == 2000
    return [json.loads(checker.check(text).to_json()) for text in texts]


@pytest.fixture(scope="module")
def table(texts, tmp_path_factory) -> Path:
    """The texts as a file."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    folder = tmp_path_factory.mktemp("same")
    parquet.write_table(
        arrow.table({"address": texts, "n": list(range(len(texts)))}),
        folder / "texts.parquet",
        row_group_size=500,
    )
    return folder / "texts.parquet"


def test_command_line_says_the_same(texts, reports):
    feed = "".join(f"{text}\n" for text in texts).encode()
    done = subprocess.run(
        [sys.executable, "-m", "addrcheck", "check", "--json"], input=feed, capture_output=True, check=True
    )
    assert [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]] == reports


def test_bulk_says_the_same(table, reports):
    out = table.with_name("out.csv")
    clean(table, out, Options(results="json", workers=2))
    assert [json.loads(row[4]) for row in read_csv(out)[1:]] == reports


def test_spark_says_the_same(table, reports, spark):
    from addrcheck.bulk.spark import check_table

    rows = check_table(spark.read.parquet(str(table)), options=Options(results="json")).collect()
    found = {row["n"]: row["result_report"].asDict(recursive=True) for row in rows}
    assert sorted(found) == list(range(len(reports)))
    for number, report in enumerate(reports):
        assert _without_absent(found[number]) == _without_absent(report), report["input"]


def _without_absent(value):
    """Return a report without what is null: a struct has every field, an object only those that apply."""
    if isinstance(value, dict):
        return {key: _without_absent(item) for key, item in value.items() if item is not None}
    return [_without_absent(item) for item in value] if isinstance(value, list) else value
