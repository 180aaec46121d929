"""The type words of Russian addresses: what "пер.", "р-н" and "д." can mean.

They stand in ``dictionaries/ru/element_types.tsv``; a spelling may belong to several elements ("д." is
деревня and дом), which ``phrases`` tells apart by what stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from addrcheck.gazetteer.tables import read_optional, read_table
from addrcheck.model import Level
from addrcheck.settings import Settings

PLACES = frozenset({"region", "area", "city", "district", "settlement"})
"""Types whose names a dictionary of places may hold."""

LOCATORS = frozenset(
    {"house", "block", "structure", "letter", "plot", "entrance", "floor", "room", "pobox", "military_unit"}
)
"""Types that a number or letter follows."""

OTHERS = frozenset({"poi", "organization", "pickup_point", "poste_restante", "landmark", "country"})
"""Types that take the rest of their field, or nothing."""


class Element(Struct, frozen=True, gc=False, eq=False):
    """One type word: its long form, the component it makes, where it stands in the written-out form.

    ``levels`` are the levels of places that a name with this word can mean. ``group`` is one of "place",
    "street", "quarter", "locator", "other". ``side`` and ``written`` say where the word stands and how it
    looks on an envelope.
    """

    kind: str
    type: str
    group: str
    levels: tuple[Level, ...]
    side: str
    written: str = ""


class ElementTable(Struct, frozen=True):
    """All elements by spelling; ``phrases`` lists the spellings of several words by their first one, the longest first."""

    words: dict[str, tuple[Element, ...]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    kinds: dict[str, Element]

    def find(self, kind: str) -> Element:
        """Return the element whose long form is ``kind``."""
        return self.kinds[kind]


@lru_cache(maxsize=1)
def elements() -> ElementTable:
    """Return the table of type words, read once."""
    return read_elements(Settings.from_environment().dictionaries / "ru" / "element_types.tsv")


@lru_cache(maxsize=1)
def street_names() -> frozenset[str]:
    """Return the names that many streets share, folded; empty where the dictionaries have no such table."""
    rows = read_optional(Settings.from_environment().dictionaries / "ru" / "streets.tsv")
    return frozenset(row["name"].lower().replace("ё", "е") for row in rows)


def read_elements(path: Path) -> ElementTable:
    """Read a table of type words; raises ``TableError`` where a row is malformed."""
    words: dict[str, list[Element]] = defaultdict(list)
    phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    kinds: dict[str, Element] = {}
    for row in read_table(path):
        levels = tuple(Level[name.upper()] for name in row["levels"].split())
        element = Element(row["kind"], row["type"], _group(row["type"]), levels, row["side"], row["written"])
        kinds.setdefault(element.kind, element)
        for spelling in row["spellings"].split("; "):
            words[spelling].append(element)
            parts = tuple(spelling.split())
            if len(parts) > 1:
                phrases[parts[0]].add(parts)
    return ElementTable(
        {word: tuple(found) for word, found in words.items()},
        {
            first: tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
            for first, found in phrases.items()
        },
        kinds,
    )


def _group(component: str) -> str:
    """Return how a phrase of this component type is built."""
    if component in PLACES:
        return "place"
    if component in LOCATORS:
        return "locator"
    return "other" if component in OTHERS else component
