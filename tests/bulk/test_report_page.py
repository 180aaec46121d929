"""The report page: one file without network, in three languages, without names and phones, whatever the addresses hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from addrcheck.bulk import clean
from addrcheck.bulk.answers import Answer
from addrcheck.bulk.facts import counted
from addrcheck.bulk.tally import Tally
from tests.bulk.conftest import CN, RU, quick

ADDRESSES = (
    CN, "浙江省杭州市西胡区文三路100号", "浙江省杭州市西胡区古墩路5号", "朝阳区建设路1号", "北京市朝阳区建国路", "张三13800138000 上海市浦东新区世纪大道",
    RU, "Казань, ул. Баумана", "Vjcrdf, Ndthcrfz ek., 13", "<script>alert(1)</script> Москва, ул. Тверская", "", "東京都千代田区", "а/я 5, Пермь",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The page in each language, and what was counted."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "in.csv").write_text("адрес\n" + "".join(f'"{a}"\n' for a in ADDRESSES * 3), encoding="utf-8")
    made = {}
    for lang in ("zh", "ru", "en"):
        summary = clean(
            folder / "in.csv", folder / "out.csv", quick(lang=lang, report=folder / f"{lang}.html")
        )
        made[lang] = (folder / f"{lang}.html").read_text(encoding="utf-8"), summary
    return made


class Reader(HTMLParser):
    """Checks that tags match, and collects texts and attributes."""

    VOID = frozenset(("meta",))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_page_is_one_sound_file_without_network(pages, lang):
    page, _ = pages[lang]
    reader = read(page)
    assert not reader.tags & {"script", "link", "img", "iframe"}
    assert not re.search(r"(?:https?:)?//|url\(|@import", page)
    assert all(not name.startswith("on") and name != "style" for name, _ in reader.attributes)
    assert "default-src 'none'" in page
    assert {"svg", "circle", "table"} <= reader.tags


@pytest.mark.parametrize(
    ("lang", "word"), [("zh", "先做什么"), ("ru", "С чего начать"), ("en", "Where to begin")]
)
def test_page_speaks_its_language(pages, lang, word):
    page, _ = pages[lang]
    assert word in page
    others = {"zh": "Missing|Не хватает", "ru": "Missing|缺少道路", "en": "Не хватает|缺少道路"}
    assert not re.search(others[lang], " ".join(read(page).texts))


def test_names_and_phones_stay_out(pages):
    for page, _ in pages.values():
        assert "张三" not in page
        assert "13800138000" not in page


def test_worklist_begins_with_what_settles_most_rows(pages):
    page, summary = pages["en"]
    numbers = [group.rows for group in summary.tally.worklist.values()]
    first = re.search(r"Where to begin.*?</section>", page, re.DOTALL)[0]
    shown = [int(n) for n in re.findall(r'class="much">Rows: ([\d,]+) ', first)]
    assert shown == sorted(numbers, reverse=True)[: len(shown)]
    assert shown
    assert "Replace “西胡区” by “西湖区”" in first


def test_counts_add_up(pages):
    tally = pages["ru"][1].tally
    assert tally.rows == 3 * len(ADDRESSES) == sum(tally.statuses.values()) == sum(tally.actions.values())
    assert tally.questions == len(set(ADDRESSES))


def test_empty_table_has_a_page_too(cleaned, tmp_path):
    cleaned("id,地址\n", report=tmp_path / "r.html", lang="zh")
    read((tmp_path / "r.html").read_text(encoding="utf-8"))


def test_lists_stay_short_however_much_there_is():
    tally = Tally()
    for n in range(50_000):
        facts = counted(
            "confirm", "confirm", "CN", (f"r{n % 40}", f"c{n}"), ("UNREAD",), (("city", f"a{n}", "b"),), (), ("assigned", f"z{n}")
        )  # fmt: skip
        tally.add(Answer((), "", facts, "", f"typed {n}", "message"), [n + 2])
        tally.add(Answer((), "", facts, "", "again", "message"), [n + 2])
        if n % 1000 == 999:
            tally.end_batch(2000, 2000)
    assert max(map(len, (tally.of("correction"), tally.worklist, tally.repeated, tally.of("zone")))) < 40_000
    assert sum(tally.actions.values()) == tally.rows == 100_000
    assert tally.repeated["again"].rows == 50_000
    assert tally.low_by["repeated"] >= 1


def test_samples_come_from_all_over_the_table():
    tally = Tally()
    for n in range(5000):
        tally.add(Answer((), "", counted("accept", "ok", "CN"), "", f"typed {n % 1000}"), [n + 2])
    rows = sorted(sample.row for sample in tally.samples["accept"].samples)
    assert len(rows) == 5
    assert rows[-1] - rows[0] > 1000
