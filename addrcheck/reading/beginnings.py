"""What the beginning of an address may mean, in each script and layout that it may be typed in.

Chinese characters are a name; Latin letters pinyin, its initials, a transliterated Russian name, or Russian with
the wrong layout on; Russian letters a name in either country. ``strictly`` takes what is typed as it
stands, ``loosely`` looks for slips: a character of the same sound, a letter wrong, missing, too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.skeletons import plain, skeleton
from addrcheck.gazetteer.ways import russian_words
from addrcheck.reading.begun_streets import WORD, behind_street_word, behind_town, without_street_word
from addrcheck.reading.found import FEWEST_LETTERS, Found, Reading
from addrcheck.reading.keyboard import LETTERS, from_layout
from addrcheck.reading.normalise import read

_HAN = re.compile("[\u3400-\u9fff]")
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_NOT_LATIN = re.compile("[^a-z]+")
_NOT_RUSSIAN = re.compile("[^а-я]+")
_DIGIT = re.compile(r"\d")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)*")
_OPEN_VOWEL = re.compile("[yij]+$")
_VOWEL = re.compile("[aeiouy]")
_MOST_VOWELS = 0.3  # of all letters; the keys of Russian words have few of them
_TO_ENGLISH = str.maketrans({russian: english for english, russian in LETTERS.items()})
_OTHER_LAYOUT, _SAME_SOUND, _KIND_BEGUN = 2.0, 2.0, 0.5


def beginnings(
    typed: str, gazetteers: Sequence[Gazetteer], within: int | None, loosely: bool
) -> Iterator[Found]:
    """Yield what ``typed`` may go on to, in no order; ``within`` is a place of the first of ``gazetteers``."""
    for gazetteer in gazetteers:
        reading = Reading(gazetteer, within, loosely)
        if _HAN.search(typed):
            yield from _han(typed, reading)
        elif _CYRILLIC.search(typed):
            yield from _cyrillic(typed, reading)
        elif _LATIN.search(typed):
            yield from _latin(typed, reading)
        elif within is not None and not typed.strip():
            yield from reading.hits("", "han" if gazetteer.country == "CN" else "cyrillic")


def _han(typed: str, reading: Reading) -> Iterator[Found]:
    """Yield the completions of Chinese characters; a number or a Latin word behind them ends the last name."""
    gazetteer = reading.gazetteer
    chinese = gazetteer.country == "CN"
    text = typed.translate(gazetteer.simplified) if chinese else typed
    last = max(match.end() for match in _HAN.finditer(text))
    if any(char.isalnum() for char in text[last:]):
        return
    text = _NOT_HAN.sub("", text)
    if reading.loosely and chinese and len(text) > 1:
        same = Reading(gazetteer, reading.within, False, _SAME_SOUND)
        found = list(same.hits(gazetteer.sound(text), "sound"))
        if found:
            yield from found
            return
    yield from reading.hits(text, "han")


def _latin(typed: str, reading: Reading) -> Iterator[Found]:
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
    if not _DIGIT.search(typed):
        yield from behind_town(text, "latin", russian_words(reading.gazetteer), reading)
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


def _cyrillic(typed: str, reading: Reading) -> Iterator[Found]:
    """Yield the completions of Russian letters; where they lead nowhere, Latin ones typed in the Russian layout."""
    if reading.gazetteer.country == "CN":
        text = _NOT_RUSSIAN.sub("", fold("RU", typed)).replace("ъ", "")
        wanted = len(text) > FEWEST_LETTERS and not _DIGIT.search(typed)
        found = list(reading.hits(text, "cyrillic")) if wanted else []
    else:
        found = list(_russian(typed, reading))
    meant = typed.translate(_TO_ENGLISH)
    if not found and reading.loosely and not _CYRILLIC.search(meant):
        strictly = Reading(reading.gazetteer, reading.within, False, _OTHER_LAYOUT)
        found = list(_latin(meant, strictly))
    yield from found


def _russian(typed: str, reading: Reading) -> Iterator[Found]:
    """Yield the completions of a Russian text: places, and behind a street word the usual streets."""
    words = russian_words(reading.gazetteer)
    folded = fold("RU", typed)
    tokens = WORD.findall(folded)
    ended = bool(folded) and not folded[-1].isalnum()
    street = next(
        (i for i, t in enumerate(tokens) if t in words.streets and (ended or i + 1 < len(tokens))), None
    )
    if street is not None:
        yield from behind_street_word(tokens, street, ended, words, reading)
        return
    if tokens and tokens[-1][0].isdigit():
        return
    yield from without_street_word(folded, words, reading)
    names = [t for t in tokens if t not in words.places]
    if tokens and not ended and len(tokens) > 1 and words.begins_kind(tokens[-1]):
        before = [t for t in tokens[:-1] if t not in words.places]
        yield from reading.hits(" ".join(before), "cyrillic")
    if tokens and not ended and tokens[-1] in words.places:
        names.append(tokens[-1])  # it may be the beginning of a name: "пос" of Посёлки
    text = " ".join(names)
    if len(text) >= FEWEST_LETTERS or (reading.within is not None and not text):
        yield from reading.hits(text, "cyrillic")
