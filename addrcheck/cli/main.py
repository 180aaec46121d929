"""The command ``addrcheck`` and its subcommands; a command's module is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from addrcheck.errors import AddrcheckError
from addrcheck.version import __version__

_COMMANDS = {
    "check": ("addrcheck.cli.check", "Check addresses: one text, or a stream of lines."),
    "clean": ("addrcheck.cli.clean", "Check a table: CSV, XLSX, XLS, ODS, Parquet of any size."),
    "zones": ("addrcheck.cli.zones", "Delivery zones: learn, lint, compare, convert tables."),
    "suggest": ("addrcheck.cli.suggest", "Complete what is typed so far."),
    "locate": ("addrcheck.cli.locate", "Tell where an address lies."),
    "reverse": ("addrcheck.cli.reverse", "Tell what is known around a point."),
    "serve": ("addrcheck.cli.serve", "Run the service."),
    "users": ("addrcheck.cli.users", "Add, list and remove people who sign in to the pages."),
    "keys": ("addrcheck.cli.keys", "Make, list and revoke keys of the service."),
    "dictionary": ("addrcheck.cli.dictionary", "Show or build the dictionaries of places."),
}


class _Commands(click.Group):
    """Finds the subcommands without importing them all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="addrcheck")
def _addrcheck() -> None:
    """Check Chinese and Russian delivery addresses, offline."""


def main() -> None:
    """Run the command line; exit 0 when done, 1 for an error that was told, 2 for wrong usage."""
    try:
        _addrcheck(prog_name="addrcheck")
    except AddrcheckError as error:
        click.echo(f"addrcheck: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
