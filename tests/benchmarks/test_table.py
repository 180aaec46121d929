"""The figures as a reader meets them."""

from benchmarks import table
from benchmarks.measure import Compilation, Figures

OURS = Figures("addrcheck 0.1.0", "the whole report", 20_000.4, 15_000, 0.12, 40.2)
PEER = Figures("peer 1.2", "province", 250, None, 0.24, 20.1, failed=3)


def test_a_peer_stands_in_relation_to_ours():
    ours, peer = table.comparison(OURS, [PEER])
    assert ours == ("addrcheck 0.1.0", "the whole report", "20,000", "15,000", "0.12", "40")
    assert peer == ("peer 1.2", "province; 3 texts raised", "250 (1/80)", "–", "0.24 (2.0×)", "20 (1/2.0)")


def test_markdown_is_one_table_of_equal_rows():
    lines = table.markdown(table.HEADER, table.comparison(OURS, [PEER])).splitlines()
    assert len(lines) == 4
    assert len({line.count("|") for line in lines}) == 1
    assert lines[1] == "|---|---|--:|--:|--:|--:|"


def test_the_terminal_gets_columns():
    rows = table.compilations([Compilation("cn", 1.234, 150.4, 4.25)])
    header, row = table.plain(table.COMPILATION_HEADER, rows).splitlines()
    assert row.split() == ["cn", "1.23", "150", "4.2"]
    assert header.index("peak") == row.index("150")


def test_the_machine_is_named_on_one_line():
    assert "Python 3." in table.machine()
    assert "\n" not in table.machine()
