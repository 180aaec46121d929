"""Normalising keeps every character's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addrcheck.reading.normalise import read


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("文三路１００号", "文三路100号"),
        ("３０１—２室", "301-2室"),
        ("杭州　西湖", "杭州 西湖"),
        ("г.\u00a0Москва", "г. Москва"),
        ("Йошкар-Ола".replace("Й", "И\u0306"), "Йошкар-Ола"),
        ("Мос\u00adква", "Москва"),
        ("第①栋", "第1栋"),
        ("80㎡", "80㎡"),
    ],
)
def test_reads_one_width_one_dash_one_space(typed, expected):
    assert read(typed).text == expected


@given(st.text())
def test_every_read_character_knows_where_it_stood(text):
    reading = read(text)
    assert reading.span(0, len(reading.text))[1] <= len(text)
    for i, char in enumerate(reading.text):
        start, end = reading.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        if char.isalpha() and char.isascii():
            assert reading.typed(i, i + 1)


@given(st.text())
def test_reading_twice_changes_nothing(text):
    once = read(text).text
    assert read(once).text == once
