"""Whether a courier can deliver with what a Chinese address holds: alternatives, not required fields."""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.languages import Completeness
from addrcheck.model import Component


def complete(components: Sequence[Component]) -> Completeness:
    """Judge a Chinese address by its components."""
    types = {c.type for c in components}
    if types & {
        "house",
        "subhouse",
        "building",
        "unit",
        "room",
        "floor",
        "pobox",
        "military_unit",
        "pickup_point",
    }:
        return Completeness()
    return Completeness(missing=("house",))
