"""Label what the settled places leave of a Chinese address: roads, numbers, estates, rooms, landmarks.

``tokens`` cuts the text into numbers, type words and punctuation. What stands between numbers and
punctuation is a run of names: ``names`` cuts it and ``labels`` says what each is. ``numbering`` says what
a number is.
"""

from __future__ import annotations

import re

from addrcheck.languages.chinese.labels import label_phrase
from addrcheck.languages.chinese.names import Marker, cut_names
from addrcheck.languages.chinese.numbering import read_number
from addrcheck.languages.chinese.numerals import NUMERAL
from addrcheck.languages.chinese.tokens import DISTANCE, NUMBER, TOKEN, UNIT
from addrcheck.languages.chinese.trail import Trail
from addrcheck.languages.chinese.words import WORDS, Word
from addrcheck.model import Part

_ALSO_NAMES = frozenset("座房户铺门梯队")
"""Unit words that end names as well: 九座, 三房."""
_AREAS = frozenset("区期")
_CROSSINGS = frozenset({"路口", "街口", "巷口"})
_HAN = re.compile("[一-鿿]")
_BESIDE = frozenset("旁对附门")
_BEFORE_TOWNS = frozenset({"devzone", "village", "town", "district"})
"""What may stand before a town; behind anything else 镇 and 乡 are pieces of names."""


def parse_parts(text: str, start: int = 0, end: int | None = None) -> list[Part]:
    """Return the parts of ``text[start:end]`` that grammar alone can tell, in order, without overlaps.

    >>> [(p.type, p.value) for p in parse_parts("文三路100号2幢301")]
    [('street', '文三路'), ('house', '100'), ('building', '2'), ('room', '301')]
    """
    walker = _Walker(Trail(text, start, len(text) if end is None else end))
    walker.walk()
    return walker.trail.parts


class _Walker:
    """One pass over the tokens of a stretch; ``name`` is where the open run of names began, or -1."""

    __slots__ = ("markers", "name", "trail")

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self.name = -1
        self.markers: list[Marker] = []

    def walk(self) -> None:
        """Read the stretch from its start to its end."""
        trail = self.trail
        position = trail.start
        for match in TOKEN.finditer(trail.text, trail.start, trail.end):
            start, end = match.span()
            if start > position:
                self.open(position)
            group = match.lastindex
            if group is None:
                self.word(match[0], start, end)
            elif group == DISTANCE:
                self.flush(start)
                trail.add("landmark", start, end)
            elif not self.takes_in(match[NUMBER], match[UNIT], start, end):
                self.flush(start)
                read_number(trail, match[NUMBER], match[UNIT], start, end)
            position = end
        if trail.end > position:
            self.open(position)
        self.flush(trail.end)

    def open(self, start: int) -> None:
        """Begin a run of names, unless one is open."""
        if self.name < 0:
            self.name = start

    def flush(self, end: int) -> None:
        """Close the run of names and label what it holds."""
        if self.name < 0:
            return
        trail = self.trail
        towns = not trail.seen - _BEFORE_TOWNS
        for start, stop, kind in cut_names(trail.text, self.name, end, self.markers, towns):
            label_phrase(trail, start, stop, kind)
        self.name = -1
        self.markers.clear()

    def word(self, text: str, start: int, end: int) -> None:
        """Note a type word; punctuation closes the run, except for brackets inside a company's name."""
        kind = WORDS.get(text)
        if kind is None:
            if text[0] == "(" and len(text) > 2:
                self.open(start)
            else:
                self.flush(start)
            return
        self.open(start)
        if kind is Word.NEAR and len(text) == 1 and self.trail.text[start - 1 : start] != "(":
            return
        if text in _CROSSINGS and self.is_open(start):
            self.markers += (start, start + 1, Word.STREET), (start + 1, end, Word.MOUTH)
        else:
            self.markers.append((start, end, kind))

    def is_open(self, position: int) -> bool:
        """Tell whether a name is going on at ``position`` that no type word has ended."""
        if self.markers:
            return self.markers[-1][1] < position
        return 0 <= self.name < position

    def takes_in(self, number: str, unit: str | None, start: int, end: int) -> bool:
        """Tell whether a number is a piece of the name around it; 二区 and 一期 become its type word."""
        inside = self.is_open(start)
        if unit and unit in _AREAS:
            self.open(start)
            self.markers.append((start, end, Word.ESTATE if inside or unit == "期" else Word.AREA))
            return True
        if unit:
            return inside and unit in _ALSO_NAMES and number[-1] in NUMERAL
        text = self.trail.text
        if end == self.trail.end or text[end] in _BESIDE or not _HAN.match(text, end):
            return False
        lettered = number[:2].isascii() and number[:2].isalpha()
        if inside or lettered or (self.name < 0 and not self.trail.last):
            self.open(start)
            return True
        return False
