"""Latin letters inside a Russian text: look-alikes, words left in the other layout, words in transliteration.

"Mосква" has a Latin M, "ek. Ленина" a type word from the wrong layout, "Moskva, ул. Ленина" a town in Latin
letters. Only what then is a known word is changed: brands, Roman numbers and mail addresses stay as they are.
A text that is Latin throughout is left to ``keyboard`` and ``transcription``.
"""

from __future__ import annotations

import re

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.lexicon import Lexicon, lexicon_of
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.reading.keyboard import LETTERS, from_layout
from addrcheck.reading.latin_letters import CHOICES
from addrcheck.reading.latin_words import LATIN, Word, latin_words, translated
from addrcheck.reading.normalise import Reading
from addrcheck.reading.transcription import respelt, russian_from_latin

_LATIN = re.compile(f"[{LATIN}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_WORTH = re.compile(rf"(?<!\d)(?<!\d )[{LATIN}]|[{LATIN}]{{2}}")
_RUN = re.compile(r"[^\W\d_]+")
_BOTH = re.compile(rf"[\u0400-\u052f][{LATIN}]|[{LATIN}][\u0400-\u052f]")
_OF_SCHEMAS = frozenset("ЁёЬьЪъ")  # letters that some transliterations keep
_LATIN_LOOKS, _RUSSIAN_LOOKS = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
_TO_RUSSIAN = dict(zip(_LATIN_LOOKS, _RUSSIAN_LOOKS, strict=True))
_TO_LATIN = dict(zip(_RUSSIAN_LOOKS, _LATIN_LOOKS, strict=True))
_BRANDED = re.compile(
    r'["«]|\b(?:бц|тц|трц|трк|жк|ооо|ао|оао|зао|ип|пвз|магазин|салон|кафе|ресторан|отель|гостиница)\b',
    re.IGNORECASE,
)
_ENDINGS = (
    "aya",
    "aja",
    "aia",
    "skiy",
    "skij",
    "sky",
    "skii",
    "skogo",
    "ova",
    "eva",
    "ina",
    "ovo",
    "evo",
    "ino",
    "oe",
    "oye",
)
_ENOUGH = 3.6  # nats a letter: what costs more is no Russian word
_ROMAN = frozenset("ivx")


def mend_mixed(reading: Reading, gazetteer: Gazetteer) -> Reading:
    """Return a reading with its Latin letters made Russian where they were meant so; else the same object.

    ``gazetteer`` is Russia's.

    >>> from addrcheck import Checker
    >>> from addrcheck.reading.normalise import read
    >>> russia = Checker().gazetteer("RU")
    >>> mend_mixed(read("г. Mосква, ek. Baumana, БЦ Park Place"), russia).text
    'г. Москва, ул. Баумана, БЦ Park Place'
    """
    if not worth_mending(reading.text):
        return reading
    latin, cyrillic = len(_LATIN.findall(reading.text)), _CYRILLIC.findall(reading.text)
    rather_latin = latin > len(cyrillic)
    if rather_latin:
        whole = from_layout(reading, gazetteer)
        if whole is None and _OF_SCHEMAS.issuperset(cyrillic):
            whole = russian_from_latin(reading, gazetteer)
        if whole is not None:
            return whole
    lexicon = lexicon_of(gazetteer)
    text = reading.text
    if _BOTH.search(text):
        text = _RUN.sub(lambda run: _in_one_script(run[0], lexicon), text)
    base = reading if text == reading.text else Reading(reading.raw, text, reading.offsets, "mixed")
    words = translated(latin_words(text), text, lexicon)
    words = [word for word in words if _meant_russian(word, text, lexicon, rather_latin)]
    return respelt(base, words, spelling="mixed") if words else base


def worth_mending(text: str) -> bool:
    """Tell whether a text has a Latin letter that is not merely the letter of a house.

    >>> worth_mending("Казань, ул. Мира, 5A"), worth_mending("Kазань, ул. Мира, 5")
    (False, True)
    """
    return _WORTH.search(text) is not None


def _in_one_script(run: str, lexicon: Lexicon) -> str:
    """Return a run of letters of both scripts in the one that it was meant in; what makes no word stays.

    Russian unless all its Russian letters look Latin and the Latin ones are more.
    """
    latin = [c for c in run if _LATIN.match(c)]
    if not latin or all(c in latin or c in _OF_SCHEMAS for c in run):
        return run
    if len(latin) > len(run) / 2 and all(c in _TO_LATIN for c in run if c not in latin):
        return "".join(_TO_LATIN.get(c, c) for c in run)
    if all(c in _TO_RUSSIAN for c in latin):
        return "".join(_TO_RUSSIAN.get(c, c) for c in run)
    readings = ["".join(table.get(c, c) for c in run) for table in (_TO_RUSSIAN | _BY_SOUND, LETTERS)]
    best = min(readings, key=lambda word: lexicon.letters.cost(fold("RU", word)))
    return best if lexicon.letters.cost(fold("RU", best)) < _ENOUGH * (len(best) + 1) else run


_BY_SOUND = {
    shape(letter): shape(CHOICES[letter][0][0])
    for letter in "abdfgijklmnorstuvz"
    for shape in (str.lower, str.upper)
    if shape(letter) not in _TO_RUSSIAN
}


def _meant_russian(word: Word, text: str, lexicon: Lexicon, rather_latin: bool) -> bool:
    """Tell whether a Latin word of a Russian text is to be read as Russian; sets what it is then.

    Where most of the text is Latin (``rather_latin``) unknown words are meant so too.
    """
    typed = text[word.start : word.end]
    field = text[max(text.rfind(mark, 0, word.start) for mark in ",;\n") + 1 : word.end]
    if _BRANDED.search(field) or (len(word.plain) == 1 and not _stands_for_word(word, text)):
        return False
    if word.sure and (len(word.plain) > 1 or (typed not in _TO_RUSSIAN and word.plain != "l")):
        return True  # "l." is дом in the other layout rather than литера
    for table in (_TO_RUSSIAN, LETTERS):
        if all(c in table for c in typed):
            russian = "".join(map(table.__getitem__, typed))
            if len(typed) == 1 or lexicon.knows(fold("RU", russian)):
                word.russian = russian
                return True
    return rather_latin or (word.plain.endswith(_ENDINGS) and len(word.plain) > 4)


def _stands_for_word(word: Word, text: str) -> bool:
    """Tell whether a lone Latin letter is part of a word or stands for one: б-p, "c. Ивановка"; Roman numbers do not."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    return before == "-" or (word.plain not in _ROMAN and after == "." and not before.isdigit())


_OTHER_LETTERS = re.compile("[łąęńśźżćßğşőűř]", re.IGNORECASE)
_RUSSIAN_WORDS = re.compile(
    r"\b(?:ul(?:itsa|ica)?|prospekt|pr-k?t|pereulok|shosse|naberezh?naya|ploshchad|proezd|oblast|obl|ra[yij]on|r-n|korp|mkr|kv|"
    r"stroenie|derevnya|selo|pos[ye]+lok|gorod|"
    r"\w{3,}sk(?:aya|aja|aia|iy|ij|ogo|oye))\b",
    re.IGNORECASE,
)


def speaks_russian(text: str) -> bool:
    """Tell whether a text in Latin letters has a word of Russian addresses, and no letter of another language.

    >>> [speaks_russian(text) for text in ("ul. Lenina, 5", "Baker Street 5", "ul. Marszałkowska 5")]
    [True, False, False]
    """
    return _RUSSIAN_WORDS.search(text) is not None and _OTHER_LETTERS.search(text) is None
