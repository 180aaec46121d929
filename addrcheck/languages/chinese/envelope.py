"""How a Chinese address is written on an envelope, in its own script: from the region down to the room.

Unit words are put back (2 → 2幢, 301 → 301室), what was corrected or renamed stands in today's form, and
reading the result again gives the same parts. The Latin form is in ``latin``.
"""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.languages.chinese.latin import latin_form as latin_form
from addrcheck.languages.chinese.layout import DEFAULT_UNITS, in_official_order, unit_of
from addrcheck.model import Component

_NO_BORDER = frozenset({"region", "city", "district", "town", *DEFAULT_UNITS})
"""Types that end or begin with something that no neighbour runs together with."""


def local_form(components: Sequence[Component]) -> str:
    """Write the address in its official order on one line."""
    return write(in_official_order(components))


def write(ordered: Sequence[Component]) -> str:
    """Write parts that stand in official order.

    Two names that did not stand side by side when they were typed are kept apart by a space.
    """
    pieces: list[str] = []
    before: Component | None = None
    for component in ordered:
        written = written_part(component)
        if before is not None and _would_run_together(before, component, pieces[-1], written):
            pieces.append(" ")
        pieces.append(written)
        before = component
    return "".join(pieces)


def written_part(component: Component) -> str:
    """Return a part with its unit word: 100 is 100号, 301 is 301室."""
    return component.value + unit_of(component) if component.type in DEFAULT_UNITS else component.value


def _would_run_together(first: Component, second: Component, before: str, after: str) -> bool:
    """Tell whether two parts, written together, could be read as one."""
    if before[-1:].isalnum() and before[-1:].isascii() and after[:1].isascii():
        return True
    if first.type in _NO_BORDER or second.type in _NO_BORDER:
        return False
    return first.span is None or second.span is None or first.span[1] != second.span[0]
