"""Hides what a label need not tell (GB/T 41833-2022): part of the name, six digits of the phone, the flat.

What is hidden stands as asterisks. The last four digits of a phone stay, by which people call a parcel their own (尾号).
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import UNSET, structs

from addrcheck.hypotheses import RULES, rules_of
from addrcheck.model import Component, Report

HIDDEN = "*"
BEHIND_THE_DOOR = frozenset({"unit", "entrance", "floor", "room"})
"""The parts of an address that no label shows; who delivers asks for them where they may be seen."""

_LETTER, _BEHIND_FIRST = re.compile(r"\S"), re.compile(r"(?<=\S)\S")
_LEAST_DIGITS, _LAST_SHOWN = 6, 4
_EXTENSION = re.compile(
    r"(?:(?<![\s(])[\s(]*+(?:转|轉|分机号?|доб(?:ав(?:очный)?)?\.?|ext\.?|;ext=|#)[\s:№]*|(?<=\d{11})[-_])\d{1,6}\)?$",
    re.IGNORECASE,
)
_BETWEEN_PHONES = re.compile(r"((?:(?<!\s)\s*)?[,、/|\n]\s*|(?:(?<!\s)\s*)?;(?!ext=)\s*)")
_PLACE = re.compile(r"[\d*•●×xX]")
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d{7,}")
_DOOR_BEHIND_DASH = re.compile(r"(?<=\d-)\d{3,4}$")


def mask_name(name: str) -> str:
    """Return a name of which every word keeps its first letter; 张三 keeps its surname.

    >>> mask_name("张三"), mask_name("欧阳娜娜"), mask_name("Иван Иванов"), mask_name("李")
    ('张*', '欧***', 'И*** И*****', '*')
    """
    text = unicodedata.normalize("NFC", name.strip())
    shown = _BEHIND_FIRST.sub(HIDDEN, text)
    return shown if HIDDEN in shown else _LETTER.sub(HIDDEN, text)  # single letters would be the whole name


def mask_phone(phone: str) -> str:
    """Return a phone, or several, of each of which at least six digits are hidden: those before the last four.

    An extension stays: it tells apart the people who share a virtual number, and dials nothing by itself. Digits that
    somebody hid before stay hidden.

    >>> mask_phone("13800138000"), mask_phone("+7 916 123-45-67"), mask_phone("138****8000")
    ('1******8000', '+7 *** ***-45-67', '1******8000')
    >>> mask_phone("12345678901-1234"), mask_phone("62345678"), mask_phone("95338")
    ('1******8901-1234', '******78', '*****')
    """
    parts = _BETWEEN_PHONES.split(unicodedata.normalize("NFKC", phone.strip()))
    return "".join(part if i % 2 else _one_phone(part) for i, part in enumerate(parts))


def _one_phone(text: str) -> str:
    """Return one phone with its digits hidden."""
    found = _EXTENSION.search(text)
    number, extension = (text[: found.start()], text[found.start() :]) if found else (text, "")
    places = [match.start() for match in _PLACE.finditer(number)]
    shown = max(0, min(_LAST_SHOWN, len(places) - _LEAST_DIGITS))
    hidden = set(places[max(0, len(places) - shown - _LEAST_DIGITS) : len(places) - shown])
    hidden |= {at for at in places if not number[at].isdigit()}
    return "".join(HIDDEN if i in hidden else char for i, char in enumerate(number)) + extension


def mask_address(report: Report) -> str:
    """Return an address as it stands on an envelope, in its own script, without the number of the flat.

    Of a text in which nothing was recognised every digit is hidden, since any of them may be the flat's or a phone's.

    >>> from addrcheck import check
    >>> mask_address(check("浙江省杭州市西湖区文三路100号2幢1单元301室"))
    '浙江省杭州市西湖区文三路100号2幢*单元*室'
    >>> mask_address(check("Казань, ул. Баумана, 44, подъезд 2, кв. 5"))
    'Респ. Татарстан, г. Казань, ул. Баумана, д. 44, подъезд *, кв. *'
    """
    if not report.components or report.country not in RULES:
        return _DIGIT.sub(HIDDEN, report.input)
    shown = tuple(map(_shown, report.components))
    local = rules_of(RULES[report.country]).written(shown, lambda code: "").local
    return _LONG_NUMBER.sub(lambda number: mask_phone(number[0]), local)


def _shown(component: Component) -> Component:
    """Return a component as a label shows it; a kind such as «офис» stays, and 100-301 may end with a room."""
    if component.type in BEHIND_THE_DOOR:
        return structs.replace(component, value=HIDDEN, text=None, former=UNSET)
    if component.type == "house":
        return structs.replace(component, value=_DOOR_BEHIND_DASH.sub(HIDDEN, component.value))
    return component
