"""The sample checkout, from the first letter to the order, in three languages and on two screens."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, LANGUAGES, PHONE, overflowing
from tests.browser.widget import ADVICE, NOTE, asked, choose, hear, hidden, leave, received, type_into

SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
EACH = pytest.mark.parametrize("lang", LANGUAGES)
EMPTY = {"zh": "空", "ru": "пусто", "en": "empty"}
MISSING = {"zh": "门牌号", "ru": "номер дома", "en": "house number"}


def fill_person(page):
    page.fill("#name", "张三")
    page.fill("#phone", "13800138000")


@EACH
@SCREENS
def test_a_chinese_order_is_typed_completed_and_sent(open_page, accessible, lang, viewport):
    page = open_page("/demo?to=cn", lang, viewport)
    fill_person(page)
    choose(page, "#city", "hz", "浙江省杭州市")
    assert (page.input_value("#region"), page.input_value("#city")) == ("浙江省", "杭州市")
    choose(page, "#district", "西", "浙江省杭州市西湖区")
    type_into(page, "#address", "文三路")
    leave(page)
    assert MISSING[lang] in page.locator(ADVICE).inner_text()
    accessible(page)
    assert overflowing(page) == []
    page.fill("#address", "文三路100号2幢301室")
    page.click("button[type=submit]")
    answer = received(page)
    assert answer["address"] == "文三路100号2幢301室"
    assert (answer["shipping_check_outcome"], answer["shipping_check_overridden"]) == ("accept", "false")
    assert (answer["billing_check_outcome"], answer["billing_check_codes"]) == ("empty", EMPTY[lang])
    accessible(page)


@EACH
@SCREENS
def test_a_russian_order_is_completed_field_by_field(open_page, accessible, lang, viewport):
    page = open_page("/demo?to=ru", lang, viewport)
    fill_person(page)
    choose(page, "#city", "Каз", "Республика Татарстан, Казань")
    assert (page.input_value("#region"), page.input_value("#city")) == ("Республика Татарстан", "Казань")
    choose(page, "#street", "Бау", "Республика Татарстан, Казань, ул. Баумана")
    assert page.input_value("#street") == "ул. Баумана"
    leave(page)
    assert MISSING[lang] in page.locator(ADVICE).inner_text()
    accessible(page)
    page.fill("#house", "44")
    page.fill("#room", "5")
    leave(page)
    hear(page, {"zh": "完整", "ru": "в порядке", "en": "complete"}[lang], NOTE)
    page.click("button[type=submit]")
    assert received(page)["shipping_check_outcome"] == "accept"


@EACH
def test_a_suggestion_is_taken_in_one_click(open_page, accessible, lang):
    page = open_page("/demo?to=ru", lang, PHONE)
    type_into(page, "#billing", "г. Масква, ул. Тверская, д. 13")
    leave(page)
    advice = page.locator(ADVICE)
    assert "Масква" in advice.locator("del").inner_text()
    assert advice.locator("ins").all_inner_texts() == ["Москва"]
    accessible(page)
    advice.locator(".addrcheck__take").click()
    assert page.input_value("#billing") == "г. Москва, ул. Тверская, д. 13"
    hear(page, {"zh": "完整", "ru": "в порядке", "en": "complete"}[lang], NOTE)
    assert page.locator(ADVICE).count() == 0
    assert hidden(page, "billing_check_original") == "г. Масква, ул. Тверская, д. 13"


@EACH
def test_what_was_typed_can_be_kept_and_is_not_asked_about_again(open_page, lang):
    page = open_page("/demo?to=cn", lang)
    fill_person(page)
    for name, text in {"region": "浙江省", "city": "杭州市", "address": "西胡区文三路100号2幢301"}.items():
        type_into(page, f"#{name}", text)
    leave(page)
    page.locator(ADVICE).locator(".addrcheck__keep").click()
    assert page.locator(ADVICE).count() == 0
    page.click("button[type=submit]")
    answer = received(page)
    assert answer["address"] == "西胡区文三路100号2幢301"
    assert (answer["shipping_check_outcome"], answer["shipping_check_overridden"]) == ("confirm", "true")
    assert answer["shipping_check_codes"] == "DISTRICT_CORRECTED"


@EACH
def test_of_several_places_one_is_chosen(open_page, accessible, lang):
    page = open_page("/demo?to=cn", lang)
    type_into(page, "#billing", "朝阳区建国路93号")
    leave(page)
    page.wait_for_selector(ADVICE)
    advice = page.locator(ADVICE)
    assert advice.locator(".addrcheck__choice").all_inner_texts() == ["北京市朝阳区", "吉林省长春市朝阳区"]
    accessible(page)
    advice.locator(".addrcheck__choice").first.click()
    assert page.input_value("#billing") == "北京市朝阳区建国路93号"


def test_a_correction_is_shown_before_a_flat_is_asked_for(open_page):
    page = open_page("/demo?to=cn", "en")
    for name, text in {"region": "浙江省", "city": "杭州市", "address": "西胡区文三路100号2幢"}.items():
        page.fill(f"#{name}", text)
    leave(page)
    advice = page.locator(ADVICE)
    assert "西湖区" in advice.locator(".addrcheck__message").inner_text()
    assert advice.locator("dd").all_inner_texts() == [
        "浙江省杭州市西胡区文三路100号2幢",
        "浙江省杭州市西湖区文三路100号2幢",
    ]
    advice.locator(".addrcheck__take").click()
    page.wait_for_selector(".addrcheck__tick")
    assert (page.input_value("#address"), page.input_value("#district")) == ("西湖区文三路100号2幢", "")


def test_many_places_are_chosen_from_a_list(open_page, accessible):
    page = open_page("/demo?to=cn", "zh")
    type_into(page, "#billing", "杭州市文三路100号2幢301")
    leave(page)
    accessible(page)
    page.locator(ADVICE).locator("select").select_option(label="浙江省杭州市西湖区")
    hear(page, "完整", NOTE)
    assert page.input_value("#billing") == "浙江省杭州市西湖区文三路100号2幢301"


@EACH
def test_the_first_submit_asks_and_the_second_passes(open_page, lang):
    page = open_page("/demo?to=cn", lang)
    fill_person(page)
    page.fill("#region", "浙江省")
    page.fill("#city", "杭州市")
    page.fill("#district", "西湖区")
    page.fill("#address", "文三路")
    page.locator("#address").press("Enter")
    page.wait_for_selector(ADVICE)
    assert page.evaluate("document.activeElement.matches('.addrcheck__advice')")
    assert page.locator("#received").count() == 0
    page.click("button[type=submit]")
    answer = received(page)
    assert (answer["shipping_check_outcome"], answer["shipping_check_overridden"]) == ("fix", "true")


def test_both_addresses_of_a_form_are_held_once_together(open_page):
    page = open_page("/demo?to=ru", "ru")
    fill_person(page)
    page.fill("#city", "Казань")
    page.fill("#street", "ул. Баумана")
    page.fill("#house", "44")
    page.fill("#billing", "Казань, ул. Баумана")
    page.click("button[type=submit]")
    page.wait_for_selector(ADVICE)
    page.click("button[type=submit]")
    answer = received(page)
    assert (answer["shipping_check_outcome"], answer["shipping_check_overridden"]) == ("accept", "false")
    assert (answer["billing_check_outcome"], answer["billing_check_overridden"]) == ("fix", "true")


@EACH
def test_a_house_without_flats_is_told_by_a_tick(open_page, lang):
    page = open_page("/demo?to=cn", lang)
    fill_person(page)
    for name, text in {
        "region": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "address": "文三路100号2幢",
    }.items():
        page.fill(f"#{name}", text)
    leave(page)
    page.locator(ADVICE).locator("input[type=checkbox]").click()
    page.click("button[type=submit]")
    answer = received(page)
    assert (answer["shipping_check_outcome"], answer["shipping_check_overridden"]) == ("add_unit", "false")
    assert answer["shipping_check_codes"] == "ROOM_MISSING,NO_FLAT"


PASTED = {
    "cn": (
        "收货人: 李四 手机号码: 13900139000-1234 所在地区: 广东省深圳市南山区 详细地址: 科技园南区8栋A座1201",
        {"name": "李四", "phone": "13900139000-1234", "region": "广东省", "city": "深圳市", "district": "南山区", "address": "科技园南区8栋A座1201室"},
    ),
    "ru": (
        "Иван Иванов, +7 912 345-67-89, Казань, ул. Баумана, д. 44, корп. 2, кв. 5",
        {"name": "Иван Иванов", "phone": "+7 912 345-67-89", "city": "Казань", "street": "ул. Баумана", "house": "д. 44, корп. 2", "room": "5"},
    ),
}  # fmt: skip


@EACH
@pytest.mark.parametrize("to", PASTED)
def test_a_pasted_label_fills_the_form(open_page, accessible, to, lang):
    page = open_page(f"/demo?to={to}", lang, PHONE)
    page.fill("#room" if to == "ru" else "#district", "旧")
    text, fields = PASTED[to]
    page.locator("#paste").focus()
    page.evaluate(
        "text => navigator.clipboard?.writeText && 0 || document.execCommand('insertText', false, text)", text
    )
    page.locator("#paste").dispatch_event("paste")
    hear(page, {"zh": "已填入", "ru": "Заполнено", "en": "Filled in"}[lang], NOTE)
    assert {name: page.input_value(f"#{name}") for name in fields} == fields
    accessible(page)


def test_a_pasted_text_without_an_address_says_so(open_page):
    page = open_page("/demo?to=cn", "zh")
    page.fill("#paste", "……")
    page.locator("#paste").blur()
    hear(page, "没有认出地址", NOTE)
    assert page.input_value("#address") == ""


def test_a_form_that_is_cleared_begins_anew(open_page):
    page = open_page("/demo?to=cn", "en")
    page.fill("#billing", "浙江省杭州市西湖区文三路")
    leave(page)
    page.wait_for_selector(ADVICE)
    assert hidden(page, "billing_check_outcome") == "fix"
    page.click("button[type=reset]")
    page.wait_for_selector(ADVICE, state="detached")
    assert (hidden(page, "billing_check_outcome"), hidden(page, "billing_check_codes")) == ("unchecked", "")


def test_what_is_required_is_asked_for_by_the_browser(open_page):
    page = open_page("/demo?to=cn", "en")
    checks = asked(page, "/v1/check")
    page.click("button[type=submit]")
    assert page.evaluate("document.activeElement.id") == "name"
    assert (page.locator("#received").count(), checks) == (0, [])


def test_without_scripts_the_form_is_a_form(open_page):
    page = open_page("/demo?to=cn", "zh", java_script_enabled=False)
    assert not page.locator("#paste").is_visible()
    fill_person(page)
    for name, text in {"region": "浙江省", "city": "杭州市", "address": "西湖区文三路"}.items():
        page.fill(f"#{name}", text)
    page.click("button[type=submit]")
    answer = received(page)
    assert answer["address"] == "西湖区文三路"
    assert not any("_check_" in name for name in answer)


PAGES = ("/demo?to=cn", "/demo?to=ru", "/embed")


@EACH
@SCREENS
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_and_are_accessible(open_page, accessible, path, lang, viewport):
    page = open_page(path, lang, viewport)
    assert overflowing(page) == []
    accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_in_the_dark(open_page, accessible, path):
    accessible(open_page(path, "zh", color_scheme="dark"))
