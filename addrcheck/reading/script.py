"""Which script a text is written in, and so which country's rules read it."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W_]")


@lru_cache(8)  # several stages ask for the same text
def country_of(text: str) -> str | None:
    """Return "CN" for Han characters, "RU" for Cyrillic letters, None where neither stands.

    Where both stand, the one with more characters wins; a Han character counts double, since it says
    what two letters say.

    >>> country_of("广州市天河区"), country_of("г. Казань"), country_of("Baker Street 5")
    ('CN', 'RU', None)
    """
    if not _CYRILLIC.search(text):
        return "CN" if _HAN.search(text) else None
    han, cyrillic = len(_HAN.findall(text)), len(_CYRILLIC.findall(text))
    return "CN" if 2 * han >= cyrillic else "RU"


def script_of(text: str) -> str:
    """Return "CN" for Han characters, "RU" for Cyrillic letters, "en" for neither.

    >>> script_of("西湖区"), script_of("Химки"), script_of("Xihu")
    ('CN', 'RU', 'en')
    """
    return country_of(text) or "en"


def has_latin(text: str) -> bool:
    """Tell whether a Latin letter stands in a text."""
    return _LATIN.search(text) is not None


def has_words(text: str) -> bool:
    """Tell whether a person can have meant something by this text: a letter or a digit stands in it."""
    return bool(_WORD.search(text))
