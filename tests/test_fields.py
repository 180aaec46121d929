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
    assert "FIELD_CONFLICT" in {issue.code for issue in report.issues}


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
