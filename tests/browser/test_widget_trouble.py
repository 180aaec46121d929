"""The service is slow, out of order, gone: the field stays a field and the order goes through."""

from __future__ import annotations

import pytest

from tests.browser.conftest import LANGUAGES
from tests.browser.widget import (
    ADVICE,
    NOTE,
    OPTION,
    asked,
    freeze,
    hear,
    hidden,
    leave,
    options,
    received,
    type_into,
)

OFF = {"zh": "暂时无法核对", "ru": "Сейчас адрес не проверить", "en": "cannot be checked right now"}
SUGGEST, CHECK = "**/v1/suggest", "**/v1/check"


def suggestion(name):
    return {
        "text": name,
        "label": name,
        "name": name,
        "level": "city",
        "country": "CN",
        "code": "1",
        "status": "given",
        "marks": [],
        "fields": {"city": name},
    }


def fill_order(page, address="西湖区文三路"):
    for name, text in {
        "name": "张三",
        "phone": "13800138000",
        "region": "浙江省",
        "city": "杭州市",
        "address": address,
    }.items():
        page.fill(f"#{name}", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_service_that_is_gone_stops_nobody(open_page, accessible, lang):
    page = open_page("/demo?to=cn", lang)
    page.expected = ("ERR_FAILED",)
    type_into(page, "#billing", "北京")
    options(page)
    page.route("**/v1/**", lambda route: route.abort())
    type_into(page, "#billing", "市朝阳")
    hear(page, OFF[lang], NOTE)
    assert page.locator(OPTION).count() == 0
    accessible(page)
    fill_order(page)
    page.click("form.shop__form button[type=submit]")
    answer = received(page)
    assert answer["billing"] == "北京市朝阳"
    assert {answer["shipping_check_outcome"], answer["billing_check_outcome"]} == {"unchecked"}


def test_suggestions_are_not_asked_for_again_at_once(open_page):
    page = open_page("/embed", "en")
    page.expected = ("ERR_FAILED", "Failed to load")
    freeze(page)
    questions = asked(page, "/v1/suggest")
    page.route(SUGGEST, lambda route: route.abort())
    type_into(page, "#try", "北")
    page.clock.run_for(200)
    hear(page, OFF["en"], NOTE)
    type_into(page, "#try", "京市")
    page.clock.run_for(1000)
    assert len(questions) == 1
    page.unroute(SUGGEST)
    page.clock.run_for(10_000)
    type_into(page, "#try", "朝")
    page.clock.run_for(200)
    assert options(page)[0] == "北京市朝阳区"


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_a_refusal_is_a_service_that_is_gone(open_page, status):
    page = open_page("/demo?to=cn", "en")
    page.expected = (str(status),)
    page.route(CHECK, lambda route: route.fulfill(status=status, json={"title": "no"}))
    fill_order(page)
    page.click("form.shop__form button[type=submit]")
    assert received(page)["shipping_check_outcome"] == "unchecked"


def test_an_answer_slower_than_three_seconds_is_not_waited_for(open_page):
    page = open_page("/demo?to=cn", "en")
    freeze(page)
    page.route(CHECK, lambda route: None)
    fill_order(page)
    with page.expect_request(CHECK):
        page.click("form.shop__form button[type=submit]")
    page.clock.run_for(2900)
    assert page.locator("#received").count() == 0
    page.clock.run_for(300)
    assert received(page)["shipping_check_outcome"] == "unchecked"


def test_who_submits_again_while_it_is_slow_passes_at_once(open_page):
    page = open_page("/demo?to=cn", "en")
    freeze(page)
    page.route(CHECK, lambda route: None)
    fill_order(page)
    with page.expect_request(CHECK):
        page.click("form.shop__form button[type=submit]")
    page.click("form.shop__form button[type=submit]")
    assert received(page)["shipping_check_outcome"] == "unchecked"


def test_questions_wait_for_a_pause_of_150_milliseconds(open_page):
    page = open_page("/embed", "en")
    freeze(page)
    questions = asked(page, "/v1/suggest")
    for letter in ("н", "о", "в"):
        type_into(page, "#try", letter)
        page.clock.run_for(140)
    assert questions == []
    page.clock.run_for(20)
    page.wait_for_selector(OPTION)
    assert [one["q"] for one in questions] == ["нов"]


def test_a_stale_answer_is_dropped(open_page):
    page = open_page("/embed", "en")
    page.expected = ("ERR_ABORTED",)
    waiting = []
    page.route(SUGGEST, lambda route: waiting.append(route))
    with page.expect_request(SUGGEST):
        type_into(page, "#try", "北")
    with page.expect_request(SUGGEST):
        type_into(page, "#try", "京")
    page.wait_for_function("() => true")
    first, second = waiting
    second.fulfill(json={"suggestions": [suggestion("new")]})
    assert options(page) == ["new"]
    first.fulfill(json={"suggestions": [suggestion("old")]})
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert options(page) == ["new"]


def test_what_was_answered_is_remembered(open_page):
    page = open_page("/embed", "en")
    questions = asked(page, "/v1/suggest")
    type_into(page, "#try", "北")
    options(page)
    with page.expect_response(SUGGEST):
        type_into(page, "#try", "京")
    page.keyboard.press("Backspace")
    page.wait_for_function("() => document.querySelectorAll('[role=option]').length > 1")
    assert [one["q"] for one in questions] == ["北", "北京"]


def test_two_addresses_do_not_end_each_others_questions(open_page):
    page = open_page("/demo?to=cn", "en")
    waiting = []
    page.route(CHECK, lambda route: waiting.append(route))
    fill_order(page)
    page.fill("#billing", "朝阳区建国路93号")
    leave(page)
    page.wait_for_function("() => true")
    while len(waiting) < 2:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    for route in waiting:
        route.continue_()
    page.wait_for_function("() => document.querySelectorAll('.addrcheck__advice:not([hidden])').length === 2")
    assert (hidden(page, "shipping_check_outcome"), hidden(page, "billing_check_outcome")) == (
        "fix",
        "confirm",
    )


def test_nothing_is_said_at_each_keystroke(open_page):
    page = open_page("/embed", "en")
    checks = asked(page, "/v1/check")
    type_into(page, "#try", "浙江省杭州市西湖区文三路")
    page.wait_for_function("() => document.activeElement.value.length === 12")
    assert (checks, page.locator(ADVICE).count()) == ([], 0)
