"""Places with a type word: "г. Казань", "Одинцовский р-н", "с. Ивановка", "Деревня Новая".

Which words name a place is grammar and decided here; which place is meant is ``settle``'s affair.
"""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase
from addrcheck.languages.russian.names import ADJECTIVAL, Names

_PROPER = frozenset(("город", "городок", "слобода", "остров"))
"""Words that make a name of their own with the adjective before them: Научный городок."""

_TAILS = frozenset(("югра", "кузбасс", "чувашия", "алания", "якутия", "татарстан"))
"""Second halves of official names: Кемеровская область - Кузбасс, Республика Саха (Якутия)."""


def read_typed_places(line: Line, names: Names) -> None:
    """Claim every type word of a place together with the name that the dictionary holds, or that follows it."""
    for i, tag in enumerate(line.tags):
        if tag is not None and tag.group == "place" and not line.taken[i]:
            _read_typed_place(line, names, i, tag)
    for i, tag in enumerate(line.tags):
        if (
            tag is None
            or tag.group != "place"
            or line.taken[i]
            or tag.side == "after"
            or not _open_after(line, i)
        ):
            continue
        if phrase := _unknown_after(line, i, tag):
            line.add(phrase)


def read_unknown_places(line: Line) -> None:
    """Claim the type words of places whose name stands before them and is in no dictionary."""
    for i, tag in enumerate(line.tags):
        if tag is None or tag.group != "place" or line.taken[i]:
            continue
        phrase = _unknown_before(line, i, tag) if _open_before(line, i) else None
        if phrase is None and tag.side == "after" and _open_after(line, i):
            phrase = _unknown_after(line, i, tag)
        if phrase is not None:
            line.add(phrase)
        elif i in line.hits:
            line.tags[i] = None  # г. Остров, с. Слобода: the word is a name


def _open_before(line: Line, i: int) -> bool:
    """Tell whether the word before type word ``i`` stands in its field, or ``i`` alone in one of its own."""
    return i > 0 and (line.gaps[i] < 2 or line.gaps[i + 1] == 2)


def _open_after(line: Line, i: int) -> bool:
    """Tell whether the word after type word ``i`` stands in its field."""
    return i + 1 < len(line.words) and line.gaps[i + 1] < 2


def _read_typed_place(line: Line, names: Names, i: int, element: Element) -> None:
    """Find the name of type word ``i`` in the dictionary, first on the side where it usually stands."""
    before = _known_before(line, names, i, element) if _open_before(line, i) else None
    after = None
    if _open_after(line, i) and (before is None or element.side == "before"):
        after = _known_after(line, names, i, element)
    found = after or before
    if found:
        line.add(_with_tail(line, found, element))


def _known_after(line: Line, names: Names, i: int, element: Element) -> Phrase | None:
    """Return the longest name of the dictionary that follows type word ``i``."""
    for last, name in reversed(line.hits.get(i + 1, ())):
        if line.taken[i + 1] or any(line.taken[i + 1 : last]):
            continue
        typed = names.typed(name, element)
        if typed.places and not (element.type == "settlement" and _goes_on(line, last)):
            return Phrase(element, i, last, i + 1, last, typed.places, typed.levels)
    return None


def _goes_on(line: Line, i: int) -> bool:
    """Tell whether a name goes on with word ``i``, a capital one in the same field: "аул Новая Адыгея, ул. …"."""
    if line.joined_number(i):
        return True
    last = i
    while last < len(line.words) and line.gaps[last] < 2 and line.free_word(last) and line.capital(last):
        last += 1
    if last == i or line.gaps[last] < 2:
        return False
    after = line.tag(last)
    return after is not NUMBER and not (after is not None and after.group == "locator")


def _known_before(line: Line, names: Names, i: int, element: Element) -> Phrase | None:
    """Return the longest name of the dictionary that ends before type word ``i``."""
    for first, name in sorted(line.hits_ending.get(i, ())):
        if any(line.taken[first:i]):
            continue
        info = names.info(name)
        if line.words[i] in _PROPER and info.adjectival and not info.town:
            continue
        typed = names.typed(name, element)
        if typed.places:
            return Phrase(element, first, i + 1, first, i, typed.places, typed.levels)
    return None


def _with_tail(line: Line, phrase: Phrase, element: Element) -> Phrase:
    """Take in the second half of an official name: область - Кузбасс, (Якутия)."""
    last = phrase.last
    is_tail = last < len(line.words) and line.words[last] in _TAILS and not line.taken[last]
    if is_tail and element.type == "region" and ("(" in line.glue[last] or line.gaps[last] < 2):
        phrase.last = last + 1
    return phrase


def _unknown_after(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the name that no dictionary holds and that follows type word ``i``."""
    last = i + 1
    limit = i + (4 if line.has_capitals else 2)
    while last < len(line.words) and last < limit and line.gaps[last] < 2 and line.free_word(last):
        last += 1
    if last == i + 1 or line.words[last - 1][0].isdigit():
        return None
    if line.joined_number(last):
        last += 1
    # "г. Ивановка ул. Мира" stops at the type word; "обл Масковская" takes one word
    if element.type in ("region", "area", "district"):
        last = i + 2
    return Phrase(element, i, last, i + 1, last)


def _unknown_before(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the name that no dictionary holds and that stands before type word ``i``.

    An adjective before the word деревня or городок names a part of a town: Олимпийская деревня.
    """
    first = i - 1
    if not line.free_word(first) or line.tags[first] is ORDINAL:
        return None
    if (
        (element.type == "settlement" or line.words[i] in _PROPER)
        and line.words[first].endswith(ADJECTIVAL)
        and line.gaps[i] < 2
    ):
        inside = bool(line.locators) or any(
            p.element is not None and p.element.group == "street" for p in line.phrases
        )
        quarter = line.elements.find("местность") if inside else element
        return Phrase(quarter, first, i + 1, first, i + 1 if inside else i)
    while (
        element.type in ("city", "settlement")
        and line.gaps[first] < 2
        and first > 0
        and line.free_word(first - 1)
    ):
        if not line.capital(first - 1):
            break
        first -= 1
    return Phrase(element, first, i + 1, first, i)
