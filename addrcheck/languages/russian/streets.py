"""Streets and quarters in a line: a type word with its name on either side, or both.

"ул. Ленинский проспект" is one street: of two type words the one that says more wins.
"""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.house import CHUNKS
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line, Phrase
from addrcheck.languages.russian.names import ADJECTIVAL, Names, stands_alone

_ROADS = frozenset(["мкад", "кад", "ттк", "зсд"])
"""Roads that are named by an abbreviation and counted in kilometres."""

_ENDINGS = {
    "feminine": ("ая", "яя"),
    "neuter": ("ое", "ее", "ье"),
    "masculine": ("ий", "ый", "ой", "ов", "ев", "ин", "ын"),
}
_WHOLE_FIELD = frozenset(["территория", "местность", "массив"])


def read_territories(line: Line) -> None:
    """Claim the territories and garden partnerships, whose names may hold anything: тер. Аэропорт Домодедово."""
    for i, tag in enumerate(line.tags):
        if tag is None or tag.group != "quarter" or line.taken[i] or not _is_territory(tag):
            continue
        last = i + 1
        element = tag
        while last < len(line.words) and (line.gaps[last] < 2) and not line.taken[last]:
            inner = line.tags[last]
            if inner is NUMBER and last > i + 1 and line.glue[last] != "-":
                break
            if inner is not None and inner.group in ("street", "locator"):
                break
            if inner is not None and inner.group == "quarter" and last == i + 1:
                element = inner  # тер. СНТ Ромашка
            last += 1
        first = i + 1 if element is tag else i + 2
        if last > first:
            line.add(Phrase(element, i, last, first, last))


def _is_territory(element: Element) -> bool:
    """Tell whether a quarter is one of those that take the rest of the field for their name."""
    return element.kind in _WHOLE_FIELD or element.kind.isupper()


def read_streets(line: Line, names: Names) -> None:
    """Claim every type word of a street or quarter together with its name."""
    for i, tag in enumerate(line.tags):
        if line.taken[i]:
            continue
        if tag is None:
            if line.words[i] in _ROADS:
                _read_road(line, i)
        elif tag.group == "street" or tag.group == "quarter":
            _read_street(line, names, i, tag)


def _read_road(line: Line, i: int) -> None:
    """Claim a ring road with its kilometre, on either side: МКАД, 66-й километр."""
    first, last = i, i + 1
    words = line.words
    if last + 1 < len(words) and words[last + 1] in ("км", "километр") and words[last][0].isdigit():
        last += 2
    elif i > 1 and words[i - 1] in ("км", "километр") and words[i - 2][0].isdigit():
        first -= 2
    line.add(Phrase(line.elements.find("автодорога"), first, last, first, last))


def _read_street(line: Line, names: Names, i: int, element: Element) -> None:
    """Claim type word ``i`` with the name beside it."""
    before = _street_before(line, i, element)
    last = _right(line, names, i + 1, element)
    if last == i + 1 and before is None and _leads(line, names, i):
        line.claim(i, i + 1)  # ул. пр. Вернадского
        return
    if before is not None and (last == i + 1 or _agrees(line, i, element)):
        _absorb(line, before, i, element)
        return
    first = _left(line, names, i, last > i + 1)
    if first == i and last == i + 1:
        _read_nameless(line, names, i, element)
    elif first < i and last > i + 1 and all(line.tags[k] is ORDINAL for k in range(first, i)):
        _add(line, Phrase(element, first, last, first, last))  # 3-й проезд Марьиной Рощи
    elif last > i + 1 and (first == i or not _agrees(line, i, element)):
        _add(line, Phrase(element, i, last, i + 1, last))
    else:
        _add(line, Phrase(element, first, i + 1, first, i))


def _read_nameless(line: Line, names: Names, i: int, element: Element) -> None:
    """Make something of type word ``i`` without a name: it leads another one, or is a name itself."""
    after = i + 1
    if _type_word_at(line, after) is not None:
        if line.words[i] == element.kind:
            line.tags[i] = None  # Набережная улица
        else:
            line.claim(i, after)
        return
    if i > 0 and line.gaps[i] < 2 and line.taken[i - 1]:
        lead = line.tags[i - 1]
        if (
            lead is not None
            and lead.group == "street"
            and not any(p.first < i <= p.last for p in line.phrases)
        ):
            line.add(Phrase(lead, i - 1, after, i, after))  # ул. Набережная
            return
    if i in line.hits:
        line.tags[i] = None


def _type_word_at(line: Line, i: int) -> Element | None:
    """Return the type word of a street or quarter that word ``i``, in the same field as the one before, is."""
    if i >= len(line.words) or line.gaps[i] == 2 or line.taken[i]:
        return None
    tag = line.tags[i]
    return tag if tag is not None and tag.group in ("street", "quarter") else None


def _leads(line: Line, names: Names, i: int) -> bool:
    """Tell whether type word ``i`` merely stands before another one that has the name."""
    following = _type_word_at(line, i + 1)
    return following is not None and _right(line, names, i + 2, following) > i + 2


def _add(line: Line, phrase: Phrase) -> None:
    """Add a street that begins with all type words that lead it: "ул. пр. Вернадского"."""
    line.add(phrase)
    while phrase.first > 0 and line.gaps[phrase.first] < 2:
        tag = line.tags[phrase.first - 1]
        if tag is None or tag.group not in ("street", "quarter") or not line.taken[phrase.first - 1]:
            return
        if any(p is not phrase and p.first < phrase.first <= p.last for p in line.phrases):
            return
        phrase.first -= 1


def _left(line: Line, names: Names, i: int, named_after: bool) -> int:
    """Return where the name that ends before type word ``i`` begins; ``i`` where there is none."""
    if line.gaps[i] == 2 and (named_after or line.gaps[i + 1] < 2 or _town_ending(line, names, i)):
        return i
    # "1-й Силикатный, проезд, д. 9": a type word alone between commas belongs to the name before it
    first = i
    while first > 0 and line.free_word(first - 1) and (line.gaps[first] < 2 or first == i):
        first -= 1
    if first == i and _number_before(line, i) and not named_after and _counts(line.tags[i]):
        return i - 1  # 6 микрорайон
    return _without_leading_towns(line, names, first, i)


def _number_before(line: Line, i: int) -> bool:
    """Tell whether an unexplained number stands before word ``i`` in its field."""
    return i > 0 and line.tags[i - 1] is NUMBER and not line.taken[i - 1] and line.gaps[i] < 2


def _counts(element: Element | None) -> bool:
    """Tell whether streets or quarters of this kind bear numbers for names: мкр 5, линия 7."""
    return element is not None and (element.group == "quarter" or element.kind in ("линия", "ряд", "просек"))


def _town_ending(line: Line, names: Names, i: int) -> bool:
    """Tell whether a town's name ends right before word ``i``."""
    return line.taken[i - 1] or any(names.info(name).town for _, name in line.hits_ending.get(i, ()))


def _without_leading_towns(line: Line, names: Names, first: int, last: int) -> int:
    """Skip the towns and regions that stand before a street in the same field: "москва складочная ул"."""
    while first < last and (end := _town_until(line, names, first, last)):
        first = end
    return first


def _town_until(line: Line, names: Names, first: int, last: int) -> int:
    """Return where a town or region that begins at word ``first`` ends, 0 where none does."""
    for end, name in reversed(line.hits.get(first, ())):
        info = names.info(name)
        if end < last and (info.town or info.region) and stands_alone(line, names, info, first, end):
            return end
        if end == last and info.town and not info.adjectival:
            return end
    return 0


def _right(line: Line, names: Names, i: int, element: Element) -> int:
    """Return where the name that begins at word ``i`` ends; ``i`` where there is none."""
    n = len(line.words)
    alone = line.gaps[i - 1] == 2 and line.gaps[i] == 2
    if i >= n or line.taken[i] or (line.gaps[i] == 2 and not (alone and _name_across_comma(line, names, i))):
        return i
    last = i
    if line.tags[i] is NUMBER:
        if i + 1 == n or line.gaps[i + 1] == 2 or not line.free_word(i + 1) or _town_at(line, names, i + 1):
            return i + 1 if _counts(element) and not _number_before(line, i - 1) else i
        last = i + 1  # ул. 79 Гвардейской Дивизии
    while last < n and (line.gaps[last] < 2 or last == i):
        if line.free_word(last) or (last > i and _counts(element) and line.joined_number(last)):
            last += 1
        elif last > i and _ends_name(line, last):
            return last + 1
        else:
            break
    return _without_trailing_town(line, names, i, last)


def _name_across_comma(line: Line, names: Names, i: int) -> bool:
    """Tell whether the field after a lone type word is its name: "Сочи, ул, Донская, 13"."""
    before = i - 2
    return before < 0 or _town_ending(line, names, before + 1)


def _ends_name(line: Line, i: int) -> bool:
    """Tell whether type word ``i`` of a place closes a street's name: ул. Ленинская Слобода."""
    tag = line.tags[i]
    if tag is None or tag.group != "place" or line.taken[i] or line.words[i] != tag.kind:
        return False
    after = line.tag(i + 1)
    return line.gaps[i + 1] == 2 or after is NUMBER or (after is not None and after.group == "locator")


def _town_at(line: Line, names: Names, i: int) -> bool:
    """Tell whether a town's name begins at word ``i``."""
    return any(names.info(name).town for _, name in line.hits.get(i, ()))


def _without_trailing_town(line: Line, names: Names, first: int, last: int) -> int:
    """Leave out the large town that follows a street without a comma: "ул ленина красногорск"."""
    for start in range(first + 1, last):
        for end, name in line.hits.get(start, ()):
            info = names.info(name)
            if end == last and info.large and not (info.adjectival and line.capital(start)):
                return start
    return last


def _street_before(line: Line, i: int, element: Element) -> Phrase | None:
    """Return the street that ends right before type word ``i``: "Проспект Мира ул", "Ордынский, туп"."""
    if element.group != "street" or (line.gaps[i] == 2 and line.gaps[i + 1] < 2):
        return None
    for phrase in line.phrases:
        if phrase.last == i and phrase.group == "street":
            return phrase
    return None


def _absorb(line: Line, phrase: Phrase, i: int, element: Element) -> None:
    """Make type word ``i`` part of the street before it; the more telling of the two kinds stays."""
    if phrase.element is not None and phrase.element.kind == "улица":
        phrase.element = element
    phrase.last = i + 1
    line.claim(i, i + 1)


def _agrees(line: Line, i: int, element: Element) -> bool:
    """Tell whether the word before type word ``i`` is an adjective that goes with it: Ленинский проспект."""
    return element.kind != "улица" and line.words[i - 1].endswith(_endings(element))


def _endings(element: Element) -> tuple[str, ...]:
    """Return the endings of adjectives that go with a type word."""
    ending = element.kind[-1]
    return _ENDINGS["feminine" if ending in "аяь" else "neuter" if ending in "ое" else "masculine"]


def agrees(word: str, element: Element) -> bool:
    """Tell whether a word of a street's name goes with its type word: nouns always, adjectives of its gender."""
    return not word.endswith(ADJECTIVAL) or word.endswith(_endings(element))


def counted(line: Line, phrase: Phrase) -> bool:
    """Tell whether a street's name counts it: the 1-й, 2-й … are проезды, never проспекты."""
    return any(CHUNKS[line.words[k]].kind == "ordinal" for k in _digits(line, phrase))


def _digits(line: Line, phrase: Phrase) -> list[int]:
    """Return the words of a name that begin with a digit."""
    return [k for k in range(phrase.name_first, phrase.name_last) if line.tags[k] is ORDINAL]


def name_of(line: Line, phrase: Phrase) -> str:
    """Return the name of a street or quarter without the type words in it."""
    pieces = []
    first = phrase.name_first
    for i in range(phrase.name_first, phrase.name_last + 1):
        tag = line.tags[i] if i < phrase.name_last else None
        inner_type = tag is not None and tag.group in ("street", "quarter")
        if i == phrase.name_last or inner_type:
            if i > first:
                pieces.append(line.raw(first, i))
            first = i + 1
    return " ".join(pieces).replace(", ", " ") or line.raw(phrase.name_first, phrase.name_last)
