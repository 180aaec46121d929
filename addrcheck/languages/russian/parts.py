"""From a sentence and its settled places to labelled parts."""

from __future__ import annotations

from typing import cast

from addrcheck.languages import Settlement
from addrcheck.languages.russian.capitals import titled
from addrcheck.languages.russian.leftovers import overlaps, read_leftovers
from addrcheck.languages.russian.line import Line, Phrase
from addrcheck.languages.russian.names import is_federal
from addrcheck.languages.russian.segment import RussianSentence
from addrcheck.languages.russian.streets import counted, name_of
from addrcheck.model import ComponentType, Level, Part

_WITH_DISTRICTS = 150_000
"""A town of so many people has districts of its own."""


def parse(sentence: RussianSentence, settlement: Settlement) -> list[Part]:
    """Label everything that the settled places do not explain, in the order of the text."""
    respelling = sentence.respelling
    if respelling is None:
        return _parse(sentence.line, settlement)
    parts = _parse(sentence.line, respelling.mended_settlement(settlement))
    return [respelling.typed_part(part, sentence.text) for part in parts]


def _parse(line: Line, settlement: Settlement) -> list[Part]:
    """Label what the settled places do not explain; offsets are those of the line."""
    explained = settlement.spans()
    parts = [part for phrase in line.phrases if (part := _phrase_part(line, settlement, phrase, explained))]
    parts.extend(
        Part(cast(ComponentType, x.type), x.start, x.end, x.value, x.kind or None) for x in line.locators
    )
    parts.extend(_undecided(line, settlement))
    parts.extend(read_leftovers(line, settlement, explained, {part.type for part in parts}))
    parts.sort(key=lambda part: part.start)
    return parts


def _phrase_part(
    line: Line, settlement: Settlement, phrase: Phrase, explained: list[tuple[int, int]]
) -> Part | None:
    """Return the part that a phrase with a type word makes."""
    element = phrase.element
    if element is None or element.type == "country":
        return None
    start, end = line.starts[phrase.first], line.end(phrase.first, phrase.last)
    if element.group == "place" and overlaps(start, end, explained):
        return None
    kind: str | None = element.kind
    if element.group in ("street", "quarter"):
        name = titled(name_of(line, phrase))
    elif element.group == "other":
        # in "ООО Ромашка" and "ЖК Солнечный" the word is part of the name
        name = line.raw(phrase.first, phrase.last)
    else:
        name = titled(line.raw(phrase.name_first, phrase.name_last))
    if kind == "местность" and phrase.name_last == phrase.last:
        kind, name = None, titled(line.raw(phrase.first, phrase.last))  # Олимпийская деревня
    if kind == "проспект" and counted(line, phrase) and "пр" in line.words[phrase.first : phrase.last]:
        kind = "проезд"
    if element.type == "poste_restante":
        name = "до востребования"
    component = cast(ComponentType, element.type)
    if component == "area" and Level.DISTRICT in element.levels and _in_large_town(line, settlement):
        component = "district"
    return Part(component, start, end, name, kind)


def _in_large_town(line: Line, settlement: Settlement) -> bool:
    """Tell whether the address lies in a town large enough to have districts of its own."""
    gazetteer = line.gazetteer
    return any(
        is_federal(gazetteer, place)
        or (gazetteer.levels[place] == Level.CITY and gazetteer.populations[place] >= _WITH_DISTRICTS)
        for place in settlement.chain
    )


def _undecided(line: Line, settlement: Settlement) -> list[Part]:
    """Return the name that all rival places share: which Берёзовка is open, that it is Берёзовка is not."""
    gazetteer = line.gazetteer
    rivals = {place for place, _ in settlement.rivals}
    levels = {gazetteer.levels[place] for place in rivals}
    names = {gazetteer.names[place] for place in rivals}
    if len(names) != 1 or Level.REGION in levels:  # a misspelt name may be one of several
        return []
    kind: ComponentType = (
        "city" if levels == {Level.CITY} else "area" if levels == {Level.AREA} else "settlement"
    )
    (name,) = names
    return [
        Part(kind, mention.start, mention.end, name)
        for mention in settlement.undecided
        if rivals <= {place for place, _ in mention.places}
    ]
