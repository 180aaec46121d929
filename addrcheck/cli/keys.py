"""``addrcheck keys``: who may call the service."""

from __future__ import annotations

import sys

import click

from addrcheck.service.database import Database
from addrcheck.service.keys import PUBLISHABLE, SCOPES, KeyStore
from addrcheck.settings import Settings


@click.group("keys")
def command() -> None:
    """Make, list and revoke the keys of the service (docs/service.md)."""


@command.command("add")
@click.argument("name")
@click.option(
    "--publishable", is_flag=True, help="For a shop's page: can check and suggest from its origins."
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    help="What it can do. Default: all but admin.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="https://shop.example; several times for several.",
)
def add(name: str, publishable: bool, scopes: tuple[str, ...], origins: tuple[str, ...]) -> None:
    """Make a key called NAME and print it, once."""
    usual = PUBLISHABLE if publishable else frozenset(SCOPES) - {"admin"}
    key, token = _store().add(name, frozenset(scopes) or usual, frozenset(origins), publishable)
    click.echo(token)
    click.echo(f"{key.id} can {', '.join(sorted(key.scopes))}. It is not shown again.", err=True)


@command.command("list")
def list_keys() -> None:
    """List the keys, without their secrets."""
    for key in _store().all():
        kind = "publishable" if key.publishable else "secret"
        state = f"revoked {key.revoked}" if key.revoked else "in use"
        click.echo(
            f"{key.id}  {kind}  {key.name}  {' '.join(sorted(key.scopes))}  {' '.join(sorted(key.origins)) or '-'}  {key.created}  {state}"
        )


@command.command("revoke")
@click.argument("number")
def revoke(number: str) -> None:
    """End the key NUMBER; workers forget it within two seconds."""
    if not _store().revoke(number):
        click.echo(f"there is no key {number} in use", err=True)
        sys.exit(1)


def _store() -> KeyStore:
    """Return the keys of the service that the environment names."""
    return KeyStore(Database.of(Settings.from_environment().service))
