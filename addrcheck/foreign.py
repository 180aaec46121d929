"""Addresses of other countries, told by the country's name (``dictionaries/countries.tsv``)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from addrcheck.gazetteer.tables import read_optional

_OUR_OWN = re.compile(r"中国|Росси[яи]|РФ\b|КНР|Китай|\bChina\b|\bRussia\b", re.IGNORECASE)


class Countries:
    """The names of other countries, where in an address they are meant, and their codes."""

    def __init__(self, table: Path) -> None:
        self._codes: dict[str, str] = {}
        hanzi: list[str] = []
        words: list[str] = []
        for row in read_optional(table):
            for language, names in (("zh", hanzi), ("ru", words), ("en", words)):
                for name in filter(None, row[language].split("|")):
                    self._codes[_key(name)] = row["code"]
                    names.append(re.escape(name))
        spelt = "|".join(sorted(words, key=len, reverse=True)) or "(?!)"
        begins = "|".join(sorted(hanzi, key=len, reverse=True)) or "(?!)"
        self._named = re.compile(rf"^\s*({begins})|(?:^|[,;\n])\s*({spelt})\s*(?=[,;.\n]|$)", re.IGNORECASE)

    def named(self, text: str) -> str | None:
        """Return the code of the country that an address names as its own, or None.

        A name counts at the beginning of a Chinese text, and alone between commas elsewhere: «ул. Казахстан» is a
        street. A text that names China or Russia, too, is read by their rules.
        """
        found = self._named.search(text)
        if found is None or _OUR_OWN.search(text):
            return None
        return self._codes[_key(found[1] or found[2])]


def _key(name: str) -> str:
    """Return a name as it is compared."""
    return name.lower().replace("ё", "е")


@lru_cache(maxsize=4)
def countries(dictionaries: Path) -> Countries:
    """Return the countries of a folder of dictionaries, read on first use."""
    return Countries(dictionaries / "countries.tsv")
