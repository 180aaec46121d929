"""Whether a courier finds the door: alternatives, not a list of required fields.

A street needs a house. A village, a quarter, Зеленоград and Набережные Челны have houses without streets.
"""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.languages import Completeness
from addrcheck.model import Component, ComponentType

_NUMBERS = frozenset({"house", "block", "structure", "letter", "plot"})
_TOWNS = frozenset({"city", "settlement", "town"})
_OTHER_CHANNEL = frozenset({"pobox", "poste_restante", "pickup_point", "military_unit"})


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness from components in official order.

    Only what the text itself shows to be a house of flats (an entrance, a floor) asks for the flat: whether
    "ул. Мира, 5" is a cottage or a tower no grammar can tell.
    """
    sure = [c for c in components if c.status != "conflicting"]
    types = {c.type for c in sure}
    if types & _OTHER_CHANNEL:
        return Completeness(_missing_place(types))
    missing = [*_missing_place(types), *_missing_locator(types)]
    needs_unit = bool(types & {"entrance", "floor"}) and not types & {"room", "organization"} and "house" not in missing
    vague = "landmark" in types and "house" in missing and "street" not in types
    return Completeness(tuple(missing), needs_unit, vague)


def _missing_place(types: set[ComponentType]) -> tuple[ComponentType, ...]:
    """Return what is missing of the place: a region alone does not say where to go."""
    if types & _TOWNS:
        return ()
    if "region" in types or "area" in types:
        return ("settlement",)
    return ("region", "city") if not types & {"region"} else ("city",)


def _missing_locator(types: set[ComponentType]) -> list[ComponentType]:
    """Return what is missing of the door: the street, the number."""
    if types & _NUMBERS:
        belongs = types & {"street", "quarter", "poi", "settlement", "city", "building"}
        return [] if belongs else ["street"]
    if "poi" in types and types & {"room", "floor", "organization"}:
        return []
    if "street" in types or "quarter" in types:
        return ["house"]
    return ["street", "house"]
