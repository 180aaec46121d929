"""Running the service: granian with its workers, waitress with threads where granian cannot run.

SIGTERM lets the requests in hand end. SIGHUP asks every worker to look for new tables; it works beside the requests,
which go on with the tables that they began with (``addrcheck.service.engine``).
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
import threading
from pathlib import Path
from typing import Literal

from flask import Flask
from msgspec import Struct

from addrcheck.checker import Checker
from addrcheck.errors import SettingsError
from addrcheck.gazetteer.cache import load
from addrcheck.service import ending, lines
from addrcheck.service.app import create_app
from addrcheck.service.asking import REMEMBERED
from addrcheck.service.engine import COUNTRIES, RELOAD_FILE, Engine, spare
from addrcheck.service.jobs.supervisor import Supervisor
from addrcheck.service.logs import log_event
from addrcheck.service.station import retention
from addrcheck.service.zones.running import RunningZones
from addrcheck.settings import Settings, make_state
from addrcheck.zones.store import ZoneStore

Server = Literal["granian", "waitress"]

_COUNTS, _SHARE = "ADDRCHECK_RUN_COUNTS", "ADDRCHECK_RUN_SHARE"
_END_WITHIN_S = 30
_MOST_WAITING = 1024
_STOP = signal.SIGALRM
"""What ends waitress, in its own thread; SIGINT may be ignored, as in what a script starts in the background."""


class Running(Struct, frozen=True):
    """Where to listen, and with what."""

    host: str
    port: int
    server: Server
    quiet: bool


def serve(settings: Settings, running: Running) -> None:
    """Serve until told to end; raises ``SettingsError`` where the port or a table cannot be used."""
    _prepare(settings)
    os.environ.update(_environment(settings, running.quiet))
    counts = Path(tempfile.mkdtemp(prefix="addrcheck-run-"))
    os.environ[_COUNTS] = str(counts)
    consumer = Supervisor()
    consumer.start()
    try:
        if running.server == "granian":
            _granian(settings, running)
        else:
            _waitress(settings, running)
    finally:
        consumer.end()
        shutil.rmtree(counts, ignore_errors=True)


def _prepare(settings: Settings) -> None:
    """Do once what the workers would otherwise all do: compile, migrate, refuse zones that cannot be used."""
    make_state(settings.service.state)
    for country in COUNTRIES:
        load(country, settings.dictionaries, settings.cache)
    zones = RunningZones(settings)
    zones.open(ZoneStore(), Checker(settings).ground, starting=True)  # raises where the table cannot be used
    if zones.database.exists():
        zones.database.engine.dispose()


def _environment(settings: Settings, quiet: bool) -> dict[str, str]:
    """Return what the workers must be told: they read their settings from the environment, as anybody does."""
    service = settings.service
    told = {
        "ADDRCHECK_KEYS": "required" if service.keys else "off",
        "ADDRCHECK_STATE": str(service.state),
        "ADDRCHECK_HOSTS": " ".join(service.hosts),
        _SHARE: str(service.workers),
        "ADDRCHECK_RUN_QUIET": "1" if quiet else "",
    }
    if settings.zones:
        told["ADDRCHECK_ZONES"] = str(settings.zones)
    return told


def worker_app() -> Flask:
    """Return the app of one worker of a running service."""
    settings = Settings.from_environment()
    engine = Engine(settings, starting=False)
    engine.watch(settings.service.state)
    counts = os.environ.get(_COUNTS)
    app = create_app(
        engine=engine,
        share=int(os.environ.get(_SHARE, "1")),
        counts=Path(counts) if counts else None,
        quiet=bool(os.environ.get("ADDRCHECK_RUN_QUIET")),
    )
    ending.expect(app)
    lines.write_together()
    spare()
    retention.watch(app.extensions[REMEMBERED], settings.service.manifest_days)
    return app


def _granian(settings: Settings, running: Running) -> None:
    """Serve with granian: one process a worker, a new one for each that dies."""
    from granian import Granian
    from granian.constants import Interfaces

    address = _free(running.host, running.port)
    reload_file = settings.service.state / RELOAD_FILE

    class _Server(Granian):  # type: ignore[misc, valid-type]
        def signal_handler_reload(self, *args: object, **kwargs: object) -> None:
            ask_to_reload(reload_file)

        def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
            if (
                os.getpid() != self.pid
            ):  # a fork that is still starting has its parent's handlers, and no requests
                os._exit(0)
            stop = super().signal_handler_interrupt
            ending.tell([worker.inner.pid for worker in self.wrks if worker.is_alive()], stop)

    signal.signal(ending.TELL, signal.SIG_IGN)  # workers that are starting inherit it
    server = _Server(
        "addrcheck.service.serve:worker_app",
        address=address,
        port=running.port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=settings.service.workers,
        blocking_threads=settings.service.threads,
        backlog=_MOST_WAITING,
        backpressure=_MOST_WAITING,
        websockets=False,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_END_WITHIN_S,
    )
    log_event(
        "serving", server="granian", workers=settings.service.workers, host=running.host, port=running.port
    )
    server.serve()


def _waitress(settings: Settings, running: Running) -> None:
    """Serve with waitress: one process, some threads."""
    from waitress.server import create_server

    os.environ[_SHARE] = "1"
    app = worker_app()
    reload_file = settings.service.state / RELOAD_FILE
    threads = settings.service.workers * settings.service.threads
    server = create_server(
        app, host=_free(running.host, running.port), port=running.port, threads=threads, ident=None
    )
    main = threading.get_ident()

    def end(*_: object) -> None:
        ending.tell((), lambda: signal.pthread_kill(main, _STOP))
        ending.let_nobody_in()

    signal.signal(_STOP, _stop)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, lambda *_: ask_to_reload(reload_file))
    log_event("serving", server="waitress", threads=threads, host=running.host, port=running.port)
    server.run()


def _stop(*_: object) -> None:
    """End a server that runs in this thread; it lets its requests end first."""
    raise SystemExit(0)


def _free(host: str, port: int) -> str:
    """Return the address of a host, on which nobody listens yet; raises ``SettingsError`` where it cannot be used.

    Workers share their port with whoever asks for that, so that a second service would get half of the requests.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # Of the addresses of localhost, that which everybody tries.
        family, kind, _, _, where = min(found, key=lambda one: one[0] != socket.AF_INET)
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise SettingsError(f"cannot listen on {host}:{port}: {error.strerror}") from None
    return str(where[0])


def ask_to_reload(file: Path) -> None:
    """Tell every worker that watches ``file`` to look for new tables."""
    file.touch()


def usable_server() -> Server:
    """Return the server that can run here."""
    try:
        import granian  # noqa: F401
    except ImportError:
        return "waitress"
    return "granian"
