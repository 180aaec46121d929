"""Chinese addresses: places in a run, the largest first; then streets, estates, buildings, rooms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import structs

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Completeness, Sentence, Settlement
from addrcheck.languages.chinese import completeness, envelope, latin
from addrcheck.languages.chinese.find import EMPTY_WORD, find_mentions
from addrcheck.languages.chinese.layout import in_official_order
from addrcheck.languages.chinese.mend import mend as mend_mentions
from addrcheck.languages.chinese.parts import parse_parts
from addrcheck.model import Component, Formatted, Part

country = "CN"

_UNKNOWN_TOWN = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:镇|(?<![四城])乡|街道(?:办事处)?)(?![路街巷村道]|大道|[东西南北中上下前后][路街]|中心|政府|人民|企业|工业)"
)
"""A town behind its district that no dictionary holds: 龙港镇花园三街."""
_LETTERS = re.compile("[A-Za-z]{3}|[А-Яа-яЁё]{2}")
_MAY_BE_EMPTY = re.compile("[中辖其]")


def segment(text: str, gazetteer: Gazetteer) -> Sentence:
    """Return the places that ``text`` mentions."""
    empty = tuple(found.span() for found in EMPTY_WORD.finditer(text)) if _MAY_BE_EMPTY.search(text) else ()
    return Sentence(text, find_mentions(text, gazetteer), empty)


def mend(sentence: Sentence, settlement: Settlement, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence with the misspelt places added, or the same one where there are none."""
    further = mend_mentions(sentence.text, sentence.mentions, settlement, gazetteer)
    if not further:
        return sentence
    return structs.replace(
        sentence, mentions=tuple(sorted((*sentence.mentions, *further), key=lambda m: m.start))
    )


def parse(sentence: Sentence, settlement: Settlement) -> list[Part]:
    """Label what stands between and behind the places."""
    parts: list[Part] = []
    position = 0
    explained = settlement.spans()
    if sentence.ignorable:
        explained = sorted((*explained, *sentence.ignorable))
    for start, end in explained:
        if start > position:
            parts.extend(_parts_between(sentence.text, position, start))
        position = max(position, end)
    if position < len(sentence.text):
        if settlement.may_lack_town:
            town = _UNKNOWN_TOWN.match(sentence.text, position)
            if town:
                position = town.end()
                parts.append(Part("town", town.start(), position, town[0]))
        parts.extend(_parts_between(sentence.text, position, len(sentence.text)))
    return parts


def _parts_between(text: str, start: int, end: int) -> list[Part]:
    """Label a stretch; names that came from abroad stand in their own letters between Chinese unit words."""
    if _LETTERS.search(text, start, end):
        from addrcheck.languages.chinese.abroad.mixed import is_mixed, parse_mixed

        if is_mixed(text, start, end):
            return parse_mixed(text, start, end)
    return parse_parts(text, start, end)


def complete(components: Sequence[Component]) -> Completeness:
    """Judge completeness as alternatives."""
    return completeness.complete(components)


def written(components: Sequence[Component], latin_name: Callable[[str], str]) -> Formatted:
    """Write the address from the region down to the room; in Latin letters from the room up."""
    ordered = in_official_order(components)
    return Formatted(envelope.write(ordered), latin.write(ordered, latin_name))
