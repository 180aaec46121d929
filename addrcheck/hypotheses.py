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
from addrcheck.reading.normalise import Reading
from addrcheck.reading.script import country_of, has_latin

RULES = {"CN": "addrcheck.languages.chinese", "RU": "addrcheck.languages.russian"}
"""The rules that read a country's addresses in its own script."""


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
    native = country or country_of(reading.text)
    if native != "CN" and has_latin(reading.text):
        yield from _russian_in_latin(reading, native, open_gazetteer, fields)
    elif native is not None:
        found = attempt(reading, rules_of(RULES[native]), open_gazetteer(native), fields)
        yield found
        if native == "RU" and not found.settlement.rivals:
            yield from _latin_in_russian(reading, open_gazetteer, fields)


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
