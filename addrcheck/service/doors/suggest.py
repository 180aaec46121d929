"""``/v1/suggest``: completions while typing."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.fields import LEVELS_OF_FIELD
from addrcheck.service.asking import checker, text_of
from addrcheck.service.door import door
from addrcheck.service.wire import SuggestAnswer, SuggestQuery

blueprint = Blueprint("suggest", __name__)


@door(blueprint, "/v1/suggest", "Complete what is typed.", SuggestAnswer, scope="suggest", query=SuggestQuery)
def suggest(asked: SuggestQuery) -> SuggestAnswer:
    """Return the completions of ``q``."""
    text, _ = text_of(asked.q)
    fields = {name: getattr(asked, name) for name in LEVELS_OF_FIELD if getattr(asked, name)}
    found = checker().suggest(text or "", fields, asked.limit, asked.country, asked.field)
    return SuggestAnswer(tuple(found))
