"""The words that the templates ask for by the names of the contract: parts, statuses, levels, distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from addrcheck.wording import words
from addrcheck.wording.around import distance_text
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.examples import examples

_PERSON = frozenset({"name", "phone", "note"})


def speech(lang: str, speak: str) -> Mapping[str, object]:
    """Return the words for a page in ``lang`` whose advice is in ``speak``."""
    return {
        "part_name": _part_name(lang),
        "missing_name": partial(words.missing_name, lang=lang),
        "status_name": partial(words.status_name, lang=lang),
        "level_name": partial(words.level_name, lang=lang),
        "heading": phrases(words.HEADINGS, lang),
        "severity_name": partial(words.severity_name, lang=speak),
        "distance": partial(distance_text, lang=lang),
        "verdict": partial(words.action_line, lang=speak),
        "next_step": lambda action, missing: words.next_step(action, speak, missing),
        "examples": examples(lang),
    }


def _part_name(lang: str) -> Callable[[str], str]:
    """Return a function that says what a part is called, those of the recipient too."""

    def name(type_: str) -> str:
        return words.heading(type_, lang) if type_ in _PERSON else words.component_name(type_, lang)

    return name
