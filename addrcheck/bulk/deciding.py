"""What a run decides before its first row: how the table is laid out, what is written, and what tells runs apart."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from msgspec import structs

from addrcheck.bulk.answers import Setup, make_setup
from addrcheck.bulk.layout import Layout, Row, find_layout
from addrcheck.bulk.likeness import judge_of
from addrcheck.bulk.options import SAME, Options
from addrcheck.bulk.pool import available_cores
from addrcheck.bulk.progress import Teller
from addrcheck.bulk.results import ERROR, PREFIX, chosen_columns
from addrcheck.bulk.state import Job
from addrcheck.bulk.tables.delimited import NONE
from addrcheck.bulk.tables.opening import measure
from addrcheck.bulk.tables.table import SHEET_COLUMNS, Table
from addrcheck.bulk.writing.assembling import Plan, keeps_its_sheet, output_form
from addrcheck.bulk.writing.delimited import Style
from addrcheck.checker import Checker
from addrcheck.errors import FileError, UsageError
from addrcheck.settings import Settings
from addrcheck.wording.bulk import column_heading
from addrcheck.wording.issues import country_language

_SAMPLE = 200
_MOST_FOR_A_CORE = 4
_SURPLUS = 100
"""Columns that rows may have beyond the header before their surplus is put behind the results."""


def job_key(digest: str, options: Options, target: Path, settings: Settings) -> str:
    """Return a digest of the input and of every choice that the output depends on."""
    choices = structs.replace(
        options,
        resume=False,
        workers=0,
        report=None,
        settings=None,
        duplicates=options.duplicates and Path("some"),
    )
    zones = settings.zones
    files = [] if zones is None else sorted(zones.iterdir()) if zones.is_dir() else [zones]
    stamps = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    text = f"{digest} {choices!r} {target.suffixes} {stamps} {settings.costs}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def versions_of(settings: Settings) -> str:
    """Return the version of the engine and the content of its dictionaries."""
    from addrcheck.gazetteer.cache import compiled_path
    from addrcheck.version import __version__

    folders = ((country, settings.dictionaries / country.lower()) for country in ("CN", "RU"))
    return " ".join(
        (__version__, *(compiled_path(country, folder, settings.cache).stem for country, folder in folders))
    )


def setup_of(options: Options, settings: Settings, layout: Layout | None = None) -> Setup:
    """Return what workers need to know; rows without a language are told of in that of the table."""
    made = make_setup(
        settings, options.results, lang=options.lang, country=options.country, as_of=options.as_of
    )
    return structs.replace(made, lang_beside=country_language(layout.script)) if layout else made


def refuse_bad_zones(settings: Settings) -> None:
    """Raise ``ZonesError`` or ``UsageError`` where the zones cannot be used: else every row would find out for itself."""
    if settings.zones is None:
        return
    if not settings.zones.exists():
        raise UsageError(f"there is no table of zones at {settings.zones}")
    _ = Checker(settings).zones


def workers_of(options: Options) -> int:
    """Return how many processes check addresses: more than a few for each core only cost memory."""
    cores = available_cores()
    return min(options.workers or cores, _MOST_FOR_A_CORE * cores)


def decide(
    table: Table,
    target: Path,
    options: Options,
    settings: Settings,
    teller: Teller,
    key: str,
    versions: str,
) -> Job:
    """Measure the table and find its layout; raises ``UsageError`` where no column holds addresses."""
    shape = measure(table, teller.tell)
    if not shape.longest:
        raise FileError(f"{table.called} is empty: there is no row to check", "empty")
    sample = [record.cells for record in islice(table.records(), min(_SAMPLE, shape.records))]
    in_place = keeps_its_sheet(output_form(target, table.form)[0], table.form)
    layout = lay_out(table, sample, shape.width, options, settings, in_place)
    return Job(key, versions, table.encoding, table.delimiter, table.sheet, layout, shape)


def lay_out(
    table: Table,
    sample: Sequence[Row],
    width: int,
    options: Options,
    settings: Settings,
    in_place: bool = False,
) -> Layout:
    """Find the layout of a table by its first records; a few overlong rows do not make all others as wide.

    Where the results go ``in_place``, into the user's own sheet, they must stand behind its last filled column.
    """
    if not in_place:
        usual = max((len(row) for row in sample if len(row) <= SHEET_COLUMNS), default=0)
        width = _without_surplus(width, usual)
    judge = judge_of(setup_of(options, settings), here=workers_of(options) == 1)
    try:
        layout = find_layout(sample, width, options, judge, table.has_names)
    except UsageError as error:
        if not (table.faulty and error.code == "no_column"):
            raise
        raise UsageError(
            f"{table.called} is in an encoding that could not be told; name it with --input-encoding",
            "encoding",
        ) from None
    if not in_place and layout.header_cells:
        width = _without_surplus(len(layout.names), layout.header_cells)
        layout = structs.replace(layout, names=layout.names[:width])
    return layout


def _without_surplus(width: int, usual: int) -> int:
    """Return how many columns stand before the results: the surplus of a few rows that are far too long does not."""
    return width if width <= usual + _SURPLUS else usual


def plan_of(table: Table, job: Job, options: Options, target: Path) -> Plan:
    """Return what is written, and how."""
    form, _ = output_form(target, table.form)
    columns = (*chosen_columns(options.results), ERROR)
    prefix = free_prefix(job.layout.names)
    headings = tuple(prefix + column_heading(column, options.headings) for column in columns)
    width = max(1, len(job.layout.names))
    return Plan(
        table, job.layout, job.shape, width, form, _style(table, options, target, width), columns, headings
    )


def is_unmarked(plan: Plan) -> bool:
    """Tell whether text that came in an encoding of old goes out as UTF-8 that no mark tells."""
    style = plan.style
    given = plan.table.encoding
    return (
        plan.form == plan.table.form == "csv"
        and not style.bom
        and style.encoding.startswith("utf")
        and not given.startswith("utf")
    )


def free_prefix(names: tuple[str, ...]) -> str:
    """Return the prefix of our columns: another one where the table was cleaned before.

    >>> free_prefix(("address",)), free_prefix(("address", "result_status"))
    ('result_', 'result_2_')
    """
    prefix, again = PREFIX, 1
    while any(name.startswith(prefix) for name in names):
        again += 1
        prefix = f"{PREFIX}{again}_"
    return prefix


def _style(table: Table, options: Options, target: Path, width: int) -> Style:
    """Return how delimited text is written."""
    suffixes = {suffix.lower() for suffix in target.suffixes}
    given = table.delimiter if table.form == "csv" and table.delimiter != NONE else ""
    delimiter = options.output_delimiter or given or ("\t" if suffixes & {".tsv", ".tab"} else ",")
    encoding = (table.encoding or "utf-8") if options.encoding == SAME else options.encoding or "utf-8"
    bom = table.bom and encoding.startswith("utf") if options.bom is None else options.bom
    if encoding == "utf-8-sig":
        encoding, bom = "utf-8", True
    return Style(
        delimiter,
        encoding,
        bom,
        table.line_end,
        width,
        same_text=delimiter == given and not options.safe_cells,
        same_bytes=encoding == table.encoding,
        safe_cells=options.safe_cells,
    )
