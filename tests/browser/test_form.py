"""Checking one address as people do it: typing, pasting, clicking examples, by keyboard, without scripts, without a server."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, LAN, LANGUAGES, PHONE, overflowing
from tests.browser.widget import options

LABEL = "收货人：张三 13800138000\n杭州市西胡区文三路100号2幢301\n放门口"
STATES = {
    "accept": "191186, г. Санкт-Петербург, Дворцовая наб., д. 34",
    "confirm": LABEL,
    "several": "鼓楼区中山路321号",
    "nearby": "杭州市江干区富春路701号",
    "layout": "Vjcrdf, Ndthcrfz ek., 13",
    "fix": "Новосибирск, Красный проспект",
    "add_unit": "杭州市西湖区文三路100号2幢",
    "conflict": "北京市朝阳区 上海市浦东新区世纪大道100号",
    "special": "101000, Москва, а/я 12",
    "foreign": "Казахстан, Астана, пр. Мангилик Ел, 8",
    "unknown": "10 Downing Street, London",
    "empty": "🙂",
    "nasty": "<img src=x onerror=alert(1)> \u202eشارع النيل 杭州市西湖区文三路100号",
    "endless": "杭州市西湖区" + "x" * 900,
    "too long": "杭" * 1001,
}


def ask(page, text):
    page.fill("#text", text)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.click(".ask__go")
    page.wait_for_selector("#ask:not([aria-busy])")


def verdict(page):
    return page.inner_text(".verdict__line")


KINDS = ("accept", "confirm", "several", "fix", "special", "unknown", "too long")
"""The states that differ in more than their words."""


@pytest.mark.parametrize(
    ("lang", "scheme", "states"),
    [("en", "light", STATES), ("zh", "dark", KINDS), ("ru", "light", KINDS), ("ru", "dark", KINDS[:2])],
)
def test_every_answer_fits_and_is_accessible(open_page, accessible, lang, scheme, states):
    page = open_page("/", lang, DESKTOP, color_scheme=scheme)
    page.expected = ("400",)
    accessible(page)
    for state in states:
        page.set_viewport_size(DESKTOP)
        ask(page, STATES[state])
        assert page.input_value("#text") == STATES[state], state
        accessible(page)
        page.set_viewport_size(PHONE)
        assert overflowing(page) == [], state
    ask(page, LABEL)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert overflowing(page) == []
    accessible(page)


def test_typing_and_enter_check_without_leaving_the_page(open_page):
    page = open_page("/", "ru")
    page.evaluate("window.still = true")
    page.type("#text", "Казань,")
    page.keyboard.press("Shift+Enter")
    page.type("#text", "ул. Баумана, 44")
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdict--good")
    assert verdict(page) == "Адрес полный, можно отправлять"
    assert page.input_value("#text") == "Казань,\nул. Баумана, 44"
    assert page.inner_text("#said").startswith("Адрес полный")
    assert page.title().startswith("Адрес полный, можно отправлять · Проверка адреса")
    assert page.evaluate("window.still")
    assert page.url.endswith("/")


def test_enter_that_ends_a_composition_does_not_check(open_page):
    page = open_page("/", "zh")
    page.fill("#text", "杭州")
    page.focus("#text")
    page.evaluate(
        "document.getElementById('text').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert page.get_attribute("#ask", "aria-busy") is None
    assert page.locator(".verdict").count() == 0


def test_a_pasted_label_is_checked_at_once(open_page):
    page = open_page("/", "zh", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", LABEL)
    page.focus("#text")
    page.keyboard.press("Control+V")
    page.wait_for_selector(".verdict--ask")
    assert page.inner_text(".part--person >> nth=0").split() == ["张三", "(", "姓名", ")"]
    assert page.inner_text(".wrong--warning") == "西胡区"
    assert page.inner_text(".label__code") == "571-XH-03"
    assert page.inner_text(".label__who").split() == ["收", "张*", "1******8000"]


def test_an_example_fills_the_field_and_is_checked(open_page):
    page = open_page("/", "en")
    page.click("text=The wrong keyboard layout")
    page.wait_for_selector(".change")
    assert page.input_value("#text") == "Vjcrdf, Ndthcrfz ek., 13"
    assert "Тверская" in page.inner_text(".change__new ins >> nth=1")
    assert page.get_attribute("#examples", "open") is None


def test_by_keyboard_alone(open_page):
    page = open_page("/", "en")
    page.focus("#text")
    page.keyboard.type("Навосибирск, Красный проспект, 36")
    page.keyboard.press("Enter")
    page.wait_for_selector(".change")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "instead":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdict--good")
    assert page.input_value("#text") == "г. Новосибирск, Красный проспект, 36"


def test_one_of_several_places_is_chosen(open_page):
    page = open_page("/", "ru", PHONE)
    ask(page, "Киров, ул. Спасская, 67")
    page.click(".choices li:nth-child(2) button")
    page.wait_for_selector(".choices--one")
    assert page.input_value("#text") == "Калужская область, Киров, ул. Спасская, 67"
    assert page.locator(".map--local").count() == 1


def test_the_country_is_drawn(open_page):
    page = open_page("/", "en")
    ask(page, "Казань, ул. Баумана, 44")
    page.wait_for_function(
        "() => performance.getEntriesByName(new URL('/maps/RU.svg', location.href).href).some(one => one.responseStatus === 200)"
    )
    assert page.locator(".map--local .map__name").count() >= 5


@pytest.mark.parametrize("host", ["127.0.0.1", LAN])
def test_lines_are_copied_with_and_without_the_clipboard_of_secure_pages(open_page, served, host):
    page = open_page(served.replace("127.0.0.1", host) + "/", "en")
    page.expected = ("Cross-Origin-Opener-Policy",)
    ask(page, LABEL)
    button = page.locator("[data-copy=latin]")
    button.click()
    page.wait_for_function("() => document.querySelector('[data-copy=latin]').innerText.startsWith('Copied')")
    assert page.inner_text("#said") == "Copied"
    line = page.inner_text("#latin")
    page.click("#clear")
    page.keyboard.press("Control+V")
    page.wait_for_selector(".verdict")
    assert page.input_value("#text") == line


def test_without_scripts_the_server_does_it_all(open_page):
    page = open_page("/", "ru", java_script_enabled=False)
    page.fill("#text", LABEL)
    page.click(".ask__go")
    assert page.inner_text(".verdict__line") == "Уточните адрес у получателя"
    assert page.url.endswith("/#answer")
    assert page.locator(".copy:visible").count() == 0
    assert page.locator("#clear:visible").count() == 0
    page.click(".change + button")
    assert page.inner_text(".verdict__line") == "Адрес полный, можно отправлять"
    assert page.input_value("#text") == LABEL.replace("西胡区", "西湖区")
    page.click("text=中文")
    assert page.inner_text(".verdict__line") == "地址完整，可以发货"
    assert page.input_value("#text") == LABEL.replace("西胡区", "西湖区")


def test_another_language_keeps_what_was_typed(open_page):
    page = open_page("/", "en")
    ask(page, "Киров, ул. Спасская, 67")
    page.click("text=Русский")
    page.wait_for_selector("text=Какое из этих мест?")
    assert page.input_value("#text") == "Киров, ул. Спасская, 67"
    assert page.url.endswith("/?lang=ru")


def test_a_server_that_is_gone_is_told_and_nothing_is_lost(open_page, accessible):
    page = open_page("/", "en")
    page.expected = ("ERR_INTERNET_DISCONNECTED",)
    ask(page, "Казань, ул. Баумана, 44")
    page.context.set_offline(True)
    page.fill("#text", "Казань, Кремль")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble:visible")
    assert "cannot be reached" in page.inner_text("#trouble")
    assert page.input_value("#text") == "Казань, Кремль"
    assert verdict(page) == "Address complete, ready to ship"
    accessible(page)
    page.context.set_offline(False)
    page.click("#trouble button")
    page.wait_for_selector(".verdict--bad")
    assert page.locator("#trouble:visible").count() == 0


TROUBLES = {
    429: ("过 9 秒", "Подождите 9 с", "in 9 s"),
    500: ("服务出了点问题", "На сервере что-то не так", "has trouble"),
    502: ("服务出了点问题", "На сервере что-то не так", "has trouble"),
    200: ("连不上服务器", "Нет связи", "cannot be reached"),
}
"""What is told by the status of an answer that is not the page's own: a proxy's, or "200" of a network that asks for a sign-in."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_too_many_requests_and_trouble_are_told_apart_and_nothing_is_lost(open_page, lang):
    page = open_page("/", lang, PHONE)
    page.expected = tuple(map(str, TROUBLES))
    left = list(TROUBLES)
    page.route(
        "**/",
        lambda route: route.fulfill(
            status=left.pop(0),
            headers={"Retry-After": "9", "Content-Type": "text/html"},
            body="<h1>Proxy</h1>",
        ),
    )
    for status, words in TROUBLES.items():
        ask(page, "Казань, Кремль")
        told = page.inner_text("#trouble:visible span")
        assert words[LANGUAGES.index(lang)] in told, status
        assert page.input_value("#text") == "Казань, Кремль"
        assert overflowing(page) == []
    page.unroute("**/")
    page.click("#trouble button")
    page.wait_for_selector(".verdict")
    assert page.locator("#trouble:visible").count() == 0


def test_an_answer_to_an_earlier_question_is_dropped(open_page):
    page = open_page("/", "en")
    held = []
    page.route("**/", lambda route: held.append(route) if not held else route.continue_())
    page.fill("#text", "Новосибирск, Красный проспект")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ask[aria-busy]")
    ask(page, "Казань, ул. Баумана, 44")
    held[0].fulfill(status=200, headers={"X-Fragment": "answer"}, body="<p data-said='late'>late</p>")
    ask(page, "Казань, ул. Баумана, 46")
    assert verdict(page) == "Address complete, ready to ship"
    assert "late" not in page.inner_text("#answer")


def test_what_was_typed_runs_nowhere(open_page):
    page = open_page("/", "en")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    before = page.locator("script, img").count()
    ask(
        page, "</textarea></mark><script>alert(1)</script><img src=x onerror=alert(1)>杭州市西湖区文三路100号"
    )
    assert page.locator("script, img").count() == before


def test_paper_holds_the_answer_without_the_form(open_page):
    page = open_page("/", "zh")
    ask(page, LABEL)
    page.emulate_media(media="print")
    assert page.locator("#ask:visible, .top:visible, .copy:visible").count() == 0
    assert page.locator(".verdict:visible, .label:visible").count() == 2


def test_a_late_page_has_room_for_long_lists(open_page):
    page = open_page("/", "en", PHONE)
    ask(page, "北京市中山路1号")
    assert page.locator(".choices li").count() > 8
    assert overflowing(page) == []


def test_completions_are_chosen_and_enter_checks(open_page):
    page = open_page("/", "zh")
    page.focus("#text")
    page.keyboard.type("hzxh")
    options(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('text').value.startsWith('浙江省杭州市')")
    assert page.locator(".verdict").count() == 0
    page.fill("#text", "浙江省杭州市西湖区文三路100号")
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdict--good")
    assert page.locator("[role=option]:visible").count() == 0


def test_completions_follow_the_country_that_was_chosen(open_page):
    page = open_page("/", "en")
    page.click(".options summary")
    page.select_option("select[name=country]", "ru")
    page.focus("#text")
    with page.expect_request("**/v1/suggest") as asked:
        page.keyboard.type("Каза")
    assert asked.value.post_data_json["country"] == "ru"
    assert asked.value.method == "POST"
