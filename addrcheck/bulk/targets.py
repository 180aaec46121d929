"""Where a run writes: refused before its first row where it would destroy something or could not be written at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from addrcheck.errors import UsageError


def refuse_bad_targets(source: Path | None, out: Path, report: Path | None, groups: Path | None) -> None:
    """Raise ``UsageError`` where an output is the input, another output, a folder, or cannot be written."""
    outputs = {"output": out, "report": report, "list of duplicates": groups}
    given = {name: path for name, path in outputs.items() if path is not None}
    for name, path in given.items():
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file")
        if source is not None and _is_same(source, path):
            raise UsageError(f"the {name} must be another file than the input")
    for (name, path), (other, same) in combinations(given.items(), 2):
        if _is_same(path, same):
            raise UsageError(f"the {name} and the {other} must be different files")
    for path in given.values():
        _refuse_bad_folder(path)


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths mean one file, which need not exist."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return os.path.realpath(one) == os.path.realpath(other)


def _refuse_bad_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{path.parent} cannot be written: permission denied")


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to, which takes its place when all is written: never half a file."""
    beside = path.with_name(f"{path.name}.part")
    try:
        yield beside
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
