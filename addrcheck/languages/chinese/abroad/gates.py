"""Cheap signs that a text in Latin or Russian letters may be a Chinese address."""

from __future__ import annotations

import re

from addrcheck.languages.chinese.abroad.glued import is_spelt
from addrcheck.reading.countries import names_china

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]{4,}|[а-яё]{4,}")


def looks_like(text: str) -> bool:
    """Tell whether a Chinese address may stand in ``text``, which has no Chinese characters.

    >>> looks_like("100 Wensan Road, Hangzhou"), looks_like("Baker Street 5"), looks_like("район Сиху, Ханчжоу")
    (True, False, True)
    """
    if _HAN.search(text):
        return False
    if names_china(text):
        return True
    folded = text.lower().replace("'", "")
    return any(is_spelt(word.replace("ё", "е")) for word in _WORD.findall(folded))
