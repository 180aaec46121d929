"""The pieces that a text in Latin or Russian letters is made of: names, numbers, the country."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from addrcheck.languages.chinese.abroad.elements import Element
from addrcheck.languages.chinese.abroad.names import Bearers
from addrcheck.languages.chinese.abroad.tokens import Item, Kind


class Phrase(Struct, frozen=True):
    """A name; ``elements`` is what its type word may mean, empty for a bare name.

    ``places`` are the larger places that the name spells. ``field`` counts the fields between commas.
    ``leads`` tells that it is a place before a road's name, ``lead`` where that road's own name then begins.
    """

    start: int
    end: int
    key: str
    field: int
    elements: tuple[Element, ...] = ()
    places: Bearers = ()
    lead: int = 0
    leads: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The types that the type word may mean."""
        return tuple(element.type for element in self.elements)


class Number(Struct, frozen=True):
    """A number or code; ``elements`` is what its unit word may mean, empty for a bare one; ``hashed`` is 2#."""

    start: int
    end: int
    value: str
    field: int
    elements: tuple[Element, ...] = ()
    hashed: bool = False


class Country(Struct, frozen=True):
    """The country's name, which says nothing more."""

    start: int
    end: int


Piece = Phrase | Number | Country


def meaning(meanings: Iterable[Element], types: frozenset[str]) -> tuple[Element, ...]:
    """Return the meanings of some types."""
    return tuple(element for element in meanings if element.type in types)


def counts(item: Item | None) -> bool:
    """Tell whether an item is a number, or a letter that stands for one: Block A."""
    if item is None:
        return False
    return item.kind is Kind.NUMBER or (item.kind is Kind.WORD and len(item.key) == 1)


def is_ordinal(item: Item) -> bool:
    """Tell whether a number was written with an ending: 5th, 5-я."""
    return item.kind is Kind.NUMBER and not item.meanings and item.end - item.start > len(item.key)
