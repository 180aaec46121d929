"""The app: settings in, WSGI out; every part of it installs itself."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from addrcheck.service import access, headers, logs, problems
from addrcheck.service.asking import ENGINE
from addrcheck.service.doors import BLUEPRINTS
from addrcheck.service.doors.status import COUNTERS
from addrcheck.service.engine import Engine
from addrcheck.service.keys import KeyStore
from addrcheck.service.metrics import Counters
from addrcheck.service.rates import Rates
from addrcheck.service.web import PAGES
from addrcheck.settings import Settings

DATABASE = "service.sqlite"


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
    app = Flask("addrcheck.service", template_folder=str(PAGES), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = service.max_body
    app.jinja_env.undefined = StrictUndefined
    app.extensions[ENGINE] = engine
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    counters = Counters([rule.rule for rule in app.url_map.iter_rules()], counts)
    app.extensions[COUNTERS] = counters
    problems.install(app)
    logs.install(app, counters, quiet)
    headers.install(app)
    rates = Rates(service.rate / share, max(1, service.burst // share))
    access.install(app, access.Access(KeyStore(service.state / DATABASE), rates, service.keys))
    if service.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=service.proxies, x_proto=service.proxies)  # type: ignore[method-assign]
    return app
