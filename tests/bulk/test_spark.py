"""Spark on this machine: bad rows kept, a worker that dies replaced, Parquet in and out, folders by region."""

from __future__ import annotations

import os
import signal

import pytest

from addrcheck.bulk import Options
from tests.bulk.conftest import CN, RU


def test_rows_come_back_with_results(spark):
    from addrcheck.bulk.spark import check_table

    rows = [(1, CN, 0.5), (2, None, None), (3, "x" * 20_000, 1.0), (4, RU, 2.0), (5, "\0", 3.0)]
    table = spark.createDataFrame(rows, "id int, addr string, price double")
    checked = check_table(table)
    assert checked.columns[:3] == ["id", "addr", "price"]
    found = {row["id"]: row for row in checked.collect()}
    assert [found[n]["result_status"] for n in (1, 2, 3, 4)] == ["ok", "skipped", "error", "ok"]
    assert found[3]["result_error"]
    assert found[1]["result_latitude"] == pytest.approx(30.27, abs=0.2)
    assert [(n, found[n]["addr"], found[n]["price"]) for n in sorted(found)] == rows


def test_parts_and_evidence(spark):
    from addrcheck.bulk.spark import check_table

    table = spark.createDataFrame(
        [("Татарстан", "Казань", "Баумана", 44)], "`регион` string, `город` string, `улица` string, `дом` int"
    )
    assert (
        check_table(table, options=Options(results="label"))
        .first()["result_label"]
        .endswith("Баумана, д. 44")
    )


def test_worker_killed_once_and_all_rows_are_there(spark, tmp_path, monkeypatch):
    """The first worker that comes by dies in the middle of its task; Spark runs the task again."""
    from addrcheck.bulk import spark as ours

    marker = str(tmp_path / "died")
    make = ours._mapper

    def deadly(setup, roles, headings, results):
        answered = make(setup, roles, headings, results)

        def killing(batches):
            for number, batch in enumerate(answered(batches)):
                if number == 1:
                    try:
                        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                    except FileExistsError:
                        pass
                    else:
                        os.kill(os.getpid(), signal.SIGKILL)
                yield batch

        return killing

    monkeypatch.setattr(ours, "_mapper", deadly)
    table = spark.range(9000).selectExpr("id", f"concat('{RU}', id % 50) as address").repartition(2)
    checked = ours.check_table(table, columns=["address"], options=Options(results="status"))
    rows = checked.collect()
    assert os.path.exists(marker)
    assert sorted(row["id"] for row in rows) == list(range(9000))
    assert {row["result_status"] for row in rows} == {"ok"}


def test_files_to_folders_by_region(spark, tmp_path):
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    from addrcheck.bulk.spark import clean_files

    parquet.write_table(arrow.table({"id": [1, 2, 3], "address": [CN, RU, None]}), tmp_path / "in.parquet")
    clean_files(tmp_path / "in.parquet", tmp_path / "out", Options(), "region", told=lambda text: None)
    assert {p.name for p in (tmp_path / "out").glob("result_region=*")} >= {
        "result_region=浙江省",
        "result_region=Татарстан",
    }
    assert spark.read.parquet(str(tmp_path / "out")).count() == 3


def test_csv_to_csv(spark, tmp_path):
    from addrcheck.bulk.spark import clean_files

    (tmp_path / "in.csv").write_text(f'id,address\n1,"{RU}"\n2,"a\nb ""c"""\n', encoding="utf-8")
    clean_files(tmp_path / "in.csv", tmp_path / "out", Options(results="status"), told=lambda text: None)
    rows = spark.read.csv(str(tmp_path / "out"), header=True, multiLine=True, escape='"').collect()
    assert {(r["id"], r["address"]) for r in rows} == {("1", RU), ("2", 'a\nb "c"')}
