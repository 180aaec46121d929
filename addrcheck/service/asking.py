"""What every door asks of the app: its engine, its limits, and that a text keeps to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import current_app
from msgspec import UNSET, UnsetType

from addrcheck.checker import Checker
from addrcheck.fields import ORDER
from addrcheck.service.database import Database
from addrcheck.service.engine import Engine
from addrcheck.service.problems import refuse
from addrcheck.settings import ServiceSettings

ENGINE, REMEMBERED = "addrcheck.engine", "addrcheck.database"


def engine() -> Engine:
    """Return the engine of the app."""
    return cast(Engine, current_app.extensions[ENGINE])


def database() -> Database:
    """Return what the app remembers."""
    return cast(Database, current_app.extensions[REMEMBERED])


def checker() -> Checker:
    """Return the checker in use; a request asks once and keeps it."""
    return engine().checker


def limits() -> ServiceSettings:
    """Return the limits of the app."""
    return engine().settings.service


def text_of(
    q: str | UnsetType, fields: Mapping[str, str] | UnsetType = UNSET
) -> tuple[str | None, Mapping[str, str]]:
    """Return the text or the fields of a request; raises ``RefusedError`` where it has both, neither, or too much."""
    if (q is UNSET) == (fields is UNSET):
        raise refuse("q", "one_of", "send either q or fields")
    for name in fields or ():
        if name not in ORDER:
            raise refuse("fields", "unknown", f"fields are: {', '.join(ORDER)}")
    values = fields or {}
    length = len(q) if isinstance(q, str) else len(" ".join(values.values()))
    if length > limits().max_text:
        raise refuse(
            "q" if isinstance(q, str) else "fields", "too_long", f"at most {limits().max_text} characters"
        )
    for text in (q or "", *values.values()):
        _unicode(text)
    return (q, {}) if isinstance(q, str) else (None, values)


def _unicode(text: str) -> None:
    """Raise ``RefusedError`` for half a character, which JSON can write and UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refuse("q", "not_unicode", "half of a surrogate pair stands in the text") from None
