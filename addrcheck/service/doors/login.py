"""``/login`` and ``/logout``: a name and a password, tried a few times a minute at most."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from addrcheck.service import sessions
from addrcheck.service.access import address_of_client
from addrcheck.service.page import render
from addrcheck.wording.pages import login as wording

blueprint = Blueprint("login", __name__)

_STATUS = {"needed": 401, "admins_only": 403, "nobody": 403}


def login_page(reason: str, **values: object) -> Response:
    """Return the form, with the reason why it is shown."""
    status = _STATUS.get(reason, 200)
    asked = (
        request.path
        if request.method == "GET" and request.path != "/login"
        else request.values.get("next", "/")
    )
    return render("login.html", wording.WORDS, status, reason=reason, next=_own_path(asked), **values)


@blueprint.get("/login")
def form() -> Response:
    """Return the form."""
    return login_page("nobody" if not sessions.people().users.all() else "")


@blueprint.post("/login")
def sign_in() -> Response:
    """Begin a session, or say that name or password is wrong."""
    people = sessions.people()
    wait = people.tries.spend(address_of_client())
    if wait:
        answer = login_page("wait", seconds=wait)
        answer.status_code, answer.headers["Retry-After"] = 429, str(wait)
        return answer
    user = people.users.sign_in(request.form.get("name", ""), request.form.get("password", ""))
    if user is None:
        answer = login_page("wrong")
        answer.status_code = 401
        return answer
    sessions.sign_in(user)
    return _to(_own_path(request.form.get("next", "/")))


@blueprint.post("/logout")
def sign_out() -> Response:
    """End the session."""
    sessions.sign_out()
    return _to("/")


def _to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})


def _own_path(path: str) -> str:
    """Return a path of this site, ``/`` where it is none: nobody is led elsewhere by a link to the form."""
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    inside = not parts.scheme and not parts.netloc and path.startswith("/") and "\\" not in path
    return parts.path if inside and not path.startswith("//") and path.isprintable() else "/"
