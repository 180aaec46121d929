"""What is told of files that cannot be cleaned: there is a sentence for every reason, in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import addrcheck.bulk
from addrcheck.wording.files import TROUBLES, trouble

ERRORS = {"FileError", "UsageError", "StoppedError"}
NEVER_TOLD = {"another_run", "foreign"}
"""Codes that only programs see."""


def raised():
    """Yield the codes of the errors that bulk runs raise."""
    for path in Path(addrcheck.bulk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and len(node.args) > 1:
                yield from (
                    part.value
                    for part in ast.walk(node.args[1])
                    if isinstance(part, ast.Constant) and part.value
                )


def test_every_reason_has_a_sentence():
    codes = set(raised())
    assert len(codes) > 12
    assert codes - NEVER_TOLD <= set(TROUBLES)


@pytest.mark.parametrize("code", TROUBLES)
def test_a_sentence_says_something_else_in_every_language(code):
    said = {trouble(code, lang, {"names": "a\nb"}) for lang in ("zh", "ru", "en")}
    assert len(said) == 3
    assert not any("{" in text for text in said)


def test_an_unknown_reason_is_our_mistake_and_long_lists_are_cut():
    assert trouble("nonsense", "en") == trouble("failed", "en")
    assert trouble("several", "zh", {"names": "\n".join("abcdefghijklmnop")}).endswith("l …")
