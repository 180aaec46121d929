"""A run of words → the names in it. Where it could be cut in several ways, the dictionary decides.

In "Beijing Chaoyang District" the district is the longest end of the run that names one; in "Hangzhou Wensan
Lu" the road's name is what the places at its beginning leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from addrcheck.gazetteer.abroad import fold_key
from addrcheck.languages.chinese.abroad.elements import PLACES, Element
from addrcheck.languages.chinese.abroad.glued import cut_glued, is_syllable
from addrcheck.languages.chinese.abroad.names import Bearers, Names
from addrcheck.languages.chinese.abroad.pieces import Phrase, meaning
from addrcheck.languages.chinese.abroad.tokens import Item, Kind

_LONGEST = 6
_SYLLABLES = 3
LED = frozenset({"street", "devzone"})
"""Types before whose name a place may stand without a comma: Hangzhou Wensan Lu."""
_NAMELESS = frozenset({"devzone", "poi", "organization"})
"""Types whose word may stand alone: Development Zone."""
_LARGE = frozenset({"region", "city", "district"})
SIDES = frozenset(
    """
    east west south north middle central dong xi nan bei zhong da xiao yi er san si wu liu qi ba jiu shi huan nei wai
    shang xia xin lao восточная западная южная северная центральная восточный западный южный северный дун си нань
    бэй чжун большая малая
    """.split()  # noqa: SIM905
)
"""Words that tell roads of one name apart; a place before one of them is still the road's name."""


def key_of(words: Iterable[Item]) -> str:
    """Return the key of some words."""
    return fold_key("".join(word.key for word in words))


class Runs:
    """Cuts runs of words by the names of places; without ``names`` no place is known."""

    def __init__(self, names: Names | None) -> None:
        self._names = names

    def found(self, key: str, elements: Sequence[Element] = ()) -> Bearers:
        """Return the larger places that a key spells."""
        return self._names.find(key, elements) if self._names else ()

    def _usually_found(self, key: str) -> bool:
        """Tell whether a key is how some place is usually read."""
        return self._names is not None and any(
            self._names.is_usual(key, place) for place, _ in self.found(key)
        )

    def suffix(self, run: list[Item], named: tuple[Element, ...], tail: str = "") -> tuple[int, Bearers]:
        """Return where the longest end of ``run`` that names such a place begins; ``tail`` may be a part of it."""
        for first in range(max(0, len(run) - _LONGEST), len(run)):
            key = key_of(run[first:])
            places = (self.found(key + tail) if tail else ()) or self.found(key, named)
            if places:
                return first, places
        return 0, ()

    def prefix(self, words: list[Item], named: Sequence[Element], head: str = "") -> tuple[int, Bearers]:
        """Return where the longest beginning of ``words`` that names such a place ends."""
        shortest = 1 if named or not _in_syllables(words) else 2
        for last in range(min(len(words), _LONGEST), shortest - 1, -1):
            key = key_of(words[:last])
            places = (self.found(head + key) if head else ()) or self.found(key, named)
            if places:
                return last, places
        return 0, ()

    def goes_on(self, run: list[Item], item: Item, named: tuple[Element, ...]) -> bool:
        """Tell whether a syllable is a piece of the place's name and no type word: Feng Xian, Zhong Xiang."""
        for first in range(max(0, len(run) - _SYLLABLES), len(run)):
            words = run[first:]
            if self._usually_found(key_of([*words, item])) and not self.found(key_of(words), named):
                return True
        return False

    def nests(self, run: list[Item], item: Item) -> bool:
        """Tell whether a type word is the name of a place inside the one that the run names: Hangzhou Shangcheng."""
        inner = self.found(key_of([item])) if self._names else ()
        if not inner or self._names is None:
            return False
        outer = {place for place, _ in self.suffix(run, ())[1]}
        return any(self._names.lies_in(place, outer) for place, _ in inner)

    def closed(self, run: list[Item], item: Item, named: tuple[Element, ...], field: int) -> Iterator[Phrase]:
        """Yield the names of a run that the type word ``item`` ends."""
        first, places = self.suffix(run, named, item.key) if meaning(named, PLACES) else (0, ())
        if places:
            yield from self.bare(run[:first], field)
            yield Phrase(run[first].start, item.end, key_of(run[first:]), field, named, places)
        elif {element.type for element in named} & (PLACES | LED):
            yield from self._led(run, item, named, field)
        else:
            yield Phrase(run[0].start, item.end, key_of(run), field, named)

    def _led(self, run: list[Item], item: Item, named: tuple[Element, ...], field: int) -> Iterator[Phrase]:
        """Yield a road or a small place; larger places before its name come first, as names of their own."""
        leads: list[list[Item]] = []
        rest, last = run, named[0].type != "devzone"
        while len(rest) > last:
            count = self.prefix(rest[:-1] if last else rest, ())[0]
            if not self._usually_found(key_of(rest[:count])) or (count == 1 and _in_syllables(rest)):
                break
            leads.append(rest[:count])
            rest = rest[count:]
        if leads and rest and all(word.key in SIDES or word.kind is Kind.NUMBER for word in rest):
            rest = leads.pop() + rest
        for words in leads:
            key = key_of(words)
            yield Phrase(words[0].start, words[-1].end, key, field, (), self.found(key), leads=True)
        lead = (rest[0].start if rest else item.start) if leads else 0
        yield Phrase(run[0].start, item.end, key_of(rest), field, named, (), lead)

    def bare(self, run: list[Item], field: int) -> Iterator[Phrase]:
        """Yield bare names: the places among them one by one, the words between as they stand."""
        first = unknown = 0
        while first < len(run):
            found = self._name_at(run, first)
            if found is None:
                first += 1
                continue
            length, key, meanings, places = found
            yield from _unnamed(run[unknown:first], field)
            words = run[first : first + length]
            yield Phrase(words[0].start, words[-1].end, key, field, meanings, places)
            first = unknown = first + length
        yield from _unnamed(run[unknown:], field)

    def _name_at(self, run: list[Item], first: int) -> tuple[int, str, tuple[Element, ...], Bearers] | None:
        """Return the name at ``first``: how many words, its key, a type word glued to it, the places it spells."""
        length, places = self.prefix(run[first:], ())
        if places:
            return length, key_of(run[first : first + length]), (), places
        glued = cut_glued(key_of(run[first : first + 1]))
        if glued:
            places = self.found(*glued)
            return (1, *glued, places) if places or not meaning(glued[1], _LARGE) else None
        places = self._misspelt(run)
        return (1, key_of(run), (), places) if places else None

    def _misspelt(self, run: list[Item]) -> Bearers:
        """Return what a Russian word that is all of the run may misspell."""
        if self._names is None or len(run) > 1 or run[0].key.isascii() or run[0].meanings:
            return ()
        return self._names.misspelt(key_of(run))


def _unnamed(words: list[Item], field: int) -> Iterator[Phrase]:
    """Yield words that nothing explains yet; a type word among nothing else says nothing."""
    if not words:
        return
    alone = words[0].meanings if len(words) == 1 else ()
    meanings = meaning(alone, _NAMELESS)
    if meanings or not alone:
        yield Phrase(words[0].start, words[-1].end, key_of(words), field, meanings)


def _in_syllables(words: Sequence[Item]) -> bool:
    """Tell whether every syllable is a word of its own, so that the first is no name: Jian Guo Lu."""
    return len(words) > 1 and all(is_syllable(word.key) for word in words[:2])
