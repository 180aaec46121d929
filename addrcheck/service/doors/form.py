"""``/``: one address, checked for a person. A page by itself, or the answer alone for the page's script."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, request

from addrcheck.service.access import admit
from addrcheck.service.asking import checker, limits
from addrcheck.service.form.answer import Answer, answered
from addrcheck.service.form.asked import Asked, asked_of
from addrcheck.service.form.words import speech
from addrcheck.service.page import language, render
from addrcheck.service.problems import RefusedError
from addrcheck.wording.pages import form as wording

blueprint = Blueprint("form", __name__)

_FRAGMENT = "X-Fragment"
"""Asks for the answer without the page around it; the answer says so, too."""


@blueprint.get("/")
def page() -> Response:
    """Return the empty form."""
    return _shown(Asked())


@blueprint.post("/")
def check() -> Response:
    """Return the form with the answer; who only changes the language of an empty form gets it empty."""
    asked = asked_of(request.form)
    if not asked.text and "lang" in request.args:
        return _shown(asked)
    try:
        admit(None)
    except RefusedError as refusal:
        return _refused(asked, refusal)
    if len(asked.text) > limits().max_text:
        values = {"limit": limits().max_text, "length": len(asked.text)}
        return _shown(asked, 400, trouble=("too_long", values))
    return _shown(asked, answer=answered(asked, checker(), language()))


def _refused(asked: Asked, refusal: RefusedError) -> Response:
    """Return the form with what was typed and how long to wait, where too much is asked; else the refusal itself."""
    if refusal.status != 429:
        raise refusal
    response = _shown(asked, 429, trouble=("wait", {"seconds": refusal.headers["Retry-After"]}))
    response.headers.update(refusal.headers)
    return response


def _shown(
    asked: Asked,
    status: int = 200,
    answer: Answer | None = None,
    trouble: tuple[str, Mapping[str, object]] | None = None,
) -> Response:
    """Return the page, or its fragment."""
    alone = _FRAGMENT in request.headers
    template = "answer.html" if alone else "form.html"
    values = speech(language(), answer.speak if answer else language())
    response = render(template, wording.WORDS, status, asked=asked, answer=answer, trouble=trouble, **values)
    if alone:
        response.headers[_FRAGMENT] = "answer"
    return response
