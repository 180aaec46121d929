"""``addrcheck zones``: learn, lint, compare and convert the tables of delivery zones."""

from __future__ import annotations

from pathlib import Path

import click

from addrcheck.checker import Checker
from addrcheck.zones.learn.history import learn, read_history
from addrcheck.zones.learn.rules import Learning
from addrcheck.zones.written import write_table

_FILE = click.Path(exists=True, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("zones")
def command() -> None:
    """Learn, lint, compare and convert tables of delivery zones."""


@command.command("learn")
@click.argument("history", type=_FILE)
@click.option("--out", type=_OUT, required=True, help="Where the table goes: .csv, .xlsx or .geojson.")
@click.option(
    "--min-support", type=click.IntRange(1), default=2, show_default=True, help="Lines that a rule needs."
)
@click.option(
    "--lang", type=click.Choice(["zh", "ru", "en"]), default=None, help="Language of the column names."
)
def learn_command(history: Path, out: Path, min_support: int, lang: str | None) -> None:
    """Learn a table of zones from HISTORY, a CSV file with the columns address and zone."""
    lines, skipped = read_history(history)
    lesson = learn(lines, Checker().check, Learning(min_support), skipped)
    write_table(lesson.table, out, lang or "")
    click.echo(
        f"{len(lesson.table.rows)} rules for {len(lesson.table.zones)} zones from {lesson.lines} lines",
        err=True,
    )
