"""The country is told from the script."""

from __future__ import annotations

import pytest

from addrcheck.reading.postcode import find_postcode
from addrcheck.reading.script import country_of


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("广州市天河区", "CN"),
        ("г. Казань", "RU"),
        ("Baker Street 5", None),
        ("123", None),
        ("", None),
        ("ул. Мира 5 广州", "RU"),
    ],
)
def test_country_is_told_from_the_script(text, country):
    assert country_of(text) == country


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("310012 浙江省杭州市西湖区", "CN", "310012"),
        ("浙江省杭州市西湖区文三路100号 邮编:310012", "CN", "310012"),
        ("文三路100号301012室", "CN", None),
        ("101000, Москва", "RU", "101000"),
        ("Москва, Россия, 101000", "RU", "101000"),
        ("Москва, дом 1010001", "RU", None),
    ],
)
def test_postcode_stands_alone(text, country, expected):
    span = find_postcode(text, country)
    assert (text[slice(*span)] if span else None) == expected
