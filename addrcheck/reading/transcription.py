"""Russian addresses in Latin letters → the same in Russian ones, every character still knowing its place.

After this the ordinary Russian rules read the text. Transliteration cannot be turned back letter by letter, so
known words are found by their skeletons (``addrcheck.gazetteer.skeletons``) and only the rest is spelt by rule.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from addrcheck.gazetteer.lexicon import lexicon_of
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.reading.latin_tail import find_tail
from addrcheck.reading.latin_words import LATIN, Word, latin_words, translated
from addrcheck.reading.normalise import Reading

_LATIN = re.compile(f"[{LATIN}]")
_OPEN = re.compile(r"[^\s,;(]\s*$")


def russian_from_latin(reading: Reading, gazetteer: Gazetteer) -> Reading | None:
    """Return the reading with its Latin words in Russian letters, or None where it has none.

    ``gazetteer`` is Russia's. A town at the end of the text becomes a field of its own.
    """
    if not _LATIN.search(reading.text):
        return None
    lexicon = lexicon_of(gazetteer)
    words = latin_words(reading.text)
    if not words:
        return None
    tail = find_tail(words, reading.text, lexicon)
    if tail:
        first, last = words[tail.first], words[tail.last - 1]
        words[tail.first : tail.last] = [
            Word(first.start, last.end, first.plain, first.key, first.gap, tail.name)
        ]
    town = words[tail.first] if tail else None
    return respelt(reading, translated(words, reading.text, lexicon), town.start if town else None)


def respelt(
    reading: Reading, words: Sequence[Word], field: int | None = None, spelling: str = "latin"
) -> Reading:
    """Return the reading with ``words`` in Russian; a comma is put before the word at ``field`` where none stands."""
    text: list[str] = []
    offsets = array("I")
    position = 0

    def add(piece: str, start: int, end: int) -> None:
        text.append(piece)
        step = (end - start) / len(piece)
        offsets.extend(_origin(reading, start + int(i * step)) for i in range(len(piece)))

    for word in words:
        if position < word.start:
            add(reading.text[position : word.start], position, word.start)
        if word.start == field and _OPEN.search(reading.text, 0, word.start):
            text.append(", ")
            offsets.extend(_origin(reading, word.start) for _ in range(2))
        if word.russian:
            add(word.russian, word.start, word.end)
        position = word.end
    if position < len(reading.text):
        add(reading.text[position:], position, len(reading.text))
    offsets.append(_origin(reading, len(reading.text)))
    return Reading(reading.raw, "".join(text), offsets, spelling)


def _origin(reading: Reading, at: int) -> int:
    """Return where the character at ``at`` of the read text began in the typed one."""
    return at if reading.offsets is None else reading.offsets[at]
