"""How the stages of ``addrcheck.reading.contact`` tell each other what they have lifted.

A lifted stretch is overwritten, character for character, by a mark that no text contains. So every
pattern can ask what stands beside it, offsets hold, and nothing is lifted twice. At the end marks become
spaces.
"""

from __future__ import annotations

from msgspec import Struct

PHONE = "\ufdd0"
PERSON_LABEL = "\ufdd1"
LABEL = "\ufdd2"
GONE = "\ufdd3"
MARKS = PHONE + PERSON_LABEL + LABEL + GONE
BLANKS = str.maketrans(dict.fromkeys(MARKS, " "))


class Person(Struct, frozen=True, gc=False):
    """A name and its stretch of the text, which may hold more than the name (收)."""

    start: int
    end: int
    name: str


def cover(text: str, start: int, end: int, mark: str) -> str:
    """Return ``text`` with ``mark`` in every place of ``text[start:end]``.

    >>> cover("张三 浙江", 0, 2, GONE).translate(BLANKS)
    '   浙江'
    """
    return f"{text[:start]}{mark * (end - start)}{text[end:]}"
