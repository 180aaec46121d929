"""A line of address being read: its words, what each may be, and which phrase has claimed it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages.russian.elements import Element, ElementTable, elements
from addrcheck.languages.russian.glued import join_phrases, split_glued
from addrcheck.languages.russian.tokens import tokenise
from addrcheck.model import Level

NUMBER = Element("", "number", "number", (), "")
ORDINAL = Element("", "ordinal", "ordinal", (), "")
POSTCODE = Element("", "postcode", "postcode", (), "")
_DIGITS = {"number": NUMBER, "ordinal": ORDINAL, "postcode": POSTCODE, "name": None}

Places = tuple[tuple[int, NameKind], ...]


class Phrase(Struct, gc=False):
    """Words that belong together: a type word with its name, a bare name, a country, a landmark.

    ``first`` and ``last`` bound the words (``last`` exclusive), ``name_first`` and ``name_last`` those of
    the name; ``places`` are the dictionary's places of that name, ``levels`` those that the type word allows.
    """

    element: Element | None
    first: int
    last: int
    name_first: int
    name_last: int
    places: Places = ()
    levels: tuple[Level, ...] = ()
    strength: float = 1.0
    cost: float = 0.0

    @property
    def group(self) -> str:
        """How the type word's phrases are built; "" for a bare name."""
        return self.element.group if self.element is not None else ""


class Locator(Struct, gc=False):
    """A house, block, flat …: its type, value and kind, where it stands, whether a word says what it is."""

    type: str
    value: str
    kind: str
    start: int
    end: int
    typed: bool
    at: int
    """The word that it begins with."""


def runs(free: Sequence[bool], gaps: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of free words, cut at the borders of fields."""
    found = []
    i, n = 0, len(free)
    while i < n:
        if not free[i]:
            i += 1
            continue
        first = i
        i += 1
        while i < n and gaps[i] < 2 and free[i]:
            i += 1
        found.append((first, i))
    return found


class Line:
    """The working state of reading one text; everything is indexed by word."""

    __slots__ = (
        "dashed", "elements", "ends", "folded", "gaps", "gazetteer", "glue", "hits", "hits_ending", "locators", "phrases",
        "starts", "tags", "taken", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, folded: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.folded = folded
        self.gazetteer = gazetteer
        self.elements: ElementTable = elements()
        tokens = tokenise(folded, self.elements.words)
        split_glued(tokens, folded, self.elements)
        join_phrases(tokens, self.elements)
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.gaps = tokens.gaps
        self.glue = tokens.glue
        self.tags: list[Element | None] = [None] * len(self.words)
        self.taken: list[bool] = [False] * len(self.words)
        self.phrases: list[Phrase] = []
        self.locators: list[Locator] = []
        self.dashed: list[tuple[int, str, int, int]] = []
        self.hits: dict[int, list[tuple[int, int]]] = {}
        self.hits_ending: dict[int, list[tuple[int, int]]] = {}

    def claim(self, first: int, last: int) -> None:
        """Mark words as explained."""
        for i in range(first, last):
            self.taken[i] = True

    def add(self, phrase: Phrase) -> Phrase:
        """Add a phrase and claim its words."""
        self.phrases.append(phrase)
        self.claim(phrase.first, phrase.last)
        return phrase

    def raw(self, first: int, last: int) -> str:
        """Return the text of the words ``first`` to ``last`` (exclusive), as read."""
        return self.text[self.starts[first] : self.end(first, last)]

    def end(self, first: int, last: int) -> int:
        """Return where the words ``first`` to ``last`` end, the quotation mark that closes them included."""
        end = self.ends[last - 1]
        open_quote = self.text[end : end + 1] == '"' and self.text.count('"', self.starts[first], end) % 2
        return end + 1 if open_quote else end

    def capital(self, i: int) -> bool:
        """Tell whether word ``i`` begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    @property
    def has_capitals(self) -> bool:
        """Whether the text tells names from other words by capitals."""
        return not self.text.islower()

    def tag(self, i: int) -> Element | None:
        """Return what word ``i`` may be, None for a word of a name and beyond the end."""
        return self.tags[i] if 0 <= i < len(self.tags) else None

    def joined_number(self, i: int) -> bool:
        """Tell whether word ``i`` is a number that a hyphen joins to the name before it: Горки-2."""
        return self.tag(i) is NUMBER and self.glue[i] == "-" and not self.taken[i]

    def begins_house(self, i: int) -> bool:
        """Tell whether a house begins at word ``i``: a number, or a word like дом with one."""
        tag = self.tag(i)
        return tag is NUMBER or (tag is not None and tag.type in ("house", "block", "structure", "plot"))

    def free_word(self, i: int) -> bool:
        """Tell whether word ``i`` is an unexplained word or ordinal."""
        return not self.taken[i] and (self.tags[i] is None or self.tags[i] is ORDINAL)
