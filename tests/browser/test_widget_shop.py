"""A shop on another origin: its key, its strict content security policy, its own forms, texts and listeners."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from addrcheck.service.doors.files import integrity
from addrcheck.service.web import WIDGET
from tests.browser.conftest import PHONE
from tests.browser.shop import Shop
from tests.browser.widget import ADVICE, NOTE, asked, choose, hear, leave, options, type_into
from tests.service.test_server import wait_until

ADDRESS = "[name=address]"
SEND = '<button id="send">Order</button>'


@pytest.fixture(scope="module")
def origin():
    """Return a shop for all tests."""
    shop = Shop()
    yield shop
    shop.close()


@pytest.fixture
def shop(origin):
    origin.pages.clear()
    origin.received.clear()
    return origin


def add_key(state, origin):
    """Return a publishable key for the pages of an origin."""
    command = [sys.executable, "-m", "addrcheck", "keys", "add", "shop", "--publishable", "--origin", origin]
    environment = os.environ | {"ADDRCHECK_STATE": str(state)}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return re.search(r"ac_pub_\S+", told)[0]


@pytest.fixture(scope="module")
def key(origin, state, served):
    """Return a publishable key for the shop, once the service knows it."""
    key = add_key(state, origin.url)
    asking = Request(
        f"{served}/v1/check",
        headers={"Origin": origin.url, "Access-Control-Request-Method": "POST"},
        method="OPTIONS",
    )
    wait_until(lambda: "Access-Control-Allow-Origin" in urlopen(asking).headers)
    return key


@pytest.fixture
def serve(shop, key, served):
    """Return a function that serves a form with the widget, its files those of the service, and returns its address."""
    shop.csp = (
        f"default-src 'self'; script-src 'self' {served}; style-src 'self' {served}; connect-src {served}"
    )
    tags = f'<link rel="stylesheet" href="{served}/widget/addrcheck.css" integrity="{integrity("addrcheck.css")}" crossorigin>'
    tags += f'<script type="module" src="{served}/widget/addrcheck.js" integrity="{integrity("addrcheck.js")}" crossorigin></script>'

    def make(inside, attributes="", head="", lang="en", rest=""):
        field = f'<addrcheck-field key="{key}" {attributes}>{inside}</addrcheck-field>'
        return shop.page(
            f'<form method="post" action="/order">{field}{rest}{SEND}</form>', tags + head, lang=lang
        )

    return make


def label(name, tokens="", tag="input", more=""):
    """Return an input of a shop with its label."""
    closing = f"</{tag}>" if tag != "input" else ""
    return f'<label>{name} <{tag} name="{name}" autocomplete="{tokens}" {more}>{closing}</label>'


def sent(page, shop):
    """Return what the shop received."""
    page.wait_for_selector("#thanks")
    return shop.received[-1]


def test_five_lines_are_enough_on_another_origin(open_page, shop, serve):
    page = open_page(serve(label("address", "street-address", more="required")))
    wire = page.context.new_cdp_session(page)
    methods = []
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda event: methods.append(event["request"]["method"]))
    choose(page, ADDRESS, "hzxh", "浙江省杭州市西湖区")
    type_into(page, ADDRESS, "文三路100号")
    page.keyboard.press("Enter")
    answer = sent(page, shop)
    assert answer == {
        "address": "浙江省杭州市西湖区文三路100号",
        "addrcheck_outcome": "accept",
        "addrcheck_codes": "",
        "addrcheck_overridden": "false",
        "addrcheck_original": "",
    }
    assert methods.count("OPTIONS") >= 1


def test_a_shop_may_host_the_files_itself_under_the_strictest_policy(open_page, shop, key, served):
    shop.csp = f"default-src 'self'; connect-src {served}"
    for name, media in (("addrcheck.js", "text/javascript"), ("addrcheck.css", "text/css")):
        shop.pages[f"/{name}"] = (media, (WIDGET / name).read_text())
    head = '<link rel="stylesheet" href="/addrcheck.css"><script type="module" src="/addrcheck.js"></script>'
    field = (
        f'<addrcheck-field key="{key}" api="{served}">{label("address", "street-address")}</addrcheck-field>'
    )
    page = open_page(shop.page(f'<form method="post" action="/order">{field}{SEND}</form>', head))
    type_into(page, "input[name=address]", "г. Масква, Тверская, 13")
    leave(page)
    assert page.locator(ADVICE).locator("ins").inner_text() == "Москва"
    assert page.locator(ADVICE).locator("button").first.bounding_box()["height"] >= 44


def test_a_key_of_another_shop_is_refused_and_the_order_goes_through(open_page, shop, serve, state):
    foreign = add_key(state, "https://shop.example")
    page = open_page(serve(label("address", "street-address")))
    page.expected = ("CORS", "ERR_FAILED")
    page.evaluate("key => document.querySelector('addrcheck-field').setAttribute('key', key)", foreign)
    type_into(page, ADDRESS, "北京市朝阳区")
    hear(page, "cannot be checked", NOTE)
    page.click("#send")
    assert sent(page, shop)["addrcheck_outcome"] == "unchecked"


def test_a_service_that_really_is_gone(open_page, shop, serve):
    page = open_page(serve(label("address", "street-address"), 'api="http://127.0.0.1:9/"'))
    page.expected = ("Content Security Policy", "Refused to connect", "ERR_")
    type_into(page, ADDRESS, "北京市朝阳区")
    hear(page, "cannot be checked", NOTE)
    page.click("#send")
    assert (
        sent(page, shop) | {"address": "北京市朝阳区", "addrcheck_outcome": "unchecked"} == shop.received[-1]
    )


def test_a_changed_file_is_not_run(open_page, shop, serve):
    url = serve(label("address", "street-address"))
    shop.pages["/"] = (
        shop.pages["/"][0],
        shop.pages["/"][1].replace(integrity("addrcheck.js"), "sha384-" + "A" * 64),
    )
    page = open_page(url)
    page.expected = ("integrity",)
    assert page.evaluate("() => customElements.get('addrcheck-field') === undefined")
    page.fill(ADDRESS, "北京")
    page.click("#send")
    assert sent(page, shop) == {"address": "北京"}


def test_a_textarea_keeps_its_role_and_its_lines(open_page, serve, accessible):
    page = open_page(serve(label("address", "street-address", "textarea")))
    type_into(page, "textarea", "北京")
    options(page)
    assert page.get_attribute("textarea", "role") is None
    accessible(page)
    page.keyboard.press("Enter")
    assert page.input_value("textarea") == "北京\n"


SELECTS = "".join(
    f'<label>{name} <select name="{name}" autocomplete="shipping {token}"><option value="">-</option>{"".join(f"<option value={i + 1}>{text}</option>" for i, text in enumerate(texts))}</select></label>'
    for name, token, texts in (("region", "address-level1", ("浙江省", "北京市")), ("city", "address-level2", ("杭州市", "北京市")))
)  # fmt: skip


def test_selectors_are_read_and_set(open_page, shop, serve):
    page = open_page(serve(SELECTS + label("address", "shipping street-address")))
    checks = asked(page, "/v1/check")
    page.select_option("[name=region]", label="北京市")
    page.select_option("[name=city]", label="北京市")
    page.fill(ADDRESS, "浙江省杭州市西湖区文三路100号2幢301")
    leave(page)
    page.locator(ADVICE).locator(".addrcheck__take").click()
    assert checks[0]["fields"] == {
        "region": "北京市",
        "city": "北京市",
        "address": "浙江省杭州市西湖区文三路100号2幢301",
    }
    hear(page, "complete", NOTE)
    page.click("#send")
    answer = sent(page, shop)
    assert (answer["region"], answer["city"]) == ("1", "1")


def test_a_choice_fills_selectors_beside_the_element(open_page, serve):
    beside = SELECTS + label("zip", "shipping postal-code") + label("other", "billing address-level2")
    page = open_page(serve(label("address", "shipping street-address"), rest=beside))
    choose(page, "[name=address]", "北京朝", "北京市朝阳区")
    assert (page.input_value("[name=region]"), page.input_value("[name=city]")) == ("2", "2")
    assert (page.input_value("[name=address]"), page.input_value("[name=other]")) == ("朝阳区", "")


def test_the_recipient_is_not_sent_for_a_check(open_page, serve):
    person = label("name", "name") + label("phone", "tel")
    page = open_page(serve(person + label("address", "street-address")))
    checks = asked(page, "/v1/check")
    page.fill("[name=name]", "张三")
    page.fill("[name=phone]", "13800138000")
    page.fill("[name=address]", "北京市东城区景山前街4号")
    leave(page)
    hear(page, "complete", NOTE)
    assert checks[0]["fields"] == {"address": "北京市东城区景山前街4号"}


def test_two_elements_of_one_form_know_their_own_fields(open_page, shop, key, serve):
    other = f'<addrcheck-field key="{key}" result="billing">{label("bill", "billing street-address")}</addrcheck-field>'
    page = open_page(serve(label("ship", "shipping street-address"), 'result="shipping"', rest=other))
    page.fill("[name=ship]", "浙江省杭州市西湖区文三路")
    page.fill("[name=bill]", "北京市东城区景山前街4号")
    page.click("#send")
    page.wait_for_selector(ADVICE)
    page.click("#send")
    answer = sent(page, shop)
    assert (answer["shipping_outcome"], answer["shipping_overridden"]) == ("fix", "true")
    assert (answer["billing_outcome"], answer["billing_overridden"]) == ("accept", "false")


LISTENER = """
const seen = [];
for (const type of ["suggest", "select", "check", "error"])
  document.addEventListener(`addrcheck:${type}`, (event) => seen.push([type, Object.keys(event.detail).sort().join()]));
document.addEventListener("submit", () => seen.push(["submit", ""]));
window.seen = seen;
"""


def test_events_tell_the_shop_what_happens(open_page, shop, serve):
    shop.pages["/listen.js"] = ("text/javascript", LISTENER)
    page = open_page(serve(label("address", "street-address"), head='<script src="/listen.js"></script>'))
    choose(page, ADDRESS, "hzxh", "浙江省杭州市西湖区")
    leave(page)
    page.wait_for_selector(ADVICE)
    page.click("#send")
    page.wait_for_function("() => document.activeElement.matches('.addrcheck__advice')")
    seen = page.evaluate("() => seen")
    assert seen[0] == ["suggest", "field,query,suggestions"]
    assert ["select", "field,suggestion"] in seen
    assert ["check", "proposals,reason,report"] in seen
    assert ["submit", ""] not in seen  # what is held reaches no listener of the shop


def test_a_shop_may_take_over_what_follows_a_check(open_page, shop, serve):
    shop.pages["/own.js"] = (
        "text/javascript",
        "addEventListener('addrcheck:check', (event) => event.preventDefault());",
    )
    page = open_page(serve(label("address", "street-address"), head='<script src="/own.js"></script>'))
    page.fill(ADDRESS, "浙江省杭州市西湖区文三路")
    page.click("#send")
    assert sent(page, shop)["addrcheck_outcome"] == "fix"


def test_texts_are_the_shops_where_it_has_its_own(open_page, serve):
    page = open_page(serve(label("address", "street-address"), 'text-keep="Нет, всё верно" lang="ru"'))
    page.fill(ADDRESS, "Казань, ул. Баумана")
    leave(page)
    advice = page.locator(ADVICE)
    assert advice.locator(".addrcheck__keep").inner_text() == "Нет, всё верно"
    assert "номер дома" in advice.inner_text()


@pytest.mark.parametrize(("country", "outcome"), [("DE", "foreign"), ("CN", "fix")])
def test_the_country_field_decides_whether_anything_is_said(open_page, shop, serve, country, outcome):
    choice = '<label>Country <select name="country" autocomplete="country"><option>DE</option><option>CN</option></select></label>'
    page = open_page(serve(choice + label("address", "street-address")))
    page.select_option("[name=country]", country)
    page.fill("[name=address]", "文三路")
    page.click("#send")
    if outcome == "fix":
        page.wait_for_selector(ADVICE)
        page.click("#send")
    assert sent(page, shop)["addrcheck_outcome"] == outcome


def test_parts_may_be_switched_off(open_page, shop, serve):
    page = open_page(serve(label("address", "street-address"), "no-suggest no-hold"))
    questions = asked(page, "/v1/suggest")
    type_into(page, ADDRESS, "Казань, ул. Баумана")
    leave(page)
    page.wait_for_selector(ADVICE)
    page.click("#send")
    assert (sent(page, shop)["addrcheck_outcome"], questions) == ("fix", [])


def test_an_address_outside_the_zones_is_told_where_the_shop_wants_it(open_page, serve):
    page = open_page(serve(label("address", "street-address"), "zones"))
    page.fill(ADDRESS, "北京市东城区景山前街4号")
    leave(page)
    hear(page, "outside the delivery area", NOTE)


def test_an_element_that_comes_later_works_and_one_that_goes_leaves_nothing(open_page, serve, key):
    page = open_page(serve(label("address", "street-address")))
    page.evaluate(
        """key => {
          const field = document.createElement("addrcheck-field");
          field.setAttribute("key", key);
          document.querySelector("main").append(field);
          const input = document.createElement("input");
          input.id = "late";
          input.setAttribute("aria-label", "Late");
          field.append(input);
        }""",
        key,
    )
    choose(page, "#late", "hzxh", "浙江省杭州市西湖区")
    page.evaluate(
        "() => { const field = document.querySelector('addrcheck-field'); const form = field.parentElement; field.remove(); form.prepend(field); }"
    )
    assert page.locator("form .addrcheck").count() == 1
    assert page.locator("form input[name=addrcheck_outcome]").count() == 1
    choose(page, "[name=address]", "北京", "北京市")


@pytest.mark.parametrize("colors", ["active", "none"])
def test_it_is_usable_in_forced_colours_and_on_a_phone(open_page, serve, accessible, colors):
    page = open_page(serve(label("address", "street-address"), lang="zh"), "zh", PHONE, forced_colors=colors)
    type_into(page, ADDRESS, "北京")
    options(page)
    page.keyboard.press("ArrowDown")
    accessible(page)
    selected = page.locator("[role=option][aria-selected=true]")
    plain = page.locator("[role=option][aria-selected=false]").first
    shade = "element => getComputedStyle(element).backgroundColor"
    assert selected.evaluate(shade) != plain.evaluate(shade)


def test_a_light_page_stays_light_for_who_prefers_the_dark(open_page, serve):
    page = open_page(serve(label("address", "street-address")), color_scheme="dark")
    page.fill(ADDRESS, "Казань, ул. Баумана")
    leave(page)
    shade = page.locator(ADVICE).evaluate("element => getComputedStyle(element).backgroundColor")
    assert shade == "rgb(255, 255, 255)"
