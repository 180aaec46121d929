"""The zones page in a browser: upload, lint on the map, difference, put in force, cancel; by keyboard, on a phone, without scripts."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.browser.conftest import DESKTOP, PHONE, ZONES, overflowing

SQUARE = "POLYGON(({w} 30.26,{e} 30.26,{e} 30.30,{w} 30.30,{w} 30.26))"
TROUBLE = (
    "zone,place,shape,street,from,to\n"
    f'A,,"{SQUARE.format(w=120.08, e=120.12)}",,,\n'
    f'B,,"{SQUARE.format(w=120.11, e=120.15)}",,,\n'
    "C,杭州市/西湖区,,文三路,9,1\n"
)


def changed(mark):
    """Return a ZIP of the sample zones in which a street moves and a zone has another owner, different for each ``mark``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted(file for file in ZONES.rglob("*") if file.is_file()):
            text = file.read_text(encoding="utf-8").replace("学院路", "教工路").replace("2026-11-20/1", mark)
            archive.writestr(
                f"{file.parent.name}-{file.name}", text.replace("49.20, 55.735", "49.21, 55.735")
            )
    return made.getvalue()


def upload(page, data, name="zones.zip", note=""):
    page.goto("/zones")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})  # fmt: skip
    page.fill("input[name=note]", note)
    page.click("form[action='/zones/upload'] button")
    page.wait_for_url("**/zones/*")


@pytest.fixture
def open_zones(open_page, sign_in):
    """Return a function that opens the page as the administrator."""

    def open_one(lang="en", viewport=None, **options):
        page = open_page("/login", lang, viewport, **options)
        sign_in(page, "/zones")
        return page

    return open_one


@pytest.mark.parametrize(
    ("lang", "viewport"),
    [("zh", PHONE), ("zh", DESKTOP), ("ru", PHONE), ("en", DESKTOP)],
    ids=["zh-phone", "zh-desktop", "ru-phone", "en-desktop"],
)
def test_from_upload_to_the_plan_and_back(open_zones, accessible, lang, viewport):
    page = open_zones(lang, viewport)
    page.expected = ("400", "409")
    assert overflowing(page) == []
    accessible(page)
    upload(page, TROUBLE.encode(), "trouble.csv")
    assert page.locator(".finding--error").count() == 1
    assert page.locator(".zonemap .trouble--warning").count() == 1
    assert page.locator(".activation").count() == 0
    assert overflowing(page) == []
    accessible(page)
    upload(page, changed(f"{lang} {viewport['width']}"), note="学院路 → 教工路")
    assert page.locator(".change--added").count() >= 1
    assert page.locator(".zonemap .before").count() >= 1
    assert overflowing(page) == []
    accessible(page)
    orders = "address\n杭州市西湖区学院路28号\n杭州市西湖区文三路101号\n".encode()
    page.set_input_files("form[action$=compare] input[type=file]", {"name": "orders.csv", "mimeType": "text/csv", "buffer": orders})  # fmt: skip
    page.click("form[action$=compare] button")
    assert "学院路28号" in page.text_content("#compared")
    assert overflowing(page) == []
    accessible(page)
    page.check(".activation input[value=now]")
    assert page.locator("input[name=sure]").is_visible()
    accessible(page)
    page.check(".activation input[value=wave]")
    assert page.locator("input[name=sure]").is_hidden()
    page.click(".activation button")
    page.wait_for_url("**/zones?done=activated*")
    assert page.locator(".card--waiting .waiting").count() == 1
    assert overflowing(page) == []
    accessible(page)
    page.click("form[action='/zones/cancel'] button")
    page.wait_for_url("**/zones?done=cancelled*")
    assert page.locator(".card--waiting").count() == 0
    assert page.locator(".history li").count() >= 3


def test_in_force_at_once_and_back(open_zones):
    page = open_zones()
    before = page.text_content("#in-force + .zone-now a")
    upload(page, changed("at once"))
    page.check(".activation input[value=now]")
    page.check("input[name=sure]")
    page.click(".activation button")
    page.wait_for_url("**/zones?done=activated*")
    assert page.text_content("#in-force + .zone-now a") != before
    page.click(f"text=Go back to {before.lower()}")
    page.check(".activation input[value=now]")
    page.check("input[name=sure]")
    page.click(".activation button")
    page.wait_for_url("**/zones?done=activated*")
    assert page.text_content("#in-force + .zone-now a") == before


def test_the_map_moves_by_keyboard_and_buttons_and_shows_a_finding(open_zones):
    page = open_zones()
    upload(page, TROUBLE.encode(), "trouble.csv")
    seen = lambda: [float(n) for n in page.get_attribute(".zonemap", "viewBox").split()]  # noqa: E731
    whole = seen()
    page.focus(".zonefigure__frame")
    page.keyboard.press("+")
    near = seen()
    assert near[2] < whole[2]
    page.keyboard.press("ArrowRight")
    assert seen()[0] > near[0]
    page.keyboard.press("0")
    assert seen() == whole
    page.click(".zonefigure__tools button:first-child")
    assert seen()[2] < whole[2]
    page.click(".zonefigure__tools button:last-child")
    link = page.locator("a.finding__number").first
    number = link.text_content()
    link.click()
    assert "is-on" in page.locator(f".pin[data-findings='{number}']").get_attribute("class")
    page.click(".zonefigure__tools button:last-child")
    page.locator(f".pin[data-findings='{number}'] a").click()
    assert "is-on" in page.get_attribute(f"#f{number}", "class")


def test_a_drag_moves_the_map_and_opens_nothing(open_zones):
    page = open_zones()
    upload(page, TROUBLE.encode(), "trouble.csv")
    page.click(".zonefigure__tools button:first-child")
    before = page.get_attribute(".zonemap", "viewBox")
    box = page.locator(".zonemap").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 150, steps=4)
    page.mouse.up()
    assert page.get_attribute(".zonemap", "viewBox") != before
    assert page.locator(".finding.is-on").count() == 0


def test_everything_works_without_scripts(open_zones):
    page = open_zones(java_script_enabled=False)
    upload(page, changed("no scripts"))
    assert page.locator(".zonemap .land").count() >= 1
    page.check(".activation input[value=wave]")
    page.click(".activation button")
    page.wait_for_url("**/zones?done=activated*")
    page.click("form[action='/zones/cancel'] button")
    page.wait_for_url("**/zones?done=cancelled*")


def test_dark_pages_are_accessible_too(open_zones, accessible):
    page = open_zones(color_scheme="dark")
    accessible(page)
    upload(page, TROUBLE.encode(), "trouble.csv")
    accessible(page)
