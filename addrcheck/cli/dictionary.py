"""``addrcheck dictionary``: where the places come from, and their compiled form."""

from __future__ import annotations

import time

import click

from addrcheck.gazetteer.cache import compiled_path, load
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.tables import source_lines
from addrcheck.model import Level
from addrcheck.settings import Settings

_COUNTRIES = ("CN", "RU")


@click.group("dictionary")
def command() -> None:
    """Show or build the dictionaries of places."""


@command.command("info")
def info() -> None:
    """Tell what the dictionaries hold, where from, and where the compiled form is kept."""
    settings = Settings.from_environment()
    for country in _COUNTRIES:
        folder = settings.dictionaries / country.lower()
        gazetteer = load(country, settings.dictionaries, settings.cache)
        click.secho(f"{country}  {gazetteer.version}  {len(gazetteer)} places", bold=True)
        click.echo("  " + "  ".join(f"{level}: {number}" for level, number in _counts(gazetteer).items()))
        click.echo(f"  tables: {folder}")
        click.echo(f"  compiled: {compiled_path(country, folder, settings.cache)}")
        for table in sorted(folder.glob("*.tsv")):
            for line in source_lines(table):
                click.echo(f"    {table.name}: {line}")


def _counts(gazetteer: Gazetteer) -> dict[str, int]:
    """Return how many places of each level stand, and how many are former ones."""
    counts = dict.fromkeys((level.label for level in Level), 0)
    counts["former"] = 0
    for place, level in enumerate(gazetteer.levels):
        counts["former" if gazetteer.is_former(place) else Level(level).label] += 1
    return {level: number for level, number in counts.items() if number}


@command.command("build")
def build() -> None:
    """Compile the tables now instead of at the first check."""
    settings = Settings.from_environment()
    for country in _COUNTRIES:
        started = time.process_time()
        gazetteer = load(country, settings.dictionaries, settings.cache)
        click.echo(f"{country}: {len(gazetteer)} places, {time.process_time() - started:.2f} s")
