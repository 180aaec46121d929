"""The station screen in a real browser: a scanner's fast keys, every lane, no server for a while, labels, two screens at once."""

from __future__ import annotations

import io
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from pypdf import PdfReader
from scanner import csv_of, xlsx_of

from tests.browser.conftest import DESKTOP, LAN, LANGUAGES, PHONE, ZONES, overflowing
from tests.service.test_server import ask, free_port, wait_until

AWAY = ("ERR_CONNECTION", "ERR_INTERNET", "ERR_FAILED", "ERR_TIMED_OUT")
SPEAKER = """
window.played = [];
window.AudioContext = class {
  currentTime = 0; state = "running"; destination = {};
  createOscillator() {
    return { frequency: { setValueAtTime: (height) => played.push(height) }, connect: (next) => next, start() {}, stop() {} };
  }
  createGain() { return { gain: { setValueAtTime() {}, setTargetAtTime() {} }, connect: (next) => next }; }
};
window.print = () => { window.prints = (window.prints ?? 0) + 1; };
"""
AUTO, HAND, UNCLEAR, ABROAD = (
    "杭州市西湖区翠苑街道文三路100号2幢1单元301室",
    "文三路100号",
    "杭州市西湖区文三路",
    "Москва, Тверская ул., 13",
)
_numbers = itertools.count(10**12)


def number():
    """Return a waybill that no other test has."""
    return f"SF{next(_numbers)}"


class Station:
    """A page with the station on it, and what a person does there."""

    def __init__(self, page):
        self.page = page

    def open(self, path="/station"):
        self.page.goto(path)
        self.page.wait_for_selector("html[data-ready]")
        return self

    def load(self, rows, file=None):
        """Load a manifest as a person does."""
        page = self.page
        page.click("#open-manifest")
        name, content = file or ("今日.csv", csv_of(rows))
        page.set_input_files(
            "#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        page.click("#load button")
        page.wait_for_selector("#loaded .notice--good, #loaded .notice--bad, #loaded .notice--ask")
        told = page.text_content("#loaded")
        page.click("#manifest [data-close]")
        return told

    def scan(self, text, end="Enter"):
        """Send a text as a scanner does: keys at once, then its end."""
        self.page.keyboard.type(text)
        self.page.keyboard.press(end)

    def scanned(self, text, lane, end="Enter"):
        """Scan, and wait until the screen shows a lane for it."""
        self.scan(text, end)
        self.page.wait_for_selector(f"#result[data-lane={lane}]")
        return self.page.text_content("#code")

    def text(self, part):
        return self.page.text_content(f"#{part}")

    def wait_for(self, part, text):
        self.page.locator(f"#{part}", has_text=text).first.wait_for()

    def focused(self, part):
        """Wait until a part of the page has the focus."""
        self.page.wait_for_function("part => document.activeElement.id === part", arg=part)

    @property
    def played(self):
        """Return what was played since the last time."""
        return self.page.evaluate("played.splice(0)")


@pytest.fixture
def station(open_page):
    """Return a function that opens the station in a language."""

    def make(lang="zh", viewport=None, **options):
        page = open_page("/login", lang, viewport, **options)
        page.add_init_script(SPEAKER)
        return Station(page).open()

    return make


def rows_of(*addresses):
    """Return a manifest of parcels to these addresses, each with a number of its own."""
    return [(number(), "张三", "13800138000", address) for address in addresses]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_manifest_is_loaded_and_scanned_with_fast_keys(station, kind):
    rows = rows_of(AUTO, UNCLEAR)
    if kind == "xlsx":
        rows = [(row[0][2:], *row[1:]) for row in rows]  # a sheet keeps them as numbers
    here = station()
    file = (
        ("今日.csv", csv_of([*rows, ("", "x", "", "杭州")]))
        if kind == "csv"
        else ("今日.xlsx", xlsx_of([*rows, ("", "x", "", "杭州")]))
    )
    told = here.load(rows, file)
    assert "导入 2 件" in told
    assert "运单号" in told
    assert "第 4 行：没有单号" in told
    assert here.scanned(rows[0][0], "auto") == "571-XH-03"
    assert here.text("place") == "北山西溪片区 · 王五"
    assert here.text("address") == "浙江省杭州市西湖区翠苑街道文三路100号2幢*单元*室"
    assert "571-XH-01" in here.scanned(rows[1][0], "ambiguous")
    here.focused("text")
    assert here.page.input_value("#text") == ""


def test_a_file_that_is_no_table_says_so(station):
    here = station("ru")
    here.page.expected = ("422",)
    assert "Не загружено" in here.load([], ("photo.csv", b"\x89PNG\r\n"))
    assert "Накладная" in here.load([], ("x.csv", csv_of([("张三", AUTO)], ("姓名", "地址"))))


def test_scanners_end_with_tab_and_add_what_they_like(station):
    rows = rows_of(AUTO)
    here = station()
    here.load(rows)
    plain = rows[0][0]
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in plain})
    russian = plain.replace("S", "Ы").replace("F", "А")
    for text, end in (
        (plain.lower(), "Tab"),
        (f"]C1{plain}", "Enter"),
        (f"  {plain} ", "Enter"),
        (wide, "Enter"),
        (russian, "Enter"),
        (f"A0{plain}", "Enter"),
    ):
        assert here.scanned(text, "auto", end) == "571-XH-03", text
        here.wait_for("waybill", plain)
        here.focused("text")


def test_an_input_method_that_is_on_does_not_swallow_the_scan(station):
    rows = rows_of(AUTO)
    here = station()
    here.load(rows)
    keys = here.page.context.new_cdp_session(here.page)
    pressed = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"}
    moments = itertools.count(time.time(), 0.005)  # a scanner is quick, however busy the machine is
    for length in range(1, len(rows[0][0]) + 1):
        keys.send("Input.dispatchKeyEvent", {**pressed, "code": "KeyS", "timestamp": next(moments)})
        keys.send(
            "Input.imeSetComposition",
            {"text": rows[0][0][:length].lower(), "selectionStart": length, "selectionEnd": length},
        )
    keys.send("Input.dispatchKeyEvent", {**pressed, "code": "Enter", "timestamp": next(moments)})
    keys.send("Input.insertText", {"text": rows[0][0].lower()})
    here.page.wait_for_selector("#result[data-lane=auto]")


def test_an_unknown_number_takes_an_address(station):
    here, unknown = station(), number()
    here.scanned(unknown, "unknown")
    assert unknown in here.text("asks")
    assert here.scanned("杭州市西湖区古荡街道古荡新村5幢2单元502", "auto") == "571-XH-02"
    here.wait_for("marks", "现场录入")
    assert here.text("waybill") == unknown
    assert here.scanned(unknown.lower(), "auto") == "571-XH-02"
    here.wait_for("marks", "已扫过")


def test_an_unknown_number_may_be_passed_over(station):
    rows = rows_of(AUTO)
    here = station()
    here.load(rows)
    here.scanned(number(), "unknown")
    assert here.scanned(rows[0][0], "auto") == "571-XH-03"
    here.scanned(number(), "unknown")
    here.page.keyboard.press("Escape")
    assert here.text("asks").startswith("扫描单号")


def test_codes_that_hold_an_address_need_no_manifest(station):
    here = station()
    assert here.scanned('{"address":"杭州市西湖区文三路99号301","name":"张三"}', "auto") == "571-XH-01"
    here.page.evaluate("document.getElementById('result').dataset.lane = 'none'")
    for line in ("BEGIN:VCARD", "FN:张三", "ADR:;;文三路99号;杭州市西湖区;浙江省;310000;中国"):
        here.scan(line)
    assert here.scanned("END:VCARD", "auto") == "571-XH-01"
    assert here.text("total") == "2"


def test_a_second_scan_says_when_the_first_was(station):
    rows = rows_of(AUTO)
    one, two = station(), station("en")
    one.page.click("#open-settings")
    one.page.fill("#set-station", "台7")
    one.page.fill("#set-operator", "工号12")
    one.page.click("#settings [data-close]")
    one.load(rows)
    one.scanned(rows[0][0], "auto")
    assert one.text("marks") == ""
    two.scanned(rows[0][0], "auto")
    two.wait_for("marks", "Already scanned at")
    assert "台7" in two.text("marks")
    assert two.played == [1320, 1320, 880]  # again, and its lane


def test_the_manual_lane_is_one_key_away_and_undo_another(station):
    rows = rows_of(AUTO)
    here = station()
    here.load(rows)
    assert here.scanned(rows[0][0], "auto") == "571-XH-03"
    here.page.keyboard.press("F2")
    here.page.wait_for_selector("#result[data-lane=manual]")
    assert here.text("code") == "571-XH-03"
    assert here.text("marks") == "已转人工"
    here.page.locator("#lanes [data-lane=manual] b", has_text="1").wait_for()
    here.page.keyboard.press("F9")
    here.page.wait_for_selector("#result[data-lane=undone]")
    here.page.locator("#total", has_text="0").wait_for()
    here.page.wait_for_selector("#history .gone")
    assert here.scanned(rows[0][0], "auto") == "571-XH-03"
    assert here.text("marks") == ""


def test_each_lane_has_its_own_sound(station):
    rows = rows_of(AUTO, HAND, UNCLEAR, ABROAD)
    here = station()
    here.load(rows)
    heard = {}
    for row, lane in zip(rows, ("auto", "manual", "ambiguous", "out_of_area"), strict=True):
        here.scanned(row[0], lane)
        heard[lane] = tuple(here.played)
    here.scanned(number(), "unknown")
    heard["unknown"] = tuple(here.played)
    assert all(heard.values())
    assert len(set(heard.values())) == 5
    here.page.keyboard.press("F7")
    here.scanned(rows[0][0], "auto")
    assert here.played == []
    here.page.keyboard.press("F7")
    here.scanned(rows[0][0], "auto")
    here.wait_for("marks", "已扫过")


def test_the_address_is_shown_in_full_on_demand_alone(station):
    rows = rows_of(AUTO)
    here = station()
    here.load(rows)
    here.scanned(rows[0][0], "auto")
    for private in ("301", "张三", "13800138000"):
        assert private not in here.page.text_content("main")
    here.page.keyboard.press("F4")
    here.wait_for("address", f"{AUTO} · 张三 · 13800138000")
    here.page.keyboard.press("F4")
    here.wait_for("address", "*室")
    here.page.keyboard.press("F4")
    here.wait_for("address", "张三")
    here.scanned(number(), "unknown")
    assert "张三" not in here.text("address")


def test_the_field_keeps_the_focus(station):
    here = station()
    here.page.mouse.click(300, 400)
    here.focused("text")
    here.page.keyboard.press("Tab")
    here.focused("open-manifest")
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector("#manifest[open]")
    here.page.keyboard.press("Escape")
    here.focused("text")
    here.page.focus("#new-shift")
    here.scanned(number(), "unknown")  # keys go to the field, whatever has the focus
    here.page.click("#do-mute")
    here.focused("text")


def test_parcels_are_never_mixed_however_slow_the_answers_are(station):
    rows = rows_of("杭州市西湖区文三路99号", AUTO, "杭州市西湖区古荡街道古荡新村5幢")
    here = station(service_workers="block")
    here.load(rows)
    here.page.wait_for_timeout(0)
    held = []
    here.page.route("**/v1/scans", lambda route: held.append(route))
    with here.page.expect_request("**/v1/scans"):
        here.scan(rows[0][0])
    for row in rows[1:]:
        here.scan(row[0])
    here.wait_for("waybill", rows[2][0])
    with here.page.expect_request("**/v1/scans"):
        held[0].continue_()
    here.page.locator("#history li", has_text="571-XH-01").wait_for()
    assert here.text("waybill") == rows[2][0]  # the one in the hand, not the one that was answered
    assert "571-XH-01" not in here.text("code")
    held[1].continue_()
    here.wait_for("code", "571-XH-02")
    assert here.text("waybill") == rows[2][0]
    lines = here.page.locator("#history li").all_text_contents()
    assert [
        next(code for code in ("571-XH-01", "571-XH-02", "571-XH-03") if code in line) for line in lines
    ] == ["571-XH-02", "571-XH-03", "571-XH-01"]
    sent = [scan["text"] for route in held for scan in json.loads(route.request.post_data)["scans"]]
    assert sent == [row[0] for row in rows]


def test_it_works_in_a_local_network_without_tls(open_page, served):
    rows = rows_of(AUTO)
    page = open_page("/login", "zh")
    page.expected = ("Cross-Origin-Opener-Policy",)  # which needs TLS
    page.add_init_script(SPEAKER)
    here = Station(page).open(served.replace("127.0.0.1", LAN) + "/station")
    here.load(rows)
    assert here.scanned(rows[0][0], "auto") == "571-XH-03"
    assert not page.evaluate("isSecureContext")


def test_an_ended_session_keeps_what_is_scanned(station):
    rows = rows_of(AUTO)
    here = station(service_workers="block")
    here.page.expected = ("401",)
    here.load(rows)
    here.page.route("**/v1/scans", lambda route: route.fulfill(status=401, json={"status": 401}))
    here.scan(rows[0][0])
    here.wait_for("banner", "登录已过期")
    assert here.page.get_attribute("#banner a", "href") == "/login?next=/station"
    here.page.unroute("**/v1/scans")
    here.page.wait_for_selector("#connection[data-state=online]")
    assert here.text("code") == "571-XH-03"


@pytest.fixture
def own_server(tmp_path):
    """Return a service of one's own that can be stopped and started on the same port."""

    class Own:
        port = free_port()
        process = None

        def start(self):
            environment = os.environ | {"ADDRCHECK_STATE": str(tmp_path / "state"), "ADDRCHECK_RATE": "0"}
            command = [sys.executable, "-m", "addrcheck", "serve", "--port", str(self.port), "--zones", str(ZONES), "--workers", "1", "--quiet"]  # fmt: skip
            with (tmp_path / "log").open("ab") as log:
                self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            wait_until(lambda: self.process.poll() is not None or ask(self.port, "/v1/status")[0] == 200)
            assert self.process.poll() is None, (tmp_path / "log").read_text()

        def stop(self):
            self.process.terminate()
            self.process.wait(40)

        def scans(self):
            with closing(sqlite3.connect(tmp_path / "state" / "service.sqlite")) as database:
                return database.execute(
                    "SELECT key, lane, undone_at IS NULL FROM scans ORDER BY at"
                ).fetchall()

    own = Own()
    own.start()
    yield own
    if own.process.poll() is None:
        own.stop()


def stored(page):
    """Return everything that the page keeps in the browser, as text."""
    return page.evaluate(
        """async () => {
          const request = indexedDB.open("addrcheck-station");
          const base = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
          const read = (name) => new Promise((resolve) => {
            const all = base.transaction(name).objectStore(name).getAll();
            all.onsuccess = () => resolve(all.result);
          });
          const found = [await read("scans"), await read("kept"), { ...localStorage }];
          base.close();
          return JSON.stringify(found);
        }"""
    )


def test_scans_survive_the_server_and_the_page_and_are_sent_once(browser, own_server):
    rows = rows_of(AUTO, "杭州市西湖区文三路99号", "杭州市西湖区古荡街道古荡新村5幢", UNCLEAR)
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{own_server.port}", locale="zh-CN", viewport=DESKTOP
    )
    page = context.new_page()
    page.add_init_script(SPEAKER)
    here = Station(page).open()
    here.load(rows)
    here.scanned(rows[0][0], "auto")
    page.wait_for_selector("html[data-kept]")
    wait_until(lambda: rows[3][0] in stored(page))  # the codes have come
    own_server.stop()
    unknown = number()
    assert here.scanned(rows[1][0], "auto") == "571-XH-01"
    here.wait_for("banner", "连不上服务器")
    here.wait_for("marks", "离线")
    assert here.played[-1:] == [880]
    here.scanned(unknown, "unknown")
    here.scan("杭州市西湖区翠苑街道文三路100号2幢1单元301室 李四 13900139000")
    here.wait_for("reason", "地址已记下")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    here.wait_for("banner", "已存 2 件")
    assert here.scanned(rows[2][0], "auto") == "571-XH-02"
    assert "李四" in stored(page)  # what was typed stays until it is sent
    own_server.start()
    page.wait_for_selector("#connection[data-state=online]")
    wait_until(lambda: len(own_server.scans()) == 4)
    assert [row[0] for row in own_server.scans()] == [rows[0][0], rows[1][0], unknown, rows[2][0]]
    page.wait_for_selector("#banner", state="hidden")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert here.scanned(unknown, "auto") == "571-XH-03"
    assert len(own_server.scans()) == 5
    for private in ("文三路", "古荡", "张三", "李四", "13800138000", "13900139000"):
        assert private not in stored(page)
    assert here.text("total") == "4"
    context.close()


TRANSIENT = {
    "a wrong host name": (400, {}, "text/html", "<h1>Bad Request</h1>"),
    "a proxy of small bodies": (413, {}, "text/html", "too large"),
    "a proxy without the service": (502, {}, "text/html", "bad gateway"),
    "a proxy that lets nobody in": (403, {}, "text/html", "forbidden"),
    "somebody else's problem": (400, {}, "application/json", '{"errors":[{"param":"scans[0].text"}]}'),
    "a request that is wrong as a whole": (
        400,
        {},
        "application/problem+json",
        '{"errors":[{"param":"station","code":"invalid","message":"-"}]}',
    ),
    "too many requests": (429, {"Retry-After": "1"}, "application/problem+json", '{"errors":[]}'),
    "a network that asks for a sign-in": (200, {}, "text/html", "<h1>Welcome to the Wi-Fi</h1>"),
}


@pytest.mark.parametrize("case", TRANSIENT)
def test_nothing_is_lost_whoever_answers_in_the_stead_of_the_service(station, case):
    status, headers, kind, body = TRANSIENT[case]
    rows = rows_of("杭州市西湖区文三路99号")
    here, unknown = station(service_workers="block"), number()
    page = here.page
    page.expected = (str(status),)
    here.load(rows)
    here.scanned(unknown, "unknown")
    page.route(
        "**/v1/scans",
        lambda route: route.fulfill(status=status, headers={**headers, "Content-Type": kind}, body=body),
    )
    here.scan(AUTO)  # the address of the unknown number
    page.wait_for_selector("#connection:not([data-state=online])")
    here.scan(rows[0][0])
    here.wait_for("banner", "已存 2 件")
    assert page.get_attribute("#banner", "data-state") == ("offline" if status == 200 else "trouble")
    assert AUTO in stored(page)
    page.unroute("**/v1/scans")
    page.wait_for_selector("#connection[data-state=online]")
    page.locator("#history li", has_text="571-XH-03").wait_for()
    assert here.scanned(unknown, "auto") == "571-XH-03"
    assert AUTO not in stored(page)
    assert here.text("total") == "2"


def test_the_scan_that_the_service_itself_refuses_is_dropped_and_no_other(station):
    rows = rows_of(AUTO, "杭州市西湖区文三路99号", "杭州市西湖区古荡街道古荡新村5幢")
    here = station(service_workers="block")
    page = here.page
    page.expected = ("400", "502")
    here.load(rows)
    asked = []
    bad = rows[1][0]

    def answer(route):
        scans = [scan["text"] for scan in json.loads(route.request.post_data)["scans"]]
        asked.append(scans)
        if len(asked) == 1:
            return route.fulfill(status=502, body="")
        if bad not in scans:
            return route.continue_()
        fault = {"param": f"scans[{scans.index(bad)}].text", "code": "invalid", "message": "-"}
        return route.fulfill(
            status=400,
            headers={"Content-Type": "application/problem+json"},
            body=json.dumps({"errors": [fault]}),
        )

    page.route("**/v1/scans", answer)
    for row in rows:
        here.scan(row[0])
    page.locator("#history li", has_text="未接受").wait_for()
    here.wait_for("code", "571-XH-02")
    page.wait_for_selector("#connection[data-state=online]")
    assert [scan for scan in asked[-1] if scan == bad] == []
    lines = page.locator("#history li").all_text_contents()
    assert ["571-XH-02" in lines[0], "未接受" in lines[1], "571-XH-03" in lines[2]] == [True] * 3
    assert here.text("total") == "2"
    assert page.locator("#history li", has_text="未上传").count() == 0
    refusals = sum(bad in scans for scans in asked[1:])
    assert refusals == 1  # it is not asked again and again


def test_a_scan_on_which_the_service_breaks_does_not_hold_up_the_others(station):
    rows = rows_of(AUTO, "杭州市西湖区文三路99号", "杭州市西湖区古荡街道古荡新村5幢")
    here = station(service_workers="block")
    page = here.page
    page.expected = ("500",)
    here.load(rows)
    mended = threading.Event()
    bad = rows[0][0]

    def answer(route):
        scans = [scan["text"] for scan in json.loads(route.request.post_data)["scans"]]
        if bad in scans and not mended.is_set():
            return route.fulfill(status=500, headers={"Content-Type": "application/problem+json"}, body="{}")
        return route.continue_()

    page.route("**/v1/scans", answer)
    for row in rows:
        here.scan(row[0])
    for code in ("571-XH-01", "571-XH-02"):
        page.locator("#history li", has_text=code).wait_for()
    page.locator("#history li", has_text="未上传").wait_for()
    assert page.get_attribute("#connection", "data-state") == "online"
    mended.set()
    page.locator("#history li", has_text="571-XH-03").wait_for()
    page.locator("#history li", has_text="未上传").wait_for(state="hidden")
    assert here.text("total") == "3"


DELAYS = """() => {
  const real = window.setTimeout;
  window.delays = [];
  window.setTimeout = (what, wait) => { delays.push(wait); return real(what, wait); };
}"""


def test_trouble_after_a_refusal_stops_the_sending_until_the_time_that_was_told(station):
    rows = rows_of(AUTO, "杭州市西湖区文三路99号")
    here = station(service_workers="block")
    page = here.page
    page.expected = ("502", "400", "429")
    here.load(rows)
    page.evaluate(DELAYS)
    asked = []

    def answer(route):
        asked.append([scan["text"] for scan in json.loads(route.request.post_data)["scans"]])
        kind = {"Content-Type": "application/problem+json"}
        refusal = json.dumps({"errors": [{"param": "scans[0].at", "code": "invalid", "message": "-"}]})
        answers = [(502, {}, ""), (400, kind, refusal), (429, {"Retry-After": "3"}, "")]
        if len(asked) > len(answers):
            return route.continue_()
        status, headers, body = answers[len(asked) - 1]
        return route.fulfill(status=status, headers=headers, body=body)

    page.route("**/v1/scans", answer)
    for row in rows:
        here.scan(row[0])
    here.wait_for("code", "571-XH-01")
    page.wait_for_selector("#connection[data-state=online]")
    assert asked == [[rows[0][0]], [rows[0][0]], [rows[1][0]], [rows[1][0]]]
    assert page.evaluate("delays.filter((wait) => wait === 500 || wait === 3000)") == [500, 3000]


WHY = {
    401: ("登录已过期", "Сеанс закончился", "sign-in has ended"),
    403: ("没有导入清单的权限", "нет прав", "may not load"),
    413: ("太大", "слишком большой", "too large"),
    429: ("过 7 秒", "через 7 с", "in 7 s"),
    503: ("过 7 秒", "через 7 с", "in 7 s"),
    500: ("服务器出了问题", "что-то не так", "has trouble"),
    400: ("服务器出了问题", "что-то не так", "has trouble"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_a_manifest_was_not_loaded_is_told_in_the_readers_language(station, lang):
    here = station(lang, service_workers="block")
    here.page.expected = tuple(map(str, WHY))
    headers = {"Retry-After": "7", "Content-Type": "application/problem+json"}
    fault = {"param": None, "code": "x", "message": "Raw words."}
    body = json.dumps({"detail": "Raw words.", "errors": [fault]})
    left = list(WHY)

    def answer(route):
        if route.request.method == "POST":
            route.fulfill(status=left.pop(0), headers=headers, body=body)
        else:
            route.continue_()

    here.page.route("**/v1/manifests", answer)
    for status, words in WHY.items():
        told = here.load(rows_of(AUTO))
        assert words[LANGUAGES.index(lang)] in told, status
        assert "Raw" not in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_out_of_reach_is_told_in_the_readers_language(station, lang):
    here = station(lang)
    here.page.expected = ("409",)
    here.page.click("#open-manifest")
    here.page.fill("#day", "2001-01-01")
    here.page.click("#manifest [data-close]")
    told = here.load(rows_of(AUTO))
    assert ("日期", "дату", "date")[LANGUAGES.index(lang)] in told
    assert "2001" not in told
    assert "a day from" not in told


def test_a_label_goes_to_the_printer_in_its_size(station):
    rows = rows_of(AUTO, "Казань, ул. Баумана, 44, кв. 5")
    here = station(service_workers="block")
    here.load(rows)
    for row, size, wanted in ((rows[0], "76x130", "571 XH 03"), (rows[1], "100x150", "KZN 1 01")):
        here.page.click("#open-settings")
        here.page.select_option("#set-size", size)
        here.page.click("#settings [data-close]")
        here.scanned(row[0], "auto")
        here.page.keyboard.press("F8")
        here.page.wait_for_selector(f"#print .label__mark:text-is('{wanted}')", state="attached")
        pages = PdfReader(io.BytesIO(here.page.pdf(prefer_css_page_size=True))).pages
        width, height = (round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:])
        assert (len(pages), f"{width}x{height}") == (1, size)
        text = pages[0].extract_text()
        assert row[0] in text
        assert "13800138000" not in text
        assert "1******8000" in text
    assert here.page.evaluate("prints") == 2


def test_a_label_comes_as_pdf_without_a_number_in_the_url(station):
    rows = rows_of(AUTO)
    here = station("en")
    here.load(rows)
    here.scanned(rows[0][0], "auto")
    here.page.click("#open-settings")
    asked = []
    context = here.page.context
    context.on("request", lambda request: asked.append(request.url))
    with context.expect_event("request", lambda one: one.url.endswith("/station/label.pdf")) as found:
        here.page.click("#pdf button")
    request = found.value
    assert request.method == "POST"
    assert rows[0][0] in request.post_data
    assert not any(rows[0][0] in url for url in asked)


def test_the_shift_is_counted_and_begun_anew(station):
    rows = rows_of(AUTO, AUTO, UNCLEAR)
    here = station()
    here.load(rows)
    for row, lane in zip(rows, ("auto", "auto", "ambiguous"), strict=True):
        here.scanned(row[0], lane)
        here.page.wait_for_selector(f"#history li >> text={row[0][-9:]}")
    assert here.page.locator("#zones li").first.text_content() == "571-XH-032"
    assert here.text("total") == "3"
    here.page.reload()
    here.page.wait_for_selector("html[data-ready]")
    here.page.locator("#total", has_text="3").wait_for()
    here.page.click("#new-shift")
    here.page.locator("#total", has_text="0").wait_for()
    assert here.page.locator("#zones li").count() == 0


def test_a_manifest_can_be_deleted_on_the_second_click(own_server, browser):
    context = browser.new_context(base_url=f"http://127.0.0.1:{own_server.port}", locale="en-GB")
    page = context.new_page()
    here = Station(page).open()
    here.load(rows_of(AUTO))
    page.click("#open-manifest")
    page.click("#days button")
    assert page.text_content("#days button") == "Really delete?"
    page.click("#days button")
    page.wait_for_selector("#days tr", state="detached")
    assert page.text_content("#open-manifest") == "No manifest today"
    context.close()


@pytest.mark.parametrize(
    ("lang", "viewport"),
    [("zh", PHONE), ("ru", PHONE), ("en", PHONE), ("ru", {"width": 1280, "height": 800}), ("zh", DESKTOP)],
    ids=["zh-phone", "ru-phone", "en-phone", "ru-1280", "zh-1440"],
)
def test_every_state_fits_and_is_accessible(station, accessible, lang, viewport):
    rows = rows_of(AUTO, HAND, UNCLEAR, ABROAD, "Казань, ул. Баумана, 44, кв. 5")
    here = station(lang, viewport)
    page = here.page
    assert page.get_attribute("html", "lang").startswith(lang)
    for opener, dialog in (("open-manifest", "manifest"), ("open-settings", "settings")):
        page.click(f"#{opener}")
        page.wait_for_selector(f"#{dialog}[open]")
        accessible(page)
        assert overflowing(page) == []
        page.click(f"#{dialog} [data-close]")
    here.load(rows)
    for row, lane in zip(rows, ("auto", "manual", "ambiguous", "out_of_area", "auto"), strict=True):
        here.scanned(row[0], lane)
        box = page.locator("#code").bounding_box()
        outer = page.locator("#result").bounding_box()
        assert outer["x"] <= box["x"]
        assert box["x"] + box["width"] <= outer["x"] + outer["width"]
        assert box["width"] > outer["width"] * 0.35
        accessible(page)
        assert overflowing(page) == []
    here.scanned(number(), "unknown")
    accessible(page)
    assert overflowing(page) == []


def test_the_header_of_a_manifest_may_be_in_any_language(station):
    here = station("en")
    header = ("Накладная", "ФИО", "Телефон", "Адрес доставки")
    row = (number(), "Иван Иванов", "89161234567", "Казань, ул. Баумана, 44")
    told = here.load([], ("Список.csv", csv_of([row], header, "cp1251", ";")))
    assert "1 parcels" in told
    assert "number ← Накладная" in told
