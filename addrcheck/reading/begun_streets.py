"""The usual Russian streets that a text may go on to: behind a street word, behind a town, or where a form names the town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import UNSET

from addrcheck.gazetteer.completion import named_first
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.ways import RussianWords, Street, ways_of
from addrcheck.model import Level
from addrcheck.reading.found import ANY_TOWN, FEWEST_LETTERS, Found, Reading, Status

WORD = re.compile(r"[а-я0-9][а-я0-9/-]*")
_STREET_SCORE, _MOST_STREETS = 8.0, 20
_ENDINGS = {"ая": "f", "яя": "f", "ое": "n", "ее": "n", "ый": "m", "ий": "m"}
_GENDERS = {"а": "f", "я": "f", "ь": "f", "е": "n", "о": "n"}


def behind_street_word(
    tokens: Sequence[str], at: int, ended: bool, words: RussianWords, reading: Reading
) -> Iterator[Found]:
    """Yield the usual streets that begin as the text does behind its street word, in the town before that."""
    begun = " ".join(tokens[at + 1 :])
    if not begun or ended or any(token.isdigit() for token in tokens[at + 2 :]):
        return
    before = " ".join(token for token in tokens[:at] if token not in words.places)
    town = _town(before, reading)
    if town == ANY_TOWN or _has_streets(town, reading.gazetteer):
        kind = words.streets[tokens[at]]
        meant = (Street(s.name, kind, s.count) for s in words.beginning(begun) if _agree(s, kind))
        yield from _in_town(meant, town, reading)


def without_street_word(folded: str, words: RussianWords, reading: Reading) -> Iterator[Found]:
    """Yield the usual streets that begin as a text without a street word does, where the town is known.

    Another field of the form has named it, or the text did, in its first words or before its last comma: "Казань, Бау".
    """
    before, comma, last = folded.rpartition(",")
    named = " ".join(token for token in WORD.findall(before) if token not in words.places)
    begun = " ".join(WORD.findall(last))
    if not begun or not last[-1].isalnum() or (comma and not named):
        return
    town = _town(named, reading)
    if town == ANY_TOWN or not _has_streets(town, reading.gazetteer):
        yield from behind_town(begun, "cyrillic", words, reading)
    elif _may_begin_a_street(begun):
        yield from _in_town(words.beginning(begun), town, reading)


def behind_town(text: str, way: str, words: RussianWords, reading: Reading) -> Iterator[Found]:
    """Yield the usual streets that begin as a text does behind the town that it begins with: казань бау, kazan bau."""
    gazetteer = reading.gazetteer
    named = " ".join(token for token in text.split() if token not in words.places)
    for town, begun in named_first(named, ways_of(gazetteer)[way], gazetteer, reading.within):
        if _has_streets(town, gazetteer) and _may_begin_a_street(begun):
            yield from _in_town(words.beginning(begun), town, reading)
            return


def _may_begin_a_street(begun: str) -> bool:
    """Tell whether something is long enough, and no house number."""
    return len(begun) >= FEWEST_LETTERS and not begun[0].isdigit()


def _town(named: str, reading: Reading) -> int:
    """Return the likeliest place that a text names, else the one that is known already."""
    found = [one for one in reading.hits(named, "cyrillic") if one.status != "renamed"] if named else []
    if found:
        return max(found, key=lambda one: one.score).place
    return ANY_TOWN if reading.within is None else reading.within


def _in_town(streets: Iterable[Street], town: int, reading: Reading) -> Iterator[Found]:
    """Yield the first of some streets, the commonest first."""
    status: Status = "corrected" if reading.cost else "given"
    for rank, street in enumerate(islice(streets, _MOST_STREETS)):
        yield Found(_STREET_SCORE - rank, town, reading.gazetteer, status, UNSET, street)


def _has_streets(place: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is a town, or a city that is a subject."""
    level = gazetteer.level(place)
    return level >= Level.CITY or (level == Level.REGION and gazetteer.kinds[place] == "город")


def _agree(street: Street, kind: str) -> bool:
    """Tell whether a name can stand beside a street word: Ленинская улица, but Ленинский проспект."""
    ending = _ENDINGS.get(street.name[-2:])
    if street.kind not in ("улица", kind):
        return False
    return ending is None or ending == _GENDERS.get(kind[-1], "m")
