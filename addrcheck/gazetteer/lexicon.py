"""The words of Russian addresses by their Latin skeletons, made with the dictionary and opened when Latin letters come.

Four tables: the words that names are made of, the type words, the towns by whole name, and what a hand-written
table adds that no transliteration gives (street, Moscow). Nothing is read before the first look-up.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product
from pathlib import Path

from msgspec import Struct

from addrcheck.gazetteer.columns import ColumnWriter, Strings
from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.letters import LetterModel, letter_table
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.skeletons import skeleton, skeletons
from addrcheck.gazetteer.tables import read_optional

_WORD = re.compile("[а-я]+")
_LATIN = re.compile("[a-z№]")
_ONE_LETTER = re.compile(r"(.)\1+$")  # ооо: folded it would be о
_DIGIT = re.compile(r"\d")
_TABLE_WEIGHT = {"regions": 40.0, "areas": 4.0, "settlements": 1.0, "former": 4.0, "aliases": 8.0}
_TYPE_WEIGHT = 200.0
_MOST_REMEMBERED = 20_000
_FOLDED = ("place", "region")  # names have many spellings, English words one


def write_lexicon(out: ColumnWriter, folder: Path) -> None:
    """Add the words of the Russian tables in ``folder``."""
    words = _words(folder)
    types = _type_words(folder)
    towns = list(_towns(folder))
    phrases = list(_phrases(folder))
    keys = _by_skeleton(words)
    out.strings("lexicon.key", keys)
    out.strings("lexicon.words", keys.values())
    out.strings("lexicon.types", ["\n".join(types), "\n".join(types.values())])
    out.strings("lexicon.towns", ["\n".join(key for key, _ in towns), "\n".join(name for _, name in towns)])
    out.strings("lexicon.phrases", ["\n".join(row[i] for row in phrases) for i in range(3)])
    table = letter_table({word: 1 + math.log(weight) for word, weight in words.items()})
    out.strings("lexicon.letters", [table.decode("latin-1")])


def _words(folder: Path) -> dict[str, float]:
    """Return every folded word of the names, with how often and how importantly it stands there."""
    weights: defaultdict[str, float] = defaultdict(float)
    for table, weight in _TABLE_WEIGHT.items():
        for row in read_optional(folder / f"{table}.tsv"):
            for word in _WORD.findall(fold("RU", row["name"])):
                weights[word] += weight
    for row in read_optional(folder / "cities.tsv"):
        for word in _WORD.findall(fold("RU", row["name"])):
            weights[word] += 10 + int(row["population"] or 0) / 5000
    for row in read_optional(folder / "streets.tsv"):
        for word in _WORD.findall(fold("RU", row["name"])):
            weights[word] += 4.0 * int(row["count"])
    for row in read_optional(folder / "element_types.tsv"):
        for word in _WORD.findall(f"{row['kind']} {row['spellings']}"):
            weights[word] = max(weights[word], _TYPE_WEIGHT)
    return {word: weight for word, weight in weights.items() if weight}


def _by_skeleton(words: dict[str, float]) -> dict[str, str]:
    """Return skeleton → its words, the commonest first, each followed by the digit of its weight."""
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, weight in words.items():
        if len(word) > 1:
            for key in skeletons(word):
                found[key].append((-weight, word))
    return {
        key: " ".join(f"{word}{min(9, round(math.log2(-weight + 1)))}" for weight, word in sorted(found[key]))
        for key in sorted(found)
    }


def _type_words(folder: Path) -> dict[str, str]:
    """Return the Latin spellings of type words, marks between their pieces kept: "pr-kt" → "пр-кт"."""
    found: dict[str, str] = {}
    for row in read_optional(folder / "element_types.tsv"):
        for spelling in row["spellings"].split("; "):
            if " " not in spelling and not _LATIN.search(spelling) and not _ONE_LETTER.match(spelling):
                for key in spelling_keys(spelling):
                    found.setdefault(key, spelling)
    return found


def spelling_keys(spelling: str) -> Iterator[str]:
    """Yield the skeletons of a spelling with its marks: "ж/д" → "z/d", "id"."""
    pieces = re.split("([^а-я]+)", fold("RU", spelling))
    for choice in product(*(sorted(skeletons(p)) if p.isalpha() else [p] for p in pieces if p)):
        yield "".join(choice)


def _towns(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the skeleton (pieces apart) and the name of each town, the most populous first."""
    rows = [
        (int(row["population"] or 0), row["name"])
        for table in ("cities", "regions")
        for row in read_optional(folder / f"{table}.tsv")
        if row["kind"] == "город"
    ]
    rows.extend((0, row["name"]) for row in read_optional(folder / "former.tsv") if row["level"] == "city")
    seen = set()
    for _, name in sorted(rows, key=lambda row: (-row[0], row[1])):
        pieces = [sorted(skeletons(piece)) for piece in _WORD.findall(fold("RU", name))]
        for key in map(" ".join, product(*pieces)):
            if key not in seen and not _DIGIT.search(name):
                seen.add(key)
                yield key, name


def _phrases(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (skeleton, Russian text, use) of what is written by hand, and the nouns that subjects are known by."""
    for row in read_optional(folder / "latin.tsv"):
        pieces = re.split(r"[\s/-]+", row["latin"])
        yield " ".join(map(skeleton, pieces) if row["use"] in _FOLDED else pieces), row["russian"], row["use"]
    for row in read_optional(folder / "regions.tsv"):
        if row["kind"] in ("область", "край"):
            for noun in _nouns(fold("RU", row["name"]), fold("RU", row["capital"])):
                for key in map(" ".join, product(*(sorted(skeletons(piece)) for piece in noun.split()))):
                    yield key, f"{row['name']} {row['kind']}", "region"


def _nouns(name: str, capital: str) -> set[str]:
    """Return the nouns that stand for a subject's adjective: Ростовская → ростов, Тульская → тула."""
    pieces = {capital, *capital.split(), *capital.split("-")}
    alike = {piece.replace("-", " ") for piece in pieces if piece[:2] == name[:2]}
    return alike | {name.removesuffix("ая").removesuffix("ий")}


class Town(Struct, frozen=True, gc=False):
    """A town: its name, and the skeletons of the words of it."""

    name: str
    pieces: tuple[str, ...]


class Lexicon:
    """The opened tables."""

    def __init__(self, strings: Callable[[str], Strings]) -> None:
        """Open the columns through ``strings``, which returns one by its name."""
        self._strings = strings
        self._keys = strings("lexicon.key")
        self._words = strings("lexicon.words")
        self.letters = LetterModel(strings("lexicon.letters")[0].encode("latin-1"))
        self.remembered: dict[str, str] = {}
        """What typed words were found to mean; filled by ``remember``."""

    def words(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return the words of a skeleton, the commonest first, each with its weight (0 to 9, twice as common a step)."""
        at = bisect_left(self._keys, key)
        entry = self._words[at] if at < len(self._keys) and self._keys[at] == key else ""
        return tuple((word[:-1], int(word[-1])) for word in entry.split())

    def remember(self, typed: str, meant: str) -> None:
        """Keep what a typed word means, so that it need not be worked out again."""
        if len(self.remembered) >= _MOST_REMEMBERED:
            self.remembered.clear()
        self.remembered[typed] = meant

    def knows(self, word: str) -> bool:
        """Tell whether a folded Russian word stands in a name or is a type word."""
        if word in self.type_words:
            return True
        letters = word.isalpha() and all("а" <= letter <= "я" for letter in word)
        return letters and any(word == known for known, _ in self.words(next(iter(skeletons(word)))))

    def _table(self, name: str) -> list[list[str]]:
        """Return the columns of a small table that is kept in one piece."""
        column = self._strings(name)
        return [column[i].split("\n") for i in range(len(column))]

    @cached_property
    def types(self) -> dict[str, str]:
        """Type words by the skeletons of their spelling, marks kept."""
        return dict(zip(*self._table("lexicon.types"), strict=True))

    @cached_property
    def type_words(self) -> frozenset[str]:
        """Type words in Russian letters: ул, пр-кт."""
        return frozenset(self.types.values())

    @cached_property
    def phrases(self) -> dict[str, dict[str, str]]:
        """What is written by hand: use → skeleton → Russian text."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, text, use in zip(*self._table("lexicon.phrases"), strict=True):
            found[use].setdefault(key, text)
        return dict(found)

    def written(self, use: str, key: str) -> str:
        """Return what the table written by hand says of ``key`` in one use, or ""."""
        return self.phrases.get(use, {}).get(key, "")

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """All towns, the most populous first, then the names written by hand; several spellings of a town may stand here."""
        made = zip(*self._table("lexicon.towns"), strict=True)
        pairs = (*made, *self.phrases.get("place", {}).items())
        return tuple(Town(name, tuple(key.split())) for key, name in pairs)

    @cached_property
    def town_names(self) -> dict[str, str]:
        """The names of towns by their skeletons written together."""
        names: dict[str, str] = {}
        for town in self.towns:
            names.setdefault("".join(town.pieces), town.name)
        return names


def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Return the lexicon of an opened Russian gazetteer, the same each time."""
    found = gazetteer.derived.get("lexicon")
    if not isinstance(found, Lexicon):
        found = gazetteer.derived["lexicon"] = Lexicon(gazetteer.strings)
    return found
