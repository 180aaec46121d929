"""Names in pinyin, by a table of one reading a character.

pypinyin would cost more than everything else that a check does; the table is made from it once
(``addrcheck.sources.china_pinyin``). Only a character that the table does not hold asks pypinyin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from addrcheck.gazetteer.tables import read_optional
from addrcheck.settings import Settings

_HAN = re.compile("[㐀-鿿]+")
_RUNS = re.compile(r"[㐀-鿿]+|[^㐀-鿿\s]+")
_ORDINAL = re.compile(r"(?<!\d)(\d{1,6})号")
_OPEN_VOWELS = frozenset("aoe")
_ONE_WORD = 3


def spell(text: str) -> str:
    """Return a name in pinyin, long ones in words of two or three syllables, other letters as they are.

    >>> spell("文三"), spell("西安"), spell("锦绣江南"), spell("A12"), spell("8号")
    ('Wensan', "Xi'an", 'Jinxiu Jiangnan', 'A12', 'No. 8')
    """
    if text.isascii():
        return text
    if _HAN.fullmatch(text):
        return _spell_run(text)
    spelt = " ".join(_spell_run(run) for run in _RUNS.findall(_ORDINAL.sub(r" No.\1 ", text)))
    return spelt.replace("No.", "No. ").replace("( ", "(").replace(" )", ")")


def _spell_run(run: str) -> str:
    """Return a run of Chinese characters as one word or several; anything else as it is."""
    if run.isascii():
        return run
    readings = _readings()
    syllables = [readings.get(c, c) for c in run]
    if len(syllables) <= _ONE_WORD:
        return _word(syllables)
    words, at = [], 0
    while len(syllables) - at > _ONE_WORD:
        words.append(_word(syllables[at : at + 2]))
        at += 2
    return " ".join([*words, _word(syllables[at:])])


def _word(syllables: list[str]) -> str:
    """Join syllables, with an apostrophe before one that begins with a vowel."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += f"'{syllable}" if syllable[:1] in _OPEN_VOWELS else syllable
    return word[:1].upper() + word[1:]


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    """Return character → syllable, read on first use."""
    table = Settings.from_environment().dictionaries / "cn" / "pinyin.tsv"
    return {c: row["syllable"] for row in read_optional(table) for c in row["characters"]}
