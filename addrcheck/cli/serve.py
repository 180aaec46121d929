"""``addrcheck serve``: the service."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click
from msgspec import structs

from addrcheck.service.serve import Running, Server, serve, usable_server
from addrcheck.settings import Settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes. Default: ADDRCHECK_WORKERS, 2.")
@click.option(
    "--zones",
    type=click.Path(exists=True, path_type=Path),
    help="Table of delivery zones, or a folder. Default: ADDRCHECK_ZONES.",
)
@click.option(
    "--keys",
    type=click.Choice(["off", "required"]),
    help="Whether callers need a key. Default: ADDRCHECK_KEYS; without, off where only this machine can call.",
)
@click.option(
    "--server",
    type=click.Choice(["granian", "waitress"]),
    help="Default: granian, waitress where it cannot run.",
)
@click.option("--quiet", is_flag=True, help="No line per request.")
def command(
    host: str,
    port: int,
    workers: int | None,
    zones: Path | None,
    keys: str | None,
    server: Server | None,
    quiet: bool,
) -> None:
    """Serve the API until SIGTERM; SIGHUP looks for new tables (docs/service.md)."""
    settings = Settings.from_environment()
    service = structs.replace(
        settings.service, keys=_keys(keys, host, settings), hosts=_hosts(host, settings)
    )
    if workers:
        service = structs.replace(service, workers=workers)
    settings = structs.replace(settings, service=service, zones=zones or settings.zones)
    serve(settings, Running(host, port, server or usable_server(), quiet))


def _keys(asked: str | None, host: str, settings: Settings) -> bool:
    """Tell whether callers need a key: as asked, as set, else wherever other machines can call."""
    import os

    if asked is not None:
        return asked == "required"
    if os.environ.get("ADDRCHECK_KEYS"):
        return settings.service.keys
    return not _is_loopback(host) or settings.service.proxies > 0


def _hosts(host: str, settings: Settings) -> tuple[str, ...]:
    """Return the names that the service answers to: as set; where only this machine can call, this machine's.

    Otherwise a site could give its own name this machine's address and let a visitor's browser read the answers.
    """
    service = settings.service
    if service.hosts or service.proxies or not _is_loopback(host):
        return service.hosts
    return ("localhost", "127.0.0.1", "[::1]")


def _is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
