"""Bulk cleanup on a cluster: the same answers as anywhere, as columns of a Spark DataFrame.

    from addrcheck.bulk.spark import check_table

    checked = check_table(spark.read.parquet("orders"), columns=["address"])
    checked.write.partitionBy("result_region").parquet("orders.checked")

``pip install addrcheck[spark]``. Every task opens the dictionaries once and answers Arrow batches by the
function that local runs use (``addrcheck.bulk.answers``); what was asked before in the same task is not
checked again. A bad row gets a status, like everywhere; a task that dies is retried by Spark.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addrcheck.bulk.answers import Answer, Answerer, Setup
from addrcheck.bulk.deciding import free_prefix, refuse_bad_zones, setup_of
from addrcheck.bulk.layout import Layout, find_layout
from addrcheck.bulk.likeness import judge_of
from addrcheck.bulk.options import Options
from addrcheck.bulk.questions import Asking, Question, Role
from addrcheck.bulk.report_struct import report_array, report_type
from addrcheck.bulk.results import ERROR, NUMBERS, chosen_columns
from addrcheck.bulk.tables.parquet import cell_text
from addrcheck.errors import FileError, UsageError
from addrcheck.settings import Settings
from addrcheck.wording.bulk import column_heading, row_trouble
from addrcheck.wording.issues import country_language

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LOCAL = {
    "spark.master": "local[*,4]",  # every core; a task may fail four times, as on a cluster
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
"""What a session that nobody configured needs."""

_SAMPLE = 200
_REMEMBERED = 50_000


def check_table(
    dataframe: DataFrame, columns: Sequence[str] = (), options: Options | None = None
) -> DataFrame:
    """Return the DataFrame with the ``result_…`` columns behind its own.

    ``columns`` as in ``Options.columns``; found out from names and the first rows where there are none. With
    ``Options(results="json")`` the whole report comes as a struct, ``result_report``. Raises ``UsageError`` where no
    column holds addresses.
    """
    options = (options or Options()).checked()
    names = dataframe.columns
    sample = (
        [] if columns else [[cell_text(cell) for cell in row] for row in dataframe.limit(_SAMPLE).collect()]
    )
    layout = _layout(names, sample, columns or options.columns, options)
    settings = options.settings or Settings.from_environment()
    refuse_bad_zones(settings)
    setup = setup_of(options, settings, layout)
    results = (*chosen_columns(options.results), ERROR)
    headings = [free_prefix(tuple(names)) + column_heading(name, options.headings) for name in results]
    schema = _schema(dataframe, headings, results)
    return dataframe.mapInArrow(_mapper(setup, layout.roles, headings, results), schema)


def _layout(names: list[str], sample: list[list[str]], columns: Sequence[str], options: Options) -> Layout:
    """Find the columns as for any table that has names."""
    from msgspec import structs

    settings = options.settings or Settings.from_environment()
    judge = judge_of(setup_of(options, settings))
    return find_layout(
        [names, *sample], len(names), structs.replace(options, columns=tuple(columns)), judge, named=True
    )


def _schema(dataframe: DataFrame, headings: Sequence[str], results: Sequence[str]) -> Any:  # noqa: ANN401 (pyspark's types are optional here)
    """Return the schema of the answer."""
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    kinds = {name: DoubleType() for name in NUMBERS} | {"report": from_arrow_type(report_type())}
    ours = [
        StructField(heading, kinds.get(name, StringType()), True)
        for heading, name in zip(headings, results, strict=True)
    ]
    return StructType([*dataframe.schema.fields, *ours])


def _mapper(
    setup: Setup, roles: Sequence[Role], headings: Sequence[str], results: Sequence[str]
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return the function that every task runs over its Arrow batches."""

    def answered(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield answer_batch(batch, setup, roles, headings, results)

    return answered


def answer_batch(
    batch: Any,  # noqa: ANN401 (pyarrow has no types)
    setup: Setup,
    roles: Sequence[Role],
    headings: Sequence[str],
    results: Sequence[str],
) -> Any:  # noqa: ANN401
    """Return an Arrow record batch with the results behind its columns."""
    import pyarrow as arrow

    asking = Asking(roles)
    needed = sorted({role.index for role in roles})
    texts = {i: [cell_text(value) for value in batch.column(i).to_pylist()] for i in needed}
    width = max(needed, default=-1) + 1
    empty = [""] * batch.num_rows
    rows = zip(*(texts.get(i, empty) for i in range(width)), strict=True)
    asked = [asking.question(row) for row in rows]
    answerer = _answerer(setup)
    answers = [answerer.answer(question) for question, _ in asked]
    errors = [_told(trouble, answer, setup) for (_, trouble), answer in zip(asked, answers, strict=True)]
    made = [_column([answer.cells[i] for answer in answers], name) for i, name in enumerate(results[:-1])]
    columns = [*batch.columns, *made, _column(errors, ERROR)]
    return arrow.RecordBatch.from_arrays(columns, names=[*batch.schema.names, *headings])


def _column(cells: list[str], name: str) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return the cells of a result column as an Arrow array; an empty one is null."""
    import pyarrow as arrow

    if name == "report":
        return report_array(cells)
    if name in NUMBERS:
        return arrow.array([float(cell) if cell else None for cell in cells], arrow.float64())
    return arrow.array(
        [cell.encode("utf-8", "replace").decode() if cell else None for cell in cells], arrow.string()
    )


def _told(trouble: str, answer: Answer, setup: Setup) -> str:
    """Return what was odd about a row, in words."""
    words = setup.lang or country_language(answer.facts.country, setup.lang_beside)
    return "; ".join(row_trouble(code, words) for code in (trouble, answer.error) if code)


class _Remembering:
    """An answerer that does not check again what it was asked a short while ago."""

    def __init__(self, setup: Setup) -> None:
        self._answerer = Answerer(setup)
        self._answers: dict[Question, Answer] = {}

    def answer(self, question: Question) -> Answer:
        """Return the answer."""
        answer = self._answers.get(question)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            answer = self._answers[question] = self._answerer.answer(question)
        return answer


@cache
def _answerer(setup: Setup) -> _Remembering:
    """Return the answerer of this process; Spark keeps its Python workers from task to task."""
    return _Remembering(setup)


def clean_files(
    source: Path,
    target: Path,
    options: Options,
    partition_by: str | None = None,
    told: Callable[[str], None] = print,
) -> None:
    """Check Parquet (a file or a folder) or UTF-8 CSV with a header, and write the same format as a folder.

    ``partition_by`` "region" or "zone" makes a folder of each. The session is that of ``spark-submit``, else a
    local one with all cores, whose tasks are retried as on a cluster.
    """
    spark = session()
    given = str(source)
    parquet = source.is_dir() or source.suffix == ".parquet"
    if not parquet and ".csv" not in source.suffixes:
        raise UsageError(
            "--engine spark reads Parquet, or CSV in UTF-8 with a header; use the local engine for other files"
        )
    if not any(mark in given for mark in ("://", ":/")) and not source.exists():
        raise FileError(f"{source} cannot be read: there is no such file")
    if parquet:
        table = spark.read.parquet(given)
    else:
        table = spark.read.csv(
            given,
            header=True,
            multiLine=True,
            quote='"',
            escape='"',
            encoding="UTF-8",
            sep=options.delimiter or ",",
        )
    checked = check_table(table, options.columns, options)
    writer = checked.write.mode("overwrite")
    if partition_by:
        prefix = free_prefix(tuple(table.columns))
        writer = writer.partitionBy(prefix + column_heading(partition_by, options.headings))
    if parquet:
        writer.parquet(str(target))
    else:
        writer.csv(str(target), header=True, quote='"', escape='"')
    told(f"{target}: done")


def session() -> SparkSession:
    """Return the session at hand, or a local one; raises ``UsageError`` where Spark is not installed."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError("Spark is not installed: pip install 'addrcheck[spark]' (and Java 17)") from None
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    builder = SparkSession.builder.appName("addrcheck").config(
        "spark.sql.execution.arrow.maxRecordsPerBatch", "2000"
    )
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not started by spark-submit, which knows its master
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        for key, value in _LOCAL.items():
            builder = builder.config(key, value)
    return builder.getOrCreate()
