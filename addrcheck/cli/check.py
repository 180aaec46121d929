"""``addrcheck check``: for people, or line by line as JSON."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
from msgspec import structs

from addrcheck.checker import Checker
from addrcheck.cli.screen import show
from addrcheck.settings import Settings

_CHUNK = 1 << 16


@click.command("check")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON report a line; without TEXT, one text a line from stdin.",
)
@click.option(
    "--country", type=click.Choice(["cn", "ru"], case_sensitive=False), help="Default: told from the text."
)
@click.option(
    "--lang", type=click.Choice(["zh", "ru", "en"]), help="Language of the sentences. Default: the address's."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Names that were official on this day count as today's.",
)
@click.option(
    "--zones",
    type=click.Path(exists=True, path_type=Path),
    help="Table of delivery zones, or a folder. Default: ADDRCHECK_ZONES.",
)
def command(
    texts: tuple[str, ...],
    as_json: bool,
    country: str | None,
    lang: str | None,
    as_of: datetime.datetime | None,
    zones: Path | None,
) -> None:
    """Check TEXT, or with no TEXT every line of standard input.

    Without TEXT on a terminal it asks for one address after another.
    """
    settings = Settings.from_environment()
    checker = Checker(structs.replace(settings, zones=zones) if zones else settings)
    day = as_of.date() if as_of else None
    for text in texts or _lines():
        report = checker.check(text, country, day, lang)
        if as_json:
            sys.stdout.write(report.to_json() + "\n")
        else:
            show(report, lang)


def _lines() -> Iterator[str]:
    """Yield the lines to check: asked for on a terminal, else streamed from standard input."""
    if sys.stdin.isatty():
        yield from _asked()
    else:
        yield from decoded_lines(sys.stdin.buffer)


def _asked() -> Iterator[str]:
    """Ask for addresses until an empty line or the end."""
    while True:
        try:
            text = click.prompt(
                "地址 · адрес · address (Enter: quit)", default="", show_default=False, err=True
            )
        except click.Abort:
            return
        if not text.strip():
            return
        yield text


def decoded_lines(stream: BinaryIO) -> Iterator[str]:
    r"""Yield the lines of a byte stream; they end at \n or \r\n only, and bytes that are not UTF-8 become U+FFFD."""
    for line in stream:
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
