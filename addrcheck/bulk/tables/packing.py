"""Packing an output as its input was, or as its name asks for."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

from addrcheck.bulk.tables.container import Packing, Proportion, copy

_PIECE = 1 << 20


def pack(plain: Path, target: Path, packing: Packing, member: str, others: Path | None = None) -> None:
    """Write ``plain`` into ``target`` as gzip, or as ``member`` of a zip file that keeps the other members of ``others``.

    The same input gives the same bytes: no time of day gets in.
    """
    if packing == "gzip":
        with (
            plain.open("rb") as source,
            target.open("wb") as out,
            gzip.GzipFile("", "wb", 5, out, mtime=0) as packed,
        ):
            shutil.copyfileobj(source, packed, _PIECE)
        return
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        if others is not None:
            _keep(others, archive, member)
        info = zipfile.ZipInfo(inside(member))
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with plain.open("rb") as source, archive.open(info, "w", force_zip64=True) as packed_member:
            shutil.copyfileobj(source, packed_member, _PIECE)


def inside(member: str) -> str:
    """Return the name of a member without what would lead out of the folder into which a zip file is unpacked.

    >>> inside("../../тест.csv"), inside("2026/订单.csv"), inside("C:\\\\a.csv")
    ('тест.csv', '2026/订单.csv', 'a.csv')
    """
    parts = member.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and ":" not in part) or "member"


def _keep(others: Path, archive: zipfile.ZipFile, member: str) -> None:
    """Copy what else stood in the zip file."""
    with zipfile.ZipFile(others) as given:
        for info in given.infolist():
            if info.filename == member or info.is_dir():
                continue
            proportion = Proportion(info.compress_size, info.filename)
            with (
                given.open(info) as source,
                archive.open(
                    zipfile.ZipInfo(inside(info.filename), info.date_time), "w", force_zip64=True
                ) as out,
            ):
                copy(source, out, proportion.count)
