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
_PLAIN = frozenset({Word.STREET, Word.ESTATE, Word.COMPANY})
_SELF_STANDING = frozenset({Word.AREA, Word.DEVZONE})
"""Words that are names on their own: 经济开发区."""
_SIDES = frozenset("东西南北中内外")
_OF_ROADS = frozenset("东西南北中前后环新老一二三四五六七八九十内外支横直")


def cut_names(text: str, start: int, end: int, markers: list[Marker], towns: bool = True) -> list[Phrase]:
    """Return the phrases of ``text[start:end]`` in order; together they cover all of it.

    ``markers`` are the type words inside, in order; ``towns`` tells that a town may still be named.

    >>> cut_names("学院北路锦绣花园", 0, 8, [(0, 2, Word.ESTATE), (3, 4, Word.STREET), (6, 8, Word.ESTATE)])
    [(0, 4, <Word.STREET: 1>), (4, 8, <Word.ESTATE: 11>)]
    """
    if len(markers) == 1 and markers[0][1] == end and markers[0][0] > start and markers[0][2] in _PLAIN:
        return [(start, end, markers[0][2])]
    run = _Run(text, start, end, markers if towns else [m for m in markers if m[2] not in _DIVISIONS])
    phrases: list[Phrase] = []
    begin = start
    for i, (s, e, kind) in enumerate(run.markers):
        if s < begin:
            continue
        if kind in _FREE:
            if s > begin:
                phrases.append((begin, s, None))
            begin = s
        elif not run.closes(i, begin):
            continue
        elif kind is Word.GATE and s - begin > 2 and text[e - 1] != "楼":
            phrases.append((begin, s, None))
            begin = s
        elif run.ends_with_side(i):
            e = end
        phrases.append((begin, e, kind))
        begin = e
    if begin < end:
        phrases.append((begin, end, None))
    return phrases


class _Run:
    """A stretch of names with its type words; locators that are pieces of names are left out."""

    __slots__ = ("end", "last_branch", "markers", "start", "text")

    def __init__(self, text: str, start: int, end: int, markers: list[Marker]) -> None:
        self.text, self.start, self.end = text, start, end
        self.markers = markers
        self.markers = [m for i, m in enumerate(markers) if m[2] not in _FREE or self.stands_free(i)]
        self.last_branch = max((i for i, m in enumerate(self.markers) if m[2] is Word.BRANCH), default=-1)

    def closes(self, i: int, begin: int) -> bool:
        """Tell whether the type word ``i`` ends the name that starts at ``begin``."""
        s, e, kind = self.markers[i]
        if kind is Word.COUNTY:
            return begin == self.start and 1 < s - begin < 4 and not self.runs_on(i)
        if kind is Word.STRETCH:
            return begin > self.start and 1 < s - begin < 5 and e == self.end
        if kind is Word.GROUP and e < self.end and begin == self.start:
            return False
        if i + 1 == len(self.markers):
            return self.closes_last(i, begin)
        return self.closes_before_next(i, begin)

    def closes_last(self, i: int, begin: int) -> bool:
        """The same for the last type word of the run: what follows is a name without one, or nothing."""
        s, e, kind = self.markers[i]
        left = self.end - e
        if kind in _FRAIL or s == begin:
            return left == 0 or kind in _SELF_STANDING
        if kind is Word.COURT and left:
            return s - begin > 1 and (left > 1 or self.text[e] in _SIDES)
        return not (kind is Word.VILLAGE and left == 1)

    def closes_before_next(self, i: int, begin: int) -> bool:
        """The same for a type word that another one follows."""
        (s, e, kind), (next_s, next_e, next_kind) = self.markers[i], self.markers[i + 1]
        gap, named = next_s - e, s > begin
        if next_kind in _FREE:
            return named or gap == 0
        if self.goes_on_to(i, begin):
            return False
        if gap == 0:
            return named and self.parts_from_next(i)
        if kind is Word.WEAK:
            return False
        if not named:
            return kind in _SELF_STANDING or (e - s > 2 and self.is_road(i + 1))
        if kind is Word.COURT:
            return s - begin > 1 and gap > 1
        if kind is Word.ESTATE and next_kind is Word.COURT and next_e == self.end:
            return gap > 1 or self.text[e] not in _SIDES
        return True

    def is_road(self, i: int) -> bool:
        """Tell whether the type word ``i`` ends a road's name, or stands in one: 苑 in 科苑路."""
        if self.markers[i][2] is not Word.STREET and self.touches_next(i):
            i += 1
        return self.markers[i][2] is Word.STREET

    def goes_on_to(self, i: int, begin: int) -> bool:
        """Tell whether the next type word ends a longer name: a branch of a bank, a campus, a road."""
        (s, e, kind), (next_s, _, next_kind) = self.markers[i], self.markers[i + 1]
        if next_kind is Word.CAMPUS and kind is Word.ESTATE:
            return True
        if next_kind is Word.STREET and _in_road_name(self.text[e:next_s], kind, s - begin):
            return True
        if kind is Word.COMPANY or self.text[s:e] == "银行":
            return self.last_branch > i
        return False

    def parts_from_next(self, i: int) -> bool:
        """Tell whether a type word ends its name although another one follows at once."""
        (s, e, kind), (_, stop, next_kind) = self.markers[i], self.markers[i + 1]
        if kind is Word.STREET:
            if next_kind is Word.TOWN and stop - e == 1:
                return True
            ends = stop == self.end or self.runs_on(i + 1)
            return next_kind is not Word.STREET and not (ends and next_kind in _NAMED_AFTER_ROADS)
        if kind is Word.VILLAGE and next_kind in (Word.ESTATE, Word.COMPANY):
            return stop - e > 2 and e - s == 1
        if next_kind in (Word.GATE, Word.AREA):
            return kind in _WHOLE or (kind is Word.WEAK and e - s == 2)
        if next_kind in _FRAIL or next_kind is Word.COURT:
            return stop < self.end and not self.touches_next(i + 1) and kind not in _FRAIL
        return False

    def touches_next(self, i: int) -> bool:
        """Tell whether the next type word follows at once."""
        return i + 1 < len(self.markers) and self.markers[i + 1][0] == self.markers[i][1]

    def runs_on(self, i: int) -> bool:
        """Tell whether what follows at once may be of one word with it: 区政府, but not 区高新区."""
        return self.touches_next(i) and self.markers[i + 1][2] is not Word.DEVZONE

    def ends_with_side(self, i: int) -> bool:
        """Tell whether a 大道 is followed by nothing but its side: 广州大道中."""
        s, e, kind = self.markers[i]
        return (
            kind is Word.STREET and self.end - e == 1 and self.text[e] in _SIDES and self.text[s:e] == "大道"
        )

    def stands_free(self, i: int) -> bool:
        """Tell whether a word like 口, 旁 or 与 is a locator of its own and not a piece of a name."""
        s, e, kind = self.markers[i]
        behind = self.markers[i - 1] if i and self.markers[i - 1][1] == s else None
        after = self.markers[i + 1] if i + 1 < len(self.markers) else None
        if kind is Word.MOUTH:
            return behind is not None and behind[2] is Word.STREET
        if kind is Word.NEAR:
            return s == self.start
        if kind is Word.JOINT:
            after_road = behind is not None and behind[2] is Word.STREET
            return after_road and after is not None and after[2] is Word.STREET
        if after is not None and after[0] == e and after[2] not in _FREE:
            return False
        return e - s > 1 or e == self.end or behind is not None


def _in_road_name(between: str, kind: Word, length: int) -> bool:
    """Tell whether a type word stands inside a road's name: 公园北路, 三环中路, 村前路, 新村二横路."""
    if kind is Word.STREET or kind is Word.WAY:
        return len(between) == 1 and between in _SIDES
    if kind not in _NAMING or not all(c in _OF_ROADS for c in between):
        return False
    return len(between) < 2 or length < 2 or kind in _FRAIL or kind is Word.COURT
