"""How a Russian place name is written: capitals, ё, and which of several spellings is the Russian one.

The sources write names in capitals or With A Capital On Every Word, lose ё, and mix the spellings of
twenty languages in one list of alternates. Here is what sets that right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

_RUSSIAN = re.compile(r"[А-Яа-яЁё0-9][А-Яа-яЁё0-9 .«»\"()-]*")
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_SMALL = frozenset(
    "на в и за под над при у из со к до лет отдыха отделение отделения совхоза хозяйства завода пятилетки".split()  # noqa: SIM905
)
"""Words that stay small inside a name: Ростов-на-Дону, 40 лет Октября."""

_ROMAN = re.compile(r"\b[IVXivx]+\b")
_INITIAL = re.compile(r"\b([А-ЯЁ])\.(?=[А-ЯЁ])")

_CYRILLIC_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "",
        "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip


_LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTXë", "асеорхуАВСЕНКМОРТХё")


def fold(name: str) -> str:
    """Return a name as it is compared: small letters, е for ё, hyphens and dots as one space.

    >>> fold("Орехово-Зуево"), fold("Королёв")
    ('орехово зуево', 'королев')
    """
    plain = unicodedata.normalize("NFC", unstressed(name)).lower().replace("ё", "е")
    return " ".join(re.sub(r"[-–—.«»\"]", " ", plain).split())


def unstressed(name: str) -> str:
    """Drop stress marks, keep ё and й.

    >>> unstressed("Палла́совский райо́н")
    'Палласовский район'
    """
    return unicodedata.normalize("NFC", name.replace("\u0301", ""))


def capitals(name: str) -> str:
    """Write a name with the capitals that Russian wants.

    >>> capitals("РОСТОВ-НА-ДОНУ"), capitals("Им. М.И. Калинина"), capitals("ПАВЛОВО-ПОСАДСКИЙ")
    ('Ростов-на-Дону', 'имени М. И. Калинина', 'Павлово-Посадский')
    """
    words = [
        word.lower() if at and word.lower() in _SMALL else word.capitalize()
        for at, word in enumerate(re.split(r"([- ])", name.strip()))
    ]
    text = _ROMAN.sub(lambda match: match[0].upper(), "".join(words))
    text = re.sub(r"\b([А-ЯЁ])\.([а-яё])", lambda match: f"{match[1]}.{match[2].upper()}", text)
    text = text.replace("Хх11", "XXII")  # as the postal source writes the number of a party congress
    text = _INITIAL.sub(r"\1. ", text)
    text = re.sub(r"\bИм(?:\.|ени\b) ?", "имени ", text)
    return re.sub(r"\b(\d+)-(Й|Я|Е|Го|Ой|Ый|Ая)\b", lambda match: match[0].lower(), text)


def latin_key(name: str) -> str:
    """Return what the usual ways of writing Russian in Latin letters have in common.

    >>> latin_key("Юрьев-Польский") == latin_key("Yur’yev-Pol’skiy") == latin_key("Jurjev-Poljskij")
    True
    """
    text = re.sub("йо|yo|jo", "e", name.lower()).translate(_CYRILLIC_LATIN)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if c.isalnum() or c == " ")
    text = text.replace("shch", "sh").replace("kh", "h").replace("x", "ks").replace("w", "v")
    return re.sub(r"(.)\1", r"\1", re.sub(r"[yij]", "", text))


def cyrillic(name: str) -> str:
    """Replace Latin letters that slipped into a Cyrillic name by the Cyrillic ones that look the same.

    >>> cyrillic("Домашo\u0432o")
    'Домашово'
    """
    if re.search("[А-Яа-яЁё]", name):
        return re.sub(
            r"(?<=[А-Яа-яЁё])[A-Za-zë]+|[A-Za-zë]+(?=[А-Яа-яЁё])", lambda m: m[0].translate(_LOOKALIKES), name
        )
    return name


@dataclass(frozen=True)
class Known:
    """Names that are official in a subject, folded: they beat what a list of alternates says."""

    towns: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


def russian_name(main: str, alternates: Iterable[str], known: Known, neighbour: bool = False) -> str | None:
    """Pick the Russian name of a place among its alternates, or None where there is none.

    ``main`` is the name in Latin letters that the source shows. An alternate may be an old name or one in
    another language of the country, so what sounds like ``main`` wins unless it is a town's name;
    ``neighbour`` tells that ``main`` may be Ukrainian, and the Russian name a translation of it.
    """
    spelt = {unstressed(cyrillic(name)): name for name in sorted(alternates)}
    candidates = {plain: raw for plain, raw in spelt.items() if _RUSSIAN.fullmatch(plain)}
    key, strict = latin_key(main), _letters(main)

    def worth(name: str) -> tuple[float, ...]:
        likeness = fuzz.ratio(latin_key(name), key)
        town, stressed = fold(name) in known.towns, "\u0301" in candidates[name]
        if neighbour:
            return town, not stressed, likeness >= 50, _russianness(name), likeness
        office = likeness >= 85 and fold(name) in known.offices
        return town, office, likeness >= 99, not stressed, "ё" in name, fuzz.ratio(_letters(name), strict)

    best = max(sorted(candidates), key=worth, default=None)
    if best is None or not (fold(best) in known.towns or fuzz.ratio(latin_key(best), key) >= 60):
        return None
    return None if neighbour and fold(best) not in known.towns and _russianness(best) < 0 else best


def _letters(name: str) -> str:
    """Return a name in Latin letters one by one, so that Яблоновский is nearer to Yablonovskiy than Яблоновски is."""
    latin = name.lower().translate({ord("й"): "y", ord("ы"): "y"}).translate(_CYRILLIC_LATIN)
    return latin.replace("ia", "ya").replace("iu", "yu")


_UKRAINIAN = re.compile(
    r"[бвгджзклмнпрстфхцчшщ]е$|ьк|[эы]э|\b(?:мала|нова|велика|стара|красна|верхня|нижня|перше)\b|[бвпмтсрн]ий\b|цыв|ньо"
)


def _russianness(name: str) -> int:
    """Tell Яркое from the Ярке of the neighbouring language, as far as letters show it: below 0 it is not Russian."""
    return -1 if _UKRAINIAN.search(name.lower()) else sum(c in "ыё" for c in name)


class Yo:
    """Puts ё back where the sources that keep it show that the word is written with it."""

    def __init__(self, names: Iterable[str]) -> None:
        words: Counter[str] = Counter(w.lower() for name in names for w in _WORD.findall(name))
        best: dict[str, str] = {}
        for word, count in sorted(words.items()):
            if "ё" in word and count >= words[word.replace("ё", "е")]:
                best[word.replace("ё", "е")] = word
        self._best = best

    def restore(self, name: str) -> str:
        """Return the name with ё in every word that is known to have it."""
        return _WORD.sub(self._word, name)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        found = self._best.get(word.lower())
        if not found or "ё" in word.lower():
            return word
        return found.capitalize() if word[0].isupper() else found
