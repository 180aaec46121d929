"""The list below an input: W3C combobox with manual selection, input methods, and what assistive technology is told."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, LANGUAGES, PHONE, overflowing
from tests.browser.widget import LIVE, OPTION, asked, freeze, hear, options, type_into

FIELD = "#try"
LABELS = {"zh": "地址建议", "ru": "Подсказки адреса", "en": "Address suggestions"}
COUNTS = {"zh": "8 条建议", "ru": "Подсказок: 8", "en": "Suggestions: 8"}


@pytest.fixture
def page(open_page):
    return open_page("/embed", "en")


def attribute(page, name):
    return page.get_attribute(FIELD, name)


def active(page):
    """Return the text of the option that assistive technology takes for the active one, None for none."""
    name = attribute(page, "aria-activedescendant")
    selected = page.locator("[role=option][aria-selected=true]")
    if name is None:
        assert selected.count() == 0
        return None
    assert selected.get_attribute("id") == name
    return selected.inner_text()


def is_open(page):
    shown = page.locator(".addrcheck__list").is_visible()
    assert attribute(page, "aria-expanded") == str(shown).lower()
    return shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_input_is_a_combobox_with_a_named_list(open_page, accessible, lang, viewport):
    page = open_page("/embed", lang, viewport)
    assert (attribute(page, "role"), attribute(page, "aria-autocomplete")) == ("combobox", "list")
    assert not is_open(page)
    type_into(page, FIELD, "浙江")
    assert options(page)[0] == "浙江省"
    assert is_open(page)
    assert page.get_attribute(f"#{attribute(page, 'aria-controls')}", "aria-label") == LABELS[lang]
    hear(page, COUNTS[lang])
    heights = [box.bounding_box()["height"] for box in page.locator(OPTION).all()]
    assert min(heights) >= 44
    accessible(page)
    assert overflowing(page) == []


def test_on_a_phone_the_list_is_a_sheet_at_the_bottom(open_page):
    page = open_page("/embed", "zh", PHONE)
    type_into(page, FIELD, "浙江")
    options(page)
    sheet, field = page.locator(".addrcheck__list").bounding_box(), page.locator(FIELD).bounding_box()
    assert (sheet["x"], sheet["width"]) == (0, PHONE["width"])
    assert sheet["y"] + sheet["height"] == PHONE["height"]
    assert field["y"] + field["height"] <= sheet["y"]


def test_where_there_is_no_room_below_the_list_stands_above(open_page):
    page = open_page("/demo?to=ru", "ru", {"width": 1000, "height": 700})
    page.locator("#city").evaluate("input => input.scrollIntoView({block: 'end'})")
    type_into(page, "#city", "Каз")
    options(page)
    listed, field = (
        page.locator(".addrcheck__list:visible").bounding_box(),
        page.locator("#city").bounding_box(),
    )
    assert listed["y"] + listed["height"] <= field["y"]


def test_down_and_up_move_through_the_list_and_back_into_the_text(page):
    type_into(page, FIELD, "hzxh")
    offered = options(page)
    assert active(page) is None
    seen = []
    for _ in range(len(offered) + 1):
        page.keyboard.press("ArrowDown")
        seen.append(active(page))
    assert seen == [*offered, None]
    page.keyboard.press("ArrowUp")
    assert active(page) == offered[-1]
    assert page.input_value(FIELD) == "hzxh"
    assert page.evaluate("document.activeElement.id") == "try"


def test_a_list_that_is_walked_through_is_not_exchanged_by_a_late_answer(page):
    type_into(page, FIELD, "杭")
    first = options(page)[0]
    page.route("**/v1/suggest", lambda route: None)
    with page.expect_request("**/v1/suggest"):
        page.keyboard.type("州")
    with page.expect_event("requestfailed"):
        page.keyboard.press("ArrowDown")
    assert active(page) == first
    page.keyboard.press("Enter")
    assert page.input_value(FIELD) == first


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "Home", "End"])
def test_keys_of_the_text_lead_back_into_it(page, key):
    type_into(page, FIELD, "北京")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    assert active(page) is None
    caret = page.evaluate("document.activeElement.selectionStart")
    assert caret == {"ArrowLeft": 1, "Home": 0}.get(key, 2)


def test_enter_takes_the_active_option_with_the_caret_at_its_end(page):
    type_into(page, FIELD, "hzxh")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(FIELD) == "浙江省杭州市西湖区"
    assert page.evaluate("document.activeElement.selectionStart") == 9


def test_a_choice_is_gone_on_with_inside_it(page):
    type_into(page, FIELD, "杭")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelectorAll('[role=option]').length && [...document.querySelectorAll('[role=option]')].every(e => e.textContent.startsWith('浙江省杭州市') && e.textContent.length > 6)"
    )
    page.keyboard.type("西湖")
    page.wait_for_function(
        "() => document.querySelector('[role=option]')?.textContent === '浙江省杭州市西湖区'"
    )


def test_a_russian_choice_is_gone_on_with_after_a_comma(page):
    type_into(page, FIELD, "Каз")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(FIELD) == "Республика Татарстан, Казань, "
    page.keyboard.type("Бау")
    page.wait_for_function(
        "() => document.querySelector('[role=option]')?.textContent.endsWith('ул. Баумана')"
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("h1").click()
    assert page.input_value(FIELD) == "Республика Татарстан, Казань, ул. Баумана"


def test_escape_closes_and_a_second_one_leaves_the_text(page):
    type_into(page, FIELD, "北京")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert (active(page), page.input_value(FIELD)) == (None, "北京")
    page.keyboard.press("Escape")
    assert page.input_value(FIELD) == "北京"


def test_down_opens_with_the_first_and_alt_down_with_none(page):
    type_into(page, FIELD, "北京")
    first = options(page)[0]
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    options(page)
    assert active(page) == first
    page.keyboard.press("Alt+ArrowUp")
    assert not is_open(page)
    page.keyboard.press("Alt+ArrowDown")
    options(page)
    assert active(page) is None


def test_tab_leaves_without_choosing(page):
    type_into(page, FIELD, "北京")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert not is_open(page)
    assert page.input_value(FIELD) == "北京"
    assert page.evaluate("document.activeElement.id") != "try"


def test_a_finger_or_mouse_chooses_too(page):
    type_into(page, FIELD, "北京")
    options(page)
    page.locator(OPTION).first.click()
    assert page.input_value(FIELD) == "北京市"
    assert page.evaluate("document.activeElement.id") == "try"


def test_what_is_typed_in_the_middle_is_left_alone(page):
    questions = asked(page, "/v1/suggest")
    type_into(page, FIELD, "北京")
    options(page)
    page.keyboard.press("Home")
    page.keyboard.type("在")
    page.wait_for_selector(OPTION, state="hidden")
    assert [one["q"] for one in questions][-1] == "北京"


def test_that_nothing_is_offered_is_said_to_who_asks(page):
    type_into(page, FIELD, "文三路100号")
    page.keyboard.press("Alt+ArrowDown")
    hear(page, "No suggestions.")
    assert not is_open(page)


def test_an_old_name_is_told_beside_todays(page):
    type_into(page, FIELD, "江干")
    assert options(page)[0].split("\n") == ["浙江省杭州市上城区", "formerly 江干区"]


def composing(page):
    """Return a function that composes as an input method does."""
    wire = page.context.new_cdp_session(page)

    def compose(text):
        wire.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )

    return compose, lambda text: wire.send("Input.insertText", {"text": text})


def test_nothing_is_asked_while_an_input_method_composes(page):
    freeze(page)
    questions = asked(page, "/v1/suggest")
    page.focus(FIELD)
    compose, commit = composing(page)
    for text in ("h", "ha", "han", "hang", "hang'z", "hang'zhou"):
        compose(text)
        page.clock.run_for(200)
    assert questions == []
    commit("杭州")
    page.clock.run_for(200)
    page.wait_for_selector(OPTION)
    assert [one["q"] for one in questions] == ["杭州"]


def test_keys_of_an_input_method_are_not_ours(page):
    type_into(page, FIELD, "北京")
    options(page)
    page.keyboard.press("ArrowDown")
    chosen = active(page)
    for key, extra in (
        ("Enter", {"isComposing": True}),
        ("ArrowDown", {"isComposing": True}),
        ("Enter", {"keyCode": 229}),
    ):
        page.dispatch_event(FIELD, "keydown", {"key": key, **extra})
    assert (active(page), page.input_value(FIELD)) == (chosen, "北京")


def test_composing_closes_the_list(page):
    type_into(page, FIELD, "北京")
    options(page)
    compose, _ = composing(page)
    compose("s")
    page.wait_for_selector(OPTION, state="hidden")


def test_the_browsers_autofill_opens_no_list(page):
    freeze(page)
    questions = asked(page, "/v1/suggest")
    page.focus(FIELD)
    page.evaluate(
        "input => { const e = document.querySelector(input); e.value = '北京市'; e.dispatchEvent(new Event('input', {bubbles: true})); }",
        FIELD,
    )
    page.clock.run_for(1000)
    assert questions == []


def test_one_character_or_two_letters_are_enough_and_less_is_not(page):
    freeze(page)
    questions = asked(page, "/v1/suggest")
    for text in ("1", "7", "д", ".", "м"):
        page.fill(FIELD, "")
        type_into(page, FIELD, text)
        page.clock.run_for(300)
    assert questions == []
    for text in ("杭", "hz", "мо"):
        page.fill(FIELD, "")
        type_into(page, FIELD, text)
        page.clock.run_for(300)
        page.wait_for_selector(OPTION)
        page.keyboard.press("Escape")
    assert [one["q"] for one in questions] == ["杭", "hz", "мо"]


def test_the_live_region_is_there_but_not_seen(page):
    box = page.locator(f"addrcheck-field {LIVE}").bounding_box()
    assert (box["width"], box["height"]) == (1, 1)
