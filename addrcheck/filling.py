"""Which part of an address goes into which field of a form, written as that field should hold it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from msgspec import UNSET

from addrcheck.describe import is_municipality
from addrcheck.fields import LEVELS_OF_FIELD
from addrcheck.gazetteer.labels import written_name
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages.chinese import envelope as chinese
from addrcheck.languages.russian import envelope as russian
from addrcheck.model import Component, Contact, Level

_REST = ("address", "street")
_NUMBER = ("house", *_REST)
_DOOR = ("room", "unit", "address", "house", "street")
HOMES: Mapping[str, tuple[str, ...]] = {
    "region": ("region", "address"),
    "area": ("area", "city", "address"),
    "city": ("city", "settlement", "address"),
    "district": ("district", *_REST),
    "town": ("town", *_REST),
    "settlement": ("settlement", "city", "address"),
    "postcode": ("postcode",),
    "house": ("house", *_REST),
    "block": ("block", *_NUMBER),
    "structure": ("structure", *_NUMBER),
    "subhouse": _NUMBER,
    "letter": _NUMBER,
    "plot": _NUMBER,
    "building": ("building", "address", "house", "street"),
    "unit": ("unit", *_DOOR),
    "entrance": _DOOR,
    "floor": ("floor", *_DOOR),
    "room": _DOOR,
}
"""A part of the address → the fields that may hold it, its own first; every other part: its own, then the rest."""

_UNDERSTOOD = frozenset({"дом", "квартира"})
"""Type words that the label of the field says already."""


class Envelope(Protocol):
    """How a language writes the parts of an address."""

    def local_form(self, components: Sequence[Component]) -> str:
        """Write several parts on one line."""

    def written_part(self, component: Component) -> str:
        """Write one part, with its type or unit word."""


def envelope_of(country: str) -> Envelope:
    """Return how addresses of a country are written."""
    return chinese if country == "CN" else russian


def names_of(place: int, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the places that a place lies in, and itself, by level; a municipality is its own city, too."""
    chain = gazetteer.chain(place)
    names = {gazetteer.level(p).label: written_name(p, gazetteer) for p in chain}
    lone = not {"city", "settlement"} & names.keys()
    if lone and gazetteer.level(chain[0]) == Level.REGION and is_municipality(chain[0], gazetteer):
        names["city"] = names["region"]
    return names


def fill(
    components: Sequence[Component], names: Mapping[str, str], into: Collection[str], country: str
) -> dict[str, str]:
    """Return what each of the fields ``into`` should hold; a field that nothing belongs into is left out.

    ``names`` are those of ``names_of``. A region that no field asks for is not written in front of a city that
    one does.
    """
    homes: dict[str, list[Component]] = {}
    for component in components:
        home = _home(component, into)
        if home and component.status != "conflicting":
            homes.setdefault(home, []).append(component)
    return {name: _text(name, held, names, country) for name, held in homes.items()}


def _home(component: Component, into: Collection[str]) -> str | None:
    """Return the field that a part belongs into, None where no field asks for it."""
    if component.type in ("region", "area") and component.type not in into and "city" in into:
        return "city" if component.type == "area" and component.span else None
    homes = HOMES.get(component.type, (component.type, *_REST))
    return next((home for home in homes if home in into), None)


def _text(name: str, held: Sequence[Component], names: Mapping[str, str], country: str) -> str:
    """Return the text of one field."""
    envelope = envelope_of(country)
    if len(held) > 1 or held[0].type != name:
        return envelope.local_form(held)
    only = held[0]
    if name in LEVELS_OF_FIELD:
        return names.get(name, only.value) if only.code else only.value
    if country == "RU" and name != "street" and (only.kind is UNSET or only.kind in _UNDERSTOOD):
        return only.value
    return envelope.written_part(only)


def dialled(contact: Contact, country: str) -> str | None:
    """Return a phone number as people of the country write it.

    >>> dialled(Contact(phone="+8613800138000", extension="12"), "CN"), dialled(Contact(phone="+79123456789"), "RU")
    ('13800138000-12', '+7 912 345-67-89')
    """
    if contact.phone is None:
        return None
    import phonenumbers as library

    number = library.parse(contact.phone)
    if country == "CN" and number.country_code == 86:
        text = library.format_number(number, library.PhoneNumberFormat.NATIONAL)
        text = text.replace(" ", "-" if text[0] == "0" else "", 1).replace(" ", "")
        return f"{text}-{contact.extension}" if contact.extension else text
    text = library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)
    return f"{text}, доб. {contact.extension}" if contact.extension else text
