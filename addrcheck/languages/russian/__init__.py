"""Russian addresses: type words on either side of a name, places in any order, house numbers of many parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Completeness, Sentence, Settlement
from addrcheck.languages.russian import completeness, envelope, parts
from addrcheck.languages.russian import mend as mending
from addrcheck.languages.russian.segment import RussianSentence, segment
from addrcheck.model import Component, Formatted, Part

__all__ = ["complete", "country", "latin_form", "local_form", "mend", "parse", "segment", "written"]

country = "RU"


def mend(sentence: Sentence, settlement: Settlement, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence with misspelt words mended; the same object where there are none."""
    return mending.mend(cast(RussianSentence, sentence), settlement, gazetteer)


def parse(sentence: Sentence, settlement: Settlement) -> list[Part]:
    """Label what the settled places leave over."""
    return parts.parse(cast(RussianSentence, sentence), settlement)


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness as alternatives."""
    return completeness.complete(components)


def written(components: Sequence[Component], latin_name: Callable[[str], str]) -> Formatted:
    """Write the address in its own script and in Latin letters."""
    return Formatted(local_form(components), latin_form(components, latin_name))


def local_form(components: Sequence[Component]) -> str:
    """Write the address from the region down to the flat."""
    return envelope.local_form(components)


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters, from the flat up to the region."""
    return envelope.latin_form(components, latin_name)
