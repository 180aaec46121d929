"""What all pages share: the languages, the frame, signing in and out."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, LAN, LANGUAGES, PHONE, overflowing

PATHS = ("/api", "/login", "/no/such/page")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_and_are_accessible_in_every_language(open_page, accessible, path, lang, viewport):
    page = open_page(path, lang, viewport)
    page.expected = ("404",)
    assert page.get_attribute("html", "lang").startswith(lang)
    assert overflowing(page) == []
    if (viewport is PHONE) == (lang != "ru"):  # each language once: axe-core takes its time on long pages
        accessible(page)


def test_a_language_once_chosen_stays(open_page):
    page = open_page("/api", "en")
    page.click("text=Русский")
    assert page.text_content("h1").startswith("Описание")
    page.goto("/login")
    assert page.text_content("h1") == "Вход"


def test_forms_work_in_a_local_network_without_tls(open_page, served):
    """Browsers tell such a site nothing but the origin, and that only if the referrer policy lets them."""
    page = open_page(served.replace("127.0.0.1", LAN) + "/login?next=/api", "en")
    page.expected = ("Cross-Origin-Opener-Policy",)  # which needs TLS
    page.fill("input[name=name]", "admin")
    page.fill("input[name=password]", "correct horse")
    page.click("main button[type=submit]")
    page.wait_for_url("**/api")
    assert "admin" in page.text_content(".top__user")


def test_signing_in_and_out(open_page, sign_in):
    page = open_page("/login?next=/api", "en")
    page.expected = ("401", "404")  # the wrong password; where it leads when signed out
    page.fill("input[name=name]", "admin")
    page.fill("input[name=password]", "wrong horse")
    page.click("main button[type=submit]")
    assert "wrong" in page.text_content("[role=alert]")
    sign_in(page, "/api")
    assert "admin" in page.text_content(".top__user")
    page.click(".top__user button")
    page.goto("/api")
    assert page.locator(".top__user").count() == 0
