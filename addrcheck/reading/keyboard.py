"""Russian typed with the English layout on: Vjcrdf is Москва, and the comma key is б.

Every key has one letter, so nothing moves; but a mark may be the letter of its key or a mark. Inside each
stretch between spaces the reading is chosen whose letters follow each other best (``LetterModel``): in
"j,kfcnm," the first comma is б and the second a comma.
"""

from __future__ import annotations

import re

from msgspec import Struct

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.letters import LetterModel
from addrcheck.gazetteer.lexicon import Lexicon, lexicon_of
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.skeletons import skeleton
from addrcheck.reading.normalise import Reading

_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюеЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЕ"
LETTERS = dict(zip(_ENGLISH, _RUSSIAN, strict=True))
"""Character of the English layout → letter of the Russian one on the same key; е for ё."""

_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_CYRILLIC = re.compile("[а-я]+")
_MARKS = {"?": ",", "|": "/", "#": "№", "@": '"'}
"""Character of the English layout → mark of the Russian one, where no text in the English one has it."""

_MARK_TABLE = str.maketrans(_MARKS)
_DOUBTFUL = frozenset(",.;:'\"")
_STRETCH = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z]")
_VOWEL = re.compile("[aeiouAEIOU]")
_MOST_VOWELS = 0.3  # of all letters: they are the keys of ф у ш щ г; languages have more of them
_SURE = re.compile(r"[A-Za-z<>{}\[\]`~]")
_BEFORE, _AFTER = re.compile(r"[A-Za-z]+$"), re.compile(r"[A-Za-z]+")
_UP_TO, _FROM = re.compile(r"[A-Za-z;:'\"\[\]<>{}-]*$"), re.compile(r".[A-Za-z;:'\"\[\]<>{}-]*")
_FOREIGN = re.compile(r"\S+@[\w-]+\.\w+|\w+://\S+|(?<!\S)www\.\S+")

_AS_LETTER, _AS_MARK = 0.5, 3.5  # nats that a doubtful mark costs as the one and as the other
_IN_TYPE_WORD = (0.0, 9.0)  # the same inside a word like наб, б-р, этаж
_BESIDE_TYPE_WORD = (4.0, 0.0)  # the same beside a word like ул, д, корп
_AT_THE_END = (4.0, 0.0)  # the same of a comma or dot that ends a stretch
_RUSSIAN_ENOUGH = 3.6  # nats a letter: names have 2 to 3, gibberish 5 and more
_GIBBERISH = 4.5
_LONG = 5  # letters from which a word tells whether it is gibberish
_TELLING = 3  # letters from which a word may be a name
_FEW = 12  # letters below which a text may make sense by chance


class _Way(Struct, gc=False):
    """One way of reading a stretch so far: what it costs, what it reads, how many letters were counted."""

    cost: float
    text: str
    letters: int


def from_layout(reading: Reading, gazetteer: Gazetteer) -> Reading | None:
    """Return the reading as the Russian layout would have written it, or None where that makes no sense.

    ``gazetteer`` is Russia's. Single words that make no sense stay as they are.
    """
    own = _FOREIGN.sub("", reading.text)
    latin = len(_LATIN.findall(own))
    if not latin or len(_VOWEL.findall(own)) > _MOST_VOWELS * latin:
        return None
    lexicon = lexicon_of(gazetteer)
    typed = _with_tildes(reading)
    pieces, cost, letters, last = [], 0.0, 0, 0
    for match in _STRETCH.finditer(typed):
        way = _read(match[0], lexicon)
        pieces.append(typed[last : match.start()])
        last = match.end()
        if way is None:
            pieces.append(match[0] if _FOREIGN.search(match[0]) else match[0].translate(_MARK_TABLE))
            continue
        nonsense = way.letters > _LONG and way.cost > _GIBBERISH * way.letters
        pieces.append(match[0] if nonsense else way.text)
        cost += way.cost
        letters += way.letters
    if (
        not letters
        or cost > _RUSSIAN_ENOUGH * letters
        or (letters < _FEW and _known_as_typed(typed, lexicon))
    ):
        return None
    pieces.append(typed[last:])
    return Reading(reading.raw, "".join(pieces), reading.offsets, "layout")


def _known_as_typed(typed: str, lexicon: Lexicon) -> bool:
    """Tell whether a word of a short text is known as it stands: Tver is a town, not Емук."""
    return any(
        lexicon.words(skeleton(word.lower())) for word in _AFTER.findall(typed) if len(word) >= _TELLING
    )


def from_russian_layout(reading: Reading, gazetteer: Gazetteer) -> Reading | None:
    """Return the reading as the English layout would have written it, or None where it is Russian as it stands.

    Somebody who meant to write Latin letters had the Russian layout on: Ьщылмф is Moskva.
    """
    model = lexicon_of(gazetteer).letters
    words = [word for word in _CYRILLIC.findall(fold("RU", reading.text)) if len(word) >= _LONG]
    if not words or sum(map(model.cost, words)) < _GIBBERISH * sum(len(word) + 1 for word in words):
        return None
    return Reading(reading.raw, reading.text.translate(_TO_ENGLISH), reading.offsets, "layout")


def _with_tildes(reading: Reading) -> str:
    """Return the read text with the key of ё as it was typed: reading makes other marks of it."""
    if reading.offsets is not None or not ("`" in reading.raw or "~" in reading.raw):
        return reading.text
    return "".join(raw if raw in "`~" else read for raw, read in zip(reading.raw, reading.text, strict=True))


def _read(stretch: str, lexicon: Lexicon) -> _Way | None:
    """Return the likeliest reading of a stretch without spaces, or None where it has no key of a letter.

    A letter costs what the model says, a border of words likewise, so marks fall where words end.
    """
    if not _SURE.search(stretch) or _FOREIGN.search(stretch):
        return None
    model = lexicon.letters
    ways = {(0, 0): _Way(0.0, "", 0)}
    for i, char in enumerate(stretch):
        letter = LETTERS.get(char)
        doubtful = char in _DOUBTFUL
        as_letter, as_mark = _prices(stretch, i, lexicon) if doubtful else (0.0, 0.0)
        following: dict[tuple[int, int], _Way] = {}
        for state, way in ways.items():
            if letter and as_letter is not None:
                cost, after = model.extended(state, letter.lower())
                _keep(following, after, _Way(way.cost + cost + as_letter, way.text + letter, way.letters + 1))
            if doubtful or not letter:
                _keep(following, (0, 0), _closed(way, state, model, _mark(stretch, i), as_mark))
        ways = following
    return min((_closed(way, state, model) for state, way in ways.items()), key=lambda way: way.cost)


def _prices(stretch: str, i: int, lexicon: Lexicon) -> tuple[float | None, float]:
    """Return what the doubtful character ``i`` costs as a letter (None: it is none) and as a mark."""
    if _is_mark(stretch, i):
        return None, 0.0
    run = "".join(match[0] for match in (_UP_TO.search(stretch, 0, i), _FROM.match(stretch, i)) if match)
    if _russian(run) in lexicon.type_words:
        return _IN_TYPE_WORD
    if i + 1 == len(stretch) and stretch[i] in ",.":
        return _AT_THE_END
    if stretch[i] in ",." and _beside_type_word(stretch, i, lexicon):
        return _BESIDE_TYPE_WORD
    return _AS_LETTER, _AS_MARK


def _beside_type_word(stretch: str, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a type word ends before character ``i`` or begins after it."""
    before, after = _BEFORE.search(stretch, 0, i), _AFTER.match(stretch, i + 1)
    if after and _russian(after[0]) in lexicon.type_words:
        return True
    # in "L.,kbyj" (Дюблино) one letter before two keys says nothing
    alone = before and len(before[0]) == 1 and stretch[i + 1 : i + 2] in _DOUBTFUL
    return bool(before and not alone and _russian(before[0]) in lexicon.type_words)


def _russian(run: str) -> str:
    """Return a run of keys as the Russian layout writes it, in small letters."""
    return "".join(LETTERS.get(char, char) for char in run).lower()


def _closed(
    way: _Way, state: tuple[int, int], model: LetterModel, mark: str = "", price: float = 0.0
) -> _Way:
    """Return a way with its word ended, if one was open, and ``mark`` after it."""
    if state == (0, 0):
        return _Way(way.cost + price, way.text + mark, way.letters)
    return _Way(way.cost + price + model.extended(state, " ")[0], way.text + mark, way.letters + 1)


def _keep(ways: dict[tuple[int, int], _Way], state: tuple[int, int], way: _Way) -> None:
    """Remember the cheapest way to a state."""
    if state not in ways or ways[state].cost > way.cost:
        ways[state] = way


def _is_mark(stretch: str, i: int) -> bool:
    """Tell whether a doubtful character can only be a mark: beside a number, or before a capital that begins a word."""
    before, after, beyond = stretch[i - 1 : i] if i else "", stretch[i + 1 : i + 2], stretch[i + 2 : i + 3]
    if before.isdigit() or (after.isdigit() and stretch[i] in ",.:"):
        return True
    return after.isupper() and (before.islower() or not before or beyond.islower())


def _mark(stretch: str, i: int) -> str:
    """Return the mark that character ``i`` is: the dot of the Russian layout is on the key of the slash.

    Between single letters the slash is one: а/я, в/ч.
    """
    char = stretch[i]
    if char != "/":
        return _MARKS.get(char, char)
    before, after = stretch[:i], stretch[i + 1 :]
    if before[-1:] not in LETTERS:
        return char
    single = len(before) == 1 or before[-2] not in LETTERS
    return char if single and after[:1].islower() and after[1:2] not in LETTERS else "."
