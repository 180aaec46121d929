"""One key for one place, however it was written: codes, street, house, unit; nothing of the recipient."""

from __future__ import annotations

from addrcheck.model import Component, Report

_LOCAL = frozenset(("town", "village", "group", "devzone", "quarter"))
_STREETS = ("street", "substreet")
_NUMBERS = ("house", "subhouse", "block", "structure", "letter", "plot")
_INSIDE = ("building", "unit", "floor", "room")
_LETTERS = {"building": "b", "unit": "u", "floor": "f", "room": "r"}
_ROOMS = {
    "офис": "o",
    "помещение": "p",
    "комната": "k",
    "кабинет": "c",
    "павильон": "v",
    "склад": "s",
    "место": "m",
}
"""Kinds of rooms that are no flat; where no kind is written, a flat is meant."""

_CHANNELS = ("pobox", "poste_restante", "pickup_point", "military_unit")
_DOORS = frozenset((*_NUMBERS, "building", "room", *_CHANNELS))
_SETTLED = {"CN": ("region", "city", "district"), "RU": ("region", "area", "city", "settlement")}


def place_key(report: Report) -> str:
    """Return the key of the place a report speaks of, "" where it does not lead to a door.

    What one writer adds and another leaves out does not count: the street's town, the district inside a
    Russian city, the floor beside a room, the entrance.

    >>> import addrcheck
    >>> keys = [place_key(addrcheck.check(text)) for text in (
    ...     "浙江省杭州市西湖区文三路100号2幢301", "张三 13800138000 杭州西湖区文三路100号2栋3层301室")]
    >>> keys[0], keys[0] == keys[1]
    ('330106/文三路/100/b2-r301', True)
    """
    parts = [c for c in report.components if c.status != "conflicting"]
    types = {c.type for c in parts}
    settled = _SETTLED.get(report.country or "")
    code = next((c.code for c in reversed(parts) if c.code and settled and c.type in settled), None)
    if code is None or not types & _DOORS or len(report.candidates) > 1:
        return ""
    street = [_written(c) for c in parts if c.type in _STREETS]
    local = [] if street else [c.code or _folded(c.value) for c in parts if c.type in _LOCAL]
    estate = [
        _folded(c.value)
        for c in parts
        if c.type in ("poi", "subpoi") and not (street and types & set(_NUMBERS))
    ]
    numbers = [_written(c) for c in parts if c.type in _NUMBERS]
    inside = [
        _letter(c) + _folded(c.value)
        for c in parts
        if c.type in _INSIDE and not (c.type == "floor" and "room" in types)
    ]
    channel = [f"{c.type}:{_folded(c.value)}" for c in parts if c.type in _CHANNELS]
    pieces = ["-".join(piece) for piece in ((*local, *street, *estate), numbers, inside, channel) if piece]
    return "/".join((code, *pieces))


def _letter(component: Component) -> str:
    """Return the letter of a part inside a house: unit 2 is not building 2, an office not a flat."""
    kind = component.kind if isinstance(component.kind, str) else ""
    return _ROOMS.get(kind, "r") if component.type == "room" else _LETTERS[component.type]


def _written(component: Component) -> str:
    """Return a part with the kind that tells it from its namesakes: пр-т Ленина is not улица Ленина, 100弄 not 100号."""
    value = _folded(component.value)
    if component.type == "house" and (component.text or "").endswith("弄"):
        return value.removesuffix("弄") + "弄"
    kind = component.kind if isinstance(component.kind, str) else ""
    return f"{_folded(kind)} {value}" if kind and kind not in ("улица", "дом") else value


def _folded(text: str) -> str:
    return text.lower().replace("ё", "е").replace("/", "|").strip()
