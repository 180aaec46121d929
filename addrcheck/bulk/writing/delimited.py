"""Delimited text, written row by row. A row keeps the very characters it had, quotes and all, where that is possible."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from addrcheck.bulk.answers import can_write, delimited
from addrcheck.bulk.tables.table import Record
from addrcheck.bulk.writing.rows import Done, Told, Writer
from addrcheck.formulas import safe_cell

_REPLACE = "addrcheck-replace"
_BUFFER = 1 << 20
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def _bytes_or_question_mark(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write undecoded bytes as they were, and "?" for what an encoding cannot hold."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    piece = error.object[error.start : error.end]
    return b"".join(
        bytes((ord(c) - 0xDC00,)) if "\udc80" <= c <= "\udcff" else b"?" for c in piece
    ), error.end


codecs.register_error(_REPLACE, _bytes_or_question_mark)


def narrow(encoding: str) -> str:
    """Return an encoding that cannot hold every character, "" for one that can.

    >>> narrow("cp1251"), narrow("utf-8"), narrow("GB18030")
    ('cp1251', '', '')
    """
    name = codecs.lookup(encoding).name
    return "" if name.startswith(("utf", "gb18030")) else name


class Style(Struct, frozen=True):
    """How delimited text is written; ``same_text`` where rows may be copied as they stand in the source.

    ``same_bytes`` where undecoded bytes may be written back, because the encoding stays the same.
    """

    delimiter: str
    encoding: str
    bom: bool
    line_end: str
    width: int
    same_text: bool
    same_bytes: bool
    safe_cells: bool = False


class DelimitedWriter(Writer):
    """Appends to one file; ``headings`` name the result columns, "error" the last."""

    def __init__(self, path: Path, style: Style, headings: Sequence[str]) -> None:
        self.path, self._style, self._headings = path, style, headings
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=_BUFFER)
        self._file.seek(0, os.SEEK_END)

    def begin(self, above: Sequence[Record], header: Record | None) -> None:
        """Write titles above the header as they are, then the header with ours behind it."""
        self._file.truncate(0)
        self._file.seek(0)
        if self._style.bom:
            self._file.write("\ufeff".encode(self._style.encoding))
        lines = [self._title(record) for record in above]
        names = (
            header if header is not None else Record([f"column_{n + 1}" for n in range(self._style.width)])
        )
        lines.append(self._line(names, delimited(map(safe_cell, self._headings), self._style.delimiter)))
        self._put(lines)

    def write(self, rows: Sequence[Done]) -> None:
        """Append rows."""
        delimiter = self._style.delimiter
        self._put(
            [
                self._line(r, f"{a.text}{delimiter}{delimited((e,), delimiter) if e else ''}")
                for r, a, e in rows
            ]
        )

    def _title(self, record: Record) -> str:
        """Return a line above the header."""
        if record.raw is not None and self._style.same_text:
            return record.raw
        return delimited(self._safe(record.cells), self._style.delimiter) + self._style.line_end

    def _line(self, record: Record, ours: str) -> str:
        """Return a row with ``ours`` behind it."""
        style, cells = self._style, record.cells
        missing = style.width - len(cells)
        if record.raw is not None and style.same_text and missing >= 0:
            body = record.raw.rstrip("\r\n")
            end = record.raw[len(body) :] or style.line_end
            return (
                f"{body}{style.delimiter * (missing if cells else missing - 1)}{style.delimiter}{ours}{end}"
            )
        kept = [*self._safe(cells[: style.width]), *[""] * missing]
        surplus = (
            style.delimiter + delimited(self._safe(cells[style.width :]), style.delimiter)
            if missing < 0
            else ""
        )
        return f"{delimited(kept, style.delimiter)}{style.delimiter}{ours}{surplus}{style.line_end}"

    def _safe(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the user's cells, made harmless where that was asked for."""
        if not self._style.safe_cells:
            return cells
        safe = [cell if _PLAIN_NUMBER.fullmatch(cell) else safe_cell(cell) for cell in cells]
        self.formulas += sum(a != b for a, b in zip(cells, safe, strict=True))
        return safe

    def _put(self, lines: Sequence[str]) -> None:
        text, encoding = "".join(lines), self._style.encoding
        if not self._style.same_bytes:
            try:
                self._file.write(text.encode(encoding))
                return
            except UnicodeEncodeError:
                text = _without_bytes(text)
        beyond = {c for c in set(text) if not ("\ud800" <= c <= "\udfff" or can_write(c, encoding))}
        self.lost += sum(map(beyond.__contains__, text))
        self._file.write(text.encode(encoding, _REPLACE))

    def length(self) -> int:
        """Bring everything to the disk and return how long the file is."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def cut(self, length: int) -> None:
        """Forget what was written beyond ``length``."""
        self._file.truncate(length)
        self._file.seek(length)

    def finish(self, told: Told) -> Path:
        """Return the file: it is finished as soon as the last row is in it."""
        self.length()
        self.close()
        return self.path

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _without_bytes(text: str) -> str:
    """Return text with undecoded bytes, which another encoding cannot hold, as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
