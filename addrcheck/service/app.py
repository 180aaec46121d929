"""The app: settings in, WSGI out; every part of it installs itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from flask import Flask, Request, Response
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import cached_property
from werkzeug.wsgi import ClosingIterator

from addrcheck.service import access, headers, logs, problems, sessions
from addrcheck.service.asking import ENGINE, REMEMBERED
from addrcheck.service.database import Database
from addrcheck.service.doors import BLUEPRINTS
from addrcheck.service.doors.status import COUNTERS
from addrcheck.service.engine import Engine
from addrcheck.service.jobs import desk
from addrcheck.service.keys import KeyStore
from addrcheck.service.metrics import Counters
from addrcheck.service.rates import Rates
from addrcheck.service.users import UserStore
from addrcheck.service.web import PAGES
from addrcheck.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class _Answer(Response):
    """A response that hands the server its whole body at once, where it has it: granian sends a list without a stream."""

    def get_app_iter(self, environ: WSGIEnvironment) -> Iterable[bytes]:
        """Return the parts of the body."""
        parts = super().get_app_iter(environ)
        if self.is_sequence and isinstance(parts, ClosingIterator):
            with closing(parts):
                return list(parts)
        return parts


class _Request(Request):
    """A request whose URL may hold bytes that are no UTF-8: as in files, each counts as one U+FFFD."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the parameters of the URL."""
        text = self.query_string.decode("utf-8", "replace")
        return self.parameter_storage_class(parse_qsl(text, keep_blank_values=True, errors="replace"))


class _App(Flask):
    """Flask without the look whether a view is a coroutine, six times a request: none is."""

    request_class = _Request
    response_class = _Answer

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(
    settings: Settings | None = None,
    engine: Engine | None = None,
    *,
    share: int = 1,
    counts: Path | None = None,
    quiet: bool = False,
) -> Flask:
    """Return the app; one of ``share`` workers, which count their requests in files of the folder ``counts``.

    ``engine`` is one that is open already; ``quiet`` writes no line per request.
    """
    engine = engine or Engine(settings or Settings.from_environment())
    if settings is not None:
        engine.settings = settings
    service = engine.settings.service
    app = _App("addrcheck.service", template_folder=str(PAGES), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = service.max_body
    app.config["TRUSTED_HOSTS"] = list(service.hosts) or None
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[ENGINE] = engine
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    counters = Counters([rule.rule for rule in app.url_map.iter_rules()], counts)
    app.extensions[COUNTERS] = counters
    problems.install(app)
    logs.install(app, counters, quiet)
    headers.install(app)
    rates = Rates(service.rate / share, max(1, service.burst // share))
    database = app.extensions[REMEMBERED] = Database.of(service)
    people = sessions.People(UserStore(database), not service.keys, share)
    sessions.install(app, people, service.state)
    desk.install(app, service, database)
    access.install(app, access.Access(KeyStore(database), rates, service.keys, service.proxies))
    if service.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=service.proxies, x_proto=service.proxies)  # type: ignore[method-assign]
    return app
