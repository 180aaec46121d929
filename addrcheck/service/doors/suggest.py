"""``/v1/suggest``: completions while typing."""

from __future__ import annotations

from typing import cast

from flask import Blueprint
from msgspec import UNSET

from addrcheck.fields import LEVELS_OF_FIELD
from addrcheck.service.asking import checker, text_of
from addrcheck.service.door import door
from addrcheck.service.wire import SuggestAnswer, SuggestBody, SuggestQuery

blueprint = Blueprint("suggest", __name__)


@door(blueprint, "/v1/suggest", "Complete what is typed.", SuggestAnswer, scope="suggest", query=SuggestQuery)
def suggest_query(asked: SuggestQuery) -> SuggestAnswer:
    """Return the completions of ``q``."""
    text, _ = text_of(asked.q)
    fields = {name: getattr(asked, name) for name in LEVELS_OF_FIELD if getattr(asked, name)}
    found = checker().suggest(text or "", fields, asked.limit, asked.country, asked.field)
    return SuggestAnswer(tuple(found))


@door(
    blueprint, "/v1/suggest", "Complete a field of a form.", SuggestAnswer, scope="suggest", body=SuggestBody
)
def suggest_body(asked: SuggestBody) -> SuggestAnswer:
    """Return the completions of ``q`` beside what the other fields hold."""
    text, _ = text_of(asked.q)
    fields = {} if asked.fields is UNSET else cast("dict[str, str]", asked.fields)
    if fields:
        text_of(UNSET, fields)
    found = checker().suggest(text or "", fields, country=asked.country, field=asked.field)
    return SuggestAnswer(tuple(found))
