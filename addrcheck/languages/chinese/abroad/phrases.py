"""Items → phrases: a name with its type word, a number with its unit word, or either of them bare.

English puts the type word behind the name (Xihu District), Russian before it (район Сиху) and sometimes
behind, pinyin behind always. Where a run of words could be cut in several ways, the dictionary decides: in
"Beijing Chaoyang District" the district is the longest end of the run that names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from addrcheck.languages.chinese.abroad.elements import NUMBERED, PLACES, Element
from addrcheck.languages.chinese.abroad.glued import cut_glued, is_syllable
from addrcheck.languages.chinese.abroad.names import Bearers, Names, key_of
from addrcheck.languages.chinese.abroad.tokens import Item, Kind

_LONGEST = 6
_SIDES = frozenset(
    "east west south north middle central dong xi nan bei zhong da xiao yi er san si wu liu qi ba jiu shi huan nei wai"
    " shang xia xin lao восточная западная южная северная центральная восточный западный южный северный дун си нань"
    " бэй чжун большая малая".split()
)
"""Words that tell roads of one name apart; a place before one of them is still the road's name."""
_LED = frozenset({"street", "devzone"})
"""Types before whose name a place may stand without a comma: Hangzhou Wensan Lu."""
_NAMELESS = frozenset({"devzone", "poi", "organization"})
"""Types whose word may stand alone: Development Zone."""
_HOUSE = Element("house", "号", False, False)


class Phrase(Struct, frozen=True):
    """A name; ``elements`` is what its type word may mean, empty for a bare name.

    ``places`` are the larger places that the name spells. ``field`` counts the fields between commas;
    ``lead`` is the end of a place's name before the name proper, 0 where none stands there.
    """

    start: int
    end: int
    key: str
    field: int
    elements: tuple[Element, ...] = ()
    places: Bearers = ()
    lead: int = 0
    leads: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The types that the type word may mean."""
        return tuple(element.type for element in self.elements)


class Number(Struct, frozen=True):
    """A number or code; ``elements`` is what its unit word may mean, empty for a bare one."""

    start: int
    end: int
    value: str
    field: int
    elements: tuple[Element, ...] = ()
    hashed: bool = False


class Country(Struct, frozen=True):
    """The country's name, which says nothing more."""

    start: int
    end: int


Piece = Phrase | Number | Country


def phrases_of(items: Sequence[Item], names: Names | None) -> list[Piece]:
    """Return the phrases in order; without ``names`` no place is looked for."""
    return _Walker(items, names).walk()


class _Walker:
    """One pass over the items; ``run`` holds the words that no type word has claimed yet."""

    def __init__(self, items: Sequence[Item], names: Names | None) -> None:
        self.items, self.names = items, names
        self.run: list[Item] = []
        self.out: list[Piece] = []
        self.field = 0

    def walk(self) -> list[Piece]:
        position = 0
        steps = {
            Kind.WORD: self.word,
            Kind.NUMBER: self.number,
            Kind.SIGN: self.sign,
            Kind.ELEMENT: self.element,
            Kind.STOP: self.stop,
        }
        while position < len(self.items):
            position = steps[self.items[position].kind](position)
        self.flush()
        return self.out

    def at(self, position: int) -> Item | None:
        """Return the item at ``position`` of the same field, None behind its end."""
        if position < len(self.items) and self.items[position].kind is not Kind.STOP:
            return self.items[position]
        return None

    # ---- words and numbers
    def stop(self, position: int) -> int:
        self.flush()
        self.field += 1
        return position + 1

    def word(self, position: int) -> int:
        item, after = self.items[position], self.at(position + 1)
        if len(item.key) == 1 and after and after.start == item.end and after.kind is Kind.ELEMENT:
            return self.add_number(item.start, after.end, item.key.upper(), after.meanings, position + 2)  # A座
        self.run.append(item)
        return position + 1

    def number(self, position: int) -> int:
        item, after = self.items[position], self.at(position + 1)
        if item.meanings:
            return self.add_number(item.start, item.end, item.key, item.meanings, position + 1)
        if after and after.kind is Kind.ELEMENT:
            meanings = _of(after.meanings, NUMBERED)
            if meanings and self.belongs_behind(meanings, position):
                return self.add_number(item.start, after.end, item.key, meanings, position + 2)
            if after.means("street") and (self.run or _is_ordinal(item)):
                return self.word(position)
        elif after is None and self.run and _is_ordinal(item):  # Juxiang 3rd
            return self.word(position)
        if after and after.kind is Kind.SIGN and after.key == "#":
            return self.add_number(item.start, after.end, item.key, (), position + 2, True)
        return self.add_number(item.start, item.end, item.key, (), position + 1)

    def belongs_behind(self, meanings: tuple[Element, ...], position: int) -> bool:
        """Tell whether a unit word belongs to the number before it: 100 hao, 5th Floor, 2 этаж 301 кв."""
        if any(element.follows for element in meanings):
            return True
        if all(element.type == "house" for element in meanings):
            return False
        further = self.at(position + 2)
        if further is None or not _counts(further):
            return True
        last = self.at(position + 3)
        return last is not None and last.kind is Kind.ELEMENT and not self.counted(position + 4)

    def counted(self, position: int) -> bool:
        """Tell whether a number or a code stands at ``position``."""
        item = self.at(position)
        return item is not None and _counts(item)

    def sign(self, position: int) -> int:
        """Read No. 100, № 5, No. 2 Building; a sign without a number says nothing."""
        number, after = self.at(position + 1), self.at(position + 2)
        if number is None or not _counts(number):
            return position + 1
        start = self.items[position].start
        if after and after.kind is Kind.ELEMENT and not self.counted(position + 3):
            meanings = tuple(e for e in _of(after.meanings, NUMBERED) if e.type != "house")
            if meanings:
                return self.add_number(start, after.end, number.key.upper(), meanings, position + 3)
            if after.means("poi") and not self.run:  # No. 2 Middle School
                self.run.extend((self.items[position], number))
                return position + 2
        return self.add_number(start, number.end, number.key.upper(), (_HOUSE,), position + 2)

    def add_number(
        self, start: int, end: int, value: str, meanings: tuple[Element, ...], position: int, hashed: bool = False
    ) -> int:
        self.flush()
        after = self.at(position)
        if after and after.kind is Kind.ELEMENT and after.start == end and after.key in ("号", "室", "房"):
            end, position = after.end, position + 1
        self.out.append(Number(start, end, value, self.field, meanings, hashed))
        return position

    # ---- type words
    def element(self, position: int) -> int:
        item = self.items[position]
        if item.means("country"):
            return self.country(position)
        if item.means("people"):
            return self.people(position)
        numbered, named = _of(item.meanings, NUMBERED), _without(item.meanings, NUMBERED)
        ahead = position + 1
        while (sign := self.at(ahead)) and sign.kind is Kind.SIGN:
            ahead += 1
        free = tuple(e for e in numbered if not e.follows)
        value = self.at(ahead)
        if free and value and _counts(value) and not (self.run and named):
            return self.add_number(item.start, value.end, value.key.upper(), free, ahead + 1)
        if not named:
            return position + 1 if free else self.word(position)
        return self.name(position, named)

    def name(self, position: int, named: tuple[Element, ...]) -> int:
        """Give a type word its name: the words before it, or those behind."""
        item, after = self.items[position], self.at(position + 1)
        forward = after is not None and (after.kind is Kind.WORD or (_is_ordinal(after) and item.means("street")))
        if after and after.key == "of" and not self.run:  # Bank of China
            return self.word(position)
        if all(element.follows for element in named):
            if not self.run and not self.merge(item, named):
                return self.word(position)
            if self.run and self.inside_name(item, named):
                return self.word(position)
            return self.close(position, named) if self.run else position + 1
        if item.meanings[0].cyrillic and forward and not self.names_backward(position, named):
            self.flush()
            return self.forward(position, named)
        if self.run:
            return self.close(position, named)
        if self.merge(item, named):
            return position + 1
        return self.forward(position, named) if forward else self.word(position)

    def names_backward(self, position: int, named: tuple[Element, ...]) -> bool:
        """Tell whether the run names such a place and the words ahead do not: Сиху район Вэньсань."""
        if not self.run or not _of(named, PLACES):
            return False
        return bool(self.suffix(self.run, named)[1]) and not self.prefix(self.words(position + 1), named)[1]

    def words(self, position: int) -> list[Item]:
        """Return the words that begin at ``position``."""
        words = []
        while (item := self.at(position)) and (item.kind is Kind.WORD or (not words and _is_ordinal(item))):
            words.append(item)
            position += 1
        return words

    def country(self, position: int) -> int:
        """Read China as the country, but not in the name of a bank or a university."""
        item, after = self.items[position], self.at(position + 1)
        if after and (after.kind is Kind.WORD or after.means("poi", "organization")) and after.key != "p":
            words = self.words(position + 1)
            if not words or not self.found(_key(words[:1])):
                return self.word(position)
        self.flush()
        self.out.append(Country(item.start, item.end))
        return position + 1

    def people(self, position: int) -> int:
        """Pass over a people's name before "autonomous"; elsewhere it is a word like others."""
        after = self.at(position + 1)
        if self.run and after and (after.means("people") or "autonom" in after.key or "автоном" in after.key):
            return position + 1
        return self.word(position)

    def merge(self, item: Item, named: tuple[Element, ...]) -> bool:
        """Join a second type word to the phrase right before it: Wensan Road Primary School."""
        last = self.out[-1] if self.out else None
        if not isinstance(last, Phrase) or last.field != self.field or not last.elements or last.places:
            return False
        if any(last.end < i.start < item.start for i in self.items):
            return False
        self.out[-1] = Phrase(last.start, item.end, last.key, self.field, named, (), last.lead)
        return True

    def inside_name(self, item: Item, named: tuple[Element, ...]) -> bool:
        """Tell whether a syllable is a piece of a place's name and no type word: Feng Xian, Zhong Xiang."""
        for first in range(max(0, len(self.run) - 3), len(self.run)):
            words = self.run[first:]
            if self.found(_key([*words, item])) and not self.found(_key(words), named):
                return True
        return False

    # ---- names
    def found(self, key: str, elements: Sequence[Element] = ()) -> Bearers:
        """Return the larger places that a key spells."""
        return self.names.find(key, elements) if self.names else ()

    def suffix(self, run: list[Item], named: tuple[Element, ...], tail: str = "") -> tuple[int, Bearers]:
        """Return where the longest end of ``run`` that names such a place begins."""
        for first in range(max(0, len(run) - _LONGEST), len(run)):
            key = _key(run[first:])
            places = (self.found(key + tail) if tail else ()) or self.found(key, named)
            if places:
                return first, places
        return 0, ()

    def prefix(self, words: list[Item], named: Sequence[Element], head: str = "") -> tuple[int, Bearers]:
        """Return where the longest beginning of ``words`` that names such a place ends."""
        shortest = 1 if named or not _in_syllables(words) else 2
        for last in range(min(len(words), _LONGEST), shortest - 1, -1):
            key = _key(words[:last])
            places = (self.found(head + key) if head else ()) or self.found(key, named)
            if places:
                return last, places
        return 0, ()

    def close(self, position: int, named: tuple[Element, ...]) -> int:
        """End the name in ``run`` with its type word."""
        item, run = self.items[position], self.run
        self.run = []
        first, places = self.suffix(run, named, item.key) if _of(named, PLACES) else (0, ())
        if places:
            self.bare(run[:first])
            self.add(run[first:], item, named, places)
        elif {e.type for e in named} & (PLACES | _LED):
            self.led(run, item, named)
        else:
            self.add(run, item, named)
        following = self.at(position + 1)
        if named[0].type == "street" and following and following.key in _SIDES and self.closes_field(position + 1):
            last = self.out[-1]
            assert isinstance(last, Phrase)  # noqa: S101
            self.out[-1] = Phrase(last.start, following.end, last.key, last.field, last.elements, (), last.lead)
            return position + 2
        return position + 1

    def closes_field(self, position: int) -> bool:
        """Tell whether no further word follows: Renmin Road East, 100."""
        after = self.at(position + 1)
        return after is None or after.kind in (Kind.NUMBER, Kind.SIGN)

    def led(self, run: list[Item], item: Item, named: tuple[Element, ...]) -> None:
        """Add a road or a small place; larger places before its name become mentions of their own."""
        rest = length = 0
        last = len(run) - (named[0].type != "devzone")
        while rest < last:
            count, places = self.prefix(run[rest:last], ())
            if not places or (count == 1 and _in_syllables(run[rest:])):
                break
            length = count
            words = run[rest : rest + length]
            self.out.append(
                Phrase(words[0].start, words[-1].end, _key(words), self.field, (), places, leads=True)
            )
            rest += length
        if rest and run[rest:] and all(word.key in _SIDES or word.kind is Kind.NUMBER for word in run[rest:]):
            del self.out[-1]
            rest -= length
        lead = (run[rest].start if run[rest:] else item.start) if rest else 0
        self.out.append(Phrase(run[0].start, item.end, _key(run[rest:]), self.field, named, (), lead))

    def forward(self, position: int, named: tuple[Element, ...]) -> int:
        """Give a type word the name that follows it."""
        item, words = self.items[position], self.words(position + 1)
        places: Bearers = ()
        if _of(named, PLACES):
            length, places = self.prefix(words, named, item.key)
            words = words[:length] if places else words
        position += 1 + len(words)
        end = words[-1].end
        after = self.at(position)
        if after and after.kind is Kind.ELEMENT and {e.type for e in named} & {e.type for e in after.meanings if e.follows}:
            end, position = after.end, position + 1
        self.out.append(Phrase(item.start, end, _key(words), self.field, named, places))
        return position

    def add(self, words: list[Item], item: Item, named: tuple[Element, ...], places: Bearers = ()) -> None:
        """Add a name with the type word behind it."""
        self.out.append(Phrase(words[0].start, item.end, _key(words), self.field, named, places))

    def flush(self) -> None:
        """End a run that no type word claimed."""
        run, self.run = self.run, []
        self.bare(run)

    def bare(self, run: list[Item]) -> None:
        """Add bare names: the places among them one by one, the words between as they stand."""
        first = unknown = 0
        while first < len(run):
            length, places = self.prefix(run[first:], ())
            glued = () if places else cut_glued(_key(run[first : first + 1]))
            stem, meanings = glued or ("", ())
            named = self.found(stem, meanings) if glued else self.misspelt(run, first)
            if not places and not named and not (glued and not _of(meanings, frozenset({"region", "city", "district"}))):
                first += 1
                continue
            self.unnamed(run[unknown:first])
            words = run[first : first + max(length, 1)]
            key = stem if glued else _key(words)
            self.out.append(Phrase(words[0].start, words[-1].end, key, self.field, meanings, places or named))
            first = unknown = first + len(words)
        self.unnamed(run[unknown:])

    def misspelt(self, run: list[Item], first: int) -> Bearers:
        """Return what a Russian word that fills its field may misspell."""
        if self.names is None or len(run) > 1 or run[first].key.isascii() or run[first].meanings:
            return ()
        return self.names.misspelt(_key(run))

    def unnamed(self, words: list[Item]) -> None:
        """Add words that nothing explains yet."""
        if not words:
            return
        meanings = _of(words[0].meanings, _NAMELESS) if len(words) == 1 else ()
        if len(words) == 1 and words[0].meanings and not meanings:
            return
        self.out.append(Phrase(words[0].start, words[-1].end, _key(words), self.field, meanings))


def _counts(item: Item) -> bool:
    """Tell whether an item is a number, or a letter that stands for one: Block A."""
    return item.kind is Kind.NUMBER or (item.kind is Kind.WORD and len(item.key) == 1)


def _is_ordinal(item: Item) -> bool:
    """Tell whether a number was written with an ending: 5th, 5-я."""
    return item.kind is Kind.NUMBER and not item.meanings and item.end - item.start > len(item.key)


def _in_syllables(words: Sequence[Item]) -> bool:
    """Tell whether every syllable is a word of its own, so that the first is no name: Jian Guo Lu."""
    return len(words) > 1 and all(is_syllable(word.key) for word in words[:2])


def _of(meanings: Iterable[Element], types: frozenset[str]) -> tuple[Element, ...]:
    """Return the meanings of some types."""
    return tuple(element for element in meanings if element.type in types)


def _without(meanings: Iterable[Element], types: frozenset[str]) -> tuple[Element, ...]:
    """Return the meanings of all other types."""
    return tuple(element for element in meanings if element.type not in types)


def _key(words: Iterable[Item]) -> str:
    """Return the key of some words."""
    return key_of("".join(word.key for word in words))
