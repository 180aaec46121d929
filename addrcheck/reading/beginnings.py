"""What the beginning of an address may mean, in each script and layout that it may be typed in.

Chinese characters are a name; Latin letters pinyin, its initials, a transliterated Russian name, or Russian with
the wrong layout on; Russian letters a name in either country. ``strictly`` takes what is typed as it
stands, ``loosely`` looks for slips: a character of the same sound, a letter wrong, missing, too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from addrcheck.gazetteer.completion import complete
from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.skeletons import plain, skeleton
from addrcheck.gazetteer.ways import RussianWords, Street, russian_words, ways_of
from addrcheck.model import Level
from addrcheck.reading.keyboard import LETTERS, from_layout
from addrcheck.reading.normalise import read

Status = Literal["given", "corrected", "renamed"]

ANY_TOWN = -1
"""The place of a street whose town is not known yet."""
FEWEST_LETTERS = 2
"""A Chinese character says what two letters say; one letter says nothing."""

_HAN = re.compile("[\u3400-\u9fff]")
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_NOT_LATIN = re.compile("[^a-z]+")
_NOT_RUSSIAN = re.compile("[^а-я]+")
_DIGIT = re.compile(r"\d")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)*")
_WORD = re.compile(r"[а-я0-9][а-я0-9/-]*")
_OPEN_VOWEL = re.compile("[yij]+$")
_VOWEL = re.compile("[aeiouy]")
_MOST_VOWELS = 0.3  # of all letters; the keys of Russian words have few of them
_TO_ENGLISH = str.maketrans({russian: english for english, russian in LETTERS.items()})
_OTHER_LAYOUT, _SAME_SOUND, _KIND_BEGUN = 2.0, 2.0, 0.5
_STREET_SCORE, _MOST_STREETS = 8.0, 20
_ENDINGS = {"ая": "f", "яя": "f", "ое": "n", "ее": "n", "ый": "m", "ий": "m"}
_GENDERS = {"а": "f", "я": "f", "ь": "f", "е": "n", "о": "n"}


class Found(Struct, gc=False):
    """A place, or a street in it, that a beginning may mean; the higher the score, the likelier."""

    score: float
    place: int
    gazetteer: Gazetteer
    status: Status = "given"
    former: str | UnsetType = UNSET
    street: Street | None = None


class _Reading(Struct, frozen=True):
    """How a beginning is being read: in which country, inside which place, loosely or not, after what was mended."""

    gazetteer: Gazetteer
    within: int | None
    loosely: bool
    cost: float = 0.0

    def mended(self, cost: float) -> _Reading:
        """Return the same for a text that had to be respelt."""
        return _Reading(self.gazetteer, self.within, self.loosely, cost)

    def hits(self, text: str, way: str) -> Iterator[Found]:
        """Yield the completions of ``text``; a place that is no more gives way to those that have its land."""
        gazetteer = self.gazetteer
        for hit in complete(text, ways_of(gazetteer)[way], gazetteer, self.within, self.loosely):
            score, status = hit.score - self.cost, "corrected" if self.cost else hit.status
            if not gazetteer.is_former(hit.place):
                yield Found(score, hit.place, gazetteer, status)
                continue
            for heir in gazetteer.successors[hit.place]:
                yield Found(score, heir, gazetteer, "renamed", gazetteer.names[hit.place])


def beginnings(
    typed: str, gazetteers: Sequence[Gazetteer], within: int | None, loosely: bool
) -> Iterator[Found]:
    """Yield what ``typed`` may go on to, in no order; ``within`` is a place of the first of ``gazetteers``."""
    for gazetteer in gazetteers:
        reading = _Reading(gazetteer, within, loosely)
        if _HAN.search(typed):
            yield from _han(typed, reading)
        elif _CYRILLIC.search(typed):
            yield from _cyrillic(typed, reading)
        elif _LATIN.search(typed):
            yield from _latin(typed, reading)
        elif within is not None and not typed.strip():
            yield from reading.hits("", "han" if gazetteer.country == "CN" else "cyrillic")


def _han(typed: str, reading: _Reading) -> Iterator[Found]:
    """Yield the completions of Chinese characters; a number or a Latin word behind them ends the last name."""
    gazetteer = reading.gazetteer
    chinese = gazetteer.country == "CN"
    text = typed.translate(gazetteer.simplified) if chinese else typed
    last = max(match.end() for match in _HAN.finditer(text))
    if any(char.isalnum() for char in text[last:]):
        return
    text = _NOT_HAN.sub("", text)
    if reading.loosely and chinese and len(text) > 1:
        same = _Reading(gazetteer, reading.within, False, _SAME_SOUND)
        found = list(same.hits(gazetteer.sound(text), "sound"))
        if found:
            yield from found
            return
    yield from reading.hits(text, "han")


def _latin(typed: str, reading: _Reading) -> Iterator[Found]:
    """Yield the completions of Latin letters."""
    if _DIGIT.search(typed) and reading.gazetteer.country == "CN":
        return
    lower = typed.lower()
    if reading.gazetteer.country == "CN":
        letters = _NOT_LATIN.sub("", "".join(map(plain, lower))).replace("v", "u")
        if len(letters) >= FEWEST_LETTERS:
            yield from reading.hits(letters, "latin")
        return
    text = _transliterated(lower)
    if len(text) > FEWEST_LETTERS:
        yield from reading.hits(text, "latin")
    if len(_VOWEL.findall(lower)) <= _MOST_VOWELS * len(_LATIN.findall(lower)):
        meant = from_layout(read(typed), reading.gazetteer)
        russian = meant.text if meant else "".join(LETTERS.get(char, char) for char in typed)
        yield from _russian(russian, reading.mended(_OTHER_LAYOUT))


def _transliterated(lower: str) -> str:
    """Return the skeletons of Latin words; the last is open at its end where nothing follows it.

    >>> _transliterated("sankt-peter"), _transliterated("moskovskay")
    ('sankt peter', 'moskovska')
    """
    words = ["".join(map(plain, word)) for word in _LATIN_WORD.findall(lower)]
    if words and lower[-1:].isalpha():
        words[-1] = _OPEN_VOWEL.sub("", words[-1])
    return " ".join(map(skeleton, words))


def _cyrillic(typed: str, reading: _Reading) -> Iterator[Found]:
    """Yield the completions of Russian letters; where they lead nowhere, Latin ones typed in the Russian layout."""
    if reading.gazetteer.country == "CN":
        text = _NOT_RUSSIAN.sub("", fold("RU", typed)).replace("ъ", "")
        wanted = len(text) > FEWEST_LETTERS and not _DIGIT.search(typed)
        found = list(reading.hits(text, "cyrillic")) if wanted else []
    else:
        found = list(_russian(typed, reading))
    meant = typed.translate(_TO_ENGLISH)
    if not found and reading.loosely and not _CYRILLIC.search(meant):
        strictly = _Reading(reading.gazetteer, reading.within, False, _OTHER_LAYOUT)
        found = list(_latin(meant, strictly))
    yield from found


def _russian(typed: str, reading: _Reading) -> Iterator[Found]:
    """Yield the completions of a Russian text: places, and behind a street word the usual streets."""
    words = russian_words(reading.gazetteer)
    folded = fold("RU", typed)
    tokens = _WORD.findall(folded)
    ended = bool(folded) and not folded[-1].isalnum()
    street = next(
        (i for i, t in enumerate(tokens) if t in words.streets and (ended or i + 1 < len(tokens))), None
    )
    if street is not None:
        yield from _streets(tokens, street, ended, words, reading)
        return
    if tokens and tokens[-1][0].isdigit():
        return
    names = [t for t in tokens if t not in words.places]
    if tokens and not ended and len(tokens) > 1 and words.begins_kind(tokens[-1]):
        before = [t for t in tokens[:-1] if t not in words.places]
        yield from _Reading(reading.gazetteer, reading.within, reading.loosely, reading.cost).hits(
            " ".join(before), "cyrillic"
        )
    if tokens and not ended and tokens[-1] in words.places:
        names.append(tokens[-1])  # it may be the beginning of a name: "пос" of Посёлки
    text = " ".join(names)
    if len(text) >= FEWEST_LETTERS or (reading.within is not None and not text):
        yield from reading.hits(text, "cyrillic")


def _streets(
    tokens: Sequence[str], at: int, ended: bool, words: RussianWords, reading: _Reading
) -> Iterator[Found]:
    """Yield the usual streets that begin as the text does behind its street word, in the town before that."""
    begun = " ".join(tokens[at + 1 :])
    if not begun or ended or any(token.isdigit() for token in tokens[at + 2 :]):
        return
    town = ANY_TOWN if reading.within is None else reading.within
    before = " ".join(token for token in tokens[:at] if token not in words.places)
    if before:
        named = [one for one in reading.hits(before, "cyrillic") if one.status != "renamed"]
        town = max(named, key=lambda one: one.score).place if named else town
    if town != ANY_TOWN and not _has_streets(town, reading.gazetteer):
        return
    kind = words.streets[tokens[at]]
    streets = [street for street in words.beginning(begun) if _agree(street, kind)]
    for rank, street in enumerate(streets[:_MOST_STREETS]):
        meant = Street(street.name, kind, street.count)
        status: Status = "corrected" if reading.cost else "given"
        yield Found(_STREET_SCORE - rank, town, reading.gazetteer, status, UNSET, meant)


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
