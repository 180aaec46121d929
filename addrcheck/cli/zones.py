"""``addrcheck zones``: learn, lint, compare and convert the tables of delivery zones."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from msgspec import structs, to_builtins

from addrcheck.checker import Checker
from addrcheck.service.zones.picture import picture
from addrcheck.settings import Settings
from addrcheck.wording.issues import sentence_language
from addrcheck.zones.diff import Change, diff, summary
from addrcheck.zones.difference import Difference, difference
from addrcheck.zones.difference_told import changes_told, counts_told
from addrcheck.zones.files import decoded
from addrcheck.zones.learn.history import Lesson, learn, read_history
from addrcheck.zones.learn.rules import Learning
from addrcheck.zones.lint import lint
from addrcheck.zones.lint.told import MARKS, as_json, as_text
from addrcheck.zones.load import Ground, load_zones, with_codes
from addrcheck.zones.tables import read_table
from addrcheck.zones.troubles import Finding, errors
from addrcheck.zones.written import write_table

_TABLE = click.Path(exists=True, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_LANG = click.option(
    "--lang", type=click.Choice(["zh", "ru", "en"]), help="Language of the sentences. Default: the system's."
)
_SHOWN = 20


@click.group("zones")
def command() -> None:
    """Learn, lint, compare and convert tables of delivery zones.

    A TABLE is a CSV, XLSX or GeoJSON file, or a folder of them (docs/zones.md).
    """


@command.command("learn")
@click.argument("history", type=_TABLE)
@click.option("--out", type=_OUT, required=True, help="Where the table goes: .csv, .xlsx or .geojson.")
@click.option(
    "--min-support", type=click.IntRange(1), default=2, show_default=True, help="Lines that a rule needs."
)
@click.option(
    "--header",
    type=click.Choice(["zh", "ru", "en"]),
    help="Language of the column names. Default: the project's own words.",
)
def learn_zones(history: Path, out: Path, min_support: int, header: str | None) -> None:
    """Learn a table of zones from HISTORY, a CSV file with the columns address and zone."""
    lines, skipped = read_history(history)
    lesson = learn(lines, _ground(), Learning(min_support), skipped)
    write_table(lesson.table, out, header or "")
    for line in _account(lesson):
        click.echo(line, err=True)


def _account(lesson: Lesson) -> Iterable[str]:
    """Yield what was learned, what was merged, and what the history does not support."""
    yield f"{lesson.lines} lines, {len(lesson.table.rows)} rules, {len(lesson.table.zones)} zones"
    if lesson.skipped:
        yield f"{len(lesson.skipped)} lines without address or zone: {_few(lesson.skipped)}"
    for merge in lesson.merges:
        yield f"one zone: {merge.kept} ← " + ", ".join(f"{label} ({n})" for label, n in merge.spellings)
    if lesson.silent:
        yield f"no rule for {len(lesson.silent)} zones: {_few(f'{label} ({n})' for label, n in lesson.silent)}"
    for place, labels in lesson.contested[:_SHOWN]:
        yield f"several zones: {place}: " + ", ".join(f"{label} ({n})" for label, n in labels)
    held = lesson.held_out
    if held.tried:
        yield (
            f"tried five times on a fifth that was left out: {held.assigned} of {held.tried} lines assigned, "
            f"{held.wrong} of them wrongly"
        )


def _few(items: Iterable[object]) -> str:
    """Return the first few of some items."""
    texts = [str(item) for item in items]
    return ", ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")


@command.command("lint")
@click.argument("table", type=_TABLE)
@click.option("--json", "to_json", is_flag=True, help="One JSON object.")
@click.option(
    "--html", type=_OUT, help="Write a map with the trouble marked, one file that needs no network."
)
@_LANG
def lint_zones(table: Path, to_json: bool, html: Path | None, lang: str | None) -> None:
    """Look over TABLE; exit 1 where it cannot be used as it stands."""
    speech = lang or _system_language()
    ground = _ground()
    linted = lint(table, ground)
    if html:
        html.write_text(picture(linted, ground, speech), encoding="utf-8")
    for line in [as_json(linted, speech)] if to_json else as_text(linted, speech):
        click.echo(line)
    sys.exit(1 if linted.count("error") else 0)


@command.command("diff")
@click.argument("old", type=_TABLE)
@click.argument("new", type=_TABLE)
@click.option("--addresses", type=_TABLE, help="One address a line, or a CSV file with a column address.")
@click.option("--json", "to_json", is_flag=True, help="One JSON object a change.")
@_LANG
def diff_zones(old: Path, new: Path, addresses: Path | None, to_json: bool, lang: str | None) -> None:
    """Show which zones and rules NEW changes, or which of some addresses get another zone by it than by OLD."""
    ground, costs = _ground(), Settings.from_environment().costs
    tables = load_zones(old, ground, costs), load_zones(new, ground, costs)
    if addresses is None:
        _tell_difference(difference(tables[0].table, tables[1].table), to_json, lang or _system_language())
        return
    texts = _addresses(addresses)
    changes = []
    for _, change in diff(*tables, texts, ground.check, lang):
        if change is not None:
            changes.append(change)
            click.echo(json.dumps(change.to_dict(), ensure_ascii=False) if to_json else _change_line(change))
    if not to_json:
        click.echo(f"{len(changes)} / {len(texts)}")
        for before, after, count in summary(changes):
            click.echo(f"  {before} → {after}: {count}")


_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def _tell_difference(found: Difference, to_json: bool, lang: str) -> None:
    """Print which zones and rules differ."""
    for told in changes_told(found, lang):
        if to_json:
            click.echo(json.dumps(to_builtins(told), ensure_ascii=False))
            continue
        click.echo(f"{_SIGNS[told.kind]} {told.zone}: {told.text}" + (f" ({told.row})" if told.row else ""))
        for cell in told.cells:
            click.echo(f"    {cell.name}: {cell.before or '—'} → {cell.after or '—'}")
    if not to_json:
        click.echo("\n".join(counts_told(found, lang)))


def _change_line(change: Change) -> str:
    """Return one change for a person."""
    before, after = (zone.code or zone.status for zone in (change.old, change.new))
    return f"{change.line}: {change.address}\n    {before} → {after}  {change.new.reason}"


def _addresses(path: Path) -> list[str]:
    """Return the addresses of a file: the column ``address`` of a CSV file, else its lines."""
    if path.suffix.lower() == ".csv":
        return read_column(path, "address")
    text, _ = decoded(path.read_bytes())
    return [line.removesuffix("\r") for line in text.split("\n") if line.strip()]


def read_column(path: Path, column: str) -> list[str]:
    """Return one column of a CSV file; raises ``UsageError`` where the file has none of that name."""
    import csv
    import io

    from addrcheck.errors import UsageError
    from addrcheck.zones.columns import column_named

    rows = csv.reader(io.StringIO(decoded(path.read_bytes())[0], newline=""))
    header = [column_named(cell) for cell in next(rows, [])]
    if column not in header:
        raise UsageError(f"{path} has no column {column}")
    at = header.index(column)
    return [row[at] for row in rows if at < len(row) and row[at].strip()]


@command.command("import")
@click.argument("source", type=_TABLE)
@click.option("--out", type=_OUT, required=True, help="Where the table goes: .csv, .xlsx or .geojson.")
@_LANG
def import_zones(source: Path, out: Path, lang: str | None) -> None:
    """Read SOURCE in anybody's words and write a table with the project's column names and the places' codes.

    Nothing is written where SOURCE has errors; they are told with their rows.
    """
    table, findings = read_table(source)
    coded, more = with_codes(table, _ground())
    _tell([*findings, *more], lang or _system_language())
    write_table(coded, out)
    click.echo(f"{len(coded.rows)} rules, {len(coded.zones)} zones → {out}", err=True)


@command.command("export")
@click.argument("table", type=_TABLE)
@click.option("--out", type=_OUT, required=True, help="Where the copy goes: .csv, .xlsx or .geojson.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "ru", "en"]),
    help="Language of column names and words. Default: the project's own.",
)
def export_zones(table: Path, out: Path, lang: str | None) -> None:
    """Write TABLE in another format or language; reading it again gives the same rules."""
    read, findings = read_table(table)
    _tell(findings, lang or _system_language())
    write_table(read, out, lang or "")


def _tell(findings: list[Finding], lang: str) -> None:
    """Print findings; exit 1 where there are errors among them."""
    for finding in findings:
        click.echo(
            f"{MARKS[finding.severity]} {finding.where(lang)}: {finding.message(lang)} → {finding.remedy(lang)}",
            err=True,
        )
    if errors(findings):
        sys.exit(1)


def _ground() -> Ground:
    """Return what reading a table needs of the engine: a checker that assigns no zones."""
    checker = Checker(structs.replace(Settings.from_environment(), zones=None))
    return Ground(checker.check, checker.gazetteer)


def _system_language() -> str:
    """Return the language of the environment, English where it is another one."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return sentence_language(next((name for name in names if name), "en"))
