"""Russian addresses written in Chinese characters: 俄罗斯莫斯科特维尔大街1号.

Regions and towns are known by their Chinese names (``dictionaries/ru/chinese_names.tsv``, compiled as
aliases); roads and houses are written as a Chinese one writes them and keep their characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import structs

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.tables import read_optional
from addrcheck.languages import Completeness, Mention, Sentence, Settlement
from addrcheck.languages.chinese.parts import parse_parts
from addrcheck.languages.chinese.pinyin import spell
from addrcheck.languages.russian import completeness, envelope
from addrcheck.model import Component, ComponentType, Formatted, Part
from addrcheck.settings import Settings

country = "RU"

COST = 0.02
"""What it costs to read a name out of another script: enough to be asked about, no more."""

_COUNTRY = re.compile("俄罗斯联邦|俄羅斯聯邦|俄联邦|俄罗斯|俄羅斯|俄国|俄國")
_LABEL = re.compile("邮政编码|郵政編碼|邮编|郵編")
_FILLER = re.compile(
    r"(?:[\s,.;:/|、>*+()\[\]{}\"'-]|俄罗斯联邦|俄羅斯聯邦|俄联邦|俄罗斯|俄羅斯|俄国|俄國|俄)*"
)
_LEVEL_WORD = re.compile("边疆区|邊疆區|共和国|共和國|自治区|自治區|自治州|[市州](?!场|場)")
_NO_PLACE = re.compile(
    "[东西南北中]?(?:大街|大道|街|路|公路|胡同|巷|广场|廣場|滨河|沿岸|林荫|区|區|大学|大學|饭店|酒店|宾馆|市场|市場|公司|银行|车站)"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = 12
_TYPES: dict[str, ComponentType] = {
    "unit": "entrance",
    "town": "settlement",
    "village": "settlement",
    "building": "block",
}
"""Parts that a Russian address calls otherwise."""
_KINDS = {"house": "дом", "block": "корпус", "entrance": "подъезд", "floor": "этаж", "room": "помещение"}
"""The Russian type words of numbers; whether a room is a flat or an office, 室 does not say."""
_DISTRICT = re.compile(r"[\s,.]*([\u4e00-\u9fff]{2,8}?[区區])(?=[\u4e00-\u9fff])")


def looks_like(text: str) -> bool:
    """Tell whether a Russian address may stand in ``text``: Russia is named, or a Russian place stands first.

    >>> looks_like("俄罗斯莫斯科特维尔大街1号"), looks_like("杭州市文三路1号")
    (True, False)
    """
    if not _HAN.search(text):
        return False
    return names_russia(text) or bool(_name_at(text, _skip(text, 0)))


def names_russia(text: str) -> bool:
    """Tell whether the text names the country."""
    return bool(_COUNTRY.search(text))


def segment(text: str, gazetteer: Gazetteer) -> Sentence:
    """Return the places in the run at the beginning of ``text``, the largest first as in Chinese."""
    found: dict[int, tuple[int, int]] = {}
    for start, end, name in gazetteer.scan(text):
        if end > found.get(start, (0, 0))[0] and _HAN.match(text, start):
            found[start] = end, name
    mentions, position = [], _skip(text, 0)
    while position in found:
        end, name = found[position]
        if _NO_PLACE.match(text, end):
            break
        word = _LEVEL_WORD.match(text, end)
        end = word.end() if word else end
        mentions.append(Mention(position, end, gazetteer.named(name), (), COST, 1.0))
        position = _skip(text, end)
    ignorable = tuple(one.span() for pattern in (_COUNTRY, _LABEL) for one in pattern.finditer(text))
    return Sentence(text, tuple(mentions), ignorable)


def mend(sentence: Sentence, settlement: Settlement, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence as it is: a name in transcription has no spelling to be mended by."""
    return sentence


def parse(sentence: Sentence, settlement: Settlement) -> list[Part]:
    """Label what the settled places leave over, by the Chinese grammar, in the types of a Russian address."""
    text = sentence.text
    parts: list[Part] = []
    position = 0
    for start, end in sorted((*settlement.spans(), *sentence.ignorable, (len(text), len(text)))):
        if start > position:
            parts.extend(_stretch(text, position, start))
        position = max(position, end)
    return _in_russian_types(parts)


def _stretch(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the parts of a stretch that no place explains; a town's district may stand first."""
    district = _DISTRICT.match(text, start, end)
    if district:
        yield Part("district", district.start(1), district.end(), district[1], "район")
        start = district.end()
    yield from parse_parts(text, start, end)


def _in_russian_types(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the types of a Russian address: 单元 is a подъезд, the only 号楼 a house."""
    housed = any(part.type == "house" for part in parts)
    named = []
    for part in parts:
        kind = _TYPES.get(part.type, part.type)
        if kind == "block" and not housed:
            kind, housed = "house", True
        named.append(structs.replace(part, type=kind, kind=_KINDS.get(kind, part.kind)))
    return named


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness as the Russian rules do."""
    return completeness.complete(components)


def written(components: Sequence[Component], latin_name: Callable[[str], str]) -> Formatted:
    """Write the address in its own script and in Latin letters."""
    return Formatted(local_form(components), latin_form(components, latin_name))


def local_form(components: Sequence[Component]) -> str:
    """Write the address as a Russian one; names that no dictionary holds keep their characters."""
    return envelope.local_form(components)


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters; what stands in characters is spelt in pinyin."""
    spelt = [structs.replace(c, value=spell(c.value)) if _HAN.search(c.value) else c for c in components]
    return envelope.latin_form(spelt, latin_name)


def _skip(text: str, position: int) -> int:
    """Return where the run of places goes on."""
    found = _FILLER.match(text, position)
    return found.end() if found else position


def _name_at(text: str, start: int) -> str:
    """Return the longest Chinese name of a Russian place that stands at ``start``, or an empty string."""
    names = _names()
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        if text[start:end] in names:
            return text[start:end]
    return ""


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the Chinese names of Russian places; read when first needed."""
    table = Settings.from_environment().dictionaries / "ru" / "chinese_names.tsv"
    return frozenset(row["name"] for row in read_optional(table))
