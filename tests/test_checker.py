"""Whole addresses through all stages, as the tables in ``tests/cases`` list them."""

from __future__ import annotations

import datetime

import pytest
from tables import cases, components

from addrcheck.errors import UsageError

ENGINE = [*cases("engine_china.tsv"), *cases("engine_russia.tsv")]


@pytest.mark.parametrize("case", ENGINE, ids=lambda case: case["text"])
def test_address_gives_action_components_and_issues(checker, case):
    report = checker.check(case["text"])
    assert (report.action, components(report)) == (case["action"], case["components"]), case["why"]
    assert set(case["issues"].split()) <= {issue.code for issue in report.issues}, case["why"]


@pytest.mark.parametrize("case", ENGINE, ids=lambda case: case["text"])
def test_spans_point_at_what_was_typed(checker, case):
    report = checker.check(case["text"])
    for component in report.components:
        if component.span:
            assert report.input[slice(*component.span)] == component.text


def test_unknown_country_is_a_usage_error_that_names_the_known_ones(checker):
    with pytest.raises(UsageError, match="CN, RU"):
        checker.check("北京市", country="jp")


def test_sentences_come_in_the_language_asked_for(checker):
    text = "浙江省杭州市西湖区文三路"
    messages = {lang: checker.check(text, lang=lang).issues[0].message for lang in ("zh", "ru", "en")}
    assert len(set(messages.values())) == 3


def test_old_name_counts_as_todays_on_a_day_when_it_was(checker):
    text = "上海市闸北区共和新路300号"
    then = checker.check(text, as_of=datetime.date(2010, 1, 1)).component("district")
    now = checker.check(text).component("district")
    assert (then.value, then.status) == ("闸北区", "given")
    assert (now.value, now.status, now.former) == ("静安区", "renamed", "闸北区")


def test_empty_text_is_answered_not_refused(checker):
    for text in ("", "   ", "\n", "…", "!!!"):
        assert checker.check(text).action == "empty"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Республика Беларусь, г. Минск, пр-т Независимости, 12", "BY"),
        ("г. Алматы, ул. Абая 10, Казахстан", "KZ"),
        ("大韩民国首尔市江南区", "KR"),
        ("Friedrichstr. 5, Berlin, Germany", "DE"),
    ],
)
def test_address_of_another_country_says_which(checker, text, country):
    report = checker.check(text)
    assert (report.action, report.country, report.components) == ("foreign", country, ())


@pytest.mark.parametrize(
    "text",
    [
        "Астрахань, ул. Казахстан, 5",
        "Россия, Казань, гостиница Турция, ул. Баумана 1",
        "杭州市西湖区日本料理街5号",
    ],
)
def test_name_of_a_country_inside_an_address_is_no_country(checker, text):
    assert checker.check(text).action != "foreign"


def test_what_is_not_a_text_is_a_usage_error(checker):
    with pytest.raises(UsageError, match="bytes"):
        checker.check(b"Moscow")
