"""What a caller may choose from: a country, the language of the sentences."""

from __future__ import annotations

from collections.abc import Collection

from addrcheck.errors import UsageError

LANGUAGES = ("zh", "ru", "en")
"""The languages that sentences come in."""


def known(value: str | None, allowed: Collection[str], what: str) -> str | None:
    """Return ``value`` as the house spells it; raise ``UsageError`` where it is not one of ``allowed``."""
    if value is None:
        return None
    for one in allowed:
        if one.lower() == value.lower():
            return one
    raise UsageError(f"unknown {what} {value!r}; known are: {', '.join(allowed)}")
