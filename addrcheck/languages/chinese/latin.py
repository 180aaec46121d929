"""How a Chinese address is written for a courier who reads Latin letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addrcheck.model import Component


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in pinyin and English, from the room up to the region."""
    return ", ".join((latin_name(c.code) if c.code else "") or c.value for c in reversed(components))
