"""The places that the tables are made of: one for each name in each district.

Offices of one name in one district are one place with several postal indexes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from addrcheck.errors import DictionaryError
from addrcheck.sources.russia.geonames import GeoName
from addrcheck.sources.russia.offices import Office
from addrcheck.sources.russia.positions import Spot, kilometres
from addrcheck.sources.russia.spelling import fold
from addrcheck.sources.russia.towns import Towns

_NEAR_KM = 40.0
"""A place joined to a neighbour lies no farther from it."""

Key = tuple[str, str]
"""A subject and a folded name."""


@dataclass
class Place:
    """A settlement or town on its way into the tables."""

    region: str
    district: str
    name: str
    kind: str = ""
    is_town: bool = False
    indexes: list[str] = field(default_factory=list)
    matched: list[Spot] = field(default_factory=list)
    guessed: list[Spot] = field(default_factory=list)
    geoname: GeoName | None = None
    spot: Spot | None = None
    accuracy_m: int = 0

    @property
    def key(self) -> Key:
        """Subject and folded name."""
        return self.region, fold(self.name)

    @property
    def home(self) -> Key:
        """Subject and district."""
        return self.region, fold(self.district)

    @property
    def population(self) -> int:
        """Inhabitants, 0 where unknown."""
        return self.geoname.population if self.geoname else 0


def postal_places(offices: Iterable[Office]) -> list[Place]:
    """Group the offices by subject, district and name of the place.

    «Талица 2» belongs to the Талица whose index is the nearest where its own district has none.
    """
    offices = sorted(offices, key=lambda office: (office.numbered, office.index))
    places: dict[tuple[str, str, str, str], Place] = {}
    namesakes: dict[Key, list[Place]] = defaultdict(list)
    for office in offices:
        key = (office.region, office.district, fold(office.name), office.kind)
        place = places.get(key)
        others = namesakes[office.region, fold(office.name)]
        if place is None and office.numbered and others:
            place = min(others, key=lambda other: abs(int(other.indexes[0]) - int(office.index)))
        if place is None:
            place = places[key] = Place(office.region, office.district, office.name, office.kind)
            others.append(place)
        place.indexes.append(office.index)
        spot = office.latitude, office.longitude
        (place.matched if office.matched else place.guessed).append(spot)
    return list(places.values())


def absorb(places: list[Place], former: Iterable[dict[str, str]], report: Counter[str]) -> list[Place]:
    """Merge into its successor every place that ``former.tsv`` says has become a part of it.

    A namesake elsewhere in the subject stays: the gone place shares postal indexes with its successor, or
    lies near it.
    """
    by_name: dict[Key, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.key].append(place)
    gone: set[int] = set()
    for row in former:
        region, _, name = row["code"].partition("@")[0].partition(":")
        successor = _successor(by_name, row["successors"])
        for place in by_name.get((region, fold(name.replace("_", " "))), ()):
            namesakes = by_name[place.key]
            if successor and place is not successor and _belongs(place, successor, alone=len(namesakes) == 1):
                successor.indexes += place.indexes
                gone.add(id(place))
    report["absorbed: joined to a neighbour, or renamed"] = len(gone)
    return [place for place in places if id(place) not in gone]


def _successor(by_name: dict[Key, list[Place]], code: str) -> Place | None:
    region, _, name = code.partition(":")
    return max(
        by_name.get((region, fold(name.replace("_", " "))), ()), key=lambda p: p.population, default=None
    )


def _belongs(place: Place, successor: Place, alone: bool) -> bool:
    if alone and not successor.indexes:
        return True
    if {index[:4] for index in place.indexes} & {index[:4] for index in successor.indexes}:
        return True
    return bool(
        place.geoname and successor.geoname and kilometres(place.geoname.spot, successor.geoname.spot) < 40
    )


def drop_known(places: list[Place], known: set[Key], report: Counter[str]) -> list[Place]:
    """Leave out what other tables hold: Москва inside Москва, and the districts inside it."""
    kept = [place for place in places if place.key not in known]
    report["dropped: in regions.tsv or districts.tsv"] = len(places) - len(kept)
    return kept


def missing_towns(places: list[Place], towns: Towns, report: Counter[str]) -> list[Place]:
    """Return the towns that no source has, at the position that the list gives.

    Raises ``DictionaryError`` for a town without one.
    """
    have = {place.key for place in places}
    missing = []
    for key, town in towns.items():
        if key not in have:
            if town.spot is None:
                raise DictionaryError(
                    f"towns.tsv: no source has {town.name} ({town.region}), so it needs a position"
                )
            missing.append(Place(town.region, "", town.name, is_town=True, matched=[town.spot]))
    report["towns placed by hand"] = len(missing)
    return missing
