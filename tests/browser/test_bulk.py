"""The page that cleans files, as people use it: drop one, correct a column, watch, download; with scripts and without."""

from __future__ import annotations

import csv
import io

import pytest

from tests.browser.conftest import DESKTOP, LANGUAGES, PHONE, overflowing
from tests.bulk.conftest import CN, RU

ROWS = [
    ["订单号", "收货人", "电话", "送到", "备注"],
    *[[str(n), "张三", "13800138000", CN, f"n{n}"] for n in range(30)],
]
DATA = "".join(",".join(row) + "\r\n" for row in ROWS).encode("gb18030")
DROP = """([name, bytes]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def sent(page, data=DATA, name="订单.csv"):
    """Choose a file and send it."""
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
    page.click("#upload button")


def state(page, wanted):
    page.wait_for_selector(f"#live[data-state={wanted}]")


def downloaded(page):
    with page.expect_download() as download:
        page.click("a[download]")
    with open(download.value.path(), "rb") as file:
        return download.value.suggested_filename, file.read()


def test_a_file_is_dropped_corrected_watched_and_fetched(open_page, accessible):
    page = open_page("/bulk", "zh")
    accessible(page)
    page.evaluate(DROP, ["订单.csv", list(DATA)])
    state(page, "ready")
    assert "gb18030" in page.text_content("select[name=input_encoding]").lower()
    assert page.input_value("select[name=role_4]") == "address"
    page.select_option("select[name=role_5]", "poi")
    page.select_option("select[name=role_5]", "")
    page.select_option("select[name=results]", "short")
    page.select_option("select[name=headings]", "zh")
    accessible(page)
    page.click("text=开始检查")
    state(page, "finished")
    accessible(page)
    assert "UTC" not in page.text_content("time")
    assert page.get_attribute("time", "title").endswith("UTC")
    name, data = downloaded(page)
    assert name == "订单.checked.csv"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[:5] for row in rows] == ROWS
    assert rows[0][5] == "result_状态"
    with page.context.expect_page() as opened:
        page.click("a[target=_blank]")
    opened.value.wait_for_load_state()
    assert "地址清洗报告" in opened.value.title()
    assert opened.value.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    gone = page.url
    page.click(".after form[action$='/delete'] button")
    page.wait_for_url("**/bulk")
    assert page.locator(".recent").count() == 0
    page.expected = ("404",)
    page.goto(gone)
    assert "已经删除" in page.text_content("[role=alert]:visible")


@pytest.mark.parametrize(
    ("lang", "viewport"),
    [("zh", PHONE), ("ru", DESKTOP), ("en", PHONE)],
    ids=["zh-phone", "ru-desktop", "en-phone"],
)
def test_without_scripts_it_works_in_every_language(open_page, lang, viewport):
    page = open_page("/bulk", lang, viewport, java_script_enabled=False)
    sent(page, f"id;адрес\n1;{RU}\n".encode("cp1251"), "заказы.csv")
    state(page, "ready")
    page.click("form.stack > .row button")
    state(page, "finished")
    assert downloaded(page)[0] == "заказы.checked.csv"
    assert page.text_content("time").endswith("UTC")
    assert page.text_content(".figures b") == "1"
    page.goto("/bulk")
    assert "заказы.csv" in page.text_content(".recent")


def test_a_sheet_is_chosen_and_an_address_is_asked_for(open_page):
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["n", "заметки"])
    book.active.append([1, "позвонить"])
    book.create_sheet("Заказы").append(["id", "для водителя"])  # a header that speaks of no address
    book["Заказы"].append(["1", RU])
    book.save(out)
    page = open_page("/bulk", "ru")
    page.expected = ("400",)
    sent(page, out.getvalue(), "склад.xlsx")
    state(page, "ready")
    assert "не нашлась" in page.text_content(".notice--ask")
    page.click("form.stack > .row button")
    assert "хотя бы одну" in page.text_content("[role=alert]")
    page.select_option("select[name=sheet]", "Заказы")
    page.click("text=Прочитать заново")
    page.wait_for_selector("select[name=role_2] option[value=address][selected]", state="attached")
    page.click("form.stack > .row button")
    state(page, "finished")
    name, data = downloaded(page)
    assert name == "склад.checked.xlsx"
    made = openpyxl.load_workbook(io.BytesIO(data))
    assert made.sheetnames[1] == "Заказы"
    assert made["Заказы"]["B2"].value == RU
    assert made["Заказы"]["C1"].value.startswith("result_")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_broken_file_says_what_to_do_and_pages_fit(open_page, accessible, lang):
    page = open_page("/bulk", lang, PHONE)
    assert overflowing(page) == []
    sent(page, b"%PDF-1.7 nothing", "orders.xlsx")
    state(page, "failed")
    assert "CSV" in page.text_content("[role=alert]")
    assert overflowing(page) == []
    accessible(page)


def watching(page, answers):
    """Open a job's page as one that is busy; what it asks for then is answered so, by a proxy; return what was asked."""
    sent(page)
    state(page, "ready")
    asked = []

    def answer(route):
        asked.append(route.request.resource_type)
        if len(asked) == 1:
            real = route.fetch()
            body = real.text().replace('data-state="ready"', 'data-state="running" data-busy')
            return route.fulfill(response=real, body=body)
        if asked[-1] == "document" or not answers:
            return route.continue_()
        status, headers, body = answers.pop(0)
        return route.fulfill(status=status, headers=headers, content_type="text/html", body=body)

    page.route(page.url, answer)
    page.goto(page.url)
    state(page, "ready")
    return asked


def test_what_a_proxy_says_while_a_job_is_watched_is_waited_out(open_page):
    page = open_page("/bulk", "en")
    page.expected = ("502", "503", "429")
    long_ago = "Thu, 01 Jan 1970 00:00:00 GMT"
    answers = [
        (502, {}, "<h1>Bad Gateway</h1>"),
        (503, {"Retry-After": "1"}, ""),
        (429, {"Retry-After": long_ago}, "<div id=live data-state=finished></div>"),
        (200, {}, "<h1>Welcome to the Wi-Fi</h1>"),
    ]
    asked = watching(page, answers)
    assert answers == []
    assert asked == ["document", *["fetch"] * 5, "document"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_job_that_is_gone_or_closed_to_the_reader_is_watched_no_more(open_page, status):
    page = open_page("/bulk", "en")
    page.expected = (str(status),)
    assert watching(page, [(status, {}, "")]) == ["document", "fetch", "document"]
