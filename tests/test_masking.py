"""What a label shows of a name, a phone and an address (GB/T 41833-2022)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from addrcheck.masking import mask_address, mask_name, mask_phone


@pytest.mark.parametrize("case", cases("masking.tsv"), ids=lambda case: f"{case['kind']} {case['text']}")
def test_what_is_hidden(checker, case):
    how = {"name": mask_name, "phone": mask_phone, "address": lambda text: mask_address(checker.check(text))}
    assert how[case["kind"]](case["text"]) == case["shown"]


@given(st.from_regex(r"\+?[0-9]{1,4}[ (-]?[0-9]{1,4}[ )-]?[0-9]{3,7}", fullmatch=True))
def test_six_digits_of_any_phone_are_hidden(phone):
    shown = mask_phone(phone)
    digits = len(re.findall(r"\d", phone))
    assert len(shown) == len(phone)
    assert shown.count("*") == min(6, digits)
    assert mask_phone(shown).count("*") >= shown.count("*")


@given(st.text(min_size=1, max_size=20).filter(lambda text: text.strip()))
def test_a_character_of_any_name_is_hidden(name):
    assert "*" in mask_name(name)
