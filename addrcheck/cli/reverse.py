"""``addrcheck reverse``: what is known around a point."""

from __future__ import annotations

import click

from addrcheck.checker import Checker
from addrcheck.geo.datum import DATUMS
from addrcheck.geo.reverse import MOST_NEARBY, Surroundings
from addrcheck.wording.around import distance_text, told, wind_name
from addrcheck.wording.issues import country_language
from addrcheck.wording.words import level_name


# A latitude south of the equator begins like an option.
@click.command("reverse", context_settings={"ignore_unknown_options": True})
@click.argument("latitude", type=float)
@click.argument("longitude", type=float)
@click.option("--datum", default="WGS84", show_default=True, help=f"Datum of the point: {', '.join(DATUMS)}.")
@click.option(
    "--count", type=click.IntRange(1, MOST_NEARBY), default=5, show_default=True, help="So many places."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--lang", type=click.Choice(["zh", "ru", "en"]), help="Language of the words. Default: the place's."
)
def command(
    latitude: float, longitude: float, datum: str, count: int, as_json: bool, lang: str | None
) -> None:
    """Tell what is known around a point, LATITUDE first (docs/coordinates.md)."""
    around = Checker().reverse(latitude, longitude, datum, count)
    if as_json:
        click.echo(around.to_json())
    else:
        for line in _lines(around, lang or country_language(around.country)):
            click.echo(line)


def _lines(around: Surroundings, lang: str) -> list[str]:
    """Return the answer for people."""
    lines = [f"{around.wgs84.latitude:.5f} {around.wgs84.longitude:.5f}  WGS84"]
    if not around.wgs84.unique and around.point.datum != "WGS84":
        lines.append(told("not_unique", lang))
    if around.zone:
        lines.append(f"{told('zone', lang)}: {around.zone.code or '–'}  {around.zone.reason}")
    if around.likely:
        claims = (f"{claim.label} ({claim.share:.0%})" for claim in around.likely)
        lines.append(f"{told('likely', lang)}: " + ", ".join(claims))
    if not around.nearest:
        return [*lines, told("nothing", lang)]
    lines.append(f"{told('nearest', lang)}:")
    for near in around.nearest:
        accuracy = "±" + distance_text(near.location.accuracy_m, lang)
        where = f"{distance_text(near.distance_m, lang)} {wind_name(near.direction, lang)}"
        lines.append(f"  {where}  {near.label}  ({level_name(near.location.level, lang)}, {accuracy})")
    return lines
