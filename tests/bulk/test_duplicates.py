"""Rows that are the same place written differently have one key, and are listed together."""

from __future__ import annotations

import pytest

from addrcheck.bulk import duplicates
from addrcheck.bulk.place_key import place_key
from tests.bulk.conftest import read_csv

SAME = [
    ("浙江省杭州市西湖区文三路100号2幢301", "杭州西湖区文三路100号2栋301室", "张三 13800138000 浙江杭州西湖区古荡街道文三路100号2号楼3层301"),
    ("г. Казань, ул. Баумана, д. 44, кв. 5", "420111, Татарстан, Казань, Баумана ул, дом 44, квартира 5", "Казань, улица Баумана, 44, подъезд 1, этаж 2, кв 5"),
    ("Москва, Ленинский пр-т, д. 5 корп. 2", "г Москва, проспект Ленинский, дом 5, корпус 2"),
]  # fmt: skip
DIFFERENT = [
    ("杭州西湖区文三路100号2幢301", "杭州西湖区文三路100号3幢301"),
    ("杭州西湖区文三路100号2幢301", "杭州西湖区文三路100号2单元301", "杭州西湖区文三路100弄2号301"),
    ("Казань, ул. Баумана, д. 44, кв. 3", "Казань, ул. Баумана, д. 44, оф. 3"),
    ("Казань, ул. Ленина, 5", "Казань, пр-т Ленина, 5"),
    ("Казань, ул. Баумана, д. 44, кв. 5", "Казань, ул. Баумана, д. 44, кв. 6"),
    ("Казань, ул. Баумана, д. 44", "Пермь, ул. Баумана, д. 44"),
]


@pytest.mark.parametrize("texts", SAME)
def test_same_place_has_one_key(checker, texts):
    keys = {place_key(checker.check(text)) for text in texts}
    assert len(keys) == 1
    assert "" not in keys


@pytest.mark.parametrize("texts", DIFFERENT)
def test_different_places_have_different_keys(checker, texts):
    keys = {place_key(checker.check(text)) for text in texts}
    assert len(keys) == len(texts)


@pytest.mark.parametrize("text", ["", "Казань", "杭州市西湖区", "朝阳区建设路1号", "ул. Ленина, 5"])
def test_what_leads_to_no_door_has_no_key(checker, text):
    assert place_key(checker.check(text)) == ""


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("浙江省杭州市西湖区文三路100号2幢301", "/100/b2-r301"), ("杭州西湖区文三路100号2单元301", "/100/u2-r301"), ("杭州西湖区文三路100弄2号301", "/100弄/b2-r301"),
        ("Казань, ул. Баумана, д. 44-3", "/44/r3"), ("Казань, ул. Баумана, 44, офис 3", "/44/o3"),
    ],
)  # fmt: skip
def test_keys_tell_the_kinds_of_what_is_inside_a_house(checker, text, ending):
    assert place_key(checker.check(text)).endswith(ending)


def test_keys_hold_nothing_of_the_recipient(checker):
    key = place_key(checker.check("李晓明 13800138000 浙江省杭州市西湖区文三路100号2幢301 放门口"))
    assert "李" not in key
    assert "138" not in key


def test_what_was_typed_is_no_formula_in_the_list(cleaned, tmp_path):
    data = '地址\n"=1+1,杭州市西湖区文三路100号"\n"=1+1,杭州市西湖区文三路100号"\n'
    cleaned(data, duplicates=tmp_path / "groups.csv")
    typed = [row[4] for row in read_csv(tmp_path / "groups.csv")[1:]]
    assert typed == ["'=1+1,杭州市西湖区文三路100号"] * 2


def test_groups_are_listed(cleaned, tmp_path, monkeypatch):
    monkeypatch.setattr(duplicates, "_RUN", 2)
    rows = [text for group in SAME for text in group]
    data = "id;адрес\n" + "".join(f'{n};"{text}"\n' for n, text in enumerate(rows))
    _, summary = cleaned(data, duplicates=tmp_path / "groups.csv")
    groups = read_csv(tmp_path / "groups.csv")
    assert groups[0] == ["\ufeffgroup", "rows", "result_key", "row", "typed"]
    assert sorted(int(row[3]) for row in groups[1:]) == list(range(2, 2 + len(rows)))
    assert {(row[0], row[1]) for row in groups[1:]} == {("1", "3"), ("2", "3"), ("3", "2")} or len(
        {row[0] for row in groups[1:]}
    ) == 3
    assert summary.repeats == len(rows) - 3
    assert not list(tmp_path.glob("*.addrcheck"))
