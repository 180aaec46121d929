"""From the tables of one country to one file that opens in a blink.

Whatever can be known before an address comes is worked out here: codes become rows, short names are
made, the automaton is built, Latin names and sound keys are spelt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from daachorse import CharwiseDoubleArrayAhoCorasick
from msgspec import Struct

from addrcheck.errors import TableError
from addrcheck.gazetteer import abroad
from addrcheck.gazetteer.columns import ColumnWriter
from addrcheck.gazetteer.folding import genitives, short_name, spellings
from addrcheck.gazetteer.lexicon import write_lexicon
from addrcheck.gazetteer.places import FULL_NAME, NOWHERE, NameKind
from addrcheck.gazetteer.slip_words import write_slips
from addrcheck.gazetteer.spelling import latin_names, sound_table
from addrcheck.gazetteer.tables import read_optional
from addrcheck.gazetteer.typed import write_typed
from addrcheck.model import Level

_LEVEL_TABLES = {
    "regions": Level.REGION,
    "areas": Level.AREA,
    "cities": Level.CITY,
    "districts": Level.DISTRICT,
    "towns": Level.TOWN,
    "settlements": Level.SETTLEMENT,
}


class _Row(Struct):
    """One place on its way from a table into the columns."""

    code: str
    name: str
    level: Level
    parent: str
    kind: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    accuracy: int = 0
    population: int = 0
    postcode: str = ""
    phone_code: str = ""
    until: int = 0
    successors: tuple[str, ...] = ()


def _standing(folder: Path) -> Iterator[_Row]:
    """Yield the places of today, larger levels first."""
    for table, level in _LEVEL_TABLES.items():
        for row in read_optional(folder / f"{table}.tsv"):
            get = row.get
            yield _Row(
                row["code"],
                row["name"],
                level,
                get("parent", ""),
                get("kind", ""),
                float(get("latitude") or 0),
                float(get("longitude") or 0),
                int(get("accuracy_m") or 0),
                int(get("population") or 0),
                get("postcode", ""),
                get("phone_code", ""),
            )


def _former(folder: Path) -> Iterator[_Row]:
    """Yield the places that are no more."""
    for row in read_optional(folder / "former.tsv"):
        yield _Row(
            row["code"],
            row["name"],
            Level[row["level"].upper()],
            row["parent"],
            row.get("kind", ""),
            until=int(row["until"] or 1),
            successors=tuple(row["successors"].split()),
        )


def _row_numbers(folder: Path, rows: list[_Row]) -> dict[str, int]:
    """Return code → row, refusing a code that stands twice and a parent or successor that does not exist."""
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows):
        if numbers.setdefault(row.code, number) != number:
            raise TableError(folder, number, f"code {row.code} stands twice ({row.name})")
    for number, row in enumerate(rows):
        for code in (*filter(None, [row.parent]), *row.successors):
            if code not in numbers:
                raise TableError(
                    folder, number, f"{row.name} ({row.code}) points to {code}, which is in no table"
                )
    return numbers


def _names(
    country: str, folder: Path, rows: list[_Row], numbers: dict[str, int]
) -> dict[str, dict[int, NameKind]]:
    """Return every folded name with the places that bear it."""
    names: defaultdict[str, dict[int, NameKind]] = defaultdict(dict)

    def add(name: str, place: int, kind: NameKind) -> None:
        for spelling in spellings(country, name):
            bearers = names[spelling]
            bearers[place] = min(kind, bearers.get(place, kind))

    for number, row in enumerate(rows):
        add(row.name, number, NameKind.OFFICIAL)
        if country == "RU" and row.level in (Level.REGION, Level.AREA):
            for form in genitives(row.name):
                add(form, number, NameKind.SHORT)
        if country == "CN" and (short := short_name(row.level, row.name)):
            add(short, number, NameKind.STEM if row.level == Level.TOWN else NameKind.SHORT)
    for table in ("aliases.tsv", "chinese_names.tsv"):
        for alias in read_optional(folder / table):
            if alias["code"] not in numbers:
                raise TableError(
                    folder / table, 0, f"{alias['name']} points to {alias['code']}, which is in no table"
                )
            add(alias["name"], numbers[alias["code"]], NameKind.ALIAS)
    return {
        name: dict(sorted(bearers.items(), key=lambda pair: (pair[1], pair[0])))
        for name, bearers in names.items()
    }


def _groups(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the second members of ``pairs``, listed under the first."""
    groups: list[list[int]] = [[] for _ in range(size)]
    for key, value in pairs:
        groups[key].append(value)
    return groups


def compile_country(country: str, folder: Path, version: str) -> bytes:
    """Return the compiled dictionary of ``country`` ("CN" or "RU") from the tables in ``folder``."""
    rows = [*_standing(folder), *_former(folder)]
    numbers = _row_numbers(folder, rows)
    names = _names(country, folder, rows, numbers)
    out = ColumnWriter()
    out.blob("version", version.encode())
    _write_places(out, country, folder, rows, numbers)
    if country == "CN":
        abroad.write_abroad(
            out, folder, [abroad.Place(row.code, row.name, row.level) for row in rows], numbers
        )
    if country == "RU":
        write_lexicon(out, folder)
        write_slips(out, folder, names)
    spelt = sorted(names)
    out.strings("spelt", spelt)
    strongest = [next(iter(names[name].values())) for name in spelt]
    out.integers(
        "full",
        (k == NameKind.OFFICIAL and len(s) >= FULL_NAME for s, k in zip(spelt, strongest, strict=True)),
        "B",
    )
    out.groups("posting.place", (names[name] for name in spelt))
    out.groups("posting.kind", (names[name].values() for name in spelt), "B")
    sounds = sound_table(country, spelt)
    out.strings("sound", sounds)
    out.strings("simplification", _simplification(folder))
    out.blob("automaton", CharwiseDoubleArrayAhoCorasick(spelt).serialize())
    write_typed(out, country, folder, rows, numbers, names, str.maketrans(*sounds))
    return out.to_bytes()


def _simplification(folder: Path) -> list[str]:
    """Return the traditional characters and, in the same order, their simplified forms."""
    rows = list(read_optional(folder / "traditional.tsv"))
    return ["".join(row["traditional"] for row in rows), "".join(row["simplified"] for row in rows)]


def _write_places(
    out: ColumnWriter, country: str, folder: Path, rows: list[_Row], numbers: dict[str, int]
) -> None:
    """Add one column an attribute, one row a place."""
    parents = [numbers[row.parent] if row.parent else NOWHERE for row in rows]
    out.integers("level", (row.level for row in rows), "B")
    out.integers("parent", parents)
    out.integers("population", (row.population for row in rows))
    out.integers("until", (row.until for row in rows), "H")
    out.integers("latitude", (round(row.latitude * 1e5) for row in rows), "i")
    out.integers("longitude", (round(row.longitude * 1e5) for row in rows), "i")
    out.integers("accuracy", (row.accuracy for row in rows))
    priors = {
        row["code"]: round(1000 * float(row["against"])) for row in read_optional(folder / "priors.tsv")
    }
    out.integers("prior", (priors.get(row.code, 0) for row in rows))
    out.strings("name", (row.name for row in rows))
    out.strings("code", (row.code for row in rows))
    out.strings("kind", (row.kind for row in rows))
    out.strings("postcode", (row.postcode for row in rows))
    out.strings("phone_code", (row.phone_code for row in rows))
    out.strings("latin", latin_names(country, folder, [(row.level, row.name) for row in rows]))
    out.groups("children", _groups(len(rows), ((p, i) for i, p in enumerate(parents) if p != NOWHERE)))
    out.groups("successors", ([numbers[code] for code in row.successors] for row in rows))


def table_date(folder: Path) -> str:
    """Return the date that the first line of the region table states, or "undated"."""
    first = (folder / "regions.tsv").read_text(encoding="utf-8").split("\n", 1)[0]
    words = [word.strip(",;.") for word in first.split() if word[:2] == "20" and word.count("-") == 2]
    return words[-1] if words else "undated"
