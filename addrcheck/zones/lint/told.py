"""Findings for people and for programs: text, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from addrcheck.wording.zones import heading
from addrcheck.zones.lint import Linted

MARKS = {"error": "✗", "warning": "!", "info": "·"}


def as_text(linted: Linted, lang: str) -> Iterator[str]:
    """Yield the findings line by line: the row, what is wrong, how to mend it; then the counts."""
    for finding in linted.findings:
        where = finding.where(lang)
        yield f"{MARKS[finding.severity]} {where + ': ' if where else ''}{finding.message(lang)}"
        yield f"    → {finding.remedy(lang)}"
    yield counts(linted, lang)


def counts(linted: Linted, lang: str) -> str:
    """Return how many errors and warnings there are, in words."""
    if not linted.findings:
        return heading("clean", lang)
    return heading("counts", lang, errors=linted.count("error"), warnings=linted.count("warning"))


def as_json(linted: Linted, lang: str) -> str:
    """Return the findings as one JSON object."""
    found = {
        "version": linted.zones.version,
        "errors": linted.count("error"),
        "warnings": linted.count("warning"),
        "findings": [finding.to_dict(lang) for finding in linted.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)
