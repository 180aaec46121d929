"""Changing a large XML member in passing: everything is copied byte for byte but where something is put in or left out.

The parser says where in the bytes an element begins or ends; what lies before is written as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.sax.saxutils import quoteattr

from addrcheck.bulk.tables.xml import Attributes, new_parser
from addrcheck.errors import FileError


class Splicer:
    """Copies a member to ``out``; handlers of a subclass call ``keep_until``, ``put`` and ``drop_tag``."""

    def __init__(self, out: IO[bytes], name: str) -> None:
        self._out, self._name = out, name
        self._buffer = bytearray()
        self._base = self._seen = 0
        self.parser = new_parser(name)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.dropping = self._alone = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Do what is to be done where an element begins."""

    def end(self, tag: str) -> None:
        """Do what is to be done where an element ends."""

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._seen = self.here
        self.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._seen = self.here
        self.end(tag)

    def run(self, pieces: Iterator[bytes]) -> None:
        """Copy all pieces."""
        for number, piece in enumerate(pieces):
            if number == 0 and (b"<" not in piece[:8] or b'encoding="UTF-16' in piece[:200]):
                raise FileError(f"{self._name} is written in an unusual encoding; save it again", "workbook")
            self._buffer += piece
            self.parser.Parse(piece, False)
            self.keep_until(self._seen)
        self.parser.Parse(b"", True)
        self._out.write(self._buffer)
        self._buffer.clear()

    @property
    def here(self) -> int:
        """The byte where the element that begins or ends stands."""
        return self.parser.CurrentByteIndex

    def keep_until(self, index: int) -> None:
        """Write what was read up to ``index`` as it was, or leave it out while ``dropping``."""
        size = index - self._base
        if size > 0:
            if not self.dropping:
                self._out.write(bytes(self._buffer[:size]))
            del self._buffer[:size]
            self._base = index

    def put(self, text: str) -> None:
        """Write something of our own."""
        self._out.write(text.encode("utf-8"))

    def drop_element(self) -> None:
        """Leave out the element that begins here, with all that is in it; ``drop_end`` must follow at its end."""
        self.keep_until(self.here)
        size = self._tag_size()
        self._alone = self._buffer[size - 2 : size] == b"/>"
        self.dropping = True

    def drop_end(self) -> None:
        """End what ``drop_element`` began."""
        self.keep_until(self.here)
        if not self._alone:
            self.drop_tag()
        self.dropping = False

    def drop_tag(self) -> bool:
        """Leave out the tag that stands here; tell whether it was an element of its own (``<row/>``)."""
        self.keep_until(self.here)
        size = self._tag_size()
        alone = self._buffer[size - 2 : size] == b"/>"
        del self._buffer[:size]
        self._base += size
        return alone

    def _tag_size(self) -> int:
        """Return how long the tag at the beginning of the buffer is; quotes may hold a ">"."""
        quote = 0
        for i, byte in enumerate(self._buffer):
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == 0x3E:
                return i + 1
        return len(self._buffer)


def tag_text(tag: str, attributes: Attributes, alone: bool = False) -> str:
    """Return a start tag as text."""
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{written}{'/' if alone else ''}>"
