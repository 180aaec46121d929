"""The outline of GCJ-02's area: from a map that anyone can get, by steps that anyone can repeat."""

import os
from pathlib import Path

import pytest

import addrcheck.geo
from addrcheck.gazetteer.tables import read_table, source_lines
from addrcheck.sources import outline
from addrcheck.sources.packages import package

CACHE = Path(os.environ.get("PACKAGES", Path.home() / ".cache/addrcheck/packages"))
TABLE = Path(addrcheck.geo.__file__).with_name("outline.tsv")

TOPOLOGY = {
    "transform": {"scale": [0.5, 0.25], "translate": [100, 20]},
    "arcs": [[[0, 0], [4, 0], [0, 8]], [[4, 8], [-4, 0], [0, -8]]],
}


def test_arcs_are_steps_on_a_grid_and_rings_are_arcs_end_to_end():
    arcs = outline._arcs(TOPOLOGY)
    assert arcs[0] == [(100.0, 20.0), (102.0, 20.0), (102.0, 22.0)]
    ring = outline._joined([0, 1], arcs)
    assert ring == [(100.0, 20.0), (102.0, 20.0), (102.0, 22.0), (100.0, 22.0), (100.0, 20.0)]
    assert outline._joined([~1, ~0], arcs) == ring[::-1]


def test_the_table_names_its_source_and_licence_and_holds_degrees():
    head = " ".join(source_lines(TABLE))
    for word in (
        "Natural Earth",
        "public domain",
        package("world-atlas").label,
        "no statement about borders",
    ):
        assert word in head
    rows = list(read_table(TABLE))
    assert len(rows) > 5000
    assert all(3 < float(row["latitude"]) < 54 and 73 < float(row["longitude"]) < 136 for row in rows)


@pytest.mark.skipif(
    not (CACHE / package("world-atlas").folder).is_dir(), reason="the pinned package is not at hand"
)
def test_the_table_is_what_the_pinned_map_gives(tmp_path):
    outline.build(CACHE, tmp_path / "outline.tsv")
    assert (tmp_path / "outline.tsv").read_bytes() == TABLE.read_bytes()
