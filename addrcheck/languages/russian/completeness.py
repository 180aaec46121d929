"""Whether a courier finds the door: alternatives, not a list of required fields.

A street needs a house. A village and a quarter have houses without streets, and so have a few towns.
"""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.languages import Completeness
from addrcheck.model import Component, ComponentType

_NUMBERS = frozenset({"house", "block", "structure", "letter", "plot"})
_OTHER_CHANNEL = frozenset({"pobox", "poste_restante", "pickup_point", "military_unit"})
_INSIDE = frozenset({"room", "floor", "organization"})
_WITHOUT_STREETS = frozenset({"Зеленоград", "Набережные Челны"})
"""Towns whose houses are numbered through, street or not: корп. 1510, 14/23."""


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness from components in official order.

    Only what the text itself shows to be a house of flats (an entrance, a floor, a жилой комплекс) asks for
    the flat: whether "ул. Мира, 5" is a cottage or a tower no grammar can tell.
    """
    sure = [c for c in components if c.status != "conflicting"]
    types = {c.type for c in sure}
    place = _missing_place(sure, types)
    if types & _OTHER_CHANNEL:
        return Completeness(place)
    locator = _missing_locator(sure, types)
    flats = bool(types & {"entrance", "floor"}) or any(c.kind == "жилой комплекс" for c in sure)
    needs_unit = flats and not types & {"room", "organization"} and not locator
    return Completeness((*place, *locator), needs_unit, "landmark" in types and "house" in locator)


def _missing_place(sure: Sequence[Component], types: set[ComponentType]) -> tuple[ComponentType, ...]:
    """Return what is missing of the place: a region alone does not say where to go, nor does an unknown village."""
    town = bool(types & {"city", "settlement"}) or {"area", "quarter"} <= types
    if "region" in types or any(c.code for c in sure):
        return () if town else ("settlement",)
    return ("region",) if town else ("region", "city")


def _missing_locator(sure: Sequence[Component], types: set[ComponentType]) -> tuple[ComponentType, ...]:
    """Return what is missing of the door: the street, the number."""
    if types & _NUMBERS:
        return (
            ()
            if types & {"street", "quarter", "poi", "settlement"} or _numbered_through(sure)
            else ("street",)
        )
    if "poi" in types and types & _INSIDE:
        return ()
    return ("house",) if types & {"street", "quarter"} else ("street", "house")


def _numbered_through(sure: Sequence[Component]) -> bool:
    """Tell whether the town counts its houses without streets, or the number is of the kind that needs none."""
    return any(c.type == "city" and c.value in _WITHOUT_STREETS for c in sure)
