"""The words of the pages, a module a page: each holds one table ``WORDS``, key → (中文, русский, English)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import Words

LANGUAGES: Mapping[str, str] = {"zh": "中文", "ru": "Русский", "en": "English"}
"""The languages of the pages, each by its own name."""


def phrases(words: Words, lang: str) -> Callable[..., str]:
    """Return a function that says a key of ``words`` in ``lang``, with its placeholders filled.

    It raises ``KeyError`` for an unknown key.

    >>> say = phrases({"found": ("共 {n} 个", "найдено: {n}", "{n} found")}, "zh")
    >>> say("found", n=3)
    '共 3 个'
    """
    at = ("zh", "ru", "en").index(sentence_language(lang))

    def say(key: str, /, **values: object) -> str:
        text = words[key][at]
        return text.format_map(values) if values else text

    return say


def spoken(words: Words, lang: str) -> dict[str, str]:
    """Return all of ``words`` in ``lang``, for a script that fills the placeholders itself."""
    at = ("zh", "ru", "en").index(sentence_language(lang))
    return {key: texts[at] for key, texts in words.items()}
