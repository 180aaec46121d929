"""Keys: which spellings are the same street, estate, house."""

import pytest

from addrcheck.zones.names import (
    estate_key,
    house_key,
    main_number,
    name_behind,
    place_key,
    street_key,
    village_key,
)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (street_key, "ул. Баумана", "Баумана ул"),
        (street_key, "проспект Победы", "пр-т Победы"),
        (street_key, "1-я Азинская", "Азинская 1-я"),
        (street_key, "Карла Маркса ул.", "улица Маркса Карла"),
        (street_key, "ул. Королёва", "ул Королева"),
        (street_key, "文三路", "文三路 "),
        (street_key, "二号大街", "2号大街"),
        (estate_key, "翠苑四区", "翠苑4区"),
        (estate_key, "银泰城小区", "银泰城"),
        (estate_key, "ЖК «Светлая долина»", "жилой комплекс Светлая долина"),
        (village_key, "双桥村", "双桥社区"),
        (village_key, "мкр Дербышки", "микрорайон Дербышки"),
        (place_key, "龙港镇", "龙港街道"),
        (place_key, "Вахитовский р-н", "Вахитовский"),
        (house_key, "12а", "12 А"),
        (house_key, "46к2", "46 корп. 2"),
        (house_key, "18号", "18"),
        (house_key, "十二幢", "12"),
    ],
)
def test_the_same(key, one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (street_key, "ул. Победы", "пр-т Победы"),
        (street_key, "文一路", "文二路"),
        (street_key, "学院路", "学院北路"),
        (house_key, "12", "12А"),
        (house_key, "12к2", "12с2"),
        (village_key, "新村", "旧村"),
    ],
)
def test_not_the_same(key, one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("number", "main"),
    [
        ("12", 12),
        ("12/5", 12),
        ("12А", 12),
        ("甲12", 12),
        ("12之3", 12),
        ("5组16", 16),
        ("103-105", 103),
        ("А", None),
        ("", None),
    ],
)
def test_the_number_that_ranges_go_by(number, main):
    assert main_number(number) == main


@pytest.mark.parametrize(
    ("name", "beginning", "answer"),
    [
        ("柳市大兴东路", "柳市", True),
        ("柳市大道", "柳市", False),
        ("柳市东路", "柳市", False),
        ("柳市一路", "柳市", False),
        ("临平南苑", "临平", True),
    ],
)
def test_a_beginning_is_followed_by_a_name(name, beginning, answer):
    assert name_behind(name, beginning) is answer
