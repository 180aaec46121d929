"""``addrcheck users``: who may sign in to the pages."""

from __future__ import annotations

import sys

import click

from addrcheck.service.database import Database
from addrcheck.service.users import ROLES, Role, UserStore
from addrcheck.settings import Settings


@click.group("users")
def command() -> None:
    """Add, list and remove people who sign in to the pages (docs/service.md)."""


@command.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="station", show_default=True, help="admin: the zones too."
)
def add(name: str, role: Role) -> None:
    """Add NAME, or set a new role and password for a NAME that is there.

    The password is asked for, or read as one line where standard input is no terminal.
    """
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    _store().put(name, role, password)
    click.echo(f"{name} can sign in as {role}.", err=True)


@command.command("list")
def list_users() -> None:
    """List everybody."""
    for user in _store().all():
        click.echo(f"{user.name}  {user.role}  {user.changed[:19]}")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove NAME; sessions end within two seconds."""
    if not _store().remove(name):
        click.echo(f"there is nobody called {name}", err=True)
        sys.exit(1)


def _store() -> UserStore:
    """Return the people of the service that the environment names."""
    return UserStore(Database.of(Settings.from_environment().service))
