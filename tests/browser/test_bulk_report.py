"""The report page of a bulk run in a real browser: nothing for axe-core to find, nothing wider than a phone, three languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from addrcheck.bulk import clean
from tests.browser.conftest import DESKTOP, LANGUAGES, PHONE
from tests.bulk.conftest import quick
from tests.bulk.test_report_page import ADDRESSES


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The page of one file in each language."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "in.csv").write_text("адрес\n" + "".join(f'"{a}"\n' for a in ADDRESSES * 3), encoding="utf-8")
    made = {lang: folder / f"{lang}.html" for lang in LANGUAGES}
    for lang, path in made.items():
        clean(folder / "in.csv", folder / "out.csv", quick(lang=lang, report=path))
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_report_is_for_everyone_on_every_screen(browser, reports, lang, viewport, scheme):
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(reports[lang].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert Axe().run(page).response["violations"] == []
    finally:
        context.close()


def test_report_asks_the_network_for_nothing(browser, reports):
    context = browser.new_context()
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(reports["en"].as_uri())
        assert asked == [reports["en"].as_uri()]
    finally:
        context.close()
