"""The numbers that no word explains, by where they stand: house, block, flat."""

from __future__ import annotations

from addrcheck.languages.russian.house import CHUNKS, is_range
from addrcheck.languages.russian.line import NUMBER, Line, Locator
from addrcheck.languages.russian.locators import read_number
from addrcheck.model import Level

_MAIN = ("house", "plot")
_KINDS = {"block": "корпус", "structure": "строение", "room": ""}


def read_bare_numbers(line: Line) -> None:
    """Give the numbers that no word explains a meaning by their place: house, block, flat."""
    _drop_region_codes(line)
    free = [i for i, tag in enumerate(line.tags) if tag is NUMBER and not line.taken[i]]
    if free and not any(locator.type in _MAIN for locator in line.locators):
        at = _house_among(line, free)
        free.remove(at)
        read_number(line, at, at, line.elements.find("дом"))
        free = [i for i in free if not line.taken[i]]
    house = next((locator for locator in line.locators if locator.type in _MAIN), None)
    main = house or next(
        (locator for locator in line.locators if locator.type in ("block", "structure")), None
    )
    if main is None or not (free or line.dashed):
        return
    rest = [(at, value, start, end, True) for at, value, start, end in line.dashed]
    for i in free:
        if i > main.at:
            value = CHUNKS[line.words[i]].pieces[0][1]
            rest.append((i, value, line.starts[i], line.ends[i], False))
            line.claim(i, i + 1)
    rest.sort(key=lambda number: number[2])
    named_flat = next((locator for locator in line.locators if locator.type == "room"), None)
    if named_flat is not None:
        rest = [number for number in rest if number[2] < named_flat.start]
    dashed = bool(rest) and rest[0][4]
    if house and dashed and (len(rest) == 1 or named_flat is not None) and is_range(house.value, rest[0][1]):
        _, value, _, end, _ = rest.pop(0)
        house.value += f"-{value}"
        house.end = end
    _place_rest(line, rest)


def _place_rest(line: Line, rest: list[tuple[int, str, int, int, bool]]) -> None:
    """Read the numbers after the house: the last is the flat, one before it the block."""
    types = {locator.type for locator in line.locators}
    wanted = [t for t in ("block", "structure") if t not in types]
    order = ["room"] if "room" not in types else []
    order = wanted[: max(0, len(rest) - len(order))] + order
    if len(rest) == 1 and order:
        order = order[-1:]
    for (at, value, start, end, _), kind_type in zip(rest, order, strict=False):
        line.locators.append(Locator(kind_type, value, _KINDS[kind_type], start, end, False, at))


def _house_among(line: Line, free: list[int]) -> int:
    """Return the number that is the house: the first after the street, else the first of all."""
    streets = [p.last for p in line.phrases if p.group in ("street", "quarter")]
    if streets:
        return next((i for i in free if i >= streets[-1]), free[0])
    return free[0]


def _drop_region_codes(line: Line) -> None:
    """Claim the subject's number before its name: "77 г. Москва", "62 Рязанская область"."""
    for phrase in line.phrases:
        i = phrase.first - 1
        if (
            i < 0
            or line.tags[i] is not NUMBER
            or line.taken[i]
            or len(line.words[i]) > 2
            or line.gaps[phrase.first] == 2
        ):
            continue
        gazetteer = line.gazetteer
        if any(
            gazetteer.levels[p] == Level.REGION and gazetteer.codes[p][:2] == line.words[i].zfill(2)
            for p, _ in phrase.places
        ):
            line.claim(i, i + 1)
            phrase.first = i
