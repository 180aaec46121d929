"""From a path, or standard input, to one plain file: unpacked, and told apart by what it holds, not by its name.

Packed files are unpacked into the folder of the run. What grows out of all proportion is refused: a zip bomb.
"""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal

from msgspec import Struct

from addrcheck.bulk.tables.table import Form
from addrcheck.errors import FileError

Packing = Literal["", "gzip", "zip"]

_PIECE = 1 << 20
_UNSUSPICIOUS = 100_000_000
_LARGEST_RATIO = 200
"""Bytes that may come out of a packed file whatever its size, and how many times its size beyond that."""

_TABLES = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
_NOT_TABLES = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")


class Container(Struct, frozen=True):
    """A plain file ready to be read, and how it came: ``path`` is the file to read, ``packing`` what it was in.

    ``member`` is its name in ``archive``, a zip file; ``name`` is what a person calls it.
    """

    path: Path
    form: Form
    packing: Packing = ""
    member: str = ""
    name: str = ""
    archive: Path | None = None


class Proportion:
    """Counts what comes out of a packed file; raises ``FileError`` when it is out of all proportion."""

    def __init__(self, packed: int, name: str) -> None:
        self._limit = max(_UNSUSPICIOUS, packed * _LARGEST_RATIO)
        self._name = name
        self._seen = 0

    def count(self, size: int) -> None:
        """Take note of ``size`` more bytes."""
        self._seen += size
        if self._seen > self._limit:
            raise FileError(
                f"{self._name} unpacks to more than {self._limit // 1_000_000:,} MB, out of all proportion to its size:"
                " it looks like a zip bomb. If it is sound, unpack it yourself and give the plain file",
                "bomb",
            )


def open_container(
    source: Path | None, folder: Path, choice: str = "", told: Callable[[int], None] = lambda n: None
) -> Container:
    """Return the plain file in ``source`` (None: standard input), unpacked into ``folder`` where it must be.

    ``choice`` names the file meant inside a zip file, ``told`` hears how many bytes were unpacked. Raises
    ``FileError`` where nothing can be read.
    """
    try:
        if source is None:
            source = _spooled(folder / "stdin", told)
        return _opened(source, folder, choice, told)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileError(f"{_name(source)} is damaged or incomplete: {error}", "damaged") from None
    except RuntimeError as error:  # zipfile has no better one for a password
        raise FileError(f"{_name(source)}: {error}", "password") from None
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise FileError(f"{_name(source)} cannot be read: {error.strerror}") from None


def _name(source: Path | None) -> str:
    return str(source) if source and source.name != "stdin" else "standard input"


def _spooled(path: Path, told: Callable[[int], None]) -> Path:
    """Write standard input to ``path``: what is read several times must stand still."""
    if not path.exists():
        beside = path.with_suffix(".part")
        with beside.open("wb") as out:
            copy(sys.stdin.buffer, out, told)
        beside.rename(path)
    return path


def copy(source: IO[bytes] | gzip.GzipFile, out: IO[bytes], told: Callable[[int], None]) -> None:
    """Copy a stream to its end, telling how many bytes went by."""
    while piece := source.read(_PIECE):
        out.write(piece)
        told(len(piece))


def _opened(source: Path, folder: Path, choice: str, told: Callable[[int], None]) -> Container:
    """Tell the file apart by its first bytes and unpack it."""
    with source.open("rb") as file:
        head = file.read(4096)
    if head[:2] == b"\x1f\x8b":
        plain = folder / "unpacked"
        with gzip.open(source, "rb") as packed:
            _unpack(packed, plain, Proportion(source.stat().st_size, source.name), told)
        return Container(plain, _plain_form(plain, source), "gzip", "", source.name)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06") and not _zip_form(source):
        member = _member(source, choice)
        plain = folder / "unpacked"
        with zipfile.ZipFile(source) as archive, archive.open(member) as packed:
            _unpack(packed, plain, Proportion(member.compress_size, source.name), told)
        name = f"{source.name}/{member.filename}"
        return Container(plain, _plain_form(plain, source), "zip", member.filename, name, source)
    return Container(source, _plain_form(source, source), "", "", source.name)


def _unpack(
    packed: IO[bytes] | gzip.GzipFile, plain: Path, proportion: Proportion, told: Callable[[int], None]
) -> None:
    """Write the unpacked bytes to ``plain``."""

    def counted(size: int) -> None:
        proportion.count(size)
        told(size)

    try:
        with plain.open("wb") as out:
            copy(packed, out, counted)
    except BaseException:
        plain.unlink(missing_ok=True)
        raise


def _member(path: Path, choice: str) -> zipfile.ZipInfo:
    """Return the one table in a zip file, or the one that was chosen."""
    with zipfile.ZipFile(path) as archive:
        tables = [
            m
            for m in archive.infolist()
            if m.filename.lower().endswith((*_TABLES, ".gz")) and not _is_litter(m.filename)
        ]
        chosen = [m for m in tables if m.filename == choice or Path(m.filename).name == choice]
        if choice and not chosen:
            raise FileError(
                f"{path.name} holds no {choice!r}", "several", names="\n".join(m.filename for m in tables)
            )
        likely = [
            m for m in tables if not m.filename.lower().endswith(".txt")
        ]  # a read-me lies beside the table
        chosen = chosen or (likely if len(likely) == 1 else [])
        if not tables:
            raise FileError(f"{path.name} holds no table (looked for {', '.join(_TABLES)})", "nothing_inside")
        if len(chosen or tables) > 1:
            names = ", ".join(m.filename for m in tables[:10])
            known = "\n".join(m.filename for m in tables)
            raise FileError(
                f"{path.name} holds several tables; choose one with --member: {names}", "several", names=known
            )
        return (chosen or tables)[0]


def _is_litter(name: str) -> bool:
    """Tell what archivers of some systems add."""
    return name.startswith("__MACOSX/") or Path(name).name.startswith("._")


def _zip_form(path: Path) -> Form | None:
    """Return which office format a zip file is, None where it is just an archive."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names):
            return "xlsx"
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            kind = archive.read("mimetype").strip()
            if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return "ods"
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise FileError(
                f"{path.name} is a document without sheets; save the table as XLSX or CSV", "document"
            )
    return None


def _plain_form(path: Path, named: Path) -> Form:
    """Return the format of an unpacked file; raises ``FileError`` for what is no table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head[:4] == b"PAR1":
        return "parquet"
    if head[:4] == b"PK\x03\x04":
        form = _zip_form(path)
        if form is None:
            raise FileError(f"{named.name} is an archive inside an archive; unpack the outer one", "nested")
        return form
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "xls"
    for beginning, what in _NOT_TABLES.items():
        if head.startswith(beginning):
            raise FileError(f"{named.name} is {what}, not a table", "no_table")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise FileError(
            f"{named.name} is a web page or XML under the name of a table; open it and save it as XLSX or CSV",
            "markup",
        )
    return "csv"
