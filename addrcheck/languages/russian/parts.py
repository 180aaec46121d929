"""From a sentence and its settled places to labelled parts."""

from __future__ import annotations

import re
from typing import cast

from addrcheck.languages import Settlement
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase
from addrcheck.languages.russian.names import is_federal
from addrcheck.languages.russian.segment import RussianSentence
from addrcheck.languages.russian.streets import counted, name_of
from addrcheck.model import ComponentType, Level, Part

_SMALL = frozenset(["и", "на", "в", "во", "у", "от", "лет", "года", "год", "км", "им"])
_JOINT = re.compile(r"(?<=[^\W\d]) ?- ?(?=[^\W\d])")
_WORD = re.compile(r"[^\W\d]+")


_WITH_DISTRICTS = 150_000


def parse(sentence: RussianSentence, settlement: Settlement) -> list[Part]:
    """Label everything that the settled places do not explain, in the order of the text."""
    line = sentence.line
    explained = settlement.spans()
    parts = [part for phrase in line.phrases if (part := _phrase_part(line, settlement, phrase, explained))]
    parts.extend(
        Part(cast(ComponentType, x.type), x.start, x.end, x.value, x.kind or None) for x in line.locators
    )
    parts.extend(_undecided(line, settlement))
    parts.extend(_leftovers(line, settlement, explained, parts))
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
    if element.group == "place" and _overlaps(start, end, explained):
        return None
    kind: str | None = element.kind
    if element.group in ("street", "quarter"):
        name = titled(name_of(line, phrase))
    elif element.group == "other":
        name = line.raw(
            phrase.first, phrase.last
        )  # "ООО Ромашка", "ЖК Солнечный": the word is part of the name
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
    parts = []
    for mention in settlement.undecided:
        levels = {gazetteer.levels[place] for place in rivals}
        if rivals <= {place for place, _ in mention.places} and Level.REGION not in levels:
            kind: ComponentType = (
                "city" if levels == {Level.CITY} else "area" if levels == {Level.AREA} else "settlement"
            )
            name = gazetteer.names[settlement.rivals[0][0]]
            parts.append(Part(kind, mention.start, mention.end, name))
    return parts


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a stretch shares a character with one of ``spans``."""
    return any(start < b and a < end for a, b in spans)


def _leftovers(
    line: Line, settlement: Settlement, explained: list[tuple[int, int]], parts: list[Part]
) -> list[Part]:
    """Read what is left by its position: the words before the house are a street, a lone first name a settlement."""
    types = {part.type for part in parts}
    found: list[Part] = []
    for first, last in _runs(line, explained):
        kind = _kind_by_position(line, settlement, types, first, last)
        if kind is None:
            continue
        types.add(kind)
        if kind == "street" and _is_misspelt_type(line, first, last):
            first += 1
        found.append(Part(kind, line.starts[first], line.end(first, last), titled(line.raw(first, last))))
    return found


def _kind_by_position(
    line: Line, settlement: Settlement, types: set[ComponentType], first: int, last: int
) -> ComponentType | None:
    """Return what the words from ``first`` to ``last`` are by where they stand, None where that does not tell."""
    if _house_at(line, last):
        return None if types & {"street", "quarter"} else "street"
    if not _like_a_name(line, first, last):
        return None
    known = _town_known(line, settlement, types)
    if not known:
        return "settlement"
    # beside a town: "Львово, Москва" is a village of its own, "Москва, Митино, пер. Ангелов, 8" lies within
    if first == 0 and not types & {"street", "quarter", "house", "settlement"}:
        return "settlement"
    return "settlement" if known == "federal" and "street" in types and _before_street(line, last) else None


def _runs(line: Line, explained: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of words that nothing has explained, bare names that were not settled included."""
    free = [
        not taken and (tag is None or tag is ORDINAL)
        for taken, tag in zip(line.taken, line.tags, strict=True)
    ]
    for phrase in line.phrases:
        if phrase.element is None and not _overlaps(
            line.starts[phrase.first], line.ends[phrase.last - 1], explained
        ):
            free[phrase.first : phrase.last] = [True] * (phrase.last - phrase.first)
    runs = []
    i, n = 0, len(free)
    while i < n:
        if not free[i]:
            i += 1
            continue
        first = i
        i += 1
        while i < n and free[i] and line.gaps[i] < 2:
            i += 1
        runs.append((first, i))
    return runs


def _house_at(line: Line, i: int) -> bool:
    """Tell whether a house number begins at word ``i``."""
    if i >= len(line.words):
        return False
    tag = line.tags[i]
    return tag is NUMBER or (
        tag is not None and tag.group == "locator" and tag.type in ("house", "block", "structure")
    )


def _before_street(line: Line, i: int) -> bool:
    """Tell whether a street with its type word begins at word ``i``."""
    return any(p.first == i and p.element is not None and p.element.group == "street" for p in line.phrases)


def _town_known(line: Line, settlement: Settlement, types: set[ComponentType]) -> str:
    """Return "town" where a town or village is named, "federal" where it is one that is a region too, else ""."""
    if types & {"settlement", "city"}:
        return "town"
    gazetteer = line.gazetteer
    named = [n.place for n in settlement.named if Level.AREA not in n.mention.levels]
    if any(gazetteer.levels[p] >= Level.CITY for p in named):
        return "town"
    return "federal" if any(is_federal(gazetteer, p) for p in named) else ""


def _like_a_name(line: Line, first: int, last: int) -> bool:
    """Tell whether a stretch may be the name of a village: alone in its field, short, no number alone."""
    return (
        line.gaps[first] == 2
        and line.gaps[last] == 2
        and last - first <= 4
        and any(len(line.words[k]) > 1 and line.tags[k] is None for k in range(first, last))
    )


def _is_misspelt_type(line: Line, first: int, last: int) -> bool:
    """Tell whether a street without a type word begins with an abbreviation nobody knows: "уп.Мира"."""
    word = line.words[first]
    return (
        last - first > 1
        and 2 <= len(word) <= 4
        and line.glue[first + 1].startswith(".")
        and not line.capital(first)
    )


def titled(name: str) -> str:
    """Return a name that is all capitals or all small letters in the usual spelling.

    >>> titled("ВОЛГОГРАДСКИЙ"), titled("50 лет октября"), titled("улофа Пальме")
    ('Волгоградский', '50 лет Октября', 'улофа Пальме')
    """
    name = _JOINT.sub("-", " ".join(name.split()))
    if not (name.islower() or (name.isupper() and len(name) > 3)):
        return name
    return _WORD.sub(
        lambda m: (
            m[0].lower() if m[0].lower() in _SMALL or _after_digit(name, m.start()) else m[0].capitalize()
        ),
        name,
    )


def _after_digit(name: str, start: int) -> bool:
    """Tell whether the letters at ``start`` belong to an ordinal: 2-я."""
    return name[max(0, start - 2) : start].rstrip("-")[-1:].isdigit()
