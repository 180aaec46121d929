"""Delimited text: CSV and its kin. Each record is kept as it stands in the file, beside its cells.

A quote that opens and is never closed must not swallow the rows behind it: a record of several lines is
believed only if its quotes are sound, otherwise its first line is taken literally and the rest read again.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from addrcheck.bulk.column_names import is_column_name, name_strength
from addrcheck.bulk.tables.encoding import LONGEST_LINE, Encoding
from addrcheck.bulk.tables.table import SHEET_COLUMNS, Form, Record, Table

DELIMITERS = ("\t", ";", "|", ",")
"""What may stand between cells; of equals the first."""

NONE = "\x1f"
"""The delimiter of a file with one column."""

_SEP_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_LOOKED_AT = 100
_CONSISTENT = 0.9
_BEGINNING = 1 << 20
"""Characters of a line that tell what stands between its cells."""

_NAMES_AMONG = 256
"""Cells of a row among which names of columns are looked for."""

_BYTES = re.compile("[\udc80-\udcff]")
"""Bytes that were kept because they do not fit the encoding."""


class DelimitedTable(Table):
    """A text file; ``delimiter`` is ``NONE`` where it has one column."""

    form: Form = "csv"

    def __init__(self, path: Path, encoding: Encoding, delimiter: str = "") -> None:
        csv.field_size_limit(LONGEST_LINE)
        self.path, self._errors, self.faulty = path, encoding.errors, encoding.faulty
        self.encoding, self.bom, self.guessed = encoding.name, encoding.bom, encoding.guessed
        lines = self._first_lines()
        self.line_end = _line_end(lines)
        told = _SEP_LINE.fullmatch(lines[0]) if lines else None
        self.sep_line = told is not None
        self.delimiter = delimiter or (told[1] if told else find_delimiter(lines))

    def _open(self) -> IO[str]:
        """Open the file behind its byte-order mark."""
        file = self.path.open("r", encoding=self.encoding, errors=self._errors, newline="", buffering=1 << 18)
        if self.bom:
            file.read(1)
        return file

    def _first_lines(self) -> list[str]:
        with self._open() as file:
            return [line for _, line in zip(range(_LOOKED_AT), file, strict=False)]

    def records(self) -> Iterator[Record]:
        """Yield the rows from the top."""
        with self._open() as file:
            records = _records(_Lines(file, self.delimiter), self.delimiter)
            yield from map(_with_faults, records) if self.faulty else records


class _Lines:
    """The lines of a file, one by one; remembers those given out since ``start``, and takes lines back."""

    def __init__(self, file: IO[str], delimiter: str) -> None:
        self._file, self._delimiter = file, delimiter
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.size = self.cells = 0
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.next()
        self.taken.append(line)
        if len(self.taken) > 1:
            self.size += len(line)
            self.cells += line.count(self._delimiter)
            if self.size > LONGEST_LINE or self.cells > SHEET_COLUMNS:
                raise _RunawayError
        return line

    def next(self) -> str:
        """Return the next line and do not remember it; raises ``StopIteration`` behind the last."""
        if self._returned:
            return self._returned.popleft()
        try:
            return next(self._file)
        except StopIteration:
            self.at_end = True
            raise

    def give_back(self, lines: Sequence[str]) -> None:
        """Let ``lines`` be read again, before the others."""
        self._returned.extendleft(reversed(lines))

    def start(self) -> None:
        """Forget what was given out."""
        self.taken, self.size, self.cells = [], 0, 0


class _RunawayError(Exception):
    """A record goes on and on."""


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    """Yield the records of a file; a line without quotes is one, and needs no parser."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            line = lines.next()
        except StopIteration:
            return
        if '"' not in line or line.count(delimiter) > SHEET_COLUMNS:
            yield _plain(line, delimiter)
            continue
        lines.give_back((line,))
        record = _quoted(lines, reader, delimiter)
        if record.trouble:
            reader = csv.reader(lines, delimiter=delimiter)
        yield record


def _plain(line: str, delimiter: str) -> Record:
    """Return a line as a record; of more cells than anything holds, those beyond stay together in the last."""
    body = _without_end(line)
    cells = body.split(delimiter, SHEET_COLUMNS) if body else []
    return Record(cells, line, "wide" if len(cells) > SHEET_COLUMNS else "")


def _quoted(lines: _Lines, reader: Iterator[list[str]], delimiter: str) -> Record:
    """Return the record that begins with the next line, which holds quotes; of unsound ones that line alone."""
    lines.start()
    try:
        cells = next(reader)
    except _RunawayError:
        lines.give_back(lines.taken[1:])
        return _literal(lines.taken[0], delimiter)
    except csv.Error:
        cells = []
    taken = lines.taken
    if len(taken) == 1 and cells and not lines.at_end:  # an open quote would have taken the next line
        return Record(cells, taken[0])
    if _is_sound(taken, delimiter):
        return Record(cells, "".join(taken))
    lines.give_back(taken[1:])
    return _literal(taken[0], delimiter)


def _is_sound(taken: Sequence[str], delimiter: str) -> bool:
    """Tell whether the quotes of a record are closed: of several lines only if every quote is where it belongs."""
    try:
        parsed = list(
            csv.reader(
                [*taken[:-1], _without_end(taken[-1]) + delimiter + "."],
                delimiter=delimiter,
                strict=len(taken) > 1,
            )
        )
    except csv.Error:
        return False
    return len(parsed) == 1 and parsed[0][-1] == "."


def _literal(line: str, delimiter: str) -> Record:
    """Return one line whose quotes are not to be trusted: every character stands for itself."""
    return Record(_without_end(line).split(delimiter), None, "quote")


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")


def _with_faults(record: Record) -> Record:
    """Note on a record that some of its bytes do not fit the encoding."""
    if record.trouble or not any(_BYTES.search(cell) for cell in record.cells if not cell.isascii()):
        return record
    return record._replace(trouble="bytes")


def _line_end(lines: Sequence[str]) -> str:
    r"""Return what ends the first line: \n, \r\n or \r."""
    first = lines[0] if lines else ""
    return first[len(_without_end(first)) :][:2] or "\n"


def find_delimiter(lines: Sequence[str]) -> str:
    """Return what stands between the cells: the header decides, outside quotes.

    Where no cell of the first line is a column name, a delimiter must occur as often in nearly every line: an
    address list without a header has commas, but not columns, and a space behind each.

    >>> find_delimiter(["номер;адрес\\n", "1;Москва, ул. Мира, 5\\n"])
    ';'
    >>> find_delimiter(["Москва, ул. Мира, 5\\n", "Тверь, Советская, 7, 12\\n", "Пермь\\n"]) == NONE
    True
    """
    text = "".join(line if len(line) <= _BEGINNING else f"{line[:_BEGINNING]}\n" for line in lines)
    rows = {d: [r.cells for r in _records(_Lines(io.StringIO(text, newline=""), d), d)] for d in DELIMITERS}
    splitting = [d for d in DELIMITERS if rows[d] and len(rows[d][0]) > 1]
    named = max(splitting, key=lambda d: _names(rows[d][0]), default=NONE)
    if named != NONE and _names(rows[named][0]):
        return named
    if lines and is_column_name(_without_end(lines[0])):
        return NONE
    for delimiter in splitting:
        counts = [len(row) for row in rows[delimiter] if row]
        if delimiter == "," and _is_prose(rows[delimiter]):
            continue
        if len(counts) == 1 or sum(n == counts[0] for n in counts) >= _CONSISTENT * len(counts):
            return delimiter
    return _of_a_later_row(rows)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether every comma has a space behind it, as in sentences and addresses."""
    return all(cell[:1] == " " for row in rows for cell in row[1:])


def _names(cells: Sequence[str]) -> int:
    return sum(map(name_strength, cells[:_NAMES_AMONG]))


def _of_a_later_row(rows: dict[str, list[Sequence[str]]]) -> str:
    """Return the delimiter of a header that stands below a title."""
    for delimiter in DELIMITERS:
        if any(len(row) > 1 and _names(row) > 2 for row in rows[delimiter][:20]):
            return delimiter
    return NONE
