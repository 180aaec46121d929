"""The table of single readings behind the Latin form of Chinese addresses."""

from addrcheck.gazetteer.tables import read_table, source_lines
from addrcheck.sources.china_pinyin import write_pinyin


def test_table_holds_every_character_once_in_the_reading_of_names(tmp_path):
    count = write_pinyin(tmp_path)
    rows = list(read_table(tmp_path / "pinyin.tsv"))
    readings = {c: row["syllable"] for row in rows for c in row["characters"]}
    assert count == len(rows)
    assert sum(len(row["characters"]) for row in rows) == len(readings) > 20_000
    assert [readings[c] for c in "长重都绿文"] == ["chang", "chong", "du", "lü", "wen"]
    assert "MIT" in " ".join(source_lines(tmp_path / "pinyin.tsv"))
