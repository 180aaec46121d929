"""What is known around a point: the nearest places, what it likely lies in, which delivery zone it is in.

The dictionaries hold points and radii, no borders. Where a point lies is therefore never claimed, only how
many of the places around it lie there, the near ones counting more; and nothing at all is claimed of a
point that is farther from the nearest place than the places there are from each other: it may be abroad.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec
from msgspec import Struct

from addrcheck.errors import UsageError
from addrcheck.gazetteer.labels import label
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.datum import DatumError, Point, convert, datum_named, relocated
from addrcheck.geo.locate import locate
from addrcheck.geo.nearest import FARTHEST_M, grid
from addrcheck.geo.outline import china
from addrcheck.geo.shifted import is_unique
from addrcheck.model import Datum, Level, Location, Zone

ZoneFinder = Callable[[float, float], Zone | None]
"""From latitude and longitude (WGS 84) to the delivery zone there."""

MOST_NEARBY = 50
_VOTERS = 8
_SOFTENING_M = 500.0
"""Added to every distance: which of two places in one street is nearer says nothing."""
_ALWAYS_NEAR_M = 5_000.0
_SPACING_NEIGHBOUR = 3
_SPACING_FACTOR = 1.5
_LEAST_SHARE = 0.5
_CLAIMED = {"CN": (Level.REGION, Level.CITY, Level.DISTRICT), "RU": (Level.REGION, Level.AREA)}


class Nearby(Struct, frozen=True, gc=False):
    """A known place near the point: how far (metres, on the ellipsoid) and in which direction it lies from there.

    ``location`` is its own position, in the datum asked for; ``location.accuracy_m`` is how far its addresses
    may be from that, so a distance below it says «in it or beside it», not more.
    """

    label: str
    code: str
    country: str
    distance_m: int
    direction: str
    location: Location


class Likely(Struct, frozen=True, gc=False):
    """A region, city or district that the point likely lies in; ``share`` of the places around it do."""

    level: str
    label: str
    code: str
    share: float


class Surroundings(Struct, frozen=True, gc=False):
    """What is known around ``point``, which ``wgs84`` is in WGS 84; ``likely`` has the largest first."""

    point: Point
    wgs84: Point
    country: str | None
    likely: tuple[Likely, ...]
    nearest: tuple[Nearby, ...]
    zone: Zone | None = None

    def to_json(self) -> str:
        """Return the answer as one line of JSON."""
        return msgspec.json.encode(self).decode()


class _Neighbour(NamedTuple):
    """A place near the point, with the gazetteer that it stands in."""

    metres: float
    wind: str
    place: int
    gazetteer: Gazetteer


def reverse(
    latitude: float,
    longitude: float,
    datum: str,
    gazetteers: Sequence[Gazetteer],
    zones: ZoneFinder | None = None,
    count: int = 5,
) -> Surroundings:
    """Return what ``gazetteers`` know around a point (degrees in ``datum``), the ``count`` nearest places of it.

    Raises ``UsageError`` for coordinates that are none and a ``count`` outside 1 … 50, ``DatumError`` for a
    datum that cannot be converted.
    """
    if not 1 <= count <= MOST_NEARBY:
        raise UsageError(f"the number of places must be between 1 and {MOST_NEARBY}")
    asked = datum_named(datum)
    wgs84 = convert(latitude, longitude, asked, "WGS84")
    neighbours = _neighbours(wgs84, gazetteers, max(count, _VOTERS))
    likely = _likely(wgs84, neighbours)
    return Surroundings(
        Point(latitude, longitude, asked, 0.0, wgs84.unique),
        wgs84,
        likely[0][0] if likely else None,
        tuple(claim for _, claim in likely),
        tuple(_nearby(neighbour, asked) for neighbour in neighbours[:count]),
        zones(wgs84.latitude, wgs84.longitude) if zones else None,
    )


def _neighbours(at: Point, gazetteers: Sequence[Gazetteer], count: int) -> list[_Neighbour]:
    """Return the nearest places of all countries, the nearest first."""
    found: list[_Neighbour] = []
    for gazetteer in gazetteers:
        reach = found[-1].metres if len(found) == count else FARTHEST_M
        near = grid(gazetteer).nearest(at.latitude, at.longitude, count, reach)
        found += [_Neighbour(*each, gazetteer) for each in near]
        found = sorted(found, key=lambda neighbour: neighbour.metres)[:count]
    return found


def _nearby(neighbour: _Neighbour, datum: Datum) -> Nearby:
    """Return a neighbour for the answer, its position in ``datum`` where that reaches so far."""
    gazetteer, place = neighbour.gazetteer, neighbour.place
    location = locate((place,), gazetteer)
    assert location is not None
    with suppress(DatumError):
        location = relocated(location, datum)
    return Nearby(
        label(place, gazetteer),
        gazetteer.codes[place],
        gazetteer.country,
        round(neighbour.metres),
        neighbour.wind,
        location,
    )


def _likely(at: Point, neighbours: Sequence[_Neighbour]) -> list[tuple[str, Likely]]:
    """Return the country and the places, largest first, that most of the neighbours lie in."""
    here = at.latitude, at.longitude
    sided = is_unique(*here)  # so near China's outline nobody knows on which side a point is
    voters = [n for n in neighbours if not sided or _same_side(here, n)][:_VOTERS]
    if not voters or not _among(voters[0]):
        return []
    votes: defaultdict[tuple[Gazetteer, int], float] = defaultdict(float)
    total = 0.0
    for voter in voters:
        weight = 1 / (voter.metres + _SOFTENING_M)
        total += weight
        for place in voter.gazetteer.chain(voter.place):
            if voter.gazetteer.level(place) in _CLAIMED[voter.gazetteer.country]:
                votes[voter.gazetteer, place] += weight
    claims = []
    for (gazetteer, place), weight in sorted(votes.items(), key=lambda vote: vote[0][0].level(vote[0][1])):
        if weight > _LEAST_SHARE * total:
            claim = Likely(
                gazetteer.level(place).label,
                label(place, gazetteer),
                gazetteer.codes[place],
                round(weight / total, 2),
            )
            claims.append((gazetteer.country, claim))
    return claims


def _same_side(here: tuple[float, float], neighbour: _Neighbour) -> bool:
    """Tell whether a place lies on the point's side of China's outline, the one border that is known."""
    if not china().near(*here, neighbour.metres):
        return True
    return china().contains(*_position(neighbour)) == china().contains(*here)


def _among(nearest: _Neighbour) -> bool:
    """Tell whether the point is about as near to its nearest place as the places there are to each other."""
    if nearest.metres <= _ALWAYS_NEAR_M:
        return True
    around = grid(nearest.gazetteer).nearest(*_position(nearest), _SPACING_NEIGHBOUR + 1)
    return nearest.metres <= _SPACING_FACTOR * around[-1].metres


def _position(neighbour: _Neighbour) -> tuple[float, float]:
    """Return where a neighbour lies; only places with a position become neighbours."""
    position = neighbour.gazetteer.position(neighbour.place)
    assert position is not None
    return position[:2]
