"""Versions: a new one waits for a wave's boundary; which addresses get another zone by it."""

import datetime

import pytest

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.diff import diff, summary
from addrcheck.zones.load import load_zones
from addrcheck.zones.model import Table
from addrcheck.zones.store import Turn, ZoneStore, next_boundary


def at(hour, minute=0, day=22):
    return datetime.datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(at(7), at(8, 30)), (at(8, 30), at(8, 30)), (at(8, 31), at(13, 30)), (at(14), at(8, 30, 23))],
)
def test_the_next_departure(moment, expected):
    assert next_boundary(moment, [datetime.time(13, 30), datetime.time(8, 30)]) == expected


class FrozenClock:
    """A clock that a test sets."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment.astimezone()


def version(name):
    return ZoneTable(Table(name, (), ()), ())


@pytest.fixture
def clock():
    return FrozenClock(at(9))


def test_a_version_is_in_force_from_its_moment_on(clock):
    store = ZoneStore(version("1"), clock)
    store.plan(store.current(), [Turn(at(13, 30).astimezone(), version("2"))])
    for hour, minute, expected in ((9, 0, "1"), (13, 29, "1"), (13, 30, "2"), (23, 0, "2")):
        clock.moment = at(hour, minute)
        assert store.current().version == expected
    assert store.waiting == ()


def test_of_several_that_are_due_the_last_is_in_force(clock):
    turns = [Turn(at(hour).astimezone(), version(str(hour))) for hour in (12, 10, 11, 15)]
    store = ZoneStore(None, clock)
    assert store.current() is None
    store.plan(None, turns)
    clock.moment = at(14)
    assert store.current().version == "12"
    assert [turn.zones.version for turn in store.waiting] == ["15"]


def test_what_is_in_force_does_not_go_back_with_the_clock(clock):
    store = ZoneStore(version("1"), clock)
    store.plan(store.current(), [Turn(at(10).astimezone(), version("2"))])
    clock.moment = at(10)
    assert store.current().version == "2"
    clock.moment = at(9, 59)
    assert store.current().version == "2"


def test_diff_names_the_addresses_that_change(tmp_path, ground):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(
        "zone,place,street\nA,杭州市/西湖区/翠苑街道,\nB,杭州市/西湖区,文三路\nC,杭州市/西湖区,学院路\n",
        encoding="utf-8",
    )
    new.write_text(
        "zone,place,street\nA,杭州市/西湖区/翠苑街道,\nD,杭州市/西湖区,文三路\nE,杭州市/西湖区,教工路\n",
        encoding="utf-8",
    )
    texts = [
        "杭州市西湖区翠苑街道1号",
        "杭州市西湖区文三路1号",
        "杭州市西湖区学院路1号",
        "杭州市西湖区教工路1号",
    ]
    found = [c for _, c in diff(load_zones(old, ground), load_zones(new, ground), texts, ground.check) if c]
    assert [(c.line, c.kind, c.old.code, c.new.code) for c in found] == [
        (2, "moved", "B", "D"), (3, "lost", "C", None), (4, "gained", None, "E"),
    ]  # fmt: skip
    assert summary(found) == [("B", "D", 1), ("C", "—", 1), ("—", "E", 1)]
    assert set(found[0].to_dict()) == {"line", "address", "kind", "old", "new"}
