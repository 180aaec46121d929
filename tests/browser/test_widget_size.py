"""What the widget costs a shop's page."""

from __future__ import annotations

import gzip
import re

import pytest

from addrcheck.service.web import WIDGET


@pytest.mark.parametrize(("name", "most"), [("addrcheck.js", 12_000), ("addrcheck.css", 2_000)])
def test_the_widget_is_small(name, most, record_property):
    packed = len(gzip.compress((WIDGET / name).read_bytes(), mtime=0))
    record_property("gzipped", packed)
    print(f"{name}: {packed} bytes gzipped, at most {most}")
    assert packed <= most


def test_the_script_needs_nothing_that_a_strict_policy_forbids():
    text = (WIDGET / "addrcheck.js").read_text(encoding="utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|cssText|setAttribute\(.style"
    assert re.findall(forbidden, text) == []
    assert re.findall(r"^\s*import\b|import\(", text, re.MULTILINE) == []
