"""Misspelt Russian addresses: what is mended, what is left alone, and where it stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from addrcheck.gazetteer.slips import slip, slip_index
from addrcheck.languages import russian
from addrcheck.languages.russian.respelling import Change, respell
from addrcheck.settle import Evidence, settle

CASES = cases("russian_typos.tsv")
CLEAN = (
    "Республика Татарстан, г. Казань, ул. Баумана, д. 44",
    "Московская область, Одинцовский р-н, с. Жаворонки, ул. Мира, 5",
    "Нижний Новгород, Большая Покровская ул., 10",
)


def described(report) -> str:
    return " ".join(
        f"{c.type}={c.value.replace(' ', '_')}{'*' * (c.status == 'corrected')}" for c in report.components
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_address_with_slips(checker, case):
    report = checker.check(case["text"])
    assert (report.action, described(report)) == (case["action"], case["components"]), case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_spans_point_at_what_was_typed(checker, case):
    report = checker.check(case["text"])
    for found in (*report.components, *report.issues):
        if found.span:
            typed = report.input[slice(*found.span)]
            assert typed == typed.strip()
            assert typed == getattr(found, "text", typed)


def test_every_correction_is_told(checker):
    report = checker.check("г. Хабаривск, ул. Комсомолская, 5")
    told = {(i.code, i.span, i.suggestion) for i in report.issues}
    assert told == {("CITY_CORRECTED", (0, 12), "Хабаровск"), ("STREET_CORRECTED", (14, 30), "Комсомольская")}


def test_candidates_of_an_ambiguous_slip(checker):
    report = checker.check("г. Ормск, ул. Мира, 5")
    assert [c.label.rpartition(", ")[2] for c in report.candidates] == ["Омск", "Орск"]
    assert "PLACE_AMBIGUOUS" in {issue.code for issue in report.issues}


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_keeps_its_sentence(checker, text):
    gazetteer = checker.gazetteer("RU")
    sentence = russian.segment(text, gazetteer)
    settlement = settle(sentence.mentions, gazetteer, Evidence())
    assert russian.mend(sentence, settlement, gazetteer) is sentence


def test_text_that_is_no_address_is_left_alone(checker):
    gazetteer = checker.gazetteer("RU")
    text = "Моксва " + " ".join(f"мскова{letter}" for letter in "бвгджзклмнпрст")
    sentence = russian.segment(text, gazetteer)
    assert russian.mend(sentence, settle(sentence.mentions, gazetteer, Evidence()), gazetteer) is sentence


def test_index_finds_every_single_slip_of_a_town(checker):
    index = slip_index(checker.gazetteer("RU"))
    word = "архангельск"
    slips = {word[:i] + word[i + 1 :] for i in range(len(word))}
    slips |= {word[:i] + "ю" + word[i:] for i in range(len(word))}
    slips |= {word[:i] + "ю" + word[i + 1 :] for i in range(len(word))}
    slips |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    missed = [typed for typed in slips - {word} if word not in {near.word for near in index.near(typed)}]
    assert not missed


WORD = st.text("абеиов", min_size=2, max_size=7)


@given(WORD, WORD)
def test_slips_are_a_letter_apart(typed, meant):
    one = slip(typed, meant)
    if typed in {meant[:i] + meant[i + 1 :] for i in range(len(meant))}:
        assert one is not None
    if one is not None:
        assert one > 0


@given(st.lists(st.tuples(WORD, st.booleans(), WORD), min_size=1, max_size=6))
def test_positions_survive_mending(pieces):
    text, changes = "", []
    borders = [0]
    for word, changed, instead in pieces:
        if changed:
            changes.append(Change(len(text), len(text) + len(word), instead, 0.1))
        text += word
        borders.append(len(text))
        text += " "
        borders.append(len(text))
    mended = respell(text, changes)
    assert mended.text == "".join(f"{instead if changed else word} " for word, changed, instead in pieces)
    assert [mended.typed(mended.mended(at)) for at in borders] == borders
