"""Label what the settled places leave of a Chinese address: roads, numbers, estates, rooms, landmarks.

The text is cut by ``tokens.TOKEN``; stretches of names between numbers and punctuation go through
``names.cut_names``; what each piece is follows from its type word and from what already stands before it.
"""

from __future__ import annotations

import re

from addrcheck.languages.chinese.names import Marker, cut_names
from addrcheck.languages.chinese.numerals import NUMERAL, canonical
from addrcheck.languages.chinese.tokens import DISTANCE, NUMBER, TOKEN, UNIT, UNITS
from addrcheck.languages.chinese.words import WORDS, Word
from addrcheck.model import ComponentType, Part

_BARE_FLOOR = re.compile(r"(?:负|B)?\d+[Ff]")
_AISLE = re.compile(f"(?:\\d+|[{NUMERAL}]+)街")
_CROSSINGS = frozenset({"路口", "街口", "巷口"})
_PIECES = re.compile(r"-+|[_~]|(?<=\d)一(?=\d)")
_STREETS = frozenset({"street", "substreet"})
_ALSO_NAMES = frozenset("座房户铺门梯队")
"""Unit words that end names as well: 九座, 三房."""
_ONE_BUILDING = re.compile("(?:大厦|大楼|商厦|广场|市场|商城|商贸城|酒店|宾馆|中心|国际|百货|超市)$")
"""Estates in which a 号 is a room or a stall."""
_NOT_FLOORS = frozenset("ACDEGHacdegh")
"""Letters with which buildings are numbered and floors (B1, F2, L3) are not."""
_NOT_NAMES = frozenset({"中国", "null"})
_BEFORE_TOWNS = frozenset({"devzone", "village", "town", "district"})
_INSIDE = frozenset({"building", "unit", "floor", "room"})
_POIS = frozenset({"poi", "subpoi"})


def parse_parts(text: str, start: int = 0, end: int | None = None) -> list[Part]:
    """Return the parts of ``text[start:end]`` that grammar alone can tell, in order, without overlaps.

    >>> [(p.type, p.value) for p in parse_parts("文三路100号2幢301")]
    [('street', '文三路'), ('house', '100'), ('building', '2'), ('room', '301')]
    """
    return _Walker(text, start, len(text) if end is None else end).walk()


class _Walker:
    """One pass over one stretch; remembers what it has seen because numbers depend on it."""

    __slots__ = ("end", "last", "markers", "name", "parts", "seen", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.parts: list[Part] = []
        self.seen: set[str] = set()
        self.last = ""
        self.name = -1
        self.markers: list[Marker] = []

    def walk(self) -> list[Part]:
        position = self.start
        for match in TOKEN.finditer(self.text, self.start, self.end):
            s, e = match.span()
            if s > position and self.name < 0:
                self.name = position
            if match.lastindex is None:
                kind = WORDS.get(match[0])
                if kind is None and match[0][0] == "(" and e - s > 2:
                    self.name = s if self.name < 0 else self.name
                elif kind is None:
                    self.flush(s)
                elif kind is Word.NEAR and e - s == 1 and (s == 0 or self.text[s - 1] != "("):
                    self.name = s if self.name < 0 else self.name
                else:
                    if self.name < 0:
                        self.name = s
                    closed = self.markers and self.markers[-1][1] == s
                    if kind is Word.LANDMARK and match[0] in _CROSSINGS and s > self.name and not closed:
                        self.markers += (s, s + 1, Word.STREET), (s + 1, e, Word.MOUTH)
                    else:
                        self.markers.append((s, e, kind))
            elif match.lastindex == DISTANCE:
                self.flush(s)
                self.add("landmark", s, e)
            elif not self.in_name(match[NUMBER], match[UNIT], s, e):
                self.flush(s)
                self.number(match[NUMBER], match[UNIT], s, e)
            elif self.name < 0:
                self.name = s
            position = e
        if self.end > position and self.name < 0:
            self.name = position
        self.flush(self.end)
        return self.parts

    # ---- names
    def in_name(self, number: str, unit: str | None, s: int, e: int) -> bool:
        """Tell whether a number is a piece of the name around it; 二区 and 一期 become its type word."""
        open_name = self.name >= 0 and (not self.markers or self.markers[-1][1] < s)
        if unit in ("区", "期"):
            if self.name < 0:
                self.name = s
            self.markers.append((s, e, Word.ESTATE if open_name or unit == "期" else Word.AREA))
            return True
        if unit:
            return open_name and unit in _ALSO_NAMES and number[-1] in NUMERAL
        follows_name = e < self.end and "一" <= self.text[e] <= "鿿" and self.text[e] not in "旁对附门"
        if follows_name and number[:2].isalpha() and number[:2].isascii():
            return True
        return follows_name and (open_name or (self.name < 0 and not self.last))

    def flush(self, end: int) -> None:
        if self.name < 0:
            return
        for s, e, kind in cut_names(self.text, self.name, end, self.markers, not self.seen - _BEFORE_TOWNS):
            self.named(s, e, kind)
        self.name = -1
        self.markers.clear()

    def named(self, s: int, e: int, kind: Word | None) -> None:
        match kind:
            case Word.NOTE:
                return
            case Word.STREET | Word.WAY:
                self.street(s, e)
            case Word.SECTION | Word.STRETCH:
                self.add("substreet", s, e)
            case Word.LANDMARK | Word.JOINT | Word.NEAR | Word.MOUTH:
                self.add("landmark", s, e)
            case Word.VILLAGE:
                self.add("poi" if self.seen & {"street", "village", "poi"} else "village", s, e)
            case Word.GROUP:
                self.add("group", s, e)
            case Word.COUNTY:
                self.add("district", s, e)
            case Word.TOWN:
                self.add("town", s, e)
            case Word.DEVZONE:
                self.add("devzone", s, e)
            case Word.PICKUP:
                self.add("pickup_point", s, e)
            case Word.GATE | Word.AREA:
                inside = "organization" if self.last in _INSIDE else "poi"
                self.add("subpoi" if "poi" in self.seen else inside, s, e)
            case Word.POBOX:
                self.add("pobox", s, e)
            case Word.MILITARY:
                self.add("military_unit", s, e)
            case _:
                self.place(s, e)

    def street(self, s: int, e: int) -> None:
        """Add a road, a branch of the road already named, or a numbered aisle of a market hall."""
        if _AISLE.fullmatch(self.text, s, e) and self.seen & {"floor", "subpoi"}:
            self.add("unit", s, e, self.text[s : e - 1])
        else:
            self.add("substreet" if "street" in self.seen else "street", s, e)

    def place(self, s: int, e: int) -> None:
        """Add an estate, a building or a company: which of them depends on where it stands."""
        if self.text[s:e] in _NOT_NAMES:
            return
        if e - s < 2:
            if self.text[s] in "东西南北" and self.last:
                self.add("landmark", s, e)
            return
        if self.last in _INSIDE or self.last == "subpoi":
            self.add("organization", s, e)
        elif self.last in _POIS:
            self.add("subpoi", s, e)
        else:
            self.add("poi", s, e)

    # ---- numbers
    def number(self, number: str, unit: str | None, s: int, e: int) -> None:
        if unit is None or unit == "号":
            if unit is None and _BARE_FLOOR.fullmatch(number):
                self.add("floor", s, e, number[:-1])
                return
            pieces = _PIECES.split(number)
            if len(pieces) > 1 and "附" not in number and "组" not in number:
                self.chain(number, pieces, unit, s, e)
                return
            kind = self.kind_of_single(number, unit, e)
        else:
            kind = "building" if unit == "楼" and number[0] in _NOT_FLOORS else UNITS[unit]
            pieces = _PIECES.split(number)
            if len(pieces) > 1 and (kind == "room" or (kind == "unit" and len(pieces) == 2)):
                self.chain(number, pieces, unit, s, e)
                return
        if kind == "subpoi":
            self.add(kind, s, e)
            return
        if kind == "group":
            self.add(kind, s, e, f"{number}组")
            return
        self.add(kind, s, e, number)

    def numeric_follows(self, e: int) -> bool:
        """Tell whether another number comes next."""
        while e < self.end and self.text[e] == " ":
            e += 1
        return e < self.end and self.text[e] in "0123456789一二三四五六七八九十ABCDEFabcdef-"

    def kind_of_single(self, number: str, unit: str | None, e: int) -> ComponentType:
        digits = sum(c.isdigit() for c in number)
        last = self.last
        if last == "building":
            return "unit" if self.numeric_follows(e) and (unit or digits < 3) else "room"
        if last in ("unit", "floor", "room"):
            return "room"
        if unit:
            if last in _POIS and _ONE_BUILDING.search(self.parts[-1].value) and not self.numeric_follows(e):
                return "room"
            if last in _POIS and (e < self.end or "house" in self.seen):
                in_estate = digits < 3 or "house" not in self.seen or self.numeric_follows(e)
                return "building" if in_estate else "room"
            if last == "substreet":
                return "subhouse"
            if "house" in self.seen or "subhouse" in self.seen:
                return "building" if self.last in ("house", "subhouse") else "room"
            return "house"
        if last == "substreet":
            return "subhouse"
        if last in ("street", "village", "landmark", "group", "") and "house" not in self.seen:
            return "house"
        if last == "house" and digits > 1 and number[-1].isalpha() and number[0].isdigit():
            return "room"
        if last == "house" and self.text[self.parts[-1].end - 1] == "弄":
            return "building"
        return "room" if digits >= 3 else "building"

    def chain(self, number: str, pieces: list[str], unit: str | None, s: int, e: int) -> None:
        """Split 12-3-1001 into building, unit and room; keep 12-3号 behind a road as one house."""
        kinds = self.chain_kinds(pieces, unit)
        if len(kinds) == 1:
            self.add(kinds[0], s, e, number)
            return
        at = s
        for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
            at = self.text.index(piece, at)
            stop = e if i == len(pieces) - 1 else at + len(piece)
            self.add(kind, at, stop, piece)
            at += len(piece)

    def chain_kinds(self, pieces: list[str], unit: str | None) -> list[ComponentType]:
        count, last = len(pieces), self.last
        if count == 2 and last not in _STREETS and _is_range(*pieces):
            return ["room"]
        if count == 2 and pieces[0].isalpha() and last not in _INSIDE:
            return ["building", "room"]
        if last in ("street", "village", "group", "landmark", "") and "house" not in self.seen:
            if count == 2 and not pieces[1].isdigit():
                return ["house", "building"]
            if last == "village" and count == 2 and not unit and len(pieces[1]) > 2:
                return ["building", "room"]
            if count == 2 and (unit or pieces[0].isdigit()):
                return ["house"]
            return _CHAINS.get(count, ["house"])
        if last == "substreet":
            return ["subhouse"]
        if last == "building":
            if len(pieces[0]) > 2 and count == 2:
                return ["room"]
            return ["unit", "room"] if count == 2 else ["unit", "floor", "room"] if count == 3 else ["room"]
        if last in ("unit", "floor", "room"):
            return ["room"]
        if count == 2:
            if unit == "单元":
                return ["building", "unit"]
            if unit == "号":
                return ["room"] if "floor" in self.seen else ["building", "room"]
            if len(pieces[0]) > 3:
                return ["room"]
            return ["building", "room" if len(pieces[1]) >= 3 or unit == "室" else "unit"]
        return _CHAINS.get(count, ["room"])

    def add(self, kind: ComponentType, s: int, e: int, value: str | None = None) -> None:
        text = self.text
        while s < e and text[s].isspace():
            s += 1
        while e > s and text[e - 1].isspace():
            e -= 1
        if s == e:
            return
        self.parts.append(Part(kind, s, e, canonical(value) if value is not None else text[s:e]))
        self.seen.add(kind)
        self.last = kind


_CHAINS: dict[int, list[ComponentType]] = {
    3: ["building", "unit", "room"],
    4: ["building", "unit", "floor", "room"],
}


def _is_range(first: str, second: str) -> bool:
    """Tell whether two numbers are neighbours on one floor: 709-710."""
    return len(first) > 2 and first.isdigit() and second.isdigit() and 0 < int(second) - int(first) < 30
