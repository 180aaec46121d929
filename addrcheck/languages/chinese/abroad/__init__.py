"""Chinese addresses written abroad: in pinyin and English, or in Russian letters by Palladius.

Words and commas → phrases (``phrases``) → mentions of places, whose names are compared as keys and never
turned back into characters (``names``, ``mentions``); what is left keeps its letters (``parts``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from msgspec import structs

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Completeness, Sentence, Settlement
from addrcheck.languages.chinese import completeness
from addrcheck.languages.chinese.abroad import envelope
from addrcheck.languages.chinese.abroad.gates import looks_like
from addrcheck.languages.chinese.abroad.mentions import further_mentions, mentions_of
from addrcheck.languages.chinese.abroad.names import names_of
from addrcheck.languages.chinese.abroad.parts import parts_of
from addrcheck.languages.chinese.abroad.phrases import phrases_of
from addrcheck.languages.chinese.abroad.pieces import Country, Piece
from addrcheck.languages.chinese.abroad.tokens import itemise
from addrcheck.model import Component, Formatted, Part
from addrcheck.reading.countries import names_china

__all__ = [
    "complete",
    "country",
    "latin_form",
    "local_form",
    "looks_like",
    "mend",
    "names_china",
    "parse",
    "segment",
    "written",
]

country = "CN"


class AbroadSentence(Sentence, frozen=True):
    """A segmented text with its phrases."""

    pieces: tuple[Piece, ...] = ()


def segment(text: str, gazetteer: Gazetteer) -> Sentence:
    """Return the larger places that ``text`` mentions, and its phrases."""
    pieces = tuple(phrases_of(itemise(text), names_of(gazetteer)))
    ignorable = tuple((p.start, p.end) for p in pieces if isinstance(p, Country))
    return AbroadSentence(text, mentions_of(pieces, gazetteer), ignorable, (), pieces)


def mend(sentence: Sentence, settlement: Settlement, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence with the towns, and the districts spelt a little wrong, added."""
    pieces = cast(AbroadSentence, sentence).pieces
    further = {m.start: m for m in further_mentions(pieces, settlement, gazetteer)}
    if not further:
        return sentence
    kept = (m for m in sentence.mentions if m.start not in further)
    return structs.replace(
        sentence, mentions=tuple(sorted((*kept, *further.values()), key=lambda m: m.start))
    )


def parse(sentence: Sentence, settlement: Settlement) -> list[Part]:
    """Label what the settled places leave over."""
    return parts_of(cast(AbroadSentence, sentence).pieces, sentence.text, settlement.spans())


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness as the Chinese rules do."""
    return completeness.complete(components)


def written(components: Sequence[Component], latin_name: Callable[[str], str]) -> Formatted:
    """Write the address in its own script and in Latin letters."""
    return Formatted(local_form(components), latin_form(components, latin_name))


def local_form(components: Sequence[Component]) -> str:
    """Write the places in Chinese, what cannot be restored in its own letters."""
    return envelope.local_form(components)


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters, from the room up to the region."""
    return envelope.latin_form(components, latin_name)
