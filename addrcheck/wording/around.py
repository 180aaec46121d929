"""The words of positions: distances, directions, and what is said of a point or of an address on the map."""

from __future__ import annotations

from collections.abc import Mapping

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import Words

WINDS: Words = {
    "N": ("北", "к северу", "north"),
    "NE": ("东北", "к северо-востоку", "north-east"),
    "E": ("东", "к востоку", "east"),
    "SE": ("东南", "к юго-востоку", "south-east"),
    "S": ("南", "к югу", "south"),
    "SW": ("西南", "к юго-западу", "south-west"),
    "W": ("西", "к западу", "west"),
    "NW": ("西北", "к северо-западу", "north-west"),
}

TOLD: Words = {
    "likely": ("可能在", "Вероятно", "Probably in"),
    "nearest": ("附近", "Рядом", "Nearby"),
    "zone": ("配送区", "Зона доставки", "Delivery zone"),
    "nothing": (
        "400 公里内没有收录的地点。",
        "В радиусе 400 км известных мест нет.",
        "No known place within 400 km.",
    ),
    "unknown": (
        "不知道这个地址在哪里。",
        "Где этот адрес, неизвестно.",
        "No position is known for this address.",
    ),
    "not_unique": (
        "这里离国界或海界不到 2 公里，偏移坐标可能对应两个点。",
        "До границы области сдвига меньше 2 км: этим координатам могут отвечать две точки.",
        "Less than 2 km from the edge of the shifted area: two points may have these coordinates.",
    ),
    "dictionary": ("地名库", "справочник", "dictionary"),
}

_UNITS: Mapping[str, tuple[str, str]] = {"zh": ("米", "公里"), "ru": ("м", "км"), "en": ("m", "km")}


def wind_name(wind: str, lang: str) -> str:
    """Return what people call one of the eight directions.

    >>> wind_name("NE", "zh"), wind_name("NE", "ru")
    ('东北', 'к северо-востоку')
    """
    return _pick(WINDS[wind], lang)


def told(key: str, lang: str) -> str:
    """Return one of the phrases of ``TOLD``."""
    return _pick(TOLD[key], lang)


def distance_text(metres: float, lang: str) -> str:
    """Return a distance as a person would say it: no more digits than it deserves.

    >>> distance_text(4230, "zh"), distance_text(4230, "ru"), distance_text(86, "en"), distance_text(73400, "en")
    ('4.2 公里', '4,2 км', '90 m', '73 km')
    """
    short, long = _UNITS[sentence_language(lang)]
    if metres < 995:
        return f"{round(metres, -1):.0f} {short}"
    kilometres = f"{metres / 1000:.1f}" if metres < 9950 else f"{metres / 1000:.0f}"
    return f"{kilometres.replace('.', ',') if long == 'км' else kilometres} {long}"


def _pick(words: tuple[str, str, str], lang: str) -> str:
    return words[("zh", "ru", "en").index(sentence_language(lang))]
