"""A line of address being read: its words, what each may be, and which phrase has claimed it."""

from __future__ import annotations

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages.russian.elements import Element, ElementTable, elements
from addrcheck.languages.russian.house import CHUNKS
from addrcheck.languages.russian.tokens import Tokens, tokenise

NUMBER = Element("", "number", "number", (), "")
ORDINAL = Element("", "ordinal", "ordinal", (), "")
POSTCODE = Element("", "postcode", "postcode", (), "")
_DIGITS = {"number": NUMBER, "ordinal": ORDINAL, "postcode": POSTCODE, "name": None}

Places = tuple[tuple[int, NameKind], ...]


class Phrase(Struct, gc=False):
    """Words that belong together: a type word with its name, a bare name, a country, a landmark.

    ``first`` and ``last`` bound the words (``last`` exclusive), ``name_first`` and ``name_last`` those of
    the name; ``places`` are the dictionary's places of that name.
    """

    element: Element | None
    first: int
    last: int
    name_first: int
    name_last: int
    places: Places = ()
    strength: float = 1.0


class Locator(Struct, gc=False):
    """A house, block, flat …: its type, value and kind, where it stands, whether a word says what it is."""

    type: str
    value: str
    kind: str
    start: int
    end: int
    typed: bool
    at: int
    """The word that it begins with."""


class Line:
    """The working state of reading one text; everything is indexed by word."""

    __slots__ = (
        "dashed", "elements", "ends", "folded", "gaps", "gazetteer", "glue", "hits", "hits_ending", "locators", "phrases",
        "starts", "tags", "taken", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, folded: str, gazetteer: Gazetteer) -> None:
        tokens = tokenise(folded)
        self.text = text
        self.folded = folded
        self.gazetteer = gazetteer
        self.elements: ElementTable = elements()
        _split_glued(tokens, self.elements)
        _join_phrases(tokens, self.elements)
        _open_type_words(tokens, self.elements)
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.gaps = tokens.gaps
        self.glue = tokens.glue
        self.tags: list[Element | None] = [None] * len(self.words)
        self.taken: list[bool] = [False] * len(self.words)
        self.phrases: list[Phrase] = []
        self.locators: list[Locator] = []
        self.dashed: list[tuple[int, str, int, int]] = []
        self.hits: dict[int, list[tuple[int, int]]] = {}
        self.hits_ending: dict[int, list[tuple[int, int]]] = {}

    def claim(self, first: int, last: int) -> None:
        """Mark words as explained."""
        for i in range(first, last):
            self.taken[i] = True

    def add(self, phrase: Phrase) -> Phrase:
        """Add a phrase and claim its words."""
        self.phrases.append(phrase)
        self.claim(phrase.first, phrase.last)
        return phrase

    def raw(self, first: int, last: int) -> str:
        """Return the text of the words ``first`` to ``last`` (exclusive), as read."""
        return self.text[self.starts[first] : self.end(first, last)]

    def end(self, first: int, last: int) -> int:
        """Return where the words ``first`` to ``last`` end, the quotation mark that closes them included."""
        end = self.ends[last - 1]
        open_quote = self.text[end : end + 1] == '"' and self.text.count('"', self.starts[first], end) % 2
        return end + 1 if open_quote else end

    def capital(self, i: int) -> bool:
        """Tell whether word ``i`` begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    def free_word(self, i: int) -> bool:
        """Tell whether word ``i`` is an unexplained word or ordinal."""
        return not self.taken[i] and (self.tags[i] is None or self.tags[i] is ORDINAL)


def _split_glued(tokens: Tokens, table: ElementTable) -> None:
    """Split "7корп" and "47км" into a number and a word."""
    words = tokens.words
    i = 0
    while i < len(words):
        word = words[i]
        if _hides_house(tokens, i):
            _split(tokens, i, len(word) - 1)
        if word[0].isdigit() and word[-2:].isalpha() and len(word) > 2 and CHUNKS[word].kind == "name":
            cut = len(word)
            while word[cut - 1].isalpha():
                cut -= 1
            at: int | None = next(
                (k for k in (cut, cut + 1) if word[k:] in table.words or word[k:] in ("км", "лет")), None
            )
            if at is not None:
                _split(tokens, i, at)
        i += 1


def _hides_house(tokens: Tokens, i: int) -> bool:
    """Tell whether word ``i`` ends in a дом that lost its space: "Профсоюзнаяд.93"."""
    word = tokens.words[i]
    if not word.endswith(("яд", "йд", "ед", "вад", "над")) or len(word) < 6 or i + 1 >= len(tokens.words):
        return False
    return tokens.glue[i + 1].strip() == "." and tokens.words[i + 1][0].isdigit()


def _split(tokens: Tokens, i: int, at: int) -> None:
    """Make two words of word ``i``."""
    word, middle = tokens.words[i], tokens.starts[i] + at
    tokens.words[i : i + 1] = [word[:at], word[at:]]
    tokens.starts.insert(i + 1, middle)
    tokens.ends.insert(i, middle)
    tokens.gaps.insert(i + 1, 0)
    tokens.glue.insert(i + 1, "")


def _open_type_words(tokens: Tokens, table: ElementTable) -> None:
    """Let no dot after a type word end a field: "проезд. Походный"."""
    for i, gap in enumerate(tokens.gaps):
        if (
            gap == 2
            and 0 < i < len(tokens.words)
            and tokens.glue[i].strip() == "."
            and tokens.words[i - 1] in table.words
        ):
            tokens.gaps[i] = 1


def _join_phrases(tokens: Tokens, table: ElementTable) -> None:
    """Make one word of every type word that is written in several: "городской округ", "г. о."."""
    words, gaps = tokens.words, tokens.gaps
    known = table.phrases
    for i, word in enumerate(words):
        if word not in known:
            continue
        for phrase, _ in known[word]:
            last = i + len(phrase)
            if tuple(words[i:last]) == phrase and max(gaps[i + 1 : last]) < 2:
                words[i:last] = [" ".join(phrase)]
                del tokens.starts[i + 1 : last]
                del tokens.ends[i : last - 1]
                del gaps[i + 1 : last]
                del tokens.glue[i + 1 : last]
                break
