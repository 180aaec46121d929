"""No pattern takes ever longer for a longer text (ReDoS): each gets texts made of its own repeats, under a guard against hanging."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile_texts import hostile_texts
from tests.patterns_in_use import LENGTH, hangs, matched

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("what", "least"), [("patterns", 300), ("checks", 100)])
def test_no_text_hangs(what, least):
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns_in_use", what],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count, slow = json.loads(done.stdout)
    assert slow == []
    assert count >= least


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|aa)+b", r"([\dA-Z]{1,6}\**)*!", r"\s*,?\s*,?\s*,?\s*x", "(?:第?[一二]+|种)+$"])  # fmt: skip
def test_a_pattern_that_hangs_is_found(pattern):
    slow = re.compile(pattern)
    assert any(hangs(lambda t=text: matched(slow, t)) for text in hostile_texts(slow, LENGTH))
