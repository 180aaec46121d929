"""Streets and quarters in a line: a type word with its name on either side, or both.

"ул. Ленинский проспект" is one street: of two type words the one that says more wins.
"""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase
from addrcheck.languages.russian.places import Names

_AFTER_NUMBER = frozenset(
    """лет года год г-да летия летие марта мая октября ноября декабря января февраля апреля июня июля августа сентября
    съезда партсъезда пятилетки армии дивизии гвардейской гвардейского интернационала бригады полка корпуса стрелковой
    танковой дивизиона конной отдельной километр км""".split()
)
"""Words before which a number is part of the name: 50 лет Октября, 8 Марта, 1905 года."""

_AGREEING = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ев", "ов", "ин", "ын")


def read_streets(line: Line, names: Names) -> None:
    """Claim every type word of a street or quarter together with its name."""
    for i, tag in enumerate(line.tags):
        if tag is None or line.taken[i]:
            continue
        if tag.group == "street" or tag.group == "quarter":
            _read_street(line, names, i, tag)


def _read_street(line: Line, names: Names, i: int, element: Element) -> None:
    """Claim type word ``i`` with the name beside it."""
    merged = _merge_with_previous(line, i, element)
    first = _left(line, names, i)
    last = _right(line, names, i + 1, element)
    chained = last == i + 1 and _chains(line, i, element)
    if chained:
        line.claim(i, i + 1)
        return
    if merged is not None and last == i + 1:
        _absorb(line, merged, i, element)
        return
    if last > i + 1 and (first == i or not _agrees(line, first, i, element)):
        name_first, name_last = i + 1, last
        phrase = Phrase(element, i, last, name_first, name_last)
    elif first < i:
        phrase = Phrase(element, first, i + 1, first, i)
    else:
        if i in line.hits:
            line.tags[i] = None
        return
    line.add(phrase)
    _take_leading_types(line, phrase)


def _left(line: Line, names: Names, i: int) -> int:
    """Return where the name that ends before type word ``i`` begins; ``i`` where there is none."""
    first = i
    alone = line.gaps[i] == 2 and (line.gaps[i + 1] == 2 or _is_number(line, i + 1))
    if line.gaps[i] == 2 and not alone:
        return i
    while first > 0 and _part_of_name(line, first - 1) and (line.gaps[first] < 2 or first == i):
        first -= 1
    number = first - 1
    if number >= 0 and first < i and line.tags[number] is NUMBER and not line.taken[number]:
        if line.gaps[first] < 2 and line.words[first] in _AFTER_NUMBER:
            first = number
    return _without_leading_towns(line, names, first, i)


def _without_leading_towns(line: Line, names: Names, first: int, last: int) -> int:
    """Skip the towns and regions that stand before a street in the same field: "москва складочная ул"."""
    while first < last:
        cut = next(
            (
                end
                for end, name in reversed(line.hits.get(first, ()))
                if end < last and (names.info(name).town or names.info(name).region)
            ),
            None,
        )
        if cut is None:
            return first
        first = cut
    return first


def _part_of_name(line: Line, i: int) -> bool:
    """Tell whether word ``i`` can belong to the name of a street."""
    return not line.taken[i] and (line.tags[i] is None or line.tags[i] is ORDINAL)


def _is_number(line: Line, i: int) -> bool:
    """Tell whether word ``i`` begins a house."""
    if i >= len(line.words):
        return True
    tag = line.tags[i]
    return tag is NUMBER or (tag is not None and tag.group == "locator")


def _right(line: Line, names: Names, i: int, element: Element) -> int:
    """Return where the name that begins at word ``i`` ends; ``i`` where there is none."""
    n = len(line.words)
    if i >= n or line.gaps[i] == 2:
        return i
    last = i
    if line.tags[i] is NUMBER and not line.taken[i]:
        follows = i + 1 < n and line.gaps[i + 1] < 2 and _part_of_name(line, i + 1)
        if follows and (line.words[i + 1] in _AFTER_NUMBER or not _town_at(line, names, i + 1)):
            last = i + 1
        elif element.group == "quarter" or element.side == "after":
            return i + 1  # мкр 5, линия 7: the number is the name
        else:
            return i
    while last < n and (line.gaps[last] < 2 or last == i):
        if _part_of_name(line, last):
            last += 1
        elif (
            line.tags[last] is NUMBER
            and not line.taken[last]
            and last > i
            and last + 1 < n
            and line.words[last + 1] in _AFTER_NUMBER
            and line.gaps[last + 1] < 2
        ):
            last += 2
        else:
            break
    return _without_trailing_towns(line, names, i, last)


def _town_at(line: Line, names: Names, i: int) -> bool:
    """Tell whether a town's name begins at word ``i``."""
    return any(names.info(name).town for _, name in line.hits.get(i, ()))


def _without_trailing_towns(line: Line, names: Names, first: int, last: int) -> int:
    """Leave out the town that follows a street without a comma: "ул ленина красногорск"."""
    for start in range(first + 1, last):
        if any(end == last and names.info(name).town for end, name in line.hits.get(start, ())):
            if not line.capital(start) or not names.info(line.hits[start][-1][1]).adjectival:
                return start
    return last


def _chains(line: Line, i: int, element: Element) -> bool:
    """Tell whether the next word is a type word too: "ул. пр. Вернадского", "тер. СНТ Ромашка"."""
    after = i + 1
    if after >= len(line.words) or line.gaps[after] == 2 or line.taken[after]:
        return False
    tag = line.tags[after]
    if tag is None or tag.group not in ("street", "quarter"):
        return False
    return element.kind in ("улица", "территория") or tag.group == element.group


def _merge_with_previous(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the street that ends right before type word ``i``: "Проспект Мира ул", "Ордынский, туп"."""
    if not line.phrases or element.group != "street":
        return None
    alone = line.gaps[i] == 2 and (line.gaps[i + 1] == 2 or _is_number(line, i + 1))
    for phrase in line.phrases:
        if phrase.last == i and phrase.element is not None and phrase.element.group == "street":
            if line.gaps[i] < 2 or alone:
                return phrase
    return None


def _absorb(line: Line, phrase: Phrase, i: int, element: Element) -> None:
    """Make type word ``i`` part of the street before it; the more telling of the two kinds stays."""
    assert phrase.element is not None
    if phrase.element.kind == "улица":
        phrase.element = element
    phrase.last = i + 1
    line.claim(i, i + 1)


def _take_leading_types(line: Line, phrase: Phrase) -> None:
    """Let a street begin at the type words that stand before it: "ул. пр. Вернадского"."""
    while phrase.first > 0 and line.gaps[phrase.first] < 2:
        tag = line.tags[phrase.first - 1]
        if tag is None or tag.group not in ("street", "quarter") or not line.taken[phrase.first - 1]:
            return
        if any(p is not phrase and p.first < phrase.first <= p.last for p in line.phrases):
            return
        phrase.first -= 1


def _agrees(line: Line, first: int, i: int, element: Element) -> bool:
    """Tell whether the name before a type word is an adjective that goes with it: "ленинский проспект"."""
    return element.kind != "улица" and line.words[i - 1].endswith(_AGREEING)


def counted(line: Line, phrase: Phrase) -> bool:
    """Tell whether a street's name counts it: the 1-й, 2-й … are проезды, never проспекты."""
    return any(line.tags[k] is ORDINAL for k in range(phrase.name_first, phrase.name_last))
