"""When a Chinese address is complete: the alternatives, the places, the unit, the vague locators."""

import pytest
from languages.china import components
from tables import cases

from addrcheck.languages.chinese.completeness import complete
from addrcheck.model import Component


@pytest.mark.parametrize(
    "case", cases("chinese_completeness.tsv"), ids=lambda case: case["places"] + case["text"]
)
def test_address_lacks(case):
    answer = complete(components(case["text"], case["places"]))
    assert " ".join(answer.missing) == case["missing"], case["why"]
    assert (answer.needs_unit, answer.vague) == (bool(case["unit"]), bool(case["vague"])), case["why"]


def test_what_contradicts_does_not_complete():
    region = Component("region", None, None, "浙江省", "330000", "given")
    city = Component("city", None, None, "杭州市", "330100", "given")
    stray = Component("district", "朝阳区", (0, 3), "朝阳区", None, "conflicting")
    assert "district" in complete((region, city, stray)).missing
