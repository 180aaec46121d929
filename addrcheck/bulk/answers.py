"""The one function from questions to answers that every run calls: local, in a worker, on a cluster.

An answer holds the cells of the row and the facts that the summary counts. A question that cannot be answered
(too long, or an error of ours) gets an answer that says so; it stops nothing.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, structs

from addrcheck.bulk.place_key import place_key
from addrcheck.bulk.questions import Question
from addrcheck.bulk.results import NUMBERS, chosen_columns, result_cells, status_of
from addrcheck.checker import Checker
from addrcheck.model import Report
from addrcheck.settings import Settings

LONGEST = 10_000
"""Characters of an address; more is no address, and is not read."""

_CELL = 8_000
"""Characters of a result cell at most (the whole report excepted)."""

_SHOWN = 160
"""Characters of an address or a sentence that the report page shows at most."""

_END = "\r\n"  # what ends lines must be quoted inside cells
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){6,}")
_FORMULA = frozenset("=+-@\t\r＝＋－＠")


class Setup(Struct, frozen=True):
    """What a worker must know before the first question; plain values, to be sent to other processes.

    ``delimiter`` makes answers come as delimited text; without, as cells.
    """

    dictionaries: str
    cache: str
    zones: str | None
    costs: tuple[float, ...]
    columns: str = "all"
    delimiter: str = ""
    lang: str | None = None
    country: str | None = None
    as_of: str | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the engine."""
        from addrcheck.settings import Costs

        zones = Path(self.zones) if self.zones else None
        return Settings(Path(self.dictionaries), Path(self.cache), zones, Costs(*self.costs))


def make_setup(
    settings: Settings,
    columns: str = "all",
    delimiter: str = "",
    lang: str | None = None,
    country: str | None = None,
    as_of: datetime.date | None = None,
) -> Setup:
    """Return what workers need to know."""
    return Setup(
        str(settings.dictionaries),
        str(settings.cache),
        str(settings.zones) if settings.zones else None,
        structs.astuple(settings.costs),
        columns,
        delimiter,
        lang,
        country,
        as_of.isoformat() if as_of else None,
    )


class Facts(Struct, frozen=True, gc=False, array_like=True):
    """What is counted of an answer. ``corrections`` are (type, as typed, as it should be)."""

    action: str
    status: str
    country: str
    region: str = ""
    city: str = ""
    issues: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str, str], ...] = ()
    missing: tuple[str, ...] = ()
    zone: str = ""
    zone_status: str = ""
    latitude: float | None = None
    longitude: float | None = None
    versions: str = ""


class Answer(Struct, frozen=True, gc=False, array_like=True):
    """The answer to a question: its cells, or (``text``) the same as delimited text; its facts, key, and own error."""

    cells: tuple[str, ...]
    text: str
    facts: Facts
    key: str = ""
    typed: str = ""
    message: str = ""
    error: str = ""


class Answerer:
    """Answers questions with one checker."""

    def __init__(self, setup: Setup, checker: Checker | None = None) -> None:
        self._columns = chosen_columns(setup.columns)
        self._checker = checker or Checker(setup.settings)
        self._setup = setup
        self._as_of = datetime.date.fromisoformat(setup.as_of) if setup.as_of else None

    def answer_all(self, questions: Iterable[Question]) -> list[Answer]:
        """Return one answer for each question, in order."""
        return [self.answer(question) for question in questions]

    def answer(self, question: Question) -> Answer:
        """Return the answer; never raises for what stands in a question."""
        if sum(map(len, question)) > LONGEST:
            return self._failed("too-long")
        try:
            return self._answered(self._report(without_halves(question)))
        except Exception as error:  # one row must not stop a million
            return self._failed(f"failed {type(error).__name__}")

    def _report(self, question: Question) -> Report:
        """Ask the checker."""
        setup = self._setup
        if len(question) == 1:
            return self._checker.check(question[0], setup.country, self._as_of, setup.lang)
        fields = dict(zip(question[::2], question[1::2], strict=True))
        return self._checker.check_fields(fields, setup.country, self._as_of, setup.lang)

    def _answered(self, report: Report) -> Answer:
        key = place_key(report)
        cells = result_cells(report, key)
        message = cells["message"]
        for name, cell in cells.items():
            if len(cell) > _CELL:
                cells[name] = f"{cell[:_CELL]}…"
        if "report" in self._columns:
            cells["report"] = report.to_json()
        return self._formed(cells, facts_of(report), key, typed_without_contact(report), message[:_SHOWN])

    def _failed(self, error: str) -> Answer:
        """Return an answer without a report."""
        return self._formed({"status": "error"}, Facts("", "error", ""), error=error)

    def _formed(
        self,
        cells: dict[str, str],
        facts: Facts,
        key: str = "",
        typed: str = "",
        message: str = "",
        error: str = "",
    ) -> Answer:
        """Put an answer together in the form that was asked for."""
        delimiter = self._setup.delimiter
        if not delimiter:
            row = tuple(cells.get(name, "") for name in self._columns)
            return Answer(row, "", facts, key, typed, message, error)
        for name, cell in cells.items():
            if cell[:1] in _FORMULA and name not in NUMBERS:
                cells[name] = safe_cell(cell)
        text = delimited(map(cells.get, self._columns), delimiter)
        return Answer((), text, facts, key, typed, message, error)


def without_halves(question: Question) -> Question:
    """Return a question without halves of surrogate pairs, which no encoding takes."""
    try:
        "".join(question).encode()
    except UnicodeEncodeError:
        return tuple(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in question)
    return question


def typed_without_contact(report: Report) -> str:
    """Return the beginning of what was typed, without the recipient's name and with long numbers hidden.

    >>> import addrcheck
    >>> typed_without_contact(addrcheck.check("张三13800138000 浙江省杭州市西湖区文三路100号"))
    '…… 浙江省杭州市西湖区文三路100号'
    """
    text = report.input[:_SHOWN]
    if report.contact and report.contact.name:
        text = text.replace(report.contact.name, "…")
    return _LONG_NUMBER.sub("…", text)


def safe_cell(cell: str) -> str:
    """Return a cell of ours that no spreadsheet takes for a formula.

    >>> safe_cell("+8613800138000"), safe_cell("西湖区")
    ("'+8613800138000", '西湖区')
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def delimited(cells: Iterable[str | None], delimiter: str) -> str:
    """Return cells as delimited text, without a line end; None is empty."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=_END).writerow([*cells, ""])
    return out.getvalue()[: -len(delimiter + _END)]


def facts_of(report: Report) -> Facts:
    """Return what the summary counts of a report."""
    region = city = ""
    corrections: dict[object, tuple[str, str, str]] = {}
    for c in report.components:
        if c.type == "region" and not region:
            region = c.value
        elif c.type in ("city", "area") and not city:
            city = c.value
        if c.status in ("corrected", "renamed") and c.text and c.text != c.value:
            corrections.setdefault(
                c.span, (c.type, c.text, c.value)
            )  # a municipality is region and city with one span
    zone, at = report.zone, report.location
    return Facts(
        report.action,
        status_of(report),
        report.country or "",
        region,
        city,
        tuple(dict.fromkeys(issue.code for issue in report.issues if issue.severity != "info")),
        tuple(dict.fromkeys(corrections.values())),
        report.missing,
        zone.code or "" if zone else "",
        zone.status if zone else "",
        at.latitude if at else None,
        at.longitude if at else None,
        "/".join(filter(None, (report.versions.engine, report.versions.dictionary, report.versions.zones))),
    )
