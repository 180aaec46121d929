"""``addrcheck clean``: a table in, the same table with the answers beside it out."""

from __future__ import annotations

import datetime
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import Any

import click
from msgspec import structs

from addrcheck.bulk import Options, Progress, Summary, clean
from addrcheck.bulk.describing import summary_lines
from addrcheck.errors import StoppedError, UsageError
from addrcheck.settings import Settings
from addrcheck.wording.bulk import PHASES, say

_PATH = click.Path(path_type=Path)
_STOPPED, _INTERRUPTED = 3, 130
"""Exit codes of a run that can be continued: the disk is full, or a person interrupted it."""


@click.command("clean")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True), metavar="IN")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where the result goes; its name tells the format. Default: IN.checked.EXT.",
)
@click.option(
    "--columns",
    help="Address columns in order: names or numbers, NAME=ROLE where a name does not tell (region, city, street, house, address …).",
)
@click.option("--header/--no-header", default=None, help="Say whether there is a header. Default: found out.")
@click.option(
    "--header-row",
    type=click.IntRange(0),
    default=0,
    help="Row in which the header stands.",
    show_default=False,
)
@click.option(
    "--sheet",
    default="",
    help="Sheet of a workbook, by name or number. Default: the one with a column of addresses.",
)
@click.option("--member", default="", help="Table inside a zip file that holds several.")
@click.option("--input-encoding", default="", help="Default: found out.")
@click.option("--delimiter", default="", help="Delimiter of the input; '\\t' is a tab. Default: found out.")
@click.option("--encoding", default="", help="Encoding of the output: 'same' or a name. Default: UTF-8.")
@click.option("--output-delimiter", default="", help="Default: that of the input.")
@click.option(
    "--bom/--no-bom",
    default=None,
    help="Begin with a byte-order mark, so that Excel sees UTF-8. Default: as the input.",
)
@click.option(
    "--safe-cells",
    is_flag=True,
    help="Make the input's own cells harmless too: what could be a formula becomes text.",
)
@click.option(
    "--results",
    default="all",
    show_default=True,
    help="Result columns: all, short, json, or names separated by commas.",
)
@click.option(
    "--headings",
    type=click.Choice(["en", "zh", "ru"]),
    default="en",
    show_default=True,
    help="Language of the result columns' names.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "ru", "en"]), help="Language of messages. Default: the address's."
)
@click.option(
    "--country", type=click.Choice(["cn", "ru"], case_sensitive=False), help="Default: told from the text."
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
@click.option("--report", type=_PATH, help="Write a report page (HTML) here.")
@click.option("--dedupe", type=_PATH, help="Write the groups of rows that are the same place here (CSV).")
@click.option("--resume", is_flag=True, help="Continue a run that was interrupted.")
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=0,
    help="Processes. Default: one for each core.",
    show_default=False,
)
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--partition-by", type=click.Choice(["region", "zone"]), help="Spark: folders of the output.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def command(
    source: Path, out: Path | None, engine: str, partition_by: str | None, quiet: bool, **choices: Any
) -> None:
    """Check every row of IN (CSV, TSV, XLSX, XLS, ODS, Parquet, packed or not; - is standard input).

    The table comes back cell for cell, the results behind it. Exit code: 0 done, 1 a file cannot be used, 2 wrong
    usage, 3 stopped (disk full) and 130 interrupted: both continue with --resume.
    """
    options, lang = _options(choices), choices["lang"]
    target = out or _beside(source)
    if engine == "spark":
        from addrcheck.bulk.spark import clean_files

        clean_files(source, target, options, partition_by)
        return
    if partition_by:
        raise click.UsageError("--partition-by belongs to --engine spark")
    if options.resume and str(target) == "-":
        raise click.UsageError("a run that writes to standard output begins anew; --resume needs --out FILE")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        summary = _run(source, target, options, None if quiet else _Line(lang or "en"))
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except StoppedError as error:
        click.echo(f"addrcheck: {error}", err=True)
        sys.exit(_STOPPED)
    except KeyboardInterrupt:
        again = "begins anew" if str(target) == "-" else "with --resume continues"
        click.echo(f"\naddrcheck: interrupted; the same command {again}", err=True)
        sys.exit(_INTERRUPTED)
    if not quiet:
        for line in summary_lines(summary):
            click.echo(line, err=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _beside(source: Path) -> Path:
    """Return where the result goes when nobody says so."""
    if str(source) == "-":
        return Path("-")
    if source.is_dir():
        raise click.UsageError(f"{source} is a folder; name a file in it")
    name, _, suffixes = source.name.partition(".")
    suffixes = "xlsx" if suffixes == "xls" else suffixes
    return source.with_name(f"{name}.checked.{suffixes}" if suffixes else f"{name}.checked")


def _options(choices: dict[str, Any]) -> Options:
    """Return the choices of the command line."""
    settings = Settings.from_environment()
    zones: Path | None = choices.pop("zones")
    day: datetime.datetime | None = choices.pop("as_of")
    country: str | None = choices.pop("country")
    columns: str | None = choices.pop("columns")
    return Options(
        settings=structs.replace(settings, zones=zones) if zones else settings,
        as_of=day.date() if day else None,
        country=country.upper() if country else None,
        columns=tuple(item.strip() for item in columns.split(",") if item.strip()) if columns else (),
        duplicates=choices.pop("dedupe"),
        delimiter=choices.pop("delimiter").replace("\\t", "\t"),
        output_delimiter=choices.pop("output_delimiter").replace("\\t", "\t"),
        **choices,
    )


def _run(source: Path, target: Path, options: Options, line: _Line | None) -> Summary:
    """Clean; standard output is written when everything is done."""
    given = None if str(source) == "-" else source
    try:
        if str(target) != "-":
            return clean(given, target, options, line)
        with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
            summary = clean(given, Path(folder) / "out", options, line)
            with (Path(folder) / "out").open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            return structs.replace(summary, target=target)
    finally:
        if line:
            line.end()


class _Line:
    """Progress on standard error: one line that changes on a terminal, a line now and then elsewhere."""

    def __init__(self, lang: str) -> None:
        self._lang, self._terminal = lang, sys.stderr.isatty()
        self._shown = ""
        self._last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        text = self._text(progress)
        if self._terminal:
            sys.stderr.write(f"\r{text}{' ' * max(0, len(self._shown) - len(text))}")
            sys.stderr.flush()
            self._shown = text
        elif progress.phase == "check" and time.monotonic() - self._last > 10:
            self._last = time.monotonic()
            click.echo(text, err=True)

    def _text(self, progress: Progress) -> str:
        """Return phase, rows, rate and time left."""
        text = say(PHASES, progress.phase, self._lang)
        if progress.total:
            text += f"  {progress.done:,} / {progress.total:,} ({progress.done / progress.total:.0%})"
        elif progress.done:
            text += f"  {progress.done:,}"
        if progress.phase == "check" and progress.rate:
            text += f"  {progress.rate:,.0f}/s"
        if progress.left is not None:
            minutes, seconds = divmod(round(progress.left), 60)
            text += f"  {minutes // 60}:{minutes % 60:02}:{seconds:02}"
        return text

    def end(self) -> None:
        """Leave the line free."""
        if self._terminal and self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
