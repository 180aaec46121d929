"""XML out of zip files, read as a stream: sheets are larger than memory should be.

A document type is refused (nothing an office program writes has one, and entities can grow without end),
and so is a member that unpacks out of all proportion.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from xml.parsers import expat

from addrcheck.bulk.tables.container import Proportion
from addrcheck.errors import FileError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

Attributes = dict[str, str]

_PIECE = 1 << 16


def local(name: str) -> str:
    """Return a tag without its prefix: "x:row" is "row"."""
    return name.rpartition(":")[2]


def new_parser(name: str) -> XMLParserType:
    """Return a parser that keeps prefixes and refuses document types; ``name`` is for its error."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise FileError(
            f"{name} declares a document type, which no spreadsheet needs; it is not read", "damaged"
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser


def pieces(archive: zipfile.ZipFile, member: str, file_name: str) -> Iterator[bytes]:
    """Yield the bytes of a member; raises ``FileError`` where it is missing, damaged or a bomb."""
    try:
        info = archive.getinfo(member)
    except KeyError:
        raise FileError(f"{file_name} is damaged: {member} is missing", "damaged") from None
    proportion = Proportion(info.compress_size, f"{file_name}/{member}")
    with archive.open(info) as stream:
        while piece := stream.read(_PIECE):
            proportion.count(len(piece))
            yield piece


def parse(parser: XMLParserType, archive: zipfile.ZipFile, member: str, file_name: str) -> Iterator[None]:
    """Feed a member to ``parser``, stopping after each piece for whoever collects what the handlers found."""
    try:
        for piece in pieces(archive, member, file_name):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, zipfile.BadZipFile, EOFError) as error:
        raise FileError(f"{file_name} is damaged: {member}: {error}", "damaged") from None


def each_element(
    archive: zipfile.ZipFile, member: str, file_name: str, found: Callable[[str, Attributes], None]
) -> None:
    """Call ``found`` with the local name and the attributes of every element of a small member."""
    parser = new_parser(file_name)
    parser.StartElementHandler = lambda name, attributes: found(local(name), attributes)
    for _ in parse(parser, archive, member, file_name):
        pass
