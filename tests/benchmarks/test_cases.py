"""The runner that shows what changed in the case tables."""

from __future__ import annotations

from benchmarks.cases import CASES, differences, rows

SAID = {"action": "accept", "parts": "house=1/unverified", "issues": "", "candidates": ""}


def test_every_table_with_texts_is_read_with_its_reasons():
    found = list(rows(CASES))
    assert {"engine_china", "engine_russia"} <= {table for table, _, _ in found}
    assert all(why for table, _, why in found if table.startswith("engine"))


def test_only_what_changed_is_shown_with_its_reason():
    now = {"same": (SAID, "why"), "other": ({**SAID, "action": "fix"}, "a rule"), "new": (SAID, "why")}
    shown = "\n".join(differences({"same": SAID, "other": SAID, "gone": SAID}, now))
    assert "≠ other  (a rule)\n    action: accept → fix" in shown
    assert "+ new" in shown
    assert "- gone" in shown
    assert "same" not in shown
