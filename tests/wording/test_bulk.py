"""The words of bulk runs: complete, and the same placeholders in all languages."""

from __future__ import annotations

from string import Formatter

import pytest

from addrcheck.bulk.results import COLUMNS, ERROR
from addrcheck.wording import bulk
from addrcheck.wording.issues import CODES

TABLES = [
    bulk.HEADINGS,
    bulk.ROW_TROUBLES,
    bulk.STATUSES,
    bulk.PHASES,
    bulk.SUMMARY,
    bulk.PAGE,
    bulk.ISSUE_TOPICS,
]


@pytest.mark.parametrize(
    "words", [pair for table in TABLES for pair in table.items()], ids=lambda pair: pair[0]
)
def test_three_languages_ask_for_the_same_values(words):
    _, said = words
    names = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in said]
    assert names[0] == names[1] == names[2]
    assert all(said)


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_column_has_its_own_heading(lang):
    headings = [bulk.column_heading(column, lang) for column in (*COLUMNS, "report", ERROR)]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("code", CODES)
def test_every_issue_has_a_topic(code):
    assert bulk.issue_topic(code, "zh") != code
