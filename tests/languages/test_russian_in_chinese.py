"""Russian addresses in Chinese characters: places by their Chinese names, the rest by the Chinese grammar."""

from __future__ import annotations

import pytest
from languages.abroad import in_chinese, read_by
from tables import cases

from addrcheck.gazetteer.tables import read_table
from addrcheck.model import Component

CASES = cases("russian_in_chinese.tsv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_address_gives_places_and_parts(checker, case):
    assert read_by(in_chinese, checker, case["text"]) == (case["places"], case["parts"]), case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_gate_lets_every_case_through(case):
    assert in_chinese.looks_like(case["text"])


@pytest.mark.parametrize(
    "text", ["浙江省杭州市文三路100号", "莫干山路5号", "г. Москва", "Moscow, Tverskaya 5"]
)
def test_gate_keeps_out_what_names_no_russian_place(text):
    assert not in_chinese.looks_like(text)


def test_forms_are_a_russian_envelopes():
    components = [
        Component("city", "莫斯科", (0, 3), "Москва", "77", "corrected", "город"),
        Component("street", "列宁大街", (3, 7), "列宁大街", None, "unverified"),
        Component("house", "5号", (7, 9), "5", None, "unverified", "дом"),
    ]
    assert in_chinese.local_form(components) == "г. Москва, 列宁大街, д. 5"
    assert in_chinese.latin_form(components, lambda code: "").startswith("Liening Dajie, d. 5")


def test_every_name_stands_once_a_place_and_is_written_in_characters(checker):
    folder = checker.settings.dictionaries / "ru"
    rows = list(read_table(folder / "chinese_names.tsv"))
    assert len({(row["name"], row["code"]) for row in rows}) == len(rows) > 1000
    assert not [row for row in rows if any("А" <= c <= "я" for c in row["name"])]
