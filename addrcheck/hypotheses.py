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
from addrcheck.reading.normalise import Reading
from addrcheck.reading.script import country_of

RULES = {"CN": "addrcheck.languages.chinese", "RU": "addrcheck.languages.russian"}
"""The rules that read a country's addresses in its own script."""


@cache
def rules_of(name: str) -> LanguageRules:
    """Return the rules in the module ``name``; imported on first use."""
    return cast(LanguageRules, import_module(name))


def read_best(
    reading: Reading, country: str | None, open_gazetteer: Callable[[str], Gazetteer], fields: Sequence[FieldSpan]
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
    reading: Reading, country: str | None, open_gazetteer: Callable[[str], Gazetteer], fields: Sequence[FieldSpan]
) -> Iterator[Attempt]:
    """Yield the ways of reading worth trying, the likeliest first."""
    native = country or country_of(reading.text)
    if native is not None:
        yield attempt(reading, rules_of(RULES[native]), open_gazetteer(native), fields)
