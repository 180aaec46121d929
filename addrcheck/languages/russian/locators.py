"""House, block, structure, flat … of a line that a word names: "д. 5", "2-й этаж", "лит. А"."""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.house import CHUNKS, is_span, written
from addrcheck.languages.russian.line import NUMBER, POSTCODE, Line, Locator

_TYPE_LETTERS = frozenset("гдскпхмул")
"""Letters that are type words too: after "д. 5" a lone lower-case one is not part of the number."""


def read_typed_locators(line: Line) -> None:
    """Claim every word like дом, корпус, квартира with the number or letter that belongs to it."""
    for i, tag in enumerate(line.tags):
        if tag is None or line.taken[i]:
            continue
        if tag.group == "locator":
            _read_typed(line, i, tag)
        elif tag is POSTCODE:
            line.claim(i, i + 1)


def _read_typed(line: Line, i: int, element: Element) -> None:
    """Claim type word ``i``; the number stands after it, of a floor or entrance also before."""
    after = i + 1
    tag = line.tag(after)
    numbered_before = (
        element.type in ("floor", "entrance") and i > 0 and line.gaps[i] < 2 and not line.taken[i - 1]
    )
    if numbered_before and line.words[i - 1][0].isdigit() and _belongs_behind(line, i):
        value = "".join(c for c in line.words[i - 1].split("-")[0] if c.isdigit())
        line.locators.append(
            Locator(element.type, value, element.kind, line.starts[i - 1], line.ends[i], True, i - 1)
        )
        line.claim(i - 1, after)
        return
    line.claim(i, after)
    if after >= len(line.words) or line.taken[after]:
        return
    if tag is NUMBER:
        read_number(line, i, after, _in_context(line, i, element))
    elif (
        line.gaps[after] < 2
        and (tag is None or len(line.words[after]) == 1)
        and _stands_for_number(line, after)
    ):
        element = _in_context(line, i, element)
        last = after + 1
        if last < len(line.words) and line.tags[last] is NUMBER and line.starts[last] == line.ends[after]:
            last += 1  # литера А1
        value = line.raw(after, last).upper()
        line.locators.append(
            Locator(element.type, value, element.kind, line.starts[i], line.ends[last - 1], True, i)
        )
        line.claim(after, last)


def _belongs_behind(line: Line, i: int) -> bool:
    """Tell whether the number before entrance or floor ``i`` is its own: "2-й подъезд 5", "2 подъезд, 5 этаж".

    Where numbers and words take turns without a comma, the last of the row tells for all of them:
    "2 подъезд 5 этаж" against "подъезд 2 этаж 5".
    """
    if "-" in line.words[i - 1]:
        return True
    after = i + 1
    while line.tag(after) is NUMBER and line.gaps[after] < 2 and not line.taken[after]:
        following = line.tag(after + 1)
        if following is None or following.type not in ("floor", "entrance") or line.gaps[after + 1] == 2:
            return False
        after += 2
    return True


def _stands_for_number(line: Line, i: int) -> bool:
    """Tell whether word ``i`` stands where a number does: "стр. Б", "пом. III", "д. б/н"."""
    word = line.words[i]
    return len(word) == 1 or word in ("б/н", "бн") or set(word) <= set("ivx")


def _in_context(line: Line, i: int, element: Element) -> Element:
    """Choose among the meanings of "к." and "п." by what stands before: корпус, квартира, комната."""
    if line.words[i] == "к" and line.locators:
        before = line.locators[-1]
        if before.kind in ("помещение", "офис", "квартира"):
            return line.elements.find("комната")
        if before.type in ("block", "structure", "entrance", "floor"):
            return line.elements.find("квартира")
    if line.words[i] == "п" and any(locator.type == "entrance" for locator in line.locators):
        return line.elements.find("помещение")
    return element


def read_number(line: Line, i: int, at: int, element: Element) -> None:
    """Take apart the number at word ``at`` that belongs to type word ``i`` (``i == at``: to none)."""
    chunk = CHUNKS[line.words[at]]
    base = line.starts[at]
    start = line.starts[i]
    typed = i != at
    for number, (kind_type, value, kind, first, last) in enumerate(chunk.pieces):
        if number == 0:
            if element.type in ("room", "pobox", "military_unit"):
                value = line.raw(at, at + 1)[first:last].upper()  # пом. 12-Н, в/ч 12345-Б
            line.locators.append(Locator(element.type, value, element.kind, start, base + last, typed, i))
        else:
            line.locators.append(Locator(kind_type, value, kind, base + first, base + last, True, at))
    dashed = chunk.dashed
    if dashed and element.type in ("block", "structure") and is_span(chunk.pieces[0][1], dashed[0][0]):
        locator = line.locators[-1]
        locator.value, locator.end = f"{locator.value}-{dashed[0][0]}", base + dashed[0][2]  # стр. 1-2
        dashed = dashed[1:]
    for value, first, last in dashed:
        line.dashed.append((at, value, base + first, base + last))
    line.claim(i, at + 1)
    _read_continuation(line, at)


def _read_continuation(line: Line, at: int) -> None:
    """Add what belongs to a number though spaces part them: "1 «А»", "93 А", "14 / 16", "7 - 412"."""
    locator = line.locators[-1]
    after = at + 1
    while after < len(line.words) and not line.taken[after] and line.gaps[after] < 2:
        glue, word = line.glue[after].strip(), line.words[after]
        if line.tags[after] is NUMBER and glue == "-":
            line.dashed.append((after, CHUNKS[word].pieces[0][1], line.starts[after], line.ends[after]))
        elif line.tags[after] is NUMBER and glue == "/":
            locator.value += "/" + CHUNKS[word].pieces[0][1]
            locator.end = line.ends[after]
        elif len(word) == 1 and word.isalpha() and _is_letter_of_number(line, after):
            locator.value += written(word)
            locator.end = line.ends[after] + (line.text[line.ends[after] : line.ends[after] + 1] == '"')
        else:
            return
        line.claim(after, after + 1)
        after += 1


def _is_letter_of_number(line: Line, i: int) -> bool:
    """Tell whether the lone letter ``i`` belongs to the number before it."""
    if '"' in line.glue[i] or "'" in line.glue[i] or line.glue[i].strip() == "-":
        return True
    if line.glue[i].strip():
        return False
    after = line.tag(i + 1)
    if after is NUMBER and line.gaps[i + 1] < 2:
        return False
    ends = line.gaps[i + 1] == 2 or (after is not None and len(line.words[i + 1]) > 1)
    return ends and (line.words[i] not in _TYPE_LETTERS or line.capital(i))
