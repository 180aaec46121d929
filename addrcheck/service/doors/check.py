"""``/v1/check``: one address, one report."""

from __future__ import annotations

from typing import cast

from flask import Blueprint
from msgspec import UnsetType, structs

from addrcheck.model import Report
from addrcheck.service.asking import checker, text_of
from addrcheck.service.door import door
from addrcheck.service.wire import CheckAnswer, CheckBody, CheckQuery

blueprint = Blueprint("check", __name__)


@door(blueprint, "/v1/check", "Check one address.", Report, scope="check", query=CheckQuery)
def check_query(asked: CheckQuery) -> Report:
    """Return the report on ``q``."""
    text, _ = text_of(asked.q)
    return checker().check(text or "", asked.country, asked.as_of, asked.lang)


@door(
    blueprint,
    "/v1/check",
    "Check one address, or the fields of a form.",
    CheckAnswer,
    scope="check",
    body=CheckBody,
)
def check_body(asked: CheckBody) -> Report:
    """Return the report on ``q`` or ``fields``, with proposals where the form's fields are told."""
    text, fields = text_of(asked.q, cast("dict[str, str] | UnsetType", asked.fields))
    if asked.into is not None:
        given = fields if text is None else text
        report, proposals = checker().advise(given, asked.into, asked.country, asked.as_of, asked.lang)
        return CheckAnswer(**structs.asdict(report), proposals=proposals)
    if text is None:
        return checker().check_fields(fields, asked.country, asked.as_of, asked.lang)
    return checker().check(text, asked.country, asked.as_of, asked.lang)
