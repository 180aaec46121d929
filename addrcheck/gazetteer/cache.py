"""Compiled dictionaries in the user's cache directory, keyed by the content of their tables."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from addrcheck.gazetteer.columns import ColumnReader
from addrcheck.gazetteer.places import Gazetteer


def content_key(tables: list[Path], salt: str) -> str:
    """Return a digest of the names and bytes of ``tables``."""
    digest = blake2b(salt.encode(), digest_size=12)
    for path in tables:
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def compiled_path(country: str, folder: Path, cache: Path) -> Path:
    """Return where the compiled dictionary of the tables in ``folder`` belongs."""
    tables = sorted(folder.rglob("*.tsv"))
    return cache / f"{country.lower()}-{content_key(tables, _salt())}.bin"


def load(country: str, dictionaries: Path, cache: Path) -> Gazetteer:
    """Open the gazetteer of ``country``, compiling it first where the cache does not hold it.

    Of several processes that need it at once, one compiles and the others wait. Where the cache directory cannot be
    written the compiled dictionary stays in memory.
    """
    folder = dictionaries / country.lower()
    path = compiled_path(country, folder, cache)
    if path.exists():
        return Gazetteer(country, ColumnReader.open(path))
    with _alone(path.with_suffix(".lock")):
        if not path.exists():
            data = build(country, dictionaries)
            try:
                _write(path, data)
            except OSError:
                return Gazetteer(country, ColumnReader(data))
    return Gazetteer(country, ColumnReader.open(path))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process is in here; nobody waits where a file cannot be locked."""
    with suppress(OSError):
        lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = lock.open("wb")
    except OSError:
        yield
        return
    with file:
        with suppress(OSError):
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build(country: str, dictionaries: Path) -> bytes:
    """Compile the tables of ``country`` now."""
    from addrcheck.gazetteer.compile import compile_country, table_date

    folder = dictionaries / country.lower()
    return compile_country(country, folder, table_date(folder))


def _salt() -> str:
    """Return what besides the tables decides the compiled bytes: the code that compiles."""
    here = Path(__file__).parent
    return "".join(
        blake2b((here / f"{name}.py").read_bytes(), digest_size=8).hexdigest()
        for name in (
            "compile",
            "folding",
            "spelling",
            "columns",
            "abroad",
            "syllables",
            "lexicon",
            "skeletons",
            "letters",
            "slips",
            "slip_words",
            "prefix",
            "typed",
        )
    )


def _write(path: Path, data: bytes) -> None:
    """Write beside, then rename: another process sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
