"""Which of the two countries a text in the other one's script names outright."""

from __future__ import annotations

import re

_LATIN = re.compile(
    r"\b(?:china|kita[iyj]|p\.?\s?r\.?\s?c|hong\s?kong|hk|kowloon|maca[uo]|taiwan|taipei|pekin|peking|canton|tibet|inner mongolia|urumqi|"
    r"harbin|hohhot|ordos|kashgar|lhasa)\b",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(
    r"(?<![\w-])(?:кита[йяею]|кнр|к\.н\.р|уезд(?:а|е|у|ом)?|провинци[яиюе]|хошун(?:а|е)?|волост[ьи]|пекин(?:а|е|у|ом)?|"
    r"шанха[йяею]|гонконг(?:а|е)?|макао|тайван[ьяею]|тибет(?:а|е)?|внутренн\w+ монголи\w|маньчжури[яиюе]|урумчи|"
    r"харбин(?:а|е|у|ом)?|гуанчжоу|нанкин(?:а|е)?|тяньцзин[ья]?)(?![\w-])",
    re.IGNORECASE,
)
_RUSSIA = re.compile("俄罗斯|俄国|俄联邦")


def names_china(text: str) -> bool:
    """Tell whether the text names China, a place known abroad, or a level that only China has (уезд, провинция)."""
    return bool(_LATIN.search(text) or _CYRILLIC.search(text))


def names_russia(text: str) -> bool:
    """Tell whether a Chinese text names Russia.

    >>> names_russia("俄罗斯莫斯科特维尔大街1号"), names_russia("杭州市文三路1号")
    (True, False)
    """
    return bool(_RUSSIA.search(text))
