"""Who is signed in: a signed cookie that names the person, for a working day, for this site's own pages alone.

Pages of the role ``station`` hold what shops entrust to a station; they are open where no key is needed (only this
machine can call), and ask for a sign-in everywhere else. Pages of the role ``admin`` always ask for one.
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Literal, cast

from flask import Flask, Request, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from addrcheck.service.rates import Rates
from addrcheck.service.users import ROLES, Role, User, UserStore
from addrcheck.settings import make_state

Refusal = Literal["needed", "admins_only", "nobody"]

_NAME = "addrcheck.users"
_LASTS = timedelta(hours=12)
_TRIES_A_MINUTE, _TRIES_AT_ONCE = 6, 10


class _Sessions(SecureCookieSessionInterface):
    """Marks the cookie as secure wherever the page came over TLS; without a cookie there is nothing to verify."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a request."""
        return (
            super().open_session(app, request) if "HTTP_COOKIE" in request.environ else self.session_class()
        )

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


class People:
    """The users of an app, and how often somebody may try to be one."""

    def __init__(self, users: UserStore, open_station: bool, share: int = 1) -> None:
        """Know the people of one of ``share`` workers, which does not know what is tried at the others."""
        self.users, self.open_station = users, open_station
        self.tries = Rates(_TRIES_A_MINUTE / share, max(1, _TRIES_AT_ONCE // share))


def install(app: Flask, people: People, folder: Path) -> None:
    """Let ``app`` sign people in; what signs the cookies is kept in ``folder``."""
    app.extensions[_NAME] = people
    app.secret_key = _kept_secret(folder / "secret")
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="addrcheck",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=_LASTS,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def people() -> People:
    """Return the people of the app."""
    return cast(People, current_app.extensions[_NAME])


def secret() -> bytes:
    """Return what this service signs with."""
    return cast(bytes, current_app.secret_key)


def user() -> User | None:
    """Return who is signed in; nobody whose password has changed since, or who was removed."""
    if "user" not in g:
        g.user = _signed_in()
    return cast("User | None", g.user)


def _signed_in() -> User | None:
    name, changed = session.get("name"), session.get("changed")
    if not isinstance(name, str):
        return None
    found = people().users.find(name)
    return found if found and found.changed == changed else None


def sign_in(found: User) -> None:
    """Begin a session; nothing of an earlier one stays."""
    session.clear()
    session.permanent = True
    session["name"], session["changed"] = found.name, found.changed
    g.user = found


def sign_out() -> None:
    """End the session."""
    session.clear()
    g.user = None


def refusal(role: Role) -> Refusal | None:
    """Return why a page of ``role`` is not shown, None where it is."""
    if role == "station" and people().open_station:
        return None
    found = user()
    if found is not None:
        return None if ROLES.index(found.role) >= ROLES.index(role) else "admins_only"
    return "needed" if people().users.all() else "nobody"


def _kept_secret(file: Path) -> bytes:
    """Return the secret of this service, made at its first start; several workers may start at once."""
    make_state(file.parent)
    if not file.exists():
        own = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_bytes(32))
        try:
            os.link(own, file)  # whoever comes first wins
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return file.read_bytes()
