"""Items → phrases: a name with its type word, a number with its unit word, or either of them bare.

English puts the type word behind the name (Xihu District), Russian before it (район Сиху) and sometimes
behind, pinyin behind always.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from addrcheck.languages.chinese.abroad.elements import NUMBERED, PLACES, Element
from addrcheck.languages.chinese.abroad.names import Names
from addrcheck.languages.chinese.abroad.pieces import (
    Country,
    Number,
    Phrase,
    Piece,
    counts,
    is_ordinal,
    meaning,
)
from addrcheck.languages.chinese.abroad.runs import SIDES, Runs, key_of
from addrcheck.languages.chinese.abroad.tokens import Item, Kind

_HOUSE = Element("house", "号", False, False)
_HAN_UNITS = frozenset("号室房")


def phrases_of(items: Sequence[Item], names: Names | None) -> list[Piece]:
    """Return the phrases in order; without ``names`` no place is looked for."""
    return _Walker(items, names).walk()


class _Walker:
    """One pass over the items; ``run`` holds the words that no type word has claimed yet."""

    def __init__(self, items: Sequence[Item], names: Names | None) -> None:
        self.items, self.runs = items, Runs(names)
        self.run: list[Item] = []
        self.out: list[Piece] = []
        self.field = 0

    def walk(self) -> list[Piece]:
        """Return the phrases."""
        steps = {
            Kind.WORD: self.word,
            Kind.NUMBER: self.number,
            Kind.SIGN: self.sign,
            Kind.ELEMENT: self.element,
            Kind.STOP: self.stop,
        }
        position = 0
        while position < len(self.items):
            position = steps[self.items[position].kind](position)
        self.flush()
        return self.out

    def at(self, position: int) -> Item | None:
        """Return the item at ``position`` of the same field, None behind its end."""
        if position < len(self.items) and self.items[position].kind is not Kind.STOP:
            return self.items[position]
        return None

    def words(self, position: int) -> list[Item]:
        """Return the words that begin at ``position``; an ordinal may be the first, and what else only follows a name.

        That is ул. 5-я, and район Шанчэн, which sounds like 商城.
        """
        words: list[Item] = []
        while (item := self.at(position)) and (item.kind is Kind.WORD or (not words and _may_begin(item))):
            words.append(item)
            position += 1
        return words

    def flush(self) -> None:
        """End a run that no type word claimed."""
        run, self.run = self.run, []
        self.out.extend(self.runs.bare(run, self.field))

    def stop(self, position: int) -> int:
        """End the field."""
        self.flush()
        self.field += 1
        return position + 1

    # ---- words and numbers
    def word(self, position: int) -> int:
        """Add a word to the run; a letter before a unit word is a number (A座)."""
        item, after = self.items[position], self.at(position + 1)
        if len(item.key) == 1 and after and after.start == item.end and after.kind is Kind.ELEMENT:
            return self.add(item.start, after.end, item.key.upper(), after.meanings, position + 2)
        self.run.append(item)
        return position + 1

    def number(self, position: int) -> int:
        """Give a number the unit word behind it, or leave it bare; in a road's name it is a word (2nd Road)."""
        item, after = self.items[position], self.at(position + 1)
        if item.meanings:
            return self.add(item.start, item.end, item.key, item.meanings, position + 1)
        if after is None and self.run and is_ordinal(item):  # Juxiang 3rd
            return self.word(position)
        if after and after.kind is Kind.ELEMENT:
            meanings = meaning(after.meanings, NUMBERED)
            if meanings and self.belongs_behind(meanings, position):
                return self.add(item.start, after.end, item.key, meanings, position + 2)
            if after.means("street") and (self.run or is_ordinal(item)):
                return self.word(position)
        if after and after.kind is Kind.SIGN and after.key == "#":
            return self.add(item.start, after.end, item.key, (), position + 2, True)
        return self.add(item.start, item.end, item.key, (), position + 1)

    def belongs_behind(self, meanings: tuple[Element, ...], position: int) -> bool:
        """Tell whether a unit word belongs to the number before it: 100 hao, 5th Floor, 2 этаж 301 кв."""
        if any(element.follows for element in meanings):
            return True
        if all(element.type == "house" for element in meanings):
            return False
        if not counts(self.at(position + 2)):
            return True
        last = self.at(position + 3)
        return last is not None and last.kind is Kind.ELEMENT and not counts(self.at(position + 4))

    def sign(self, position: int) -> int:
        """Read No. 100, № 5, No. 2 Building; a sign without a number says nothing."""
        number, after = self.at(position + 1), self.at(position + 2)
        if number is None or not counts(number):
            return position + 1
        start = self.items[position].start
        if after and after.kind is Kind.ELEMENT and not counts(self.at(position + 3)):
            meanings = meaning(after.meanings, NUMBERED - {"house"})
            if meanings:
                return self.add(start, after.end, number.key.upper(), meanings, position + 3)
            if after.means("poi") and not self.run:  # No. 2 Middle School
                self.run.extend((self.items[position], number))
                return position + 2
        return self.add(start, number.end, number.key.upper(), (_HOUSE,), position + 2)

    def add(
        self,
        start: int,
        end: int,
        value: str,
        meanings: tuple[Element, ...],
        position: int,
        hashed: bool = False,
    ) -> int:
        """Add a number and return ``position``, or what lies behind a Chinese unit word that repeats it (商107号)."""
        self.flush()
        after = self.at(position)
        if after and after.kind is Kind.ELEMENT and after.start == end and after.key in _HAN_UNITS:
            end, position = after.end, position + 1
        self.out.append(Number(start, end, value, self.field, meanings, hashed))
        return position

    # ---- type words
    def element(self, position: int) -> int:
        """Give a type word its number or its name."""
        item = self.items[position]
        if item.means("country"):
            return self.country(position)
        if item.means("people"):
            return self.people(position)
        free = tuple(e for e in meaning(item.meanings, NUMBERED) if not e.follows)
        named = tuple(e for e in item.meanings if e.type not in NUMBERED)
        ahead = position + 1
        while (sign := self.at(ahead)) and sign.kind is Kind.SIGN:
            ahead += 1
        value = self.at(ahead)
        if free and value and counts(value) and not (self.run and named):
            return self.add(item.start, value.end, value.key.upper(), free, ahead + 1)
        if named:
            return self.name(position, named)
        return position + 1 if free else self.word(position)

    def name(self, position: int, named: tuple[Element, ...]) -> int:
        """Give a type word its name: the words before it, or those behind."""
        item, after = self.items[position], self.at(position + 1)
        if after and after.key == "of" and not self.run:  # Bank of China
            return self.word(position)
        if all(element.follows for element in named):
            return self.following(position, named)
        forward = after is not None and (after.kind is Kind.WORD or _may_begin(after))
        if item.meanings[0].cyrillic and forward and not self.names_backward(position, named):
            self.flush()
            return self.forward(position, named)
        if self.run:
            return self.close(position, named)
        if self.merge(item, named):
            return position + 1
        return self.forward(position, named) if forward else self.word(position)

    def following(self, position: int, named: tuple[Element, ...]) -> int:
        """End a name with a syllable that only follows one, if it is not a piece of the name itself."""
        item = self.items[position]
        if not self.run:
            return position + 1 if self.merge(item, named) else self.word(position)
        if self.runs.goes_on(self.run, item, named) or self.runs.nests(self.run, item):
            return self.word(position)
        return self.close(position, named)

    def names_backward(self, position: int, named: tuple[Element, ...]) -> bool:
        """Tell whether the run names such a place and the words ahead do not: Сиху район Вэньсань."""
        if not self.run or not meaning(named, PLACES):
            return False
        ahead = self.words(position + 1)
        return bool(self.runs.suffix(self.run, named)[1]) and not self.runs.prefix(ahead, named)[1]

    def country(self, position: int) -> int:
        """Read China as the country, but not in the name of a bank or a university."""
        item, after = self.items[position], self.at(position + 1)
        if after and (after.kind is Kind.WORD or after.means("poi", "organization")):
            words = self.words(position + 1)
            if not words or not self.runs.found(key_of(words[:1])):
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
        if any(last.end < other.start < item.start for other in self.items):
            return False
        self.out[-1] = structs.replace(last, end=item.end, elements=named)
        return True

    def close(self, position: int, named: tuple[Element, ...]) -> int:
        """End the name in the run with its type word; a road's side may follow: Guangzhou Dadao Zhong."""
        item, run = self.items[position], self.run
        self.run = []
        self.out.extend(self.runs.closed(run, item, named, self.field))
        side, beyond = self.at(position + 1), self.at(position + 2)
        if named[0].type != "street" or side is None or side.key not in SIDES:
            return position + 1
        if beyond is not None and beyond.kind not in (Kind.NUMBER, Kind.SIGN):
            return position + 1
        self.out[-1] = structs.replace(self.out[-1], end=side.end)
        return position + 2

    def forward(self, position: int, named: tuple[Element, ...]) -> int:
        """Give a type word the name that follows it; a syllable that says the same again belongs to it."""
        item, words = self.items[position], self.words(position + 1)
        length, places = self.runs.prefix(words, named, item.key) if meaning(named, PLACES) else (0, ())
        words = words[:length] if places else words
        position += 1 + len(words)
        end, after = words[-1].end, self.at(position)
        if after and {e.type for e in named} & {
            e.type for e in after.meanings if e.follows
        }:  # улица Вэньсань-лу
            end, position = after.end, position + 1
        self.out.append(Phrase(item.start, end, key_of(words), self.field, named, places))
        return position


def _may_begin(item: Item) -> bool:
    """Tell whether an item that is no word may begin a name: an ordinal, or a syllable that should only follow one."""
    only_follows = item.kind is Kind.ELEMENT and all(element.follows for element in item.meanings)
    return is_ordinal(item) or only_follows
