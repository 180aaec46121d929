"""A real service and a real browser, started once; a test asks for ``open_page`` and gets pages that complain by themselves.

What a page says on its console as an error, an exception in a script, or a breach of its content security policy
fails the test, unless the test says that it expects it (``page.expected``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.service.test_server import ask, free_port, wait_until

ZONES = Path(__file__).parents[2] / "dictionaries" / "zones"
LAN = "depot.example"
"""A name of the machine that a browser does not take for the machine itself, as in a local network without TLS."""
CHROMIUM = which("chromium") or which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--host-resolver-rules=MAP {LAN} 127.0.0.1",
]  # fmt: skip
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
LANGUAGES = ("zh", "ru", "en")
PATIENCE_MS = 60_000
"""What does not come is waited for that long: a machine with other work to do is no failure."""
REMEMBER_OFFERS = (
    "addEventListener('addrcheck:suggest', (event) => { window.offeredFor = event.detail.query; });"
)
"""The text that the list is about: under load, a list for its first letters may come before that for all of them."""


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium here; as root, `make test` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def state(tmp_path_factory):
    """Return the folder in which the service keeps its keys."""
    return tmp_path_factory.mktemp("served") / "state"


@pytest.fixture(scope="session")
def served(state):
    """Return where a service with the sample zones answers; nobody needs a key, ``admin`` can sign in."""
    folder = state.parent
    environment = os.environ | {"ADDRCHECK_STATE": str(state), "ADDRCHECK_RATE": "0", "ADDRCHECK_HOSTS": f"127.0.0.1,{LAN}"}  # fmt: skip
    add = [sys.executable, "-m", "addrcheck", "users", "add", "admin", "--role", "admin"]
    subprocess.run(add, env=environment, input="correct horse", text=True, check=True, capture_output=True)
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "addrcheck",
        "serve",
        "--port",
        str(port),
        "--zones",
        str(ZONES),
        "--workers",
        "1",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_until(lambda: process.poll() is not None or ask(port, "/v1/status")[0] == 200)
            assert process.poll() is None, (folder / "log").read_text()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(40)


@pytest.fixture
def open_page(browser, served):
    """Return a function that opens a path of the service in a language, on a screen of some size."""
    contexts, complaints = [], []

    def open_one(path="/", lang="en", viewport=None, **options):
        context = browser.new_context(base_url=served, viewport=viewport or DESKTOP, locale={"zh": "zh-CN", "ru": "ru-RU", "en": "en-GB"}[lang], **options)  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(REMEMBER_OFFERS)
        page.set_default_timeout(PATIENCE_MS)
        page.expected = ()
        page.on(
            "console", lambda message: message.type == "error" and complaints.append((page, message.text))
        )
        page.on("pageerror", lambda error: complaints.append((page, str(error))))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    unexpected = [text for page, text in complaints if not any(part in text for part in page.expected)]
    assert unexpected == []


@pytest.fixture
def sign_in():
    """Return a function that signs a page's reader in as the administrator."""

    def enter(page, path="/"):
        page.goto(f"/login?next={path}")
        page.fill("input[name=name]", "admin")
        page.fill("input[name=password]", "correct horse")
        page.click("main button[type=submit]")
        page.wait_for_url(f"**{path}")

    return enter


@pytest.fixture(scope="session")
def accessible():
    """Return a function that fails where axe-core finds anything on a page."""
    axe = Axe()

    def look(page):
        found = axe.run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    return look


OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > wide + 0.5)
    .map((one) => one.outerHTML.slice(0, 120));
}"""


def overflowing(page):
    """Return what reaches over the right edge of the screen, where that makes a page wider than it."""
    return page.evaluate(OVERFLOWING)
