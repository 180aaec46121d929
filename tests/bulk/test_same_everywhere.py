"""The library, the command line, the API, bulk runs, jobs over HTTP and Spark give the same report for the same 2,000 texts."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from msgspec import structs

from addrcheck.bulk import Options, clean
from addrcheck.settings import Settings
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


def test_api_says_the_same(texts, reports, tmp_path):
    """In batches as large as the service takes them; a text alone at a time for some."""
    from addrcheck.service.app import create_app
    from addrcheck.service.asking import REMEMBERED
    from addrcheck.service.engine import Engine

    settings = Settings.from_environment()
    service = structs.replace(settings.service, state=tmp_path, rate=0)
    settings = structs.replace(settings, service=service)
    app = create_app(settings, Engine(settings), quiet=True)
    try:
        client, found = app.test_client(), []
        for first in range(0, len(texts), service.max_batch):
            some = texts[first : first + service.max_batch]
            items = [{"id": str(n), "q": text} for n, text in enumerate(some)]
            answer = client.post("/v1/batch", json={"items": items})
            assert answer.status_code == 200, answer.text
            found += [result["report"] for result in answer.json["results"]]
        assert found == reports
        for number in range(0, len(texts), 97):
            assert client.post("/v1/check", json={"q": texts[number]}).json == reports[number]
    finally:
        app.extensions[REMEMBERED].close()


def test_bulk_says_the_same(table, reports):
    out = table.with_name("out.csv")
    clean(table, out, Options(results="json", workers=2))
    assert [json.loads(row[4]) for row in read_csv(out)[1:]] == reports


def test_jobs_say_the_same(table, reports, tmp_path, monkeypatch):
    from addrcheck.service.app import create_app
    from addrcheck.service.jobs.desk import desk
    from addrcheck.service.jobs.runner import Runner
    from addrcheck.settings import Settings

    monkeypatch.setenv("ADDRCHECK_STATE", str(tmp_path))
    app = create_app(Settings.from_environment(), quiet=True)
    client, headers = app.test_client(), {"Content-Type": "application/octet-stream"}
    sent = client.post("/v1/jobs?results=json&format=csv", data=table.read_bytes(), headers=headers)
    with app.app_context():
        Runner(desk().store, desk().settings, threading.Event()).run(sent.json["id"])
    out = tmp_path / "out.csv"
    out.write_bytes(client.get(f"/v1/jobs/{sent.json['id']}/result", buffered=True).data)
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
