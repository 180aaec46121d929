"""What a form would hold if the advice were taken, and what of a pasted text goes where: the case tables."""

from __future__ import annotations

import pytest

from addrcheck.errors import UsageError
from tests.tables import cases


def pairs(text):
    """Return the fields that a cell of a table writes as name=value."""
    return dict(pair.split("=", 1) for pair in text.split(" | "))


@pytest.mark.parametrize("row", cases("proposals.tsv"), ids=lambda row: row["text"])
def test_only_what_the_advice_is_about_changes(checker, row):
    given = pairs(row["text"])
    report, proposals = checker.advise(given, [*given, *row["into"].split()])
    expected = [] if row["proposals"] == "-" else [pairs(one) for one in row["proposals"].split(" ; ")]
    assert [one.fields for one in proposals][: len(expected) or None] == expected
    assert report == checker.check_fields(given)


@pytest.mark.parametrize("row", cases("filling.tsv"), ids=lambda row: row["text"])
def test_a_pasted_text_goes_into_the_fields_of_the_form(checker, row):
    report, (only,) = checker.advise(row["text"], row["into"].split())
    assert only.fields == pairs(row["fields"])
    assert report == checker.check(row["text"])


def test_a_text_that_names_nothing_fills_nothing(checker):
    assert checker.advise("", ["city", "address"])[1] == ()
    assert checker.advise("Baker Street 221b, London", ["city", "address"])[1] == ()


def test_proposals_are_those_of_the_candidates(checker):
    report, proposals = checker.advise({"address": "朝阳区建国路93号"}, ["address"])
    assert [(one.label, one.code) for one in proposals] == [(c.label, c.code) for c in report.candidates]


def test_an_unknown_field_is_refused(checker):
    with pytest.raises(UsageError, match="unknown field 'planet'"):
        checker.advise({"address": "杭州"}, ["planet"])
