"""What was typed → what is read: one width, one dash, one space, every character still knowing its place.

Nearly every text maps character to character, so offsets need no table. Only combining marks and
invisible characters change the length; then ``Reading`` carries the offset of every character.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from msgspec import Struct

from addrcheck.model import Span

_DASHES = "‐‑‒–—―−－﹣⸺⸻─━～〜~∼"
_SPACES = "\t\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
_SAME = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("“”„‟«»〝〞", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("，﹐", ","),
    "。": ".",
    "：": ":",
    "；": ";",
}
_CHANGES_LENGTH = re.compile(
    "[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]"
)


_UNUSUAL = re.compile("[^\n -~\u4e00-\u9fffА-Яа-яЁё]")
"""Anything but plain ASCII, Han characters and Russian letters: only then is there something to fold."""


_ENDLESS_LENGTH = 100
_ENDLESS = re.compile(f"[A-Za-zА-Яа-яЁё0-9]{{{_ENDLESS_LENGTH},}}")


class _Fold(dict[int, str]):
    """A translation table that works out a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) != 1:  # ½, ㎡, № stay what they are: their offsets could not be told apart
            folded = chr(code)
        elif unicodedata.category(folded) in ("Cc", "Cs") and folded != "\n":
            folded = " "
        if len(self) < 10_000:
            self[code] = folded
        return folded


_FOLD = _Fold({ord(k): v for k, v in _SAME.items()} | {i: chr(i) for i in range(32, 126)} | {10: "\n"})


class Reading(Struct, frozen=True, gc=False):
    """A text as read; ``text`` is what the stages see, ``raw`` what was typed.

    ``offsets`` holds, for each character of ``text`` and for its end, where it began in ``raw``; None
    means that nothing moved. ``spelling`` tells what of the spelling was undone: "layout", "latin", "mixed".
    """

    raw: str
    text: str
    offsets: array[int] | None = None
    spelling: str | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the span in the typed text of ``text[start:end]``.

        >>> reading = read("г. И\u0306ошкар-Ола")
        >>> reading.text[3:], reading.span(3, 13)
        ('Йошкар-Ола', (3, 14))
        """
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]

    def typed(self, start: int, end: int) -> str:
        """Return what was typed where ``text[start:end]`` is read."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def respelt(self, start: int, end: int) -> bool:
        """Tell whether ``text[start:end]`` was typed in other letters: another layout, another alphabet."""
        return self.spelling is not None and self.typed(start, end) != self.text[start:end]


def read(raw: str) -> Reading:
    """Fold width, dashes, quotes and spaces; compose letters; drop what cannot be seen.

    >>> read("文三路１００号　３０１—２室").text
    '文三路100号 301-2室'
    """
    if not _UNUSUAL.search(raw):
        return Reading(raw, _without_endless(raw))
    if _CHANGES_LENGTH.search(raw):
        return _read_slowly(raw)
    return Reading(raw, _without_endless(raw.translate(_FOLD)))


def _without_endless(text: str) -> str:
    """Blank words so long that nobody means them: cutting a glued word in all ways takes the square of its length."""
    if len(text) < _ENDLESS_LENGTH:
        return text
    return _ENDLESS.sub(lambda found: " " * len(found[0]), text)


def _read_slowly(raw: str) -> Reading:
    """Read a text whose length changes, noting where each character began."""
    text: list[str] = []
    offsets = array("I")
    for i, char in enumerate(raw):
        if not _CHANGES_LENGTH.match(char):
            text.append(_FOLD[ord(char)])
            offsets.append(i)
        elif text and unicodedata.combining(char):
            composed = unicodedata.normalize("NFC", text[-1] + char)
            text[-1] = composed if len(composed) == 1 else text[-1]
    offsets.append(len(raw))
    return Reading(raw, _without_endless("".join(text)), offsets)
