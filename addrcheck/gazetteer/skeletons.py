"""Latin spellings of Russian names, folded until every way to write a name is the same.

Щёлково is Shchyolkovo, Ščelkovo, Schelkovo, Chtchelkovo, Shhyolkovo … There is no way back from the letters
alone, so the names come to meet the text: when the dictionary is compiled every word of it is spelt in Latin
letters under each convention in use and folded to a *skeleton*; a typed word is folded the same way and looked up.
"""

from __future__ import annotations

import re
import unicodedata

# ------------------------------------------------------------------------------- folding

_MARKS = str.maketrans("", "", "'\"`’”ʹʺʼʻ·.")
_COMPOSED = {
    "ž": "zh", "č": "ch", "š": "sh", "ŝ": "shch", "ĝ": "g", "û": "yu", "â": "ya", "ë": "yo", "ё": "yo", "ĭ": "y", "ȳ": "y",
    "ė": "e", "é": "e", "è": "e", "ê": "e", "ý": "y", "í": "i", "á": "a", "ó": "o", "ö": "yo", "ü": "yu", "ä": "ya",
    "ç": "c", "ł": "l", "ś": "s", "ż": "zh", "ź": "z", "ǩ": "k", "ʻ": "", "ь": "'", "ъ": '"', "`": "'", "ʹ": "'", "ʺ": '"', "ʼ": "'",
}  # fmt: skip


def plain(char: str) -> str:
    """Return one typed letter in the basic Latin alphabet, small; marks of softness are quotes.

    >>> [plain(c) for c in "Žâʹ"]
    ['zh', 'ya', "'"]
    """
    char = char.lower()
    known = _COMPOSED.get(char)
    if known is not None:
        return known
    if char.isascii():
        return char
    return "".join(c for c in unicodedata.normalize("NFD", char) if c.isascii())


_CLASSES = {
    "shtch": "w", "chtch": "w", "shch": "w", "shh": "w", "sch": "w", "sh": "w", "scz": "sc", "sc": "w",
    "tch": "q", "ch": "q", "q": "k",
    "zh": "z", "kh": "h", "gh": "g", "x": "h",
    "tts": "c", "tcz": "c", "ttc": "c", "ts": "c", "tc": "c", "tz": "c", "cz": "c",
    "w": "v", "ck": "k", "ph": "f", "th": "t", "oou": "u", "ou": "u",
}  # fmt: skip
_CLASS = re.compile(
    r"[yij]+ou|[yij]+o|[yij]+(?=[aeu])|[yij]+|" + "|".join(sorted(_CLASSES, key=len, reverse=True))
)
_DOUBLE = re.compile(r"(.)\1+")


def _class_of(match: re.Match[str]) -> str:
    """Return the letter that stands for a Latin letter or group of letters."""
    group = match[0]
    known = _CLASSES.get(group)
    if known is not None:
        return known
    if group.endswith("ou"):
        return "u"
    if group.endswith("o"):
        return "e"
    after = match.string[match.end() : match.end() + 1]
    return "" if after and after in "aeu" else "i"


def skeleton(latin: str) -> str:
    """Return a Latin spelling folded so far that all conventions agree; ``latin`` is plain, small letters.

    >>> {skeleton(spelling) for spelling in ("shchyolkovo", "schelkovo", "shhjolkovo", "ščëlkovo")} == {"welkovo"}
    False
    >>> {skeleton(spelling) for spelling in ("shchyolkovo", "schelkovo", "shhjolkovo", "scelkovo")}
    {'welkovo'}
    >>> skeleton("tverskoy") == skeleton("tverskoj") == skeleton("tverskoi"), skeleton("ivan'kovo")
    (True, 'ivankovo')
    """
    return _DOUBLE.sub(r"\1", _CLASS.sub(_class_of, latin.translate(_MARKS)))


# ------------------------------------------------------------------------------- spelling

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_USUAL = dict(zip(_RUSSIAN, _LATIN.split(), strict=True))
_OTHERWISE: tuple[dict[str, str], ...] = (
    {"х": "h"},
    {"х": "ch"},
    {"ц": "c"},
    {"ц": "c", "х": "h"},
    {"ж": "j"},
    {"ж": "j", "х": "h", "ц": "c", "щ": "sc"},
    {"э": "eh", "ц": "c"},
    {"ц": "s", "щ": "sh", "ы": "i", "х": "x", "ж": "j"},
    {"ъ": "ie"},
    {"ж": "j", "ш": "ch", "ч": "tch", "щ": "chtch"},
)
"""What the conventions do to single letters, as far as folding does not undo it."""

_FRENCH = ((re.compile("г(?=[еы]|и(?!н$))"), "гу"), (re.compile("кс"), "х"), (re.compile("ин$"), "ине"))


def skeletons(word: str) -> set[str]:
    """Return the skeletons of all Latin spellings of a folded Russian word.

    >>> sorted(skeletons("хабаровск")), sorted(skeletons("тверь"))
    (['habarovsk', 'qabarovsk'], ['tver'])
    """
    found = {_spelt(word, _USUAL)}
    for other in _OTHERWISE:
        if any(letter in word for letter in other):
            found.add(_spelt(word, _USUAL | other))
    if "ьо" in word:
        found.add(_spelt(word.replace("ьо", "ье"), _USUAL))
    if any(pattern.search(word) for pattern, _ in _FRENCH):
        french = word
        for pattern, written in _FRENCH:
            french = pattern.sub(written, french)
        found.add(_spelt(french, _USUAL | {"х": "x"} | _OTHERWISE[-1]))
    return found


def _spelt(word: str, letters: dict[str, str]) -> str:
    """Return the skeleton of a word under one convention."""
    return skeleton("".join(map(letters.__getitem__, word)))
