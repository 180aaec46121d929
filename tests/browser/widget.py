"""What tests do with the widget again and again."""

from __future__ import annotations

import datetime

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS

OPTION, ADVICE = "[role=option]:visible", ".addrcheck__advice:visible"
LIVE, NOTE = ".addrcheck__live", ".addrcheck__note"


def type_into(page, selector, text):
    """Type as a person does, key by key."""
    page.locator(selector).press_sequentially(text)


def options(page):
    """Return what is offered for the text as it stands now, not for its beginning, once that is there."""
    page.wait_for_function("() => window.offeredFor === document.activeElement.value")
    page.wait_for_selector(OPTION)
    return page.locator(OPTION).all_inner_texts()


def choose(page, selector, text, first):
    """Type, and take the first option by the keyboard, which must be ``first``."""
    type_into(page, selector, text)
    expect(page.locator(OPTION).first).to_have_text(first, use_inner_text=True, timeout=PATIENCE_MS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def leave(page):
    """Leave the address as somebody who clicks beside it does."""
    page.locator("h1").click()


def hear(page, text, selector=LIVE):
    """Wait until assistive technology is told ``text``."""
    page.wait_for_function(
        "([s, t]) => [...document.querySelectorAll(s)].some(e => e.textContent.includes(t))",
        arg=[selector, text],
    )


def received(page):
    """Return what the shop of the demo says that it received."""
    page.wait_for_selector("#received")
    rows = page.locator("#received tbody tr").all()
    return {row.locator("td").nth(0).inner_text(): row.locator("td").nth(1).inner_text() for row in rows}


def hidden(page, name):
    """Return the value of a hidden input."""
    return page.locator(f"input[type=hidden][name={name}]").input_value()


def asked(page, path):
    """Return a list that grows with the bodies of the questions that a page asks of a door."""
    questions = []
    page.on(
        "request",
        lambda r: r.url.endswith(path) and r.method == "POST" and questions.append(r.post_data_json),
    )
    return questions


def freeze(page):
    """Let no time pass on a page but by ``page.clock.run_for``."""
    page.clock.install()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
