"""How a Chinese address is written back: round trips, municipalities, Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages.china import components
from tables import cases

from addrcheck.languages.chinese.envelope import local_form
from addrcheck.languages.chinese.latin import latin_form
from addrcheck.languages.chinese.pinyin import spell
from addrcheck.model import Component

CASES = cases("chinese_envelope.tsv")
NAMES = st.sampled_from(["锦绣", "枫林", "青石", "明亮", "春风"])
NUMBERS = st.integers(1, 1999).map(str)


def unknown(code):
    return ""


def given_place(kind, value, code, status="given"):
    return Component(kind, value, None, value, code, status)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_parts_are_written_back(case):
    found = components(case["text"])
    assert local_form(found) == case["local"], case["why"]
    assert latin_form(found, unknown) == case["latin"], case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_what_was_written_reads_the_same(case):
    found = components(case["text"])
    again = components(local_form(found))
    assert [(c.type, c.value) for c in again] == [(c.type, c.value) for c in found]


@st.composite
def addresses(draw):
    """An address of the usual kinds, made of parts that may be missing."""
    outside = draw(st.sampled_from(["", "{}路{}号", "{}大道{}号", "{}路{}弄", "{}村{}组{}号", "{}村{}号"]))
    estate = draw(st.sampled_from(["", "{}小区", "{}花园", "{}大厦", "{}工业园"]))
    inside = draw(st.sampled_from(["", "{}幢", "{}幢{}单元{}室", "{}-{}", "{}号楼{}层{}室", "{}楼"]))
    text = outside + estate + (inside if estate or outside else "")
    while "{}" in text:
        head, tail = text.split("{}", 1)
        named = tail[:1] in ("路", "大", "村", "小", "花", "工") and not head[-1:].isdigit()
        text = head + draw(NAMES if named else NUMBERS) + tail
    return text


@given(addresses())
def test_usual_addresses_come_back_the_same(text):
    found = components(text)
    again = components(local_form(found))
    assert [(c.type, c.value) for c in again] == [(c.type, c.value) for c in found]


def test_municipality_stands_once_and_contradictions_not_at_all():
    found = (
        given_place("region", "北京市", "110000"),
        given_place("city", "北京市", "110000"),
        given_place("district", "海淀区", "110108"),
        given_place("town", "青石镇", None, "conflicting"),
        Component("postcode", "100080", None, "100080", None, "given"),
        *components("枫林路8号"),
    )
    names = {"110000": "Beijing", "110108": "Haidian District"}
    assert local_form(found) == "北京市海淀区枫林路8号"
    assert (
        latin_form(found, lambda code: names.get(code, "")) == "No. 8 Fenglin Road, Haidian District, Beijing"
    )


def test_place_that_no_dictionary_spells_is_spelt():
    assert latin_form((given_place("district", "青石区", None),), unknown) == "Qingshi District"


def test_rare_character_is_spelt_too():
    assert spell("㙘头") != "㙘头"


def test_nothing_gives_nothing():
    assert (local_form(()), latin_form((), unknown)) == ("", "")
