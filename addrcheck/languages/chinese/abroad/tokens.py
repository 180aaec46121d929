"""A text in Latin or Russian letters → words, type words, numbers and what separates them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from msgspec import Struct

from addrcheck.languages.chinese.abroad.elements import SIGNS, Element, Spelling, spellings, units


class Kind(IntEnum):
    """What an item is."""

    WORD = 1
    NUMBER = 2
    ELEMENT = 3
    SIGN = 4
    STOP = 5


class Item(Struct, frozen=True):
    """A piece of the text; ``key`` is its folded form, a number's bare value, or empty."""

    kind: Kind
    start: int
    end: int
    key: str
    meanings: tuple[Element, ...] = ()

    def means(self, *types: str) -> bool:
        """Tell whether the type word can mean one of ``types``."""
        return any(element.type in types for element in self.meanings)


class _Plain(dict[int, str]):
    """Letters without their marks, one for one; й stays й, case stays."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = char if char in "йЙ" else unicodedata.normalize("NFD", char)[0]
        self[code] = bare if bare.isalpha() or not char.isalpha() else char
        return self[code]


_PLAIN = _Plain()
_LETTER = "A-Za-z\u0400-\u04ff"
_ORDINAL = rf"(?:-?(?:st|nd|rd|th|ый|ой|ая|ое|ого|ом|го|й|я|е|м))?(?![{_LETTER}])"
_FLOOR = r"(?:[Bb]?\d+|[GgL])\s?/\s?[Ff](?![A-Za-z])|[Bb]?\d+[Ff](?![A-Za-z0-9])"
_CODE = rf"(?:[{_LETTER}]-?)?\d++(?:[A-Za-zА-Яа-я](?![{_LETTER}]))?"
_NUMBER = rf"(?<![{_LETTER}]){_CODE}(?:\s?[-/~]\s?{_CODE})*(?<=\d){_ORDINAL}|(?<![{_LETTER}]){_CODE}(?:\s?[-/~]\s?{_CODE})*|\d+"
_TOKEN = re.compile(
    rf"(?P<floor>{_FLOOR})|(?P<distance>\d+\s?(?:км|м|km|m|meters|metres|метров|метра)(?![{_LETTER}]))|(?P<number>{_NUMBER})"
    rf"|(?P<word>[A-ZА-ЯЁ]+(?![a-zа-яё])(?:'[A-Z]+)*|[A-ZА-ЯЁ]?[a-zа-яё]+(?:'[A-Za-z]+)*|[{_LETTER}])"
    r"|(?P<han>号楼|单元|[号幢栋座层楼室房商弄组段])|(?P<name>[\u3400-\u9fff]+)"
    r"|(?P<sign>[№#])|(?P<stop>[,;\n|()/]|\s-\s)"
)
_ORDINAL_END = re.compile(r"-?(?:st|nd|rd|th|ый|ой|ая|ое|ого|ом|го|й|я|е|м)$")
_FULL_STOP_OR_NUMBER = re.compile(r"\.|\s?\d")
_COUNTED = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "ninth": "9", "tenth": "10", "ground": "1", "basement": "-1", "первый": "1", "второй": "2", "третий": "3",
    "четвертый": "4", "пятый": "5", "шестой": "6", "седьмой": "7", "восьмой": "8", "девятый": "9", "десятый": "10",
    "цокольный": "-1",
}  # fmt: skip


def itemise(text: str, start: int = 0, end: int | None = None) -> list[Item]:
    """Return the items of ``text[start:end]`` in order.

    >>> [(i.kind.name, i.key) for i in itemise("Rm. 301, 2nd Floor, ул. Вэньсань")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('ELEMENT', 'rm'), ('NUMBER', '301'), ('STOP', ','), ('NUMBER', '2'), ('ELEMENT', 'floor'), ('STOP', ','),
     ('ELEMENT', 'ул'), ('WORD', 'вэньсань')]
    """
    plain = text.translate(_PLAIN)
    if len(plain) != len(text):  # a letter without a plain form of one character
        plain = text
    raw = [_item(found) for found in _TOKEN.finditer(plain, start, len(text) if end is None else end)]
    items: list[Item] = []
    position = 0
    while position < len(raw):
        merged = _element_at(raw, position, plain)
        if merged:
            item, position = merged
            items.append(item)
        else:
            items.append(raw[position])
            position += 1
    return items


def _item(found: re.Match[str]) -> Item:
    """Return the item that a token is by itself."""
    start, end = found.span()
    text = found[0]
    match found.lastgroup:
        case "number":
            return Item(Kind.NUMBER, start, end, _ORDINAL_END.sub("", re.sub(r"\s", "", text)).upper())
        case "floor":
            level = re.sub(r"[\s/Ff]", "", text).upper()
            return Item(Kind.NUMBER, start, end, {"G": "1", "L": "1"}.get(level, level), (_FLOOR_ELEMENT,))
        case "distance":
            return Item(Kind.NUMBER, start, end, text, (DISTANCE,))
        case "han":
            return Item(Kind.ELEMENT, start, end, text, (units()[text],))
        case "sign":
            return Item(Kind.SIGN, start, end, text)
        case "stop":
            return Item(Kind.STOP, start, end, text.strip() if text == "," else "")
    return Item(Kind.WORD, start, end, text.lower().replace("ё", "е"))


_FLOOR_ELEMENT = Element("floor", "层", True, False)
DISTANCE = Element("landmark", "米", True, False)


def _element_at(raw: list[Item], position: int, text: str) -> tuple[Item, int] | None:
    """Return the longest type word that begins at ``position``, and where the items go on."""
    first = raw[position]
    if first.kind is not Kind.WORD:
        return None
    if first.key in _COUNTED:
        return Item(Kind.NUMBER, first.start, first.end, _COUNTED[first.key]), position + 1
    for spelling in spellings().get(first.key, ()):
        stop = _match(raw, position, spelling)
        if not stop or (len(first.key) == 1 and stop == position + 1 and not _abbreviated(text, first)):
            continue
        last = raw[stop - 1]
        key = "".join(spelling.words)
        kind = Kind.SIGN if key in SIGNS else Kind.ELEMENT
        return Item(kind, first.start, last.end, key, spelling.meanings), stop
    return None


def _abbreviated(text: str, item: Item) -> bool:
    """Tell whether a single letter is meant as an abbreviation: д. 5, г. Харбин."""
    return bool(_FULL_STOP_OR_NUMBER.match(text, item.end))


def _match(raw: list[Item], position: int, spelling: Spelling) -> int:
    """Return the index behind the words of ``spelling``, 0 where they do not stand there."""
    for word in spelling.words:
        if position >= len(raw) or raw[position].key != word:
            return 0
        position += 1
    return position
