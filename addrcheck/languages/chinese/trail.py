"""What a stretch of an address has given so far; what the next number means depends on it."""

from __future__ import annotations

from addrcheck.languages.chinese.numerals import canonical
from addrcheck.model import ComponentType, Part

_DIGITS = frozenset("0123456789一二三四五六七八九十ABCDEFabcdef-")


class Trail:
    """The parts of one stretch, in order, with what is asked of them over and over."""

    __slots__ = ("end", "last", "parts", "seen", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Start with nothing read of ``text[start:end]``."""
        self.text, self.start, self.end = text, start, end
        self.parts: list[Part] = []
        self.seen: set[str] = set()
        self.last = ""

    def add(self, kind: ComponentType, start: int, end: int, number: str | None = None) -> None:
        """Add a part; its value is ``number`` in canonical form, or the text itself."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        self.parts.append(Part(kind, start, end, text[start:end] if number is None else canonical(number)))
        self.seen.add(kind)
        self.last = kind

    def extend(self, end: int, number: str) -> None:
        """Let the last part go on to ``end``: 1234信箱 and then 56分箱."""
        before = self.parts[-1]
        value = f"{before.value}-{number}" if before.value[0].isdigit() else number
        self.parts[-1] = Part(before.type, before.start, end, canonical(value))

    def goes_on(self, position: int) -> bool:
        """Tell whether anything but spaces comes at ``position``."""
        return not self.text[position : self.end].isspace() and position < self.end

    def number_follows(self, position: int) -> bool:
        """Tell whether what comes at ``position`` is one more number."""
        while position < self.end and self.text[position] == " ":
            position += 1
        return position < self.end and self.text[position] in _DIGITS
