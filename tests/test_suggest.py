"""Completions while typing: the case table, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addrcheck.errors import UsageError
from addrcheck.fields import ORDER
from addrcheck.suggest import LONGEST, MOST
from tests.tables import cases

CASES = cases("suggest.tsv")
KEYS = st.text("杭州西湖区省市zhangouмосквбул. ,1'-хим\u3000", max_size=14)


def fields_of(row):
    """Return the other fields of a case."""
    pairs = (pair.split("=") for pair in row["fields"].split())
    return {name: value.replace("_", " ") for name, value in pairs}


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"] or row["fields"] or "nothing")
def test_the_likeliest_completion_stands_first(checker, row):
    found = checker.suggest(row["text"], fields_of(row), field=row["field"] or None)
    if row["first"] == "-":
        assert found == []
    else:
        assert found[0].label in row["first"].split(" | ")
        assert found[0].status in row["status"].split(" | ")


def test_what_other_fields_hold_is_not_said_again(checker):
    found = checker.suggest("西", {"region": "浙江省", "city": "杭州市"})[0]
    assert found.text == "西湖区"
    assert found.fields == {"region": "浙江省", "city": "杭州市", "district": "西湖区"}


def test_a_choice_can_be_gone_on_with(checker):
    chosen = checker.suggest("杭")[0].text
    assert all(one.label.startswith(chosen) for one in checker.suggest(chosen))
    assert checker.suggest(chosen + "西")[0].text == "浙江省杭州市西湖区"
    chosen = checker.suggest("Московская обл")[0].text
    assert checker.suggest(chosen + ", хим")[0].label == "Московская область, Химки"


def test_marks_show_what_was_typed(checker):
    found = checker.suggest("浙江杭州西")[0]
    assert [found.label[a:b] for a, b in found.marks] == ["浙江", "杭州", "西"]


def test_an_old_name_is_told(checker):
    found = next(one for one in checker.suggest("Свердловск") if one.name == "Екатеринбург")
    assert (found.status, found.former) == ("renamed", "Свердловск")


def test_only_the_country_asked_for(checker):
    assert {one.country for one in checker.suggest("ka", country="RU", limit=MOST)} <= {"RU"}
    assert {one.country for one in checker.suggest("kazan", country="CN")} == {"CN"}


@pytest.mark.parametrize(
    "bad",
    [{"limit": 0}, {"limit": MOST + 1}, {"field": "planet"}, {"fields": {"planet": "x"}}, {"country": "JP"}],
)
def test_wrong_use_is_told(checker, bad):
    with pytest.raises(UsageError):
        checker.suggest("杭", **bad)


@settings(max_examples=300, deadline=None)
@given(text=KEYS | st.text(max_size=20), field=st.sampled_from([None, *ORDER]))
def test_any_text_gets_an_answer(checker, text, field):
    found = checker.suggest(text, field=field)
    assert len(found) <= 8
    assert len({one.label for one in found}) == len(found)
    for one in found:
        assert all(0 <= a < b <= len(one.label) for a, b in one.marks)
        assert one.text
        assert one.label.endswith(one.text) or one.level == "street"


def test_a_long_text_is_no_beginning(checker):
    assert checker.suggest("杭" * (LONGEST + 1)) == []
