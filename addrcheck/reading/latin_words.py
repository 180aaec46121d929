"""Latin words of a Russian address, one by one: which Russian word each stands for where it stands.

English and abbreviated words come first, then the names by their skeletons; what nobody knows is spelt by rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from addrcheck.gazetteer.lexicon import Lexicon
from addrcheck.gazetteer.skeletons import plain, skeleton
from addrcheck.reading.latin_letters import CHOICES, distance, respell

LATIN = "A-Za-z\u00c0-\u024f\u02b0-\u02ff\u1e00-\u1eff"
"""Ranges of Latin letters, those with marks and the marks of softness among them, for a character class."""

_WORD = re.compile(rf"[Ёё]?[{LATIN}](?:[{LATIN}ЁёЬьЪъ·]|['`\"]+(?=[{LATIN}Ёё]))*['`]?")
_FOREIGN = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_ROMAN = re.compile(r"[IVX]{2,}$")
_SAME_FIELD = re.compile(r"[ .\-/]*$")
_BESIDE = re.compile(r"\.? ?$")
_NUMBER_AFTER = re.compile(r"[. №]*\d")
_LETTER_AFTER = re.compile(r"[. ]*[^\W\d_](?![^\W_])")

_ORDINALS = {
    "y": "й", "i": "й", "j": "й", "iy": "й", "yy": "ый", "yi": "ый", "ij": "й", "jj": "й", "yjj": "ый", "ijj": "й", "oy": "ой", "oi": "ой", "oj": "ой", "ya": "я",
    "ia": "я", "ja": "я", "aya": "ая", "aia": "ая", "aja": "ая", "e": "е", "ye": "е", "je": "е", "oe": "ое", "oye": "ое",
    "go": "го", "ogo": "ого",
}  # fmt: skip
_ENGLISH_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_LETTERS = {"c": "с", "x": "х", "y": "ю", "h": "х", "q": "к"}
"""Single letters that stand for another than in a word: initials, letters of houses."""

_STREETS = """
    ул улица пр проспект пр-кт пр-т просп пер переулок проезд пр-д ш шоссе наб набережная б-р бул бульвар пл площадь туп тупик
"""
_SUBJECTS = "region reg oblast obl krai kray kraj territory okrug republic respublika resp ao"
_STREET_WORDS, _SUBJECT_WORDS = frozenset(_STREETS.split()), frozenset(_SUBJECTS.split())
_TRUSTED = 6.0  # a known word that agrees no better than this is another word
_PER_WEIGHT = 0.7  # nats that a word twice as common is worth
_SHORT = 3  # words up to this length are type words or initials rather than names
_MOST_WORDS = 4  # in a phrase of the dictionary


class Word(Struct, gc=False):
    """A Latin word: its stretch of the read text, its plain letters, their skeleton.

    ``russian`` is filled in once it is known; ``sure`` tells that a dictionary holds it.
    """

    start: int
    end: int
    plain: str
    key: str
    gap: str
    """What stands between the word before and this one."""
    russian: str = ""
    sure: bool = False


def latin_words(text: str) -> list[Word]:
    """Return the Latin words of a read text; mail and web addresses and Roman numbers are none.

    >>> [word.plain for word in latin_words("ul. Kazan'yu XXII, pod\\"ezd 5")]
    ['ul', "kazan'yu", 'pod"ezd']
    """
    foreign = [match.span() for match in _FOREIGN.finditer(text)]
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(a <= start < b for a, b in foreign) or _ROMAN.match(match[0]):
            continue
        letters = "".join(map(plain, match[0]))
        words.append(Word(start, end, letters, skeleton(letters), text[last:start]))
        last = end
    return words


def in_field(word: Word) -> bool:
    """Tell whether nothing but dots, dashes and spaces stands between a word and the Latin word before it."""
    return _SAME_FIELD.match(word.gap) is not None


def keys_of(word: Word) -> tuple[str, ...]:
    """Return the skeletons to look a word up by: x is х or кс."""
    return (word.key, skeleton(word.plain.replace("x", "ks"))) if "x" in word.plain else (word.key,)


def translated(words: Sequence[Word], text: str, lexicon: Lexicon) -> list[Word]:
    """Return the words with their Russian ones; those that one phrase stands for have become one word."""
    done: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        size = 1
        if not word.russian:
            size, word = _phrase(words, i, lexicon)
            if not word.russian:
                word.russian = _shaped(text[word.start : word.end], _russian(words, i, done, text, lexicon))
        done.append(word)
        i += size
    return done


def _phrase(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, Word]:
    """Return how many words the longest known phrase at word ``i`` has, and the phrase; else 1 and the word."""
    limit = 1
    while limit < _MOST_WORDS and i + limit < len(words) and in_field(words[i + limit]):
        limit += 1
    for size in range(limit, 0, -1):
        group = words[i : i + size]
        found = _known_phrase(group, lexicon) if _whole(words, i, i + size) else ""
        if found:
            first, last = group[0], group[-1]
            return size, Word(first.start, last.end, first.plain, first.key, first.gap, found, True)
    return 1, words[i]


def _whole(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether no dash ties the words ``first`` to ``last`` (exclusive) to a word beside them."""
    return not (first and words[first].gap == "-") and not (last < len(words) and words[last].gap == "-")


def _known_phrase(group: Sequence[Word], lexicon: Lexicon) -> str:
    """Return what a group of words means: a subject by its noun, a type word, a place; "" where it is no phrase."""
    folded = " ".join(word.key for word in group)
    last = group[-1]
    if len(group) > 1 and last.plain in _SUBJECT_WORDS:
        return lexicon.written("region", folded[: -len(last.key) - 1])
    if len(group) > 1 and all(word.gap in ("-", "/") for word in group[1:]):
        spelling = group[0].key + "".join(word.gap + word.key for word in group[1:])
        if spelling in lexicon.types:
            return lexicon.types[spelling]
    if len(group) == 1 and (
        last.plain == "no" or (last.plain in _ENGLISH_ORDINALS and last.gap[-1:].isdigit())
    ):
        return ""
    exact = " ".join(word.plain for word in group)
    return (
        lexicon.written("type", exact) or lexicon.written("word", exact) or lexicon.written("place", folded)
    )


def _russian(words: Sequence[Word], i: int, done: Sequence[Word], text: str, lexicon: Lexicon) -> str:
    """Return the Russian word for word ``i``, in small letters."""
    word = words[i]
    if glued := _after_digit(words, i, text, lexicon):
        return glued
    if word.plain in ("n", "no", "nr") and _NUMBER_AFTER.match(text, word.end):
        return "№"
    if word.plain in ("str", "st"):
        return _street_or_structure(word, done, text)
    found = lexicon.types.get(word.key, "") if len(word.plain) <= _SHORT else ""
    if not found and len(word.plain) == 1:
        return _letter(word.plain)
    found = found or known(word, lexicon)
    word.sure = bool(found)
    return found or _by_rule(word.plain, lexicon)


def known(word: Word, lexicon: Lexicon) -> str:
    """Return the word of the dictionary that agrees best with a Latin word, or "".

    The commoner word wins where several agree; a spelling that contradicts the letters never does.
    """
    remembered = lexicon.remembered.get(word.plain)
    if remembered is not None:
        return remembered
    best, lowest = "", float("inf")
    for key in keys_of(word):
        for russian, weight in lexicon.words(key):
            apart = distance(word.plain, russian)
            if apart <= _TRUSTED and apart - _PER_WEIGHT * weight < lowest:
                best, lowest = russian, apart - _PER_WEIGHT * weight
    lexicon.remember(word.plain, best)
    return best


def _by_rule(letters: str, lexicon: Lexicon) -> str:
    """Return the Russian spelling of a word that no dictionary holds."""
    rule = f"*{letters}"
    if rule not in lexicon.remembered:
        lexicon.remember(rule, respell(letters, lexicon.letters) or letters)
    return lexicon.remembered[rule]


def _after_digit(words: Sequence[Word], i: int, text: str, lexicon: Lexicon) -> str:
    """Return what letters behind a number mean: 1-y, 2nd, 5B, 7korp; "" where they are a word of their own."""
    word = words[i]
    before = text[max(0, word.start - 2) : word.start]
    dashed = before[-1:] == "-" and before[:1].isdigit()
    if not (dashed or before[-1:].isdigit()):
        return ""
    if (dashed or len(word.plain) > 1) and word.plain in _ORDINALS:
        return _ORDINALS[word.plain]
    if word.plain in _ENGLISH_ORDINALS:
        named = words[i + 1].plain if i + 1 < len(words) else ""
        return (
            "-я" if named.endswith(("aya", "aia", "aja")) else "-е" if named.endswith(("oe", "oye")) else "-й"
        )
    if len(word.plain) > _SHORT:
        return ""
    return _letter(word.plain) if len(word.plain) == 1 else ""


def _letter(plain_letter: str) -> str:
    """Return the Russian letter for a Latin letter that stands alone."""
    return _LETTERS.get(plain_letter) or CHOICES[plain_letter][0][0]


def _street_or_structure(word: Word, done: Sequence[Word], text: str) -> str:
    """Return what "str" means: улица behind a name without a type word, строение before a number or letter."""
    named = (
        bool(done) and _BESIDE.match(word.gap) is not None and done[-1].russian.lower() not in _STREET_WORDS
    )
    if named:
        for before in reversed(done):
            if before.russian.lower() in _STREET_WORDS:
                named = False
            if not in_field(before):
                break
    if named:
        return "ул"
    if word.plain == "st":
        return "ст"
    return "стр" if _NUMBER_AFTER.match(text, word.end) or _LETTER_AFTER.match(text, word.end) else "ул"


def _shaped(typed: str, russian: str) -> str:
    """Return a Russian word in capitals, small letters or with a capital, as the typed one is.

    >>> [_shaped(typed, "москва") for typed in ("moskva", "Moskva", "MOSKVA", "MOSKVa")]
    ['москва', 'Москва', 'МОСКВА', 'МОСКВА']
    """
    if typed.islower():
        return russian
    capitals = sum(map(str.isupper, typed))
    if 2 * capitals > len(typed) and (len(typed) > 2 or typed.isupper()):
        return russian.upper()
    return russian[:1].upper() + russian[1:] if typed[0].isupper() else russian
