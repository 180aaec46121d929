"""``addrcheck suggest``: completions of the beginning of an address."""

from __future__ import annotations

import sys

import click
import msgspec

from addrcheck.checker import Checker
from addrcheck.errors import UsageError
from addrcheck.suggest import MOST, Suggestion
from addrcheck.wording.words import level_name


@click.command("suggest")
@click.argument("text")
@click.option(
    "--field",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="What another field of the form holds: city=杭州市.",
)
@click.option(
    "--in", "typed_in", metavar="NAME", help="The field that TEXT is typed in: region, city, district …"
)
@click.option(
    "--country",
    type=click.Choice(["cn", "ru"], case_sensitive=False),
    help="Only this country. Default: both.",
)
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=8, show_default=True, help="So many completions."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "ru", "en"]),
    default="en",
    show_default=True,
    help="Language of the words.",
)
def command(
    text: str,
    pairs: tuple[str, ...],
    typed_in: str | None,
    country: str | None,
    limit: int,
    as_json: bool,
    lang: str,
) -> None:
    """Complete TEXT, the beginning of an address in any script: 杭, hzxh, моск, vjcr (docs/suggest.md)."""
    for one in Checker().suggest(text, _fields(pairs), limit, country, typed_in):
        if as_json:
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        else:
            click.echo(_line(one, lang))


def _fields(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the fields of ``NAME=VALUE`` options."""
    for pair in pairs:
        if "=" not in pair:
            raise UsageError(f"{pair!r} is not NAME=VALUE")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def _line(one: Suggestion, lang: str) -> str:
    """Return one completion for a person."""
    former = f"  ← {one.former}" if one.former else ""
    return f"{one.label}  ({level_name(one.level, lang)}){former}"
