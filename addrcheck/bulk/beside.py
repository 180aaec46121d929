"""Which columns are parts of the address where another column holds it whole: not every 号 is a house, nor every State a region.

The address column has the say. A column beside it adds what its rows lack, under a name that means nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from addrcheck.bulk.column_names import folded
from addrcheck.bulk.questions import EVIDENCE, Role


class Likeness(Struct, frozen=True):
    """How much a text looks like an address, 0 to 1; the type of place it is when it is nothing but one; its parts."""

    score: float
    place: str = ""
    parts: frozenset[str] = frozenset()


Judge = Callable[[list[str]], list[Likeness]]
"""Tells of texts how much each looks like an address."""

Texts = Callable[[int], list[str]]
"""Gives the cells of a column in some rows, from the top."""

_UPPER = frozenset(("country", "region", "area", "city", "district", "town", "settlement"))
_VAGUE = frozenset(("block", "quarter", "unit", "state", "area", "стр", "корп", "край", "地区"))
"""Names that mean a part of an address among other parts, and something else (a quarter of the year) alone."""

_PLACE = re.compile("[\u4e00-\u9fff]{2,}[省市区县州盟旗镇乡]")
_PLACES_AT_LEAST = 0.4
_MOST = 0.5


def without_strangers(roles: Sequence[Role], names: Sequence[str], texts: Texts, judge: Judge) -> list[Role]:
    """Return the roles without columns that their names alone made parts of an address that is whole elsewhere."""
    whole = next((role.index for role in roles if role.role == "address"), None)
    suspects = [
        role
        for role in roles
        if role.role not in ("address", *EVIDENCE)
        and role.why == "name"
        and " " not in folded(names[role.index])
    ]
    if whole is None or not suspects:
        return list(roles)
    strangers = {role.index for role in suspects if are_row_numbers(texts(role.index))}
    upper = [role for role in suspects if role.role in _UPPER]
    strangers |= {
        r.index for r in upper if _is_vague(names[r.index]) and not _holds_places(texts(r.index), judge)
    }
    lower = [role for role in suspects if role.role not in _UPPER and role.index not in strangers]
    strangers |= {role.index for role in lower if _is_vague(names[role.index])}
    if any(role.index not in strangers for role in lower):
        had = _commonly_had(_different(texts(whole)), judge)
        strangers |= {role.index for role in lower if role.role in had}
    return [role for role in roles if role.index not in strangers]


def are_row_numbers(texts: Sequence[str]) -> bool:
    """Tell whether the cells of a column count its rows.

    >>> are_row_numbers(["7", "8", "9"]), are_row_numbers(["12", "5", "88"]), are_row_numbers(["5", "6"])
    (True, False, False)
    """
    cells = [text.removesuffix(".0") for text in texts if text]
    if len(cells) < 2 or not all(cell.isdecimal() and len(cell) < 10 for cell in cells):
        return False
    numbers = list(map(int, cells))
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and (
        len(numbers) > 2 or numbers[0] < 2
    )


def _is_vague(name: str) -> bool:
    """Tell whether a name is one character, or a word that means other things too."""
    return len(folded(name)) == 1 or folded(name) in _VAGUE


def _holds_places(texts: list[str], judge: Judge) -> bool:
    """Tell whether the cells are names of places."""
    cells = _different(texts)
    if not cells or sum(bool(_PLACE.fullmatch(cell)) for cell in cells) >= _MOST * len(cells):
        return True
    return sum(likeness.score for likeness in judge(cells)) >= _PLACES_AT_LEAST * len(cells)


def _commonly_had(addresses: list[str], judge: Judge) -> frozenset[str]:
    """Return the parts that most addresses have already."""
    found = [likeness.parts for likeness in judge(addresses)] if addresses else []
    return frozenset(
        part for part in frozenset().union(*found) if sum(part in one for one in found) > _MOST * len(found)
    )


def _different(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))[:30]
