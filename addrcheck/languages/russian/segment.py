"""From a read text to a sentence: every word with its meaning, every place that may be mentioned."""

from __future__ import annotations

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Doubt, Mention, Sentence
from addrcheck.languages.russian.bare import prefer_towns, read_bare_places
from addrcheck.languages.russian.line import POSTCODE, Line, Phrase
from addrcheck.languages.russian.locators import read_bare_numbers, read_typed_locators
from addrcheck.languages.russian.names import Names, find_hits, names_of
from addrcheck.languages.russian.others import read_others
from addrcheck.languages.russian.places import read_typed_places, read_unknown_places
from addrcheck.languages.russian.streets import counted, read_streets, read_territories
from addrcheck.languages.russian.typewords import tag_words
from addrcheck.model import Level, Span


class RussianSentence(Sentence, frozen=True, kw_only=True):
    """A segmented Russian text; ``line`` keeps its words and phrases for the parts."""

    line: Line


def segment(text: str, gazetteer: Gazetteer) -> RussianSentence:
    """Return the places that ``text`` mentions, and everything else that its words say."""
    line = Line(text, fold("RU", text), gazetteer)
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
    prefer_towns(line, names)
    mentions = tuple(_mention(line, names, phrase) for phrase in line.phrases if phrase.places)
    return RussianSentence(text, mentions, _ignorable(line), _doubts(line), line=line)


def _ignorable(line: Line) -> tuple[Span, ...]:
    """Return what is read and means nothing for the place: the country, a second postcode."""
    countries = [
        (p.first, p.last) for p in line.phrases if p.element is not None and p.element.type == "country"
    ]
    codes = [(i, i + 1) for i, tag in enumerate(line.tags) if tag is POSTCODE]
    return tuple((line.starts[first], line.ends[last - 1]) for first, last in (*countries, *codes))


def _mention(line: Line, names: Names, phrase: Phrase) -> Mention:
    """Return the mention of a place phrase, its type word included."""
    levels: tuple[Level, ...] = ()
    strength = phrase.strength
    if phrase.element is not None:
        levels = phrase.element.levels
        if phrase.element.type in ("city", "settlement"):
            levels = names.levels_allowed(phrase.places, phrase.element)
        if phrase.element.type not in ("region", "city"):
            # towns have districts, regions villages that no dictionary lists, and areas change hands
            strength = 0.89 if _supported(line, phrase) else 0.85
    return Mention(
        line.starts[phrase.first], line.ends[phrase.last - 1], phrase.places, levels, 0.0, strength
    )


def _supported(line: Line, phrase: Phrase) -> bool:
    """Tell whether a place of ``phrase`` lies in one that the text names too."""
    gazetteer = line.gazetteer
    named = {place for other in line.phrases if other is not phrase for place, _ in other.places}
    return any(not named.isdisjoint(gazetteer.chain(place)) for place, _ in phrase.places)


def _doubts(line: Line) -> tuple[Doubt, ...]:
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
