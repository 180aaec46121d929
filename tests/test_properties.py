"""What must hold for any text: a report, spans inside what was typed, nothing changed by checking twice."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases

ADDRESSES = [row["text"] for row in (*cases("engine_china.tsv"), *cases("engine_russia.tsv"))]
SLICES = st.sampled_from(ADDRESSES)
ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="省市区县路号栋幢单元室层镇乡村组弄-0123456789 ,.АБВабвгдёулкстрд/\n", max_size=60),
    st.builds(lambda a, b, cut: a[:cut] + b[cut:], SLICES, SLICES, st.integers(0, 40)),
)


def check_holds(checker, text: str) -> None:
    """Assert what holds for the report on any text."""
    report = checker.check(text)
    assert report.input == text
    for item in (*report.components, *report.issues):
        if item.span is not None:
            start, end = item.span
            assert 0 <= start <= end <= len(text)
    for component in report.components:
        if component.span is not None:
            assert text[slice(*component.span)] == component.text
    assert json.loads(report.to_json())["input"] == text
    assert 0 <= report.score <= 1
    assert report.action in ("accept", "confirm", "add_unit", "fix", "special", "foreign", "empty")


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_any_text_gets_a_report_whose_spans_lie_in_it(checker, text):
    check_holds(checker, text)


@settings(max_examples=150, deadline=None)
@given(SLICES, st.integers(0, 2**32))
def test_mutilated_address_gets_a_report(checker, text, seed):
    check_holds(checker, mutilate(text, random.Random(seed)))


@pytest.mark.parametrize("text", ADDRESSES)
def test_checking_the_formatted_address_again_changes_nothing(checker, text):
    once = checker.check(text)
    twice = checker.check(once.formatted.local)
    assert twice.formatted == once.formatted
    same = [(c.type, c.value, c.code) for c in twice.components if c.status != "conflicting"]
    assert same == [(c.type, c.value, c.code) for c in once.components if c.status != "conflicting"]


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "a" * 100_000,
        "😀" * 50_000,
        "号" * 100_000,
        "5" * 100_000,
        "\x00",
        "," * 100_000,
        "ул" * 50_000,
        "Москва, " * 12_000,
        "Xihu, " * 10_000,
    ],
)
def test_hostile_text_gets_a_report(checker, text):
    report = checker.check(text)
    assert report.input == text
    assert json.loads(report.to_json())["input"] == text


def mutilate(text: str, rng: random.Random) -> str:
    """Return the text with a few characters dropped, doubled, swapped or replaced."""
    letters = list(text)
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(letters) + 1)
        what = rng.choice(("drop", "double", "swap", "noise"))
        if what == "noise" or not letters:
            letters.insert(i, chr(rng.choice((0x20, 0x301, 0x3000, 0x200B, 0xFF11, 0x4E00, 0x430, 0x1F600))))
        elif i < len(letters):
            if what == "drop":
                del letters[i]
            elif what == "double":
                letters.insert(i, letters[i])
            elif i + 1 < len(letters):
                letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)
