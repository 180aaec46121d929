"""An upload becomes the files of a version: a table, or a ZIP of tables; nothing is run, no name of a sender is a path here.

Refused: what is no table, archives that unpack to too much, members that would lie outside, links, passwords.
"""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from addrcheck.errors import FileError
from addrcheck.zones.files import SUFFIXES

MOST_FILES = 100
_PIECE = 1 << 16
_MOST_TIMES = 20
"""All that is unpacked may be so many times what an upload may be."""
_LONGEST_NAME = 80
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UNSEEN = re.compile(r'[\\/:*?"<>|]')


def take_in(source: Path, name: str, folder: Path, largest: int) -> dict[str, Path]:
    """Return the tables of an upload, written into ``folder``, by their cleaned names.

    ``name`` is what the sender called it, ``largest`` how many bytes an upload may have. Raises ``FileError``.
    """
    cleaned = clean_name(name)
    if Path(cleaned).suffix.lower() in SUFFIXES:
        if source.stat().st_size == 0:
            raise FileError("the file is empty", "zones_empty")
        if Path(cleaned).suffix.lower() == ".xlsx":
            _check_packed(source, largest * _MOST_TIMES)
        target = folder / cleaned
        target.write_bytes(source.read_bytes())
        return {cleaned: target}
    with source.open("rb") as file:
        if file.read(4) != _ZIP:
            raise FileError("this is no table of zones", "zones_no_table")
    try:
        with zipfile.ZipFile(source) as archive:
            return _unpacked(archive, folder, largest * _MOST_TIMES)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise FileError("the archive is damaged", "damaged") from None


def clean_name(name: str) -> str:
    """Return the name of a file without folders, control characters and what some system cannot store.

    >>> clean_name("../../etc/зоны 1.csv"), clean_name("C:\\\\x\\\\a<b>.xlsx"), clean_name("\\u202egpj.csv")
    ('зоны 1.csv', 'a_b_.xlsx', 'gpj.csv')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable())
    kept = _UNSEEN.sub("_", seen).strip(" .") or "table"
    stem, dot, suffix = kept.rpartition(".")
    return kept if len(kept) <= _LONGEST_NAME else stem[: _LONGEST_NAME - len(suffix) - 1] + dot + suffix


def _unpacked(archive: zipfile.ZipFile, folder: Path, most: int) -> dict[str, Path]:
    """Write the tables of an archive."""
    members = [member for member in archive.infolist() if not _is_litter(member)]
    for member in members:
        _check_member(member)
    tables = [member for member in members if Path(member.filename).suffix.lower() in SUFFIXES]
    if not tables:
        raise FileError("there is no table in the archive", "zones_nothing_inside")
    if len(tables) > MOST_FILES:
        raise FileError("there are too many tables in the archive", "zones_too_many")
    found: dict[str, Path] = {}
    left = most
    for member in tables:
        name = _free_name(clean_name("-".join(PurePosixPath(member.filename).parts)), found)
        target = folder / name
        with archive.open(member) as packed:
            left -= _copy(packed, target, left)
        if target.suffix.lower() == ".xlsx":
            _check_packed(target, most)
        found[name] = target
    return found


def _is_litter(member: zipfile.ZipInfo) -> bool:
    """Tell what archivers of some systems add, and folders."""
    name = member.filename
    return member.is_dir() or name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _check_member(member: zipfile.ZipInfo) -> None:
    """Raise ``FileError`` for a member that would lie outside, is a link, or has a password."""
    name = member.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]
    if outside or stat.S_ISLNK(member.external_attr >> 16):
        raise FileError("the archive holds names that lead outside of it", "zones_outside")
    if member.flag_bits & _ENCRYPTED:
        raise FileError("the archive has a password", "password")


def _free_name(name: str, taken: dict[str, Path]) -> str:
    """Return a name that is not taken, whatever its case."""
    known = {one.casefold() for one in taken}
    stem, dot, suffix = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in known:
        free, number = f"{stem} ({number}){dot}{suffix}", number + 1
    return free


def _copy(packed: IO[bytes], target: Path, most: int) -> int:
    """Write what is unpacked and return how much it was; raises ``FileError`` beyond ``most``."""
    size = 0
    with target.open("xb") as out:
        while piece := packed.read(_PIECE):
            size += len(piece)
            if size > most:
                raise FileError("the archive unpacks to too much", "bomb")
            out.write(piece)
    return size


def _check_packed(workbook: Path, most: int) -> None:
    """Raise ``FileError`` for a workbook that unpacks to too much; what it says of itself is what is ever read of it."""
    try:
        with zipfile.ZipFile(workbook) as archive:
            if sum(member.file_size for member in archive.infolist()) > most:
                raise FileError("the workbook unpacks to too much", "bomb")
    except (zipfile.BadZipFile, OSError):
        return  # lint says what is wrong with it
