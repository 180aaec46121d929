"""How an address from abroad stands on an envelope: the places in Chinese, the rest in its own letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import structs

from addrcheck.gazetteer.spelling import join_syllables
from addrcheck.gazetteer.syllables import to_latin
from addrcheck.languages.chinese import latin
from addrcheck.languages.chinese.abroad.tokens import Item, Kind, itemise
from addrcheck.languages.chinese.envelope import written_part
from addrcheck.languages.chinese.layout import in_official_order
from addrcheck.model import OFFICIAL_ORDER, Component

_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff\u1e00-\u1eff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LANE = re.compile(r"\b(?:lane|ln|long|nong|переулок|пер)\b", re.IGNORECASE)
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def local_form(components: Sequence[Component]) -> str:
    """Write the address from the region down to the room; names in letters are kept apart by spaces."""
    text = ""
    for component in in_official_order(_in_order(components)):
        piece = _written(component)
        text += " " + piece if text and _needs_space(text, piece) else piece
    return text


def _in_order(components: Sequence[Component]) -> list[Component]:
    """Return the components as if they had been typed in official order: abroad the smallest often comes first."""
    ordered = sorted(components, key=lambda c: (OFFICIAL_ORDER[c.type], c.span or (0, 0)))
    return [structs.replace(c, span=(i, i + 1)) for i, c in enumerate(ordered)]


def _written(component: Component) -> str:
    """Return a part with its Chinese unit word: Lane 669 is 669弄."""
    if component.type == "house" and _LANE.search(component.text or ""):
        return component.value + "弄"
    return written_part(component)


def _needs_space(before: str, after: str) -> bool:
    """Tell whether two pieces would run together: 西湖区 Wensan Road 100号."""
    return len(_LETTER.findall(after)) > 1 or bool(_LETTER.match(before[-1]))


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters, from the room up to the region."""
    spelt = [
        structs.replace(c, value=_in_latin(c.value)) if _CYRILLIC.search(c.value) else c for c in components
    ]
    return latin.latin_form(_in_order(spelt), latin_name)


def _in_latin(value: str) -> str:
    """Return a name in Russian letters in pinyin, its type word in English and behind it.

    >>> _in_latin("улица Вэньсань"), _in_latin("жилой комплекс ХайеСиньюань")
    ('Wensan Road', 'Haiye Xinyuan Residential Community')
    """
    items = itemise(value)
    names = [_spelt(value, item) for item in items if item.kind is not Kind.ELEMENT]
    words = [item.meanings[0].english.title() for item in items if item.kind is Kind.ELEMENT]
    return " ".join(filter(None, (*names, *words)))


def _spelt(value: str, item: Item) -> str:
    """Return one word in Latin letters: by Palladius where it is Chinese, letter by letter elsewhere."""
    syllables = to_latin(item.key)
    if syllables:
        return join_syllables(syllables)
    return "".join(_LATIN.get(c, c) for c in value[item.start : item.end].lower()).capitalize()
