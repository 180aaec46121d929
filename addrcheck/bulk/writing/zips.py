"""Copying members from one zip file to another."""

from __future__ import annotations

import shutil
import zipfile
from typing import IO

from addrcheck.bulk.tables.container import Proportion


def new_member(made: zipfile.ZipFile, like: zipfile.ZipInfo) -> IO[bytes]:
    """Open a member for writing, with the name and the time of another; it may grow large."""
    info = zipfile.ZipInfo(like.filename, like.date_time)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, like.external_attr or 0o644 << 16
    return made.open(info, "w", force_zip64=True)


def copied(given: zipfile.ZipFile, info: zipfile.ZipInfo, made: zipfile.ZipFile) -> None:
    """Copy a member as it is; raises ``FileError`` for one out of all proportion."""
    if info.is_dir():
        made.writestr(info, b"")
        return
    proportion = Proportion(info.compress_size, info.filename)
    proportion.count(info.file_size)
    with given.open(info) as source, new_member(made, info) as out:
        shutil.copyfileobj(source, out, 1 << 20)
