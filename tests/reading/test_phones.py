import phonenumbers
import pytest

from addrcheck.reading import phones
from addrcheck.reading.phones import dialled, find_phones


@pytest.mark.parametrize("prefix", range(130, 200))
def test_mobiles_told_by_prefix_are_those_of_phonenumbers(prefix):
    digits = f"{prefix}12345678"
    ours = phones._CN_VALID_MOBILE.fullmatch(digits) is not None
    library = phonenumbers.is_valid_number(phonenumbers.parse(digits, "CN"))
    assert ours == library or prefix in (149, 174)  # the library lags behind new ranges and shares 1740


@pytest.mark.parametrize("prefix", range(900, 1000))
def test_russian_mobiles_are_those_of_phonenumbers(prefix):
    assert dialled(f"8{prefix}1234567", "RU") == f"+7{prefix}1234567"


@pytest.mark.parametrize(
    "text",
    [
        "绍兴15-10-3797",
        "1154-131号",
        "天津12671354室",
        "1815-1817",
        "湖北武汉26150837",
        "95338",
        "200-3号1802",
        "G7京藏高速1234567",
    ],
)
def test_numbers_of_addresses_are_no_phones(text):
    assert find_phones(text, "CN") == []


@pytest.mark.parametrize(
    "text", ["125047 12 с2", "д 7 101000 кв 12", "8-10-1504", "ул. 1905 года 10 к 2 стр 3"]
)
def test_numbers_of_russian_addresses_are_no_phones(text):
    assert find_phones(text, "RU") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8 916 123-45-67", "+79161234567"),
        ("8(916)1234567", "+79161234567"),
        ("+7.916.123.45.67", "+79161234567"),
        ("916 123 45 67", "+79161234567"),
        ("(495) 123-45-67", "+74951234567"),
        ("8-10-86-138-0013-8000", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
    ],
)
def test_russian_ways_of_writing(text, number):
    assert [phone.number for phone in find_phones(text, "RU")] == [number]


def test_phones_come_in_the_order_of_the_text():
    found = find_phones("0571-87654321 13800138000", "CN")
    assert [phone.number for phone in found] == ["+8657187654321", "+8613800138000"]
