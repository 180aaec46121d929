"""What a language is: the three things that the stages ask of it.

A language *segments* a read text into mentions of places and whatever else it saw there, *parses* what the
places do not explain, and knows when an address is *complete* and how it stands on an *envelope*. It does
not decide which place is meant: ``addrcheck.settle`` does, from the mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.model import Component, ComponentType, Formatted, Level, Part, Span

CERTAIN = 0.9
"""From this strength on a mention is a place, whatever the rest of the text says."""


class Mention(Struct, frozen=True, gc=False):
    """A stretch of the read text that may name a place.

    ``start`` and ``end`` include a level word that belongs to it ("г. Химки", 天河区). ``places`` are the
    places that it can mean, each with how it bears the name. ``levels`` are those that the level word
    allows, empty where none was written. ``cost`` is 0 for an exact name and grows with every letter
    that had to be mended. ``strength``, 0 to 1, is how surely the text speaks of a place here at all.
    """

    start: int
    end: int
    places: tuple[tuple[int, NameKind], ...]
    levels: tuple[Level, ...] = ()
    cost: float = 0.0
    strength: float = 1.0


class Named(Struct, frozen=True, gc=False):
    """A mention whose place is settled."""

    mention: Mention
    place: int
    kind: NameKind


class Settlement(Struct, frozen=True, gc=False):
    """What ``settle`` decided.

    ``chain`` holds the places from the region down to the deepest one that is certain; ``named`` the
    mentions that name one of them; ``rivals`` the deepest places of every reading that fits about as
    well, best first (one entry where nothing else fits, none where nothing was found); ``repeats``
    agree with the chain once more, ``strays`` are mentions that contradict it.
    """

    chain: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()
    rivals: tuple[tuple[int, float], ...] = ()
    repeats: tuple[Named, ...] = ()
    undecided: tuple[Mention, ...] = ()
    strays: tuple[Mention, ...] = ()
    score: float = 0.0
    deep: bool = False

    @property
    def may_lack_town(self) -> bool:
        """Tell whether places were named, and the smallest of them is not one that lies in a town already."""
        return bool(self.named) and not self.deep

    def spans(self) -> list[tuple[int, int]]:
        """Return the spans of the read text that places explain, by position."""
        spans = [(one.mention.start, one.mention.end) for one in self.named]
        if self.repeats or self.undecided or self.strays:
            others = (*(one.mention for one in self.repeats), *self.undecided, *self.conflicts())
            spans.extend((mention.start, mention.end) for mention in others)
        spans.sort()
        return spans

    def conflicts(self) -> tuple[Mention, ...]:
        """Return the mentions that surely are places and surely are not of this chain."""
        if not self.strays:
            return ()
        return tuple(m for m in self.strays if m.strength >= CERTAIN and m.cost == 0)


class Doubt(Struct, frozen=True, gc=False):
    """Something in the read text that can be read in two ways; ``code`` is an issue's.

    ``choices`` are the readings, where they are words: проспект, проезд.
    """

    code: str
    start: int
    end: int
    choices: tuple[str, ...] = ()


class Sentence(Struct, frozen=True):
    """A segmented text: its mentions, and in subclasses what the language's grammar saw besides.

    ``ignorable`` are spans that are understood and say nothing about the place (Россия, 中国).
    """

    text: str
    mentions: tuple[Mention, ...]
    ignorable: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Completeness(Struct, frozen=True, gc=False):
    """Whether a courier can deliver with what is there.

    ``missing`` are component types in the sense of the contract; ``needs_unit`` tells that the building
    has many flats and none is named; ``vague`` that the only locator is of the kind "opposite the school".
    """

    missing: tuple[ComponentType, ...] = ()
    needs_unit: bool = False
    vague: bool = False


class LanguageRules(Protocol):
    """What ``addrcheck.languages.chinese`` and ``addrcheck.languages.russian`` provide."""

    country: str

    def segment(self, text: str, gazetteer: Gazetteer) -> Sentence:
        """Return the mentions of places in ``text`` (and what else the grammar saw on the way)."""

    def mend(self, sentence: Sentence, settlement: Settlement, gazetteer: Gazetteer) -> Sentence:
        """Return the sentence with misspelt places added as mentions; the same object where there are none."""

    def parse(self, sentence: Sentence, settlement: Settlement) -> list[Part]:
        """Label what the settled places leave over: street, house … room, pickup point …"""

    def complete(self, components: Sequence[Component]) -> Completeness:
        """Judge completeness as alternatives, from components in official order."""

    def written(self, components: Sequence[Component], latin_name: Callable[[str], str]) -> Formatted:
        """Write the address in its own script and in Latin letters.

        Reading the local form again gives the same components; a courier abroad can read the other.
        ``latin_name`` returns the Latin spelling of a place of the dictionary by its code, "" where there is none.
        """
