"""A page: a template, its words in the reader's language, and the frame around it.

The language is the one asked for (``?lang=ru``, remembered in a cookie), else the first of the browser's that we speak.
"""

from __future__ import annotations

from typing import Literal, cast

from flask import Blueprint, Response, current_app, make_response, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer

from addrcheck.service import sessions
from addrcheck.service.users import Role
from addrcheck.version import __version__
from addrcheck.wording.pages import LANGUAGES, frame, phrases
from addrcheck.wording.words import Words

Lang = Literal["zh", "ru", "en"]

_PAGES = {
    "form": "/",
    "bulk": "/bulk",
    "station": "/station",
    "zones": "/zones",
    "embed": "/embed",
    "api": "/api",
}
"""The pages that the frame of every page leads to, by the key of their name."""

_COOKIE, _COOKIE_S = "lang", 365 * 86400
_TOKEN_S = 12 * 3600
_TOKEN = "ac_page_"


def language() -> Lang:
    """Return the language of the reader."""
    asked = request.args.get("lang") or request.cookies.get(_COOKIE)
    known = asked if asked in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES), "en")
    return cast(Lang, known)


def render(template: str, words: Words, status: int = 200, **values: object) -> Response:
    """Return the page ``template``; in it ``t`` says a key of ``words``, and ``values`` are at hand."""
    lang = language()
    text = render_template(
        template,
        t=phrases(words, lang),
        frame=phrases(frame.WORDS, lang),
        lang=lang,
        languages=LANGUAGES,
        version=__version__,
        pages=_pages(),
        user=sessions.user(),
        page_token=page_token(),
        **values,
    )
    response = make_response(text, status)
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            _COOKIE, lang, max_age=_COOKIE_S, samesite="Lax", secure=request.is_secure, httponly=True
        )
    response.headers.add("Vary", "Accept-Language, Cookie")
    return response


def _pages() -> list[tuple[str, str]]:
    """Return key and path of the pages that this app has."""
    known = {rule.rule for rule in current_app.url_map.iter_rules()}
    return [(key, path) for key, path in _PAGES.items() if path in known]


def guard(blueprint: Blueprint, role: Role) -> None:
    """Let nobody reach ``blueprint`` who may not (``addrcheck.service.sessions``); who asks for a page may sign in."""

    @blueprint.before_request
    def check() -> Response | None:
        refusal = sessions.refusal(role)
        if refusal is None:
            return None
        from addrcheck.service.doors.login import login_page

        return login_page(refusal)


def page_token() -> str:
    """Return what lets the scripts of a page check and suggest where keys are needed; nothing else, for half a day.

    Whoever can open the page can have one, as with a publishable key.
    """
    token: str = _signer().dumps(request.host)
    return _TOKEN + token


def is_page_token(token: str) -> bool:
    """Tell whether a token is one that a page of this host got lately."""
    if not token.startswith(_TOKEN):
        return False
    try:
        host = _signer().loads(token.removeprefix(_TOKEN), max_age=_TOKEN_S)
    except BadData:
        return False
    return bool(host == request.host)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(sessions.secret(), salt="page")


def wants_page() -> bool:
    """Tell whether a person asked, rather than a program: a browser that goes to a page prefers HTML."""
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return best == "text/html" and not request.path.startswith("/v1/")
