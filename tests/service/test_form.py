"""The page on which one address is checked, as a browser without scripts sees it: a form is sent, a page comes back."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest

from addrcheck.service.form.difference import difference
from addrcheck.service.form.typed import pieces
from addrcheck.service.page import LANGUAGES
from addrcheck.wording.pages.examples import EXAMPLES
from addrcheck.wording.words import action_line

FRAGMENT = {"X-Fragment": "answer"}
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> 杭州市西湖区文三路100号{{7*7}}{% raw %}"
VOID = frozenset({"meta", "link", "input", "img", "circle", "path", "rect", "image"})


class Outline(HTMLParser):
    """Checks that tags match; collects tags, attributes and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def values(self, name):
        return [value for found, value in self.attributes if found == name]


def ask(client, text, lang="en", headers=None, **choices):
    return client.post(
        "/", data={"text": text, **choices}, headers={"Accept-Language": lang, **(headers or {})}
    )


def words_in(page):
    """Return the text of a page as a person reads it."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_empty_page_asks_and_shows_examples(client, lang):
    page = client.get("/", headers={"Accept-Language": lang}).text
    outline = Outline(page)
    texts = {one.text for one in EXAMPLES}
    assert texts <= set(outline.values("value"))
    assert "answer.css" in page
    assert 'method="post"' in page
    assert not any(name in ("style", "onclick", "onload") for name, _ in outline.attributes)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.en)
def test_examples_are_answered_in_the_readers_language(client, example, lang):
    answer = ask(client, "", lang, instead=example.text)
    outline = Outline(answer.text)
    assert answer.status_code == 200
    assert outline.tags.count("h2") > 4
    action = client.post("/v1/check", json={"q": example.text}).json["action"]
    assert action_line(action, lang) in words_in(answer.text)
    assert f">\n{html.escape(example.text, quote=False)}</textarea>" in answer.text


def test_every_example_shows_something_else(client):
    codes = {}
    for example in EXAMPLES:
        report = client.post("/v1/check", json={"q": example.text}).json
        found = (
            report["country"],
            report["action"],
            *(issue["code"] for issue in report["issues"]),
            bool(report["contact"]),
        )
        codes.setdefault(found, []).append(example.en)
    assert [names for names in codes.values() if len(names) > 1] == []


def test_the_text_is_shown_in_pieces_with_what_is_wrong_underlined(client):
    page = ask(client, "🙂杭州市西胡区文三路100号").text
    assert re.search(
        r'part--place"><span><bdi class="part__text"><mark class="wrong wrong--warning">西胡区</mark>', page
    )
    assert "district · corrected" in words_in(page)


@pytest.mark.parametrize("text", ["𠮷𠮷 杭州市西胡区文三路100号", "👩‍👩‍👧 г.Масква, Тверская 13, кв. 5", "a\u0301 Казань\nул. Баумана, 44\n+7 912 345-67-89", "\u202e杭州市\u200b西湖区", "收货人：张三 １３８００１３８０００ 杭州市西湖区文三路100号 放门口"])  # fmt: skip
def test_pieces_together_are_the_text(engine, text):
    report = engine.checker.check(text)
    shown = "".join("".join(s.text for s in piece.stretches) + piece.tail for piece in pieces(report))
    assert shown == text


def test_name_phone_and_note_are_found_in_the_text(engine):
    report = engine.checker.check(
        "Иван Иванов, 8 (912) 345-67-89, 420111 Казань, ул. Баумана, 44, домофон 12"
    )
    found = {
        piece.types[0]: "".join(s.text for s in piece.stretches)
        for piece in pieces(report)
        if piece.family == "person"
    }
    assert found == {"name": "Иван Иванов", "phone": "8 (912) 345-67-89", "note": "домофон 12"}


@pytest.mark.parametrize(
    ("entered", "suggested", "gone", "new"),
    [
        ("杭州市西胡区文三路", "杭州市西湖区文三路", ["胡"], ["湖"]),
        ("г. Горький, Кремль", "г. Нижний Новгород, Кремль", ["Горький"], ["Нижний Новгород"]),
        ("100086 杭州市", "310012 杭州市", ["100086"], ["310012"]),
        ("", "abc", [], ["abc"]),
        ("same", "same", [], []),
    ],
)  # fmt: skip
def test_a_difference_is_marked_on_both_sides(entered, suggested, gone, new):
    found = difference(entered, suggested)
    assert "".join(run.text for run in found.entered) == entered
    assert "".join(run.text for run in found.suggested) == suggested
    assert [run.text for run in found.entered if run.changed] == gone
    assert [run.text for run in found.suggested if run.changed] == new


def test_a_suggestion_can_be_taken(client):
    page = ask(client, "张三13800138000 广州市天和区珠江东路4号").text
    assert "西<del>" not in page
    assert "<del>和</del>" in page
    assert "<ins>河</ins>" in page
    better = "张三13800138000 广州市天河区珠江东路4号"
    assert better in Outline(page).values("value")
    assert "ready to ship" in ask(client, "anything else", instead=better).text


def test_a_suggestion_keeps_the_recipient(client):
    page = ask(client, "+7 912 345-67-89 Rfpfym, ek. ,fevfyf, 44").text
    taken = [value for value in Outline(page).values("value") if "Баумана" in value and "Респ." in value]
    assert taken
    assert all("912 345-67-89" in value for value in taken)


def test_places_can_be_chosen_between(client):
    page = ask(client, "鼓楼区中山路321号").text
    values = Outline(page).values("value")
    assert "江苏省南京市鼓楼区中山路321号" in values
    assert "Which of these?" in page
    assert page.count('class="map__mark map__mark--country"') == 4
    chosen = ask(client, "", instead="江苏省南京市鼓楼区中山路321号").text
    assert "Which of these?" not in chosen
    assert 'class="map map--local"' in chosen


def test_zone_contact_postcode_and_label_are_shown(client):
    page = words_in(
        ask(client, "收货人：张三 13800138000\r\n310013 杭州市西湖区文三路100号2幢301\r\n放门口").text
    )
    assert "571-XH-03" in page
    assert "张*" in page
    assert "1******8000" in page
    assert "2幢*室" in page
    assert "放门口" in page
    assert "Given310013" in page.replace(" ", "")
    assert "Room 301, Building 2" in page


def test_line_ends_count_as_the_one_character_that_was_typed(client):
    page = ask(client, "张三\r\n杭州市西湖区文三路100号").text
    assert '"input": "张三\\n杭州市西湖区文三路100号"' in html.unescape(page)


def test_the_answer_alone_is_the_one_in_the_page(client):
    text = "杭州市江干区富春路701号"
    page, alone = ask(client, text), ask(client, text, headers=FRAGMENT)
    assert alone.headers["X-Fragment"] == "answer"
    assert "X-Fragment" not in page.headers
    assert "<html" not in alone.text
    assert alone.text.strip() in page.text


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_what_was_typed_stays_text(client, headers):
    page = ask(client, NASTY, headers=headers).text
    outline = Outline(page)
    assert "img" not in [tag for tag in outline.tags if tag == "img"][1:]
    assert not any(name.startswith("on") for name, _ in outline.attributes)
    assert "alert(1)" not in "".join(outline.values("src"))
    assert "<script>alert" not in page
    assert "{{7*7}}" in html.unescape(page)


@pytest.mark.parametrize("text", ["", " ", "🙂", "\u202e", "\x00", "a" * 1000, "杭" * 1000, "1" * 1000, "., " * 300, "10 Downing Street, London", "Казахстан, Астана, пр. Мангилик Ел, 8", "101000, Москва, а/я 12", "شارع النيل ١٢", "<" * 1000, "ab\u0000\ud7ff\ufffe", "+7" * 400])  # fmt: skip
def test_any_text_gets_an_answer(client, text):
    answer = ask(client, text)
    assert answer.status_code == 200
    Outline(answer.text.replace("\x00", ""))


def test_a_text_that_is_too_long_is_told_and_kept(client):
    answer = ask(client, "杭" * 1001)
    assert answer.status_code == 400
    assert "1000 characters at most, here are 1001" in answer.text
    assert "杭" * 1001 in answer.text


def test_who_asks_too_often_is_told_to_wait_and_loses_nothing(app_with):
    client = app_with(rate=1, burst=2).test_client()
    assert [ask(client, "Казань").status_code for _ in range(2)] == [200, 200]
    answer = ask(client, "Казань, Кремль", "ru")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Казань, Кремль</textarea>" in answer.text
    assert "Подождите" in answer.text


def test_a_body_that_is_too_large_is_refused_in_words(app_with):
    answer = ask(app_with(max_body=1000).test_client(), "杭" * 1000, "zh", {"Accept": "text/html"})
    assert answer.status_code == 413
    assert "太大" in answer.text


@pytest.mark.parametrize(
    "choice", [{"country": "kz"}, {"as_of": "yesterday"}, {"speak": "de"}, {"country": "CN"}]
)
def test_choices_that_there_are_not_are_refused(client, choice):
    assert ask(client, "Казань", **choice).status_code == 400


def test_choices_are_kept_and_followed(client):
    page = ask(client, "杭州市江干区富春路701号", country="cn", as_of="2015-01-01", speak="ru").text
    assert '<option value="cn" selected>' in page
    assert 'value="2015-01-01"' in page
    assert 'class="options" open' in page
    assert action_line("accept", "ru") in page
    assert "How it was read" in page


def test_the_language_changes_without_losing_the_text(client):
    answer = client.post("/?lang=ru", data={"text": "Киров, ул. Спасская, 67"})
    assert "Какое из этих мест?" in answer.text
    assert "lang=ru" in answer.headers["Set-Cookie"]
    empty = client.post("/?lang=ru", data={"text": ""})
    assert 'class="verdict' not in empty.text
    assert "Проверка адреса" in empty.text


def test_nothing_that_was_typed_reaches_the_log(app_with, engine, capsys, monkeypatch):
    from addrcheck.service.app import create_app

    app = create_app(engine.settings, engine)
    client = app.test_client()
    ask(client, "张三 13800138000 杭州市西湖区文三路100号")

    def fail(*_):
        raise RuntimeError("张三 13800138000")

    monkeypatch.setattr("addrcheck.service.doors.form.answered", fail)
    answer = ask(client, "张三 13800138000 杭州市西湖区文三路100号", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    log = capsys.readouterr().err
    assert '"route":"/"' in log
    assert "RuntimeError" in log
    assert not re.search("张三|13800138000|文三路", log + answer.text)


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_ask(client, headers):
    assert ask(client, "Казань", headers=headers).status_code == 403


def test_the_page_is_open_where_keys_are_needed(app_with):
    client = app_with(keys=True).test_client()
    assert client.get("/").status_code == 200
    assert ask(client, "Казань, ул. Баумана, 44").status_code == 200


@pytest.mark.parametrize("country", ["CN", "RU"])
def test_countries_are_drawn_once_and_kept(client, country):
    answer = client.get(f"/maps/{country}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.count("M") > 2000
    assert (
        client.get(f"/maps/{country}.svg", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )
    assert client.get("/maps/XX.svg").status_code == 404
