"""``addrcheck locate``: where an address lies, and how exact that is."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
import msgspec

from addrcheck.checker import Checker
from addrcheck.cli.check import decoded_lines
from addrcheck.geo.datum import DATUMS
from addrcheck.model import Location
from addrcheck.wording.around import TOLD, distance_text, told
from addrcheck.wording.words import level_name


@click.command("locate")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--datum", default="WGS84", show_default=True, help=f"Datum of the answer: {', '.join(DATUMS)}."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, null where nothing is known.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "ru", "en"]),
    default="en",
    show_default=True,
    help="Language of the words.",
)
def command(texts: tuple[str, ...], datum: str, as_json: bool, lang: str) -> None:
    """Tell where TEXT lies, or with no TEXT every line of standard input (docs/coordinates.md)."""
    checker = Checker()
    lines: Iterable[str] = texts or decoded_lines(sys.stdin.buffer)
    for text in lines:
        location = checker.locate(text, datum)
        if as_json:
            sys.stdout.write(msgspec.json.encode(location).decode() + "\n")
        else:
            click.echo(location_line(location, lang) if location else told("unknown", lang))


def location_line(location: Location, lang: str) -> str:
    """Return a location for people: coordinates, datum, how exact, what it is the middle of, who says so."""
    source = told(location.source, lang) if location.source in TOLD else location.source
    parts = [
        f"{location.latitude:.5f} {location.longitude:.5f}",
        location.datum,
        "±" + distance_text(location.accuracy_m, lang),
        level_name(location.level, lang),
        source,
    ]
    if location.unique is False:
        parts.append(told("not_unique", lang))
    return "  ".join(parts)
