"""docs/zones.md names every column and every status."""

from pathlib import Path

from addrcheck.zones.columns import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "zones.md").read_text(encoding="utf-8")


def test_every_column_is_explained():
    assert [column for column in COLUMNS if f"`{column}`" not in PAGE] == []


def test_every_status_is_explained():
    assert all(f"| `{status}` |" in PAGE for status in ("assigned", "ambiguous", "unresolved", "out_of_area"))
