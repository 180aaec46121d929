"""Where a chain of places ends, and a village that cannot be the one in the district named."""

import pytest

from addrcheck.geo.locate import locate
from addrcheck.model import Level

REGION, HERE, FAR, VILLAGE, UNPLACED = range(5)


class Gazetteer:
    """A region 300 km across, two districts in it, a village that stands in the far one."""

    levels = (Level.REGION, Level.AREA, Level.AREA, Level.SETTLEMENT, Level.SETTLEMENT)
    parents = (None, REGION, REGION, FAR, FAR)
    positions = (
        (55.0, 50.0, 150_000),
        (55.0, 49.0, 20_000),
        (55.0, 51.0, 20_000),
        (55.05, 51.1, 2_000),
        None,
    )

    def level(self, place):
        return self.levels[place]

    def position(self, place):
        return self.positions[place]

    def chain(self, place):
        parent = self.parents[place]
        return (place,) if parent is None else (*self.chain(parent), place)


@pytest.mark.parametrize(
    ("chain", "found"),
    [
        ((), None),
        ((REGION,), REGION),
        ((REGION, FAR, VILLAGE), VILLAGE),
        ((REGION, FAR, UNPLACED), FAR),
        ((REGION, HERE, FAR, VILLAGE), HERE),  # the text names a district that this village is not in
    ],
)
def test_the_deepest_place_that_lies_where_the_text_says(chain, found):
    location = locate(chain, Gazetteer())
    if found is None:
        assert location is None
    else:
        latitude, longitude, accuracy = Gazetteer.positions[found]
        assert (location.latitude, location.longitude, location.accuracy_m) == (latitude, longitude, accuracy)
        assert location.level == Gazetteer.levels[found].label


def test_a_village_that_has_changed_districts_keeps_its_position():
    class Moved(Gazetteer):
        positions = (
            *Gazetteer.positions[:3],
            (55.0, 49.5, 2_000),
            None,
        )  # 32 km off, the district's radius is 20

    assert locate((REGION, HERE, FAR, VILLAGE), Moved()).level == "settlement"
