"""Versions: a new one waits for a wave's boundary, a broken one is refused and the running zones stay."""

import datetime
import os

import pytest

from addrcheck.zones.diff import diff, summary
from addrcheck.zones.load import load_zones
from addrcheck.zones.store import ZoneStore, next_boundary
from addrcheck.zones.troubles import ZonesError

MORNING = datetime.datetime(2026, 11, 22, 7, 0)
TABLE = "# version: {version}\n{more}zone,place,waves\nA,杭州市/{district},08:30; 13:30\n"


def write(path, version, district="西湖区", more=""):
    path.write_text(TABLE.format(version=version, district=district, more=more), encoding="utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000 * int(version)))


@pytest.fixture
def store(tmp_path, ground):
    path = tmp_path / "zones.csv"
    write(path, "1")
    return path, ZoneStore(path, lambda p: load_zones(p, ground))


def at(hour, minute=0, day=22):
    return datetime.datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(at(7), at(8, 30)), (at(8, 30), at(8, 30)), (at(8, 31), at(13, 30)), (at(14), at(8, 30, 23))],
)
def test_the_next_departure(moment, expected):
    assert next_boundary(moment, [datetime.time(13, 30), datetime.time(8, 30)]) == expected


def test_a_new_version_takes_effect_at_the_next_departure(store):
    path, zones = store
    write(path, "2", "拱墅区")
    assert zones.refresh(at(9))
    assert zones.waiting == ((at(13, 30), "2"),)
    assert zones.current(at(13, 29)).version == "1"
    assert zones.current(at(13, 30)).version == "2"
    assert not zones.refresh(at(14))


def test_a_version_may_name_its_moment(store):
    path, zones = store
    write(path, "2", more="# effective: 2026-11-24T10:00\n")
    zones.refresh(MORNING)
    assert zones.waiting[0][0] == datetime.datetime(2026, 11, 24, 13, 30)


def test_a_broken_version_is_refused_and_the_running_one_stays(store, checker):
    path, zones = store
    write(path, "2", "没有这个区的区")
    path.write_text("zone,place,street,from,to\nA,杭州市/西湖区,文三路,9,1\n", encoding="utf-8")
    assert not zones.refresh(at(9))
    assert [f.code for f in zones.findings] == ["REVERSED_RANGE"]
    assert zones.current(at(23)).version == "1"
    assert zones.current(at(23)).assign(checker.check("杭州市西湖区文三路1号")).code == "A"
    write(path, "3")
    assert zones.refresh(at(9))
    assert not zones.findings


def test_a_file_that_is_gone_changes_nothing(store):
    path, zones = store
    path.unlink()
    assert not zones.refresh(at(9))
    assert zones.findings[0].code == "UNREADABLE_FILE"
    assert zones.current(at(9)).version == "1"


def test_a_later_offer_replaces_what_waits_for_the_same_boundary(store):
    path, zones = store
    for version in ("2", "3"):
        write(path, version)
        zones.refresh(at(9))
    assert [version for _, version in zones.waiting] == ["3"]


def test_the_first_version_must_be_usable(tmp_path, ground):
    path = tmp_path / "zones.csv"
    path.write_text("zone,place\nA,西湖区\n", encoding="utf-8")
    with pytest.raises(ZonesError):
        ZoneStore(path, lambda p: load_zones(p, ground))


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
