"""Cheap signs that a text in Latin or Russian letters may be a Chinese address."""

from __future__ import annotations

import re

from addrcheck.languages.chinese.abroad.glued import is_spelt

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile(
    r"\b(?:china|p\.?\s?r\.?\s?c|hong\s?kong|hk|kowloon|maca[uo]|taiwan|taipei|peking|canton|tibet|inner mongolia|urumqi|"
    r"harbin|hohhot|ordos|kashgar|lhasa)\b",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(
    r"(?<![\w-])(?:кита[йяею]|кнр|к\.н\.р|уезд(?:а|е|у|ом)?|провинци[яиюе]|хошун(?:а|е)?|волост[ьи]|пекин(?:а|е|у|ом)?|"
    r"шанха[йяею]|гонконг(?:а|е)?|макао|тайван[ьяею]|тибет(?:а|е)?|внутренн\w+ монголи\w|маньчжури[яиюе]|урумчи|"
    r"харбин(?:а|е|у|ом)?|гуанчжоу|нанкин(?:а|е)?|тяньцзин[ья]?)(?![\w-])",
    re.IGNORECASE,
)
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


def names_china(text: str) -> bool:
    """Tell whether the text names China, a place known abroad, or a level that only China has (уезд, провинция)."""
    return bool(_LATIN.search(text) or _CYRILLIC.search(text))
