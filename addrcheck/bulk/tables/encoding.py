"""Which encoding a text file is in: its mark, strict UTF-8 over the whole of it, then trials that the script must bear out.

GB18030, cp1251, cp866 and Big5 decode almost any bytes without an error, so an error says no and silence says
nothing. What decides is whether the result looks like writing: common hanzi, or Russian words with capitals
only where they belong. The whole file is tried; of a large one, lines from beginning to end are looked at.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from addrcheck.errors import FileError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks; UTF-32 before UTF-16, whose mark it begins with."""

TRIALS = ("cp1251", "cp866", "gb18030", "big5hkscs", "koi8-r")
"""What is tried where a file is not UTF-8; of equals the first: a few Russian capitals make common hanzi, never the reverse."""

LONGEST_LINE = 64_000_000
"""Bytes without a line end, at most; more is no table."""

_PIECE = 1 << 20
_SAMPLE = 4 << 20
_LEAST = 1 << 12
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LIKELY = 0.6
_ONE_ROW = 0.9
"""How much of the letters must look like writing: of a file, and of a single row."""

_ENOUGH_BYTES = 4
"""Bytes of another encoding that a row must hold before they are believed to be writing."""

_WORD = re.compile("[\u0400-\u04ff]+")
_WELL_FORMED = re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")
_IN_LOWER_CASE = re.compile("[А-ЯЁ]?[а-яё]+")
"""What KOI8-R must give: lower case in many other encodings is upper case in it."""

_PUNCTUATION = frozenset("，。、；：？！（）《》〈〉【】「」『』“”‘’—…·～／－＃　〇①②③④⑤⑥⑦⑧⑨⑩№«»–°²³№")


class Encoding(Struct, frozen=True):
    """How to decode a file; ``guessed`` where neither a mark nor UTF-8 said so, ``digest`` of its bytes.

    ``faulty`` means that some bytes do not fit: they are kept as they are (``surrogateescape``).
    """

    name: str
    bom: bool = False
    guessed: bool = False
    faulty: bool = False
    digest: str = ""

    @property
    def errors(self) -> str:
        """The error handler that brings every byte back."""
        return "surrogateescape" if not self.name.startswith(("utf-16", "utf-32")) else "replace"


def find_encoding(path: Path, named: str = "") -> Encoding:
    """Return the encoding of a file, ``named`` if it was told; raises ``FileError`` for what is no text."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    mark = next(((m, name) for m, name in MARKS if head.startswith(m)), None)
    utf8, digest = _read_through(path, wide=bool(mark and mark[1] != "utf-8") or bool(_wide(head)))
    if named:
        return _named(
            path, named, mark is not None and named.lower().replace("_", "-").startswith(mark[1][:5]), digest
        )
    if mark and (mark[1] != "utf-8" or utf8):
        return Encoding(mark[1], bom=True, digest=digest)
    if _wide(head):
        return Encoding(_wide(head), guessed=True, digest=digest)
    if utf8:
        return Encoding("utf-8", digest=digest)
    if mark:
        return Encoding("utf-8", bom=True, faulty=True, digest=digest)
    return _by_trial(path, digest)


def _named(path: Path, named: str, bom: bool, digest: str) -> Encoding:
    """Return the encoding that a person named."""
    try:
        name = codecs.lookup(named).name
    except LookupError:
        raise FileError(f"unknown encoding {named!r}") from None
    if name == "utf-8-sig":
        return Encoding("utf-8", True, digest=digest)
    return Encoding(name, bom, faulty=_faults(path, name) > 0, digest=digest)


def _wide(head: bytes) -> str:
    """Return UTF-16 of one byte order or the other where every second byte of the beginning is zero, else nothing."""
    if len(head) < 4 or b"\0" not in head:
        return ""
    pairs = len(head) // 2
    even, odd = (head[i : 2 * pairs : 2].count(0) / pairs for i in (0, 1))
    if odd > 0.2 and even < 0.02 and b"\n\0" in head:
        return "utf-16-le"
    return "utf-16-be" if even > 0.2 and odd < 0.02 and b"\0\n" in head else ""


def _read_through(path: Path, wide: bool) -> tuple[bool, str]:
    """Tell whether all of a file is UTF-8, and return a digest of it; raises ``FileError`` for binary data."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    digest = blake2b(digest_size=16)
    utf8, line, size, zeros = True, 0, 0, 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size, zeros = size + len(piece), zeros + piece.count(0)
            line = 0 if b"\n" in piece or b"\r" in piece else line + len(piece)
            if line > LONGEST_LINE or (not wide and size > 10_000 and zeros * 5 > size):
                raise FileError(f"{path.name} is no table: it looks like binary data", "no_table")
            if utf8:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    utf8 = False
    if utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            utf8 = False
    return utf8, digest.hexdigest()


def digest_of(path: Path) -> str:
    """Return a digest of a file's bytes."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _faults(path: Path, name: str) -> int:
    """Return whether a file decodes: 0 all of it, 1 but for a character cut in two at its very end, 2 not."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
    except UnicodeDecodeError:
        return 2
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return 1
    return 0


def _by_trial(path: Path, digest: str) -> Encoding:
    """Return the encoding under which most looks like writing; UTF-8 with faults where none does."""
    sample = b"\n".join(_telling_lines(path))
    faults = {name: _faults(path, name) for name in TRIALS}
    best, score = "utf-8", likeness(sample, "utf-8")
    for most in (1, 2):  # first those that decode all, then the right one with a few broken bytes in it
        for name in TRIALS:
            if faults[name] <= most and (found := likeness(sample, name)) > max(score, _LIKELY):
                best, score = name, found
        if score > _LIKELY:
            break
    return Encoding(best, guessed=True, faulty=faults.get(best, 2) > 0, digest=digest)


def _telling_lines(path: Path) -> Iterator[bytes]:
    """Yield lines that are not ASCII, from all over the file: all of them, or of a large file as many from each part."""
    share = max(_LEAST, _SAMPLE * _PIECE // max(1, path.stat().st_size))
    with path.open("rb") as file:
        rest = b""
        while piece := file.read(_PIECE):
            lines, size, at = rest + piece, 0, 0
            while size <= share and (found := _NOT_ASCII.search(lines, at)):
                start = max(lines.rfind(b"\n", 0, found.start()) + 1, found.start() - _LEAST)
                at = lines.find(b"\n", found.start()) + 1 or len(lines)
                size += at - start
                yield lines[start:at]
            rest = lines[lines.rfind(b"\n") + 1 :][-_LEAST:] if size <= share else b""


def likeness(data: bytes, name: str) -> float:
    """Return how much of what is not ASCII looks like writing, 0 to 1, when ``data`` is decoded as ``name``.

    >>> data = "Москва, ул. Тверская".encode("cp1251")
    >>> likeness(data, "cp1251"), likeness(data, "cp866") < 0.6, likeness(data, "gb18030") < 0.6
    (1.0, True, True)
    """
    text = data.decode(name, "replace")
    foreign = Counter(c for c in text if not c.isascii())
    total = sum(foreign.values())
    if not total:
        return 0.0
    good = sum(n for c, n in foreign.items() if c in _PUNCTUATION)
    if name in ("gb18030", "big5hkscs", "utf-8"):
        common = _common_hanzi()
        good += sum(n for c, n in foreign.items() if c in common)
    if name in ("cp1251", "cp866", "koi8-r", "utf-8"):
        well_formed = _IN_LOWER_CASE if name == "koi8-r" else _WELL_FORMED
        good += sum(len(word) for word in _WORD.findall(text) if well_formed.fullmatch(word))
    return min(1.0, good / total)


@cache
def _common_hanzi() -> frozenset[str]:
    """Return the characters that the makers of the standards thought common: the first levels of GB 2312 and Big5."""
    simplified = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    common = {c for pair in simplified for c in pair.decode("gb2312", "ignore")}
    common |= {c for pair in traditional for c in pair.decode("big5", "ignore")}
    return frozenset(common | {chr(c) for c in range(0xFF01, 0xFF5F)})


def rescued(cell: str) -> tuple[str, str]:
    """Return a cell that holds bytes of another encoding as it was meant, and that encoding's name.

    Where no encoding makes sense of it, the bytes become U+FFFD and the name is empty.

    >>> rescued("Москва".encode("cp1251").decode("utf-8", "surrogateescape"))
    ('Москва', 'cp1251')
    """
    data = cell.encode("utf-8", "surrogateescape")
    best, score = "", _ONE_ROW
    for name in TRIALS if sum(byte > 0x7F for byte in data) >= _ENOUGH_BYTES else ():
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        if (found := likeness(data, name)) > score:
            best, score = name, found
    return (data.decode(best), best) if best else (data.decode("utf-8", "replace"), "")
