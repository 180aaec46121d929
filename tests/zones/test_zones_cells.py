"""Single cells: numbers, ranges, dates and words as stations write them."""

import datetime

import pytest

from addrcheck.zones import cells
from addrcheck.zones.cells import CellError
from addrcheck.zones.columns import COLUMNS, VALUES, column_named, header_in, value_in, value_named


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1", "35", (1, 35)),
        ("1-35", "", (1, 35)),
        ("1–35", "", (1, 35)),
        ("1号至35号", "", (1, 35)),
        ("от 1 до 35", "", (1, 35)),
        ("с 7 по 9", "", (7, 9)),
        ("100", "и далее", (100, None)),
        ("100 и далее", "", (100, None)),
        ("100以上", "", (100, None)),
        ("100号起", "", (100, None)),
        ("100-", "", (100, None)),
        ("", "99", (None, 99)),
        ("12", "", (12, None)),
        ("12号", "14号", (12, 14)),
    ],
)
def test_ranges(first, last, expected):
    assert cells.bounds(first, last) == expected


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (lambda t: cells.bounds(t, "1"), "9", "REVERSED_RANGE"),
        (cells.number, "девять", "BAD_NUMBER"),
        (cells.number, "-3", "BAD_NUMBER"),
        (cells.decimal, "nan", "BAD_NUMBER"),
        (cells.date, "31.02.2026", "BAD_DATE"),
        (cells.times, "25:00", "BAD_TIME"),
        (cells.indexes, "42011", "BAD_INDEX"),
        (cells.indexes, "420015-420001", "REVERSED_RANGE"),
        (lambda t: cells.word("parity", t), "左", "BAD_WORD"),
    ],
)
def test_what_cannot_be_understood_says_why(read, text, code):
    with pytest.raises(CellError) as caught:
        read(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["2026-11-22", "22.11.2026", "2026/11/22", "2026年11月22日"])
def test_dates(text):
    assert cells.date(text) == datetime.date(2026, 11, 22)


@pytest.mark.parametrize("text", ["08:30; 13:00", "08:30 13:00", "8:30，13:00", "8时30分、13点"])
def test_times(text):
    assert cells.times(text) == (datetime.time(8, 30), datetime.time(13))


def test_every_spelling_belongs_to_one_column():
    for column, words in COLUMNS.items():
        for language in words:
            for spelling in language.split(";"):
                assert column_named(spelling) == column


def test_every_word_belongs_to_one_value():
    for asked, table in VALUES.items():
        for value, words in table.items():
            for language in words:
                for spelling in language.split(";"):
                    assert value_named(asked, spelling) == value


@pytest.mark.parametrize("lang", ["", "zh", "ru", "en"])
def test_what_is_written_is_read(lang):
    assert all(column_named(header_in(lang, column)) == column for column in COLUMNS)
    assert all(
        value_named(asked, value_in(lang, asked, v)) == v for asked, table in VALUES.items() for v in table
    )
