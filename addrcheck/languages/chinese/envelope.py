"""How a Chinese address is written on an envelope: in its own order, and in Latin letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addrcheck.model import Component


def local_form(components: Sequence[Component]) -> str:
    """Write the address from the region down to the room."""
    return "".join(c.text or c.value for c in components)


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in pinyin and English, from the room up to the region."""
    return ", ".join(latin_name(c.code) if c.code else c.value for c in reversed(components))
