"""Completeness of Russian addresses as alternatives."""

from __future__ import annotations

import pytest
from msgspec import UNSET
from tables import CASES

from addrcheck.languages.russian import complete
from addrcheck.model import Component

HEADER, *ROWS = [
    line.split("\t")
    for line in (CASES / "russian_completeness.tsv").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]


def component(text: str) -> Component:
    name, _, rest = text.partition("=")
    value, _, kind = rest.partition("?/") if "?/" in rest else (rest, "", "")
    sure = not value.endswith("?") and not kind
    return Component(
        name, value, None, value.rstrip("?").replace("_", " "), "1" if sure else None,
        "given" if sure else "unverified", kind.replace("_", " ") or UNSET,
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_missing_parts(row):
    case = dict(zip(HEADER, row, strict=True))
    found = complete([component(text) for text in case["text"].split()])
    assert " ".join(found.missing) == case["missing"], case["why"]
    assert found.needs_unit == (case["unit"] == "yes"), case["why"]
    assert found.vague == (case["vague"] == "yes"), case["why"]
