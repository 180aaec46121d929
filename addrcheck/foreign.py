"""Addresses of other countries, told by the country's name (``dictionaries/countries.tsv``)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from addrcheck.gazetteer.tables import read_optional

_OUR_OWN = re.compile(r"中国|Росси[яи]|РФ\b|КНР|Китай|\bChina\b|\bRussia\b", re.IGNORECASE)
_BORDER = re.compile("[,;\n]")


class Countries:
    """The names of other countries, where in an address they are meant, and their codes."""

    def __init__(self, table: Path) -> None:
        self._hanzi: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for row in read_optional(table):
            for language, codes in (("zh", self._hanzi), ("ru", self._words), ("en", self._words)):
                for name in filter(None, row[language].split("|")):
                    codes[_key(name).rstrip(".")] = row["code"]
        longest_first = sorted(map(re.escape, self._hanzi), key=len, reverse=True)
        self._begins = re.compile(rf"\s*+({'|'.join(longest_first) or '(?!)'})")

    def named(self, text: str) -> str | None:
        """Return the code of the country that an address names as its own, or None.

        A name counts at the beginning of a Chinese text, and alone between commas elsewhere: «ул. Казахстан» is a
        street. A text that names China or Russia, too, is read by their rules.
        """
        begins = self._begins.match(text)
        code = self._hanzi[begins[1]] if begins else self._alone(text)
        return None if code is None or _OUR_OWN.search(text) else code

    def _alone(self, text: str) -> str | None:
        """Return the code of the first name that stands alone between commas, lines or before a full stop."""
        for piece in _BORDER.split(_key(text)):
            code = self._words.get(piece.strip().rstrip(".")) or self._words.get(
                piece.partition(".")[0].strip()
            )
            if code is not None:
                return code
        return None


def _key(name: str) -> str:
    """Return a name as it is compared."""
    return name.lower().replace("ё", "е")


@lru_cache(maxsize=4)
def countries(dictionaries: Path) -> Countries:
    """Return the countries of a folder of dictionaries, read on first use."""
    return Countries(dictionaries / "countries.tsv")
