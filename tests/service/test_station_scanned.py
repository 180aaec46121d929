"""What a scanner or a hand sent: a number, an address, or a code that holds either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from addrcheck.service.station.scanned import LONGEST_WAYBILL, likely_keys, read_scan, waybill_key


@pytest.mark.parametrize("case", cases("scanned.tsv"), ids=lambda case: case["why"])
def test_a_scan_is_read(case):
    scanned = read_scan(case["text"])
    fields = " ".join(f"{name}={value}" for name, value in scanned.fields.items())
    assert (scanned.waybill, fields) == (case["waybill"], case["fields"])


def test_a_number_is_found_however_it_is_written():
    assert waybill_key(" sf1234-567 890") == waybill_key("ＳＦ1234567890") == "SF1234567890"
    assert "JDVA00123456789" in likely_keys("JDVA00123456789-1-1-")
    assert "YT8800123456789" in likely_keys("A0YT8800123456789")  # a prefix that the scanner adds
    assert likely_keys("12345678") == ["12345678"]


@given(st.text(max_size=300) | st.text(alphabet="{}[]\"':,;=MECARD ADR1234567890\n\\", max_size=200))
def test_anything_can_be_scanned(text):
    scanned = read_scan(text)
    assert len(waybill_key(scanned.waybill)) <= LONGEST_WAYBILL + 8
    assert all(isinstance(value, str) for value in scanned.fields.values())
