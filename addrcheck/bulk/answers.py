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

from addrcheck.bulk.facts import FAILED, Facts, facts_of
from addrcheck.bulk.place_key import place_key
from addrcheck.bulk.questions import UNREADABLE, Question
from addrcheck.bulk.results import NUMBERS, chosen_columns, result_cells
from addrcheck.checker import Checker
from addrcheck.formulas import FORMULA, safe_cell
from addrcheck.model import Report
from addrcheck.settings import Settings
from addrcheck.wording.issues import SentenceLanguage

LONGEST = 10_000
"""Characters of an address; more is no address, and is not read."""

_CELL = 8_000
"""Characters of a result cell at most (the whole report excepted)."""

_SHOWN = 160
"""Characters of an address or a sentence that the report page shows at most."""

_END = "\r\n"  # what ends lines must be quoted inside cells
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){6,}")


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
    lang_beside: SentenceLanguage = "en"
    """Without ``lang``, that of what is said about a row that has no language itself: the empty one."""
    encoding: str = ""
    """That of the output, where it cannot hold every character."""

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
        if question == UNREADABLE:
            return self._failed("")
        try:
            return self._answered(without_halves(question))
        except Exception as error:  # one row must not stop a million
            return self._failed(f"failed {type(error).__name__}")

    def _report(self, question: Question, lang: str | None) -> Report:
        """Ask the checker."""
        setup = self._setup
        if len(question) == 1:
            return self._checker.check(question[0], setup.country, self._as_of, lang)
        fields = dict(zip(question[::2], question[1::2], strict=True))
        return self._checker.check_fields(fields, setup.country, self._as_of, lang)

    def _answered(self, question: Question) -> Answer:
        report = self._report(question, self._setup.lang)
        key = place_key(report)
        cells = result_cells(report, key)
        if report.country is None and not self._setup.lang:
            cells["message"] = result_cells(self._report(question, self._setup.lang_beside), key)["message"]
        message = cells["message"]
        for name, cell in cells.items():
            if len(cell) > _CELL:
                cells[name] = f"{cell[:_CELL]}…"
        if "report" in self._columns:
            cells["report"] = report.to_json()
        lost = self._fit(cells) if self._setup.encoding else False
        typed = typed_without_contact(report)
        return self._formed(
            cells, facts_of(report), key, typed, shortened(message), "unwritable" if lost else ""
        )

    def _fit(self, cells: dict[str, str]) -> bool:
        """Write cells in characters that the output's encoding holds; tell whether some are beyond it."""
        encoding, lost = self._setup.encoding, False
        for name in self._columns:
            cell = cells.get(name, "")
            if can_write(cell, encoding):
                continue
            plain = cell.replace("→", "->")
            if name == "label" and not can_write(plain, encoding):
                plain = cells.get("latin") or plain
            cells[name] = plain
            lost = lost or not can_write(plain, encoding)
        return lost

    def _failed(self, error: str) -> Answer:
        """Return an answer without a report."""
        return self._formed({"status": "error"}, FAILED, error=error)

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
            if cell[:1] in FORMULA and name not in NUMBERS:
                cells[name] = safe_cell(cell)
        text = delimited(map(cells.get, self._columns), delimiter)
        return Answer((), text, facts, key, typed, message, error)


def can_write(text: str, encoding: str) -> bool:
    """Tell whether an encoding holds every character.

    >>> can_write("Казань", "cp1251"), can_write("杭州", "cp1251")
    (True, False)
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def without_halves(question: Question) -> Question:
    """Return a question without halves of surrogate pairs, which no encoding takes."""
    try:
        "".join(question).encode()
    except UnicodeEncodeError:
        return tuple(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in question)
    return question


def shortened(text: str) -> str:
    """Return the beginning of a long text, and a sign that it goes on."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def typed_without_contact(report: Report) -> str:
    """Return the beginning of what was typed, without the recipient's name and with long numbers hidden.

    >>> import addrcheck
    >>> typed_without_contact(addrcheck.check("张三13800138000 浙江省杭州市西湖区文三路100号"))
    '…… 浙江省杭州市西湖区文三路100号'
    """
    text = shortened(report.input)
    if report.contact and report.contact.name:
        text = text.replace(report.contact.name, "…")
    return _LONG_NUMBER.sub("…", text)


def delimited(cells: Iterable[str | None], delimiter: str) -> str:
    """Return cells as delimited text, without a line end; None is empty.

    >>> delimited(["a", None, "b,c"], ","), delimited([], ",")
    ('a,,"b,c"', '')
    """
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=_END).writerow(["", *cells, ""])
    return out.getvalue()[len(delimiter) : -len(delimiter + _END)]
