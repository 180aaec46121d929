"""Cut a stretch of names without numbers or punctuation into roads, villages, estates and the like.

The type words found in the stretch are the only places where a name can end. Going from left to right
each of them either closes the name before it or turns out to be a piece of a longer one: 公园 in
公园北路, 国际 in 国际商贸城, 村 in 村委会.
"""

from __future__ import annotations

from addrcheck.languages.chinese.words import Word

Marker = tuple[int, int, Word]
"""Start, end and kind of a type word in the text."""

Phrase = tuple[int, int, Word | None]
"""Start, end and kind of a whole name; None where no type word ends it."""

_FREE = frozenset({Word.LANDMARK, Word.JOINT, Word.NOTE, Word.SECTION, Word.PICKUP, Word.NEAR, Word.MOUTH})
"""Words that need no name before them and end whatever stands there."""
_DIVISIONS = frozenset({Word.TOWN, Word.COUNTY})
_FRAIL = frozenset({Word.STRETCH, Word.WAY, Word.WEAK, Word.TOWN, Word.COUNTY})
"""Words that are more often a piece of a name than its end."""
_NAMING = frozenset(
    {
        Word.CAMPUS,
        Word.BRANCH,
        Word.ESTATE,
        Word.COURT,
        Word.WEAK,
        Word.COMPANY,
        Word.GATE,
        Word.VILLAGE,
        Word.DEVZONE,
        Word.TOWN,
    }
)
"""Words that may themselves stand in the name of a road."""
_WHOLE = frozenset({Word.ESTATE, Word.COURT, Word.VILLAGE, Word.DEVZONE})
"""Words after which a gate or an area (东门, A区) is a part of its own."""
_NAMED_AFTER_ROADS = frozenset({Word.ESTATE, Word.VILLAGE, Word.TOWN, Word.STREET, Word.COMPANY, Word.BRANCH})
"""Words whose names are often a road's: 学院路小区."""
_SIDES = frozenset("东西南北中内外")
_OF_ROADS = frozenset("东西南北中前后环新老一二三四五六七八九十内外支横直")


def cut_names(text: str, start: int, end: int, markers: list[Marker], towns: bool = True) -> list[Phrase]:
    """Return the phrases of ``text[start:end]`` in order; together they cover all of it.

    ``markers`` are the type words inside, in order; ``towns`` tells that a town may still be named.

    >>> cut_names("学院北路锦绣花园", 0, 8, [(0, 2, Word.ESTATE), (3, 4, Word.STREET), (6, 8, Word.ESTATE)])
    [(0, 4, <Word.STREET: 1>), (4, 8, <Word.ESTATE: 7>)]
    """
    if not towns:
        markers = [marker for marker in markers if marker[2] not in _DIVISIONS]
    markers = [
        marker
        for i, marker in enumerate(markers)
        if marker[2] not in _FREE or _stands_free(markers, i, start, end)
    ]
    phrases: list[Phrase] = []
    begin = start
    for i, (s, e, kind) in enumerate(markers):
        if s < begin:
            continue
        if kind in _FREE:
            if s > begin:
                phrases.append((begin, s, None))
        elif not _closes(text, markers, i, begin, end, start):
            continue
        elif kind is Word.GATE and s - begin > 2 and text[e - 1] != "楼":
            phrases.append((begin, s, None))
            begin = s
        phrases.append((begin if kind not in _FREE else s, e, kind))
        begin = e
    if (
        begin < end
        and markers
        and markers[-1][2] is Word.STREET
        and end - markers[-1][1] == 1
        and begin < markers[-1][0]
    ):
        phrases.append((begin, end, Word.STREET))
    elif begin < end:
        phrases.append((begin, end, None))
    return phrases


def _closes(text: str, markers: list[Marker], i: int, begin: int, end: int, start: int) -> bool:
    """Tell whether the type word ``markers[i]`` ends the name that starts at ``begin``."""
    s, e, kind = markers[i]
    named = s > begin
    if kind is Word.COUNTY:
        return begin == start and 1 < s - begin < 4 and not _is_piece(markers, i)
    if kind is Word.STRETCH:
        return begin > start and 1 < s - begin < 5 and e == end
    if kind is Word.GROUP and e < end and begin == start:
        return False
    if i + 1 == len(markers):
        if kind in _FRAIL or not named:
            return e == end or kind in (Word.AREA, Word.DEVZONE)
        if kind is Word.STREET and end - e == 1 and text[e] in _SIDES and text[s:e] == "大道":
            return False
        if kind is Word.COURT and e < end:
            return s - begin > 1 and (end - e > 1 or text[e] in _SIDES)
        return not (kind is Word.VILLAGE and end - e == 1)
    next_s, _, next_kind = markers[i + 1]
    gap = next_s - e
    if next_kind in _FREE:
        return named or gap == 0
    if next_kind is Word.BRANCH and (kind is Word.COMPANY or text[s:e] == "银行"):
        return False
    if next_kind is Word.CAMPUS and kind is Word.ESTATE:
        return False
    if next_kind is Word.STREET and _in_road_name(text[e:next_s], kind, s - begin):
        return False
    if gap == 0:
        return named and _parts_from(markers, i, end)
    if kind is Word.WEAK:
        return False
    if not named:
        return kind in (Word.DEVZONE, Word.AREA) or (next_kind is Word.STREET and e - s > 2)
    if kind is Word.COURT:
        return s - begin > 1 and gap > 1
    if next_kind is Word.COURT and kind is Word.ESTATE:
        return gap > 1 or text[e] not in _SIDES or markers[i + 1][1] < end
    return True


def _in_road_name(between: str, kind: Word, length: int) -> bool:
    """Tell whether a type word stands inside a road's name: 公园北路, 三环中路, 村前路, 新村二横路."""
    if kind is Word.STREET or kind is Word.WAY:
        return len(between) == 1 and between in _SIDES
    if kind not in _NAMING or not all(c in _OF_ROADS for c in between):
        return False
    return len(between) < 2 or length < 2 or kind in _FRAIL or kind is Word.COURT


def _is_piece(markers: list[Marker], i: int) -> bool:
    """Tell whether the next type word follows at once, so that both may be one (区政府, 县道)."""
    return (
        i + 1 < len(markers) and markers[i + 1][0] == markers[i][1] and markers[i + 1][2] is not Word.DEVZONE
    )


def _parts_from(markers: list[Marker], i: int, end: int) -> bool:
    """Tell whether a type word ends its name although another one follows at once."""
    kind, (_, stop, next_kind) = markers[i][2], markers[i + 1]
    if kind is Word.STREET:
        closed = stop == end or (i + 2 < len(markers) and markers[i + 2][0] == stop)
        return (
            not closed
            or next_kind not in _NAMED_AFTER_ROADS
            or (next_kind is Word.TOWN and stop - markers[i][1] == 1)
        )
    if kind is Word.VILLAGE and next_kind in (Word.ESTATE, Word.COMPANY):
        return stop - markers[i][1] > 2 and markers[i][1] - markers[i][0] == 1
    if next_kind in (Word.GATE, Word.AREA):
        return kind in _WHOLE or (kind is Word.WEAK and markers[i][1] - markers[i][0] == 2)
    if next_kind in _FRAIL or next_kind is Word.COURT:
        goes_on = stop < end and not (i + 2 < len(markers) and markers[i + 2][0] == stop)
        return goes_on and kind not in _FRAIL
    return False


def _stands_free(markers: list[Marker], i: int, start: int, end: int) -> bool:
    """Tell whether a word like 口, 旁 or 与 is a locator of its own and not a piece of a name."""
    s, e, kind = markers[i]
    before = markers[i - 1] if i else None
    after = markers[i + 1] if i + 1 < len(markers) else None
    if kind is Word.MOUTH:
        return before is not None and before[1] == s and before[2] is Word.STREET
    if kind is Word.NEAR:
        return s == start
    if kind is Word.JOINT:
        between = before is not None and before[1] == s and before[2] is Word.STREET
        return between and after is not None and after[2] is Word.STREET
    if after is not None and after[0] == e and after[2] not in _FREE:
        return False
    if e - s == 1:
        return e == end or (before is not None and before[1] == s)
    return True
