"""Forms whose parts come apart: selectors beside a free text."""

from __future__ import annotations

import pytest

from addrcheck.errors import UsageError

FORM = {"region": "浙江省", "city": "杭州市", "district": "西湖区", "street": "文三路100号"}


def test_input_is_the_fields_in_official_order_joined_by_a_space(checker):
    shuffled = dict(reversed(FORM.items()))
    assert checker.check_fields(shuffled).input == "浙江省 杭州市 西湖区 文三路100号"


def test_every_component_names_the_field_it_stands_in(checker):
    report = checker.check_fields(FORM)
    fields = {c.type: c.field for c in report.components}
    assert fields == {
        "region": "region",
        "city": "city",
        "district": "district",
        "street": "street",
        "house": "street",
    }


def test_selector_that_contradicts_the_text_is_told(checker):
    report = checker.check_fields({"region": "江苏省", "address": "杭州市西湖区文三路100号"})
    assert report.action == "confirm"
    assert "CONFLICT" in {issue.code for issue in report.issues}


def test_selector_settles_a_name_that_several_places_bear(checker):
    report = checker.check_fields({"city": "长春市", "address": "朝阳区人民大街100号"})
    assert report.component("district").code == "220104"


def test_russian_selectors_need_no_type_words(checker):
    report = checker.check_fields(
        {"region": "Московская область", "city": "Химки", "street": "Ленина", "house": "5"}
    )
    assert [c.value for c in report.components if c.type in ("region", "city")] == ["Московская", "Химки"]
    assert report.component("house").value == "5"


def test_unknown_field_is_a_usage_error_that_lists_the_fields(checker):
    with pytest.raises(UsageError, match="region"):
        checker.check_fields({"planet": "Earth"})


def test_recipient_of_a_form_never_reaches_the_address(checker):
    report = checker.check_fields({**FORM, "name": "朝阳", "phone": "13800138000"})
    assert "朝阳" not in report.formatted.local
    assert (report.contact.name, report.contact.phone) == ("朝阳", "+8613800138000")
    assert report.input.endswith("朝阳 13800138000")


def test_number_in_a_field_is_read_as_text(checker):
    report = checker.check_fields({"city": "Казань", "street": "ул. Баумана", "house": 5})
    assert report.component("house").value == "5"


@pytest.mark.parametrize(
    ("fields", "house", "room"),
    [
        ({"city": "杭州市", "district": "西湖区", "address": "文三路100号2幢", "room": "301"}, "100", "301"),
        ({"city": "Казань", "address": "Баумана 44", "room": "5"}, "44", "5"),
    ],
)
def test_numbers_of_their_own_fields_follow_the_address(checker, fields, house, room):
    report = checker.check_fields(fields)
    assert (report.component("house").value, report.component("room").value) == (house, room)


CN, RU = {"city": "杭州市", "district": "西湖区"}, {"city": "Казань", "street": "Баумана", "house": "44"}


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        (CN | {"street": "文三路", "house": "100", "room": "2"}, "house=100 room=2"),
        (CN | {"address": "文三路100号", "room": "12"}, "house=100 room=12"),
        (CN | {"address": "文三路100号2幢", "room": "３０１"}, "house=100 building=2 room=301"),
        (CN | {"poi": "枫林小区", "building": "3", "unit": "2", "floor": "5", "room": "501"}, "building=3 unit=2 floor=5 room=501"),
        (CN | {"address": "文三路100号", "room": "301室"}, "house=100 room=301"),
        (RU | {"structure": "2", "room": "7"}, "house=44 structure=2 room=7"),
        (RU | {"entrance": "2", "floor": "5", "room": "7а"}, "house=44 entrance=2 floor=5 room=7А"),
        (RU | {"building": "2", "unit": "1", "room": "кв. 7"}, "house=44 block=2 entrance=1 room=7"),
        ({"city": "Rfpfym", "street": "ek. ,fevfyf", "house": "44", "room": "7"}, "house=44 room=7"),
        ({"city": "г. И\u0306ошкар-Ола", "street": "ул. Мира", "house": "4", "room": "7"}, "house=4 room=7"),
    ],
)  # fmt: skip
def test_a_bare_number_is_what_its_field_is_called(checker, fields, parts):
    report = checker.check_fields(fields)
    numbered = ("house", "block", "structure", "building", "unit", "entrance", "floor", "room")
    assert " ".join(f"{c.type}={c.value}" for c in report.components if c.type in numbered) == parts
    assert all(report.input[slice(*c.span)] == c.text for c in report.components if c.span)


@pytest.mark.parametrize("street", ["Баумана", "Красная площадь"])
def test_a_field_for_streets_holds_a_street_without_its_word_and_before_the_house(checker, street):
    report = checker.check_fields({"region": "Республика Татарстан", "city": "Казань", "street": street})
    assert report.missing == ("house",)
    assert [issue.code for issue in report.issues] == ["HOUSE_MISSING"]
    assert report.component("street").text == street
