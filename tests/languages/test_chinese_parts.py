"""The Chinese grammar: what it makes of the text that the places leave over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages.china import components
from tables import cases

from addrcheck.languages.chinese.envelope import local_form
from addrcheck.languages.chinese.latin import latin_form
from addrcheck.languages.chinese.parts import parse_parts
from addrcheck.languages.chinese.words import WORDS

PIECES = [
    *WORDS,
    *"锦绣枫林青石东南一二十0123ABf",
    "号",
    "幢",
    "单元",
    "室",
    "号楼",
    "-",
    " ",
    ",",
    "(",
    ")",
    "之",
    "附",
    "弄",
    "12",
    "301",
]


@pytest.mark.parametrize("case", cases("chinese_parts.tsv"), ids=lambda case: case["text"])
def test_stretch_gives_parts(case):
    parts = " ".join(f"{p.type}={p.value}" for p in parse_parts(case["text"]))
    assert parts == case["parts"], case["why"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=24).map("".join), st.data())
def test_parts_lie_inside_the_stretch_in_order_and_apart(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = start
    for part in parse_parts(text, start, end):
        assert position <= part.start < part.end <= end
        assert part.value
        position = part.end


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_what_stands_outside_the_stretch_changes_nothing(text):
    inside = [(p.type, p.start + 3, p.end + 3, p.value) for p in parse_parts(text)]
    around = parse_parts(f"县,,{text},,县", 3, 3 + len(text))
    assert [(p.type, p.start, p.end, p.value) for p in around] == inside


@pytest.mark.parametrize("unit", ["公司", "路", "旁", "1期", "1-", "一", "7", "与路", "村镇", "A-1", "(苏州"])
def test_a_pasted_document_takes_no_longer_than_its_length(unit):
    """Twenty thousand characters of anything are read and written back in one go (a quadratic rule would hang)."""
    found = components(unit * (20_000 // len(unit)))
    assert isinstance(local_form(found), str)
    assert isinstance(latin_form(found, str), str)
