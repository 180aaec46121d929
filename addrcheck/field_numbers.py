"""Fields that hold a bare number, "7" or "12А": what it numbers is told by the field's name, not by what stands before it.

The house number stays in the text: beside it the grammar knows a street by its name alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from addrcheck.fields import FieldSpan
from addrcheck.model import ComponentType, Part
from addrcheck.reading.normalise import Reading, read

_BARE = re.compile(r"[A-Za-zА-Яа-яЁё]?\d{1,5}[A-Za-zА-Яа-яЁё]?(?:[-/]\d{1,5}[A-Za-zА-Яа-яЁё]?)?")

_NUMBERED: Mapping[str, Mapping[str, tuple[ComponentType, str | None]]] = {
    "CN": {
        "block": ("building", None),
        "structure": ("building", None),
        "building": ("building", None),
        "unit": ("unit", None),
        "entrance": ("unit", None),
        "floor": ("floor", None),
        "room": ("room", None),
    },
    "RU": {
        "block": ("block", "корпус"),
        "structure": ("structure", "строение"),
        "building": ("block", "корпус"),
        "unit": ("entrance", "подъезд"),
        "entrance": ("entrance", "подъезд"),
        "floor": ("floor", "этаж"),
        "room": ("room", "квартира"),
    },
}
"""Country → name of a field → what its number is, and the word for it where the contract asks for one."""


def bare_numbers(text: str, fields: Sequence[FieldSpan]) -> tuple[FieldSpan, ...]:
    """Return the fields that hold nothing but a number which their name explains.

    >>> from addrcheck.fields import join_fields
    >>> [field.name for field in bare_numbers(*join_fields({"address": "文三路100号", "floor": "3层", "room": "12"}))]
    ['room']
    """
    return tuple(
        field
        for field in fields
        if field.name in _NUMBERED["CN"] and _BARE.fullmatch(text, field.start, field.end)
    )


def number_parts(numbers: Sequence[FieldSpan], reading: Reading, country: str) -> list[Part]:
    """Return the part that each of the ``numbers`` is; offsets are those of ``reading.text``."""
    parts = []
    for field in numbers:
        start, end = read_at(reading, field.start), read_at(reading, field.end)
        kind, word = _NUMBERED[country][field.name]
        value = read(reading.raw[field.start : field.end]).text.upper()
        parts.append(Part(kind, start, end, value, word))
    return parts


def read_at(reading: Reading, position: int) -> int:
    """Return where in the read text a position of the typed text stands."""
    return position if reading.offsets is None else bisect_left(reading.offsets, position)
