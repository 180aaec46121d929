"""From a read text to a sentence: every word with its meaning, every place that may be mentioned."""

from __future__ import annotations

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Doubt, Sentence
from addrcheck.languages.russian.bare import read_bare_places
from addrcheck.languages.russian.line import POSTCODE, Line
from addrcheck.languages.russian.locators import read_typed_locators
from addrcheck.languages.russian.mentions import mentions_of
from addrcheck.languages.russian.names import find_hits, names_of
from addrcheck.languages.russian.numbers import read_bare_numbers
from addrcheck.languages.russian.others import read_others
from addrcheck.languages.russian.places import read_typed_places, read_unknown_places
from addrcheck.languages.russian.respelling import Respelling
from addrcheck.languages.russian.streets import counted, read_streets, read_territories
from addrcheck.languages.russian.typewords import tag_words
from addrcheck.model import Span


class RussianSentence(Sentence, frozen=True, kw_only=True):
    """A segmented Russian text; ``line`` keeps its words and phrases for the parts.

    Where words were mended, ``line`` reads the mended text and ``respelling`` tells where that stands in ``text``.
    """

    line: Line
    respelling: Respelling | None = None


def segment(text: str, gazetteer: Gazetteer) -> RussianSentence:
    """Return the places that ``text`` mentions, and everything else that its words say."""
    line = read_line(text, gazetteer)
    return RussianSentence(text, mentions_of(line), ignorable_spans(line), doubts_of(line), line=line)


def read_line(text: str, gazetteer: Gazetteer) -> Line:
    """Return the words of ``text`` with what each means."""
    line = Line(text, _folded(text), gazetteer)
    names = names_of(gazetteer)
    find_hits(line)
    tag_words(line)
    read_typed_locators(line)
    read_others(line)
    read_territories(line)
    read_typed_places(line, names)
    read_streets(line, names)
    read_unknown_places(line)
    read_bare_places(line, names)
    read_bare_numbers(line)
    line.phrases.sort(key=lambda phrase: phrase.first)
    return line


def _folded(text: str) -> str:
    """Return ``text`` as the dictionary spells names; every character keeps its place.

    The same as ``addrcheck.gazetteer.folding.fold``, at a third of its cost.
    """
    folded = text.lower()
    if len(folded) != len(text):  # a few capitals of other scripts have no single small letter
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded.replace("ё", "е")


def ignorable_spans(line: Line) -> tuple[Span, ...]:
    """Return what is read and means nothing for the place: the country, a second postcode."""
    spans = [
        (line.starts[p.first], line.ends[p.last - 1])
        for p in line.phrases
        if p.element is not None and p.element.type == "country"
    ]
    if POSTCODE in line.tags:
        spans += [(line.starts[i], line.ends[i]) for i, tag in enumerate(line.tags) if tag is POSTCODE]
    return tuple(spans)


def doubts_of(line: Line) -> tuple[Doubt, ...]:
    """Return the type words that leave two kinds of street open: "пр. Победы" is проспект or проезд."""
    if "пр" not in line.words:
        return ()
    return tuple(
        Doubt("TYPE_AMBIGUOUS", line.starts[i], line.ends[i], ("проспект", "проезд"))
        for phrase in line.phrases
        if phrase.element is not None and phrase.element.kind == "проспект" and not counted(line, phrase)
        for i in range(phrase.first, phrase.last)
        if line.words[i] == "пр"
    )
