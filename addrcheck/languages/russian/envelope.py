"""How a Russian address stands on an envelope, in Cyrillic and in Latin letters.

The local form is that of the registries, the region first, with the short type words in force; reading it
again gives the same components. The Latin form is what a courier abroad can copy: street first, the
Russian words kept ("ul.", "kv."), since they must be understood in Russia.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import UNSET

from addrcheck.languages.russian.elements import elements
from addrcheck.languages.russian.names import ADJECTIVAL
from addrcheck.model import Component

_DEFAULT_KINDS = {
    "house": "дом",
    "block": "корпус",
    "structure": "строение",
    "letter": "литера",
    "plot": "участок",
}
_BY_ITSELF = frozenset({"poi", "organization", "landmark", "pickup_point", "poste_restante"})
_POSTCODE_AND_PLACES = ("postcode", "region", "area", "city", "district", "settlement")

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "№": "No. ",
}  # fmt: skip
_TABLE = str.maketrans(_LATIN | {k.upper(): v.capitalize() for k, v in _LATIN.items()})


def local_form(components: Sequence[Component]) -> str:
    """Write the address from the region down to the flat, the postcode first."""
    kept = _kept(components)
    postcode = [c for c in kept if c.type == "postcode"]
    rest = [c for c in kept if c.type != "postcode"]
    return ", ".join(map(written_part, postcode + rest))


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters: street, house, flat, then the places up to the region, the postcode last."""
    kept = _kept(components)
    door = [c for c in kept if c.type not in _POSTCODE_AND_PLACES]
    places = [c for c in reversed(kept) if c.type in _POSTCODE_AND_PLACES and c.type != "postcode"]
    postcode = [c for c in kept if c.type == "postcode"]
    return ", ".join(_in_latin(c, latin_name) for c in (*door, *places, *postcode))


def _kept(components: Sequence[Component]) -> list[Component]:
    """Leave out what contradicts the rest, and the city that is its own region."""
    regions = {c.code for c in components if c.type == "region" and c.code}
    return [
        c for c in components if c.status != "conflicting" and not (c.type == "city" and c.code in regions)
    ]


def written_part(component: Component) -> str:
    """Return a component with its type word: "ул. Ленина", "Невский пр-кт", "д. 5"."""
    kind = _DEFAULT_KINDS.get(component.type) if component.kind is UNSET else str(component.kind)
    element = elements().kinds.get(kind) if kind else None
    name = component.value
    if element is None or component.type in _BY_ITSELF:
        return name
    after = element.side == "after" or (element.side == "agree" and name.endswith(ADJECTIVAL))
    return f"{name} {element.written}" if after else f"{element.written} {name}"


def _in_latin(component: Component, latin_name: Callable[[str], str]) -> str:
    """Return a component in Latin letters, by the dictionary's own spelling where it has one."""
    known = latin_name(component.code) if component.code else ""
    return known or latin(written_part(component))


def latin(text: str) -> str:
    """Spell Russian in Latin letters as maps and road signs do.

    >>> latin("Нижний Новгород, ул. Большая Ямская"), latin("ПОДЪЕЗД"), latin("Щукино")
    ('Nizhniy Novgorod, ul. Bolshaya Yamskaya', 'PODEZD', 'Shchukino')
    """
    return text.upper().translate(_TABLE).upper() if text.isupper() else text.translate(_TABLE)
