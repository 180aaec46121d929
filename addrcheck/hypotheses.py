"""Which ways of reading a text are worth trying, and which of them explains it best.

Most texts have one: Han characters are read as Chinese, Cyrillic letters as Russian. Only where the script
does not decide, or where that reading finds nothing, others are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from addrcheck.attempt import Attempt, attempt
from addrcheck.fields import FieldSpan
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import LanguageRules
from addrcheck.model import Level
from addrcheck.reading.countries import names_china, names_russia
from addrcheck.reading.normalise import Reading
from addrcheck.reading.script import country_of, has_latin, has_words

RULES = {"CN": "addrcheck.languages.chinese", "RU": "addrcheck.languages.russian"}
"""The rules that read a country's addresses in its own script."""

CHINESE_ABROAD = "addrcheck.languages.chinese.abroad"
_LONGEST_ABROAD = (
    2_000  # characters; a longer text is a document, and its parts are weighed against each other
)
RUSSIAN_IN_CHINESE = "addrcheck.languages.russian.in_chinese"


@cache
def rules_of(name: str) -> LanguageRules:
    """Return the rules in the module ``name``; imported on first use."""
    return cast(LanguageRules, import_module(name))


def read_best(
    reading: Reading,
    country: str | None,
    open_gazetteer: Callable[[str], Gazetteer],
    fields: Sequence[FieldSpan],
) -> Attempt | None:
    """Return the way of reading that explains the text best, or None where there is none.

    ``country`` ("CN", "RU") is told from the script where it is None.
    """
    best: Attempt | None = None
    for found in _attempts(reading, country, open_gazetteer, fields):
        if best is None or found.settlement.score > best.settlement.score:
            best = found
    return best


def _attempts(
    reading: Reading,
    country: str | None,
    open_gazetteer: Callable[[str], Gazetteer],
    fields: Sequence[FieldSpan],
) -> Iterator[Attempt]:
    """Yield the ways of reading worth trying, the likeliest first."""
    native = country_of(reading.text)
    placed = False
    for found in _in_own_script(reading, country or native, native, open_gazetteer, fields):
        placed = placed or bool(found.settlement.rivals)
        yield found
    if native == "CN" and country != "CN":
        yield from _russian_in_chinese(reading, placed, open_gazetteer, fields)
    elif native != "CN" and country != "RU":
        yield from _chinese_abroad(reading, native, placed, open_gazetteer, fields)


def _in_own_script(
    reading: Reading,
    country: str | None,
    native: str | None,
    open_gazetteer: Callable[[str], Gazetteer],
    fields: Sequence[FieldSpan],
) -> Iterator[Attempt]:
    """Yield the readings in the country's own script, slips of the keyboard and transliterations undone."""
    if country != "CN" and has_latin(reading.text):
        yield from _russian_in_latin(reading, native or country, open_gazetteer, fields)
    elif country is not None and not (country == "CN" and native != "CN" and has_words(reading.text)):
        found = attempt(reading, rules_of(RULES[country]), open_gazetteer(country), fields)
        yield found
        if country == "RU" and not found.settlement.rivals:
            yield from _latin_in_russian(reading, open_gazetteer, fields)


def _russian_in_chinese(
    reading: Reading, placed: bool, open_gazetteer: Callable[[str], Gazetteer], fields: Sequence[FieldSpan]
) -> Iterator[Attempt]:
    """Yield the reading of Chinese characters as a Russian address, where Russia is named or nothing else fits."""
    if names_russia(reading.text) or not placed:
        rules = rules_of(RUSSIAN_IN_CHINESE)
        if rules.looks_like(reading.text):  # type: ignore[attr-defined]
            yield attempt(reading, rules, open_gazetteer("RU"), fields)


def _chinese_abroad(
    reading: Reading,
    native: str | None,
    placed: bool,
    open_gazetteer: Callable[[str], Gazetteer],
    fields: Sequence[FieldSpan],
) -> Iterator[Attempt]:
    """Yield the reading of Latin or Russian letters as a Chinese address.

    Letters of no native script must name a place: a web address would pass any weaker test.
    """
    if len(reading.text) > _LONGEST_ABROAD or not (native is None or not placed or names_china(reading.text)):
        return
    rules = rules_of(CHINESE_ABROAD)
    if rules.looks_like(reading.text):  # type: ignore[attr-defined]
        found = attempt(reading, rules, open_gazetteer("CN"), fields)
        if native is not None or found.settlement.rivals:
            yield found


def _latin_in_russian(
    reading: Reading, open_gazetteer: Callable[[str], Gazetteer], fields: Sequence[FieldSpan]
) -> Iterator[Attempt]:
    """Yield the reading of a Russian text that was meant to be in Latin letters, where it is gibberish as it stands."""
    from addrcheck.reading.keyboard import from_russian_layout

    meant = from_russian_layout(reading, open_gazetteer("RU"))
    if meant is not None:
        yield from _russian_in_latin(meant, None, open_gazetteer, fields)


def _russian_in_latin(
    reading: Reading,
    native: str | None,
    open_gazetteer: Callable[[str], Gazetteer],
    fields: Sequence[FieldSpan],
) -> Iterator[Attempt]:
    """Yield the Russian reading of a text with Latin letters: a wrong layout, a transliteration, look-alikes.

    A text without any Russian letter must name a town or a subject, or speak of улица and дом, to be Russian.
    """
    from addrcheck.reading.mixed import mend_mixed, speaks_russian

    gazetteer = open_gazetteer("RU")
    mended = mend_mixed(reading, gazetteer)
    found = attempt(mended, rules_of(RULES["RU"]), gazetteer, fields)
    meant = (*(one.place for one in found.settlement.named), *(place for place, _ in found.settlement.rivals))
    town_named = any(gazetteer.levels[place] <= Level.CITY for place in meant)
    if native == "RU" or mended.spelling == "layout" or town_named or speaks_russian(reading.text):
        yield found
