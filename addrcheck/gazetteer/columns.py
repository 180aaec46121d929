"""The file format of a compiled dictionary: named columns behind one small header.

    8 bytes magic · 4 bytes header length · header (JSON: name → [offset, length, type]) · columns

A column is an array of integers or a list of strings (offsets and one UTF-8 blob). Files are mapped, not
read: opening one costs the same whatever its size, and processes share the pages.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from addrcheck.errors import DictionaryError

_MAGIC = b"ADDRCHK1"

Integers = Sequence[int]
"""A read-only column of integers: an ``array`` while it is made, a mapped ``memoryview`` when opened."""


class Strings:
    """A read-only column of strings, decoded one by one when first asked for."""

    __slots__ = ("_blob", "_decoded", "_starts")

    def __init__(self, starts: Integers, blob: memoryview) -> None:
        self._starts = starts
        self._blob = blob
        self._decoded: dict[int, str] = {}

    def __getitem__(self, index: int) -> str:
        value = self._decoded.get(index)
        if value is None:
            value = str(self._blob[self._starts[index] : self._starts[index + 1]], "utf-8")
            self._decoded[index] = value
        return value

    def __len__(self) -> int:
        return len(self._starts) - 1


class Groups:
    """A read-only column of lists of integers (compressed sparse rows)."""

    __slots__ = ("_starts", "_values")

    def __init__(self, starts: Integers, values: memoryview) -> None:
        self._starts = starts
        self._values = values

    def __getitem__(self, index: int) -> list[int]:
        return self._values[self._starts[index] : self._starts[index + 1]].tolist()

    def __len__(self) -> int:
        return len(self._starts) - 1


class ColumnWriter:
    """Collects columns and writes them as one file."""

    def __init__(self) -> None:
        self._sections: dict[str, tuple[str, bytes]] = {}

    def integers(self, name: str, values: Iterable[int], typecode: str = "I") -> None:
        """Add a column of integers; ``typecode`` as in the ``array`` module."""
        self._sections[name] = (typecode, array(typecode, values).tobytes())

    def strings(self, name: str, values: Iterable[str]) -> None:
        """Add a column of strings."""
        starts, blob = array("I", [0]), bytearray()
        for value in values:
            blob += value.encode()
            starts.append(len(blob))
        self._sections[name + ".starts"] = ("I", starts.tobytes())
        self._sections[name + ".blob"] = ("B", bytes(blob))

    def groups(self, name: str, values: Iterable[Iterable[int]], typecode: str = "I") -> None:
        """Add a column of lists of integers."""
        starts, flat = array("I", [0]), array(typecode)
        for group in values:
            flat.extend(group)
            starts.append(len(flat))
        self._sections[name + ".starts"] = ("I", starts.tobytes())
        self._sections[name + ".values"] = (typecode, flat.tobytes())

    def blob(self, name: str, value: bytes) -> None:
        """Add bytes as they are."""
        self._sections[name] = ("B", value)

    def to_bytes(self) -> bytes:
        """Return the whole file."""
        index, offset = {}, 0
        for name, (typecode, data) in self._sections.items():
            index[name] = (offset, len(data), typecode)
            offset += -(-len(data) // 8) * 8
        header = msgspec.json.encode(index)
        header += b" " * (-(len(_MAGIC) + 4 + len(header)) % 8)
        body = b"".join(data + b"\0" * (-len(data) % 8) for _, data in self._sections.values())
        return _MAGIC + len(header).to_bytes(4, "little") + header + body


class ColumnReader:
    """Opens what ``ColumnWriter`` wrote, from a file (mapped) or from bytes."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        view = memoryview(data)
        start = len(_MAGIC) + 4
        if bytes(view[: len(_MAGIC)]) != _MAGIC:
            raise DictionaryError(
                "not a compiled dictionary, or one of another version: delete it and try again"
            )
        length = int.from_bytes(view[len(_MAGIC) : start], "little")
        self._index = msgspec.json.decode(
            bytes(view[start : start + length]), type=dict[str, tuple[int, int, str]]
        )
        self._body = view[start + length :]

    @classmethod
    def open(cls, path: Path) -> ColumnReader:
        """Map the file at ``path``."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def integers(self, name: str) -> memoryview:
        """Return a column of integers."""
        offset, length, typecode = self._index[name]
        return self._body[offset : offset + length].cast(typecode)  # type: ignore[call-overload, no-any-return]

    def strings(self, name: str) -> Strings:
        """Return a column of strings."""
        return Strings(self.integers(name + ".starts"), self.integers(name + ".blob"))

    def groups(self, name: str) -> Groups:
        """Return a column of lists of integers."""
        return Groups(self.integers(name + ".starts"), self.integers(name + ".values"))

    def blob(self, name: str) -> bytes:
        """Return bytes as they were added."""
        return bytes(self.integers(name))
