"""Making issues: a code, a language and the values that its sentence needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from addrcheck.model import Issue, Span
from addrcheck.wording.sentences import TABLE, Sentence

SentenceLanguage = Literal["zh", "ru", "en"]

SENTENCES: dict[str, Sentence] = {sentence.code: sentence for sentence in TABLE}
"""Every sentence by its code, in the order of the documentation."""

CODES: tuple[str, ...] = tuple(SENTENCES)
"""Every issue code that a report can hold."""


def sentence_language(language: str) -> SentenceLanguage:
    """Return which of the three languages speaks for a report's ``language``.

    >>> sentence_language("zh-Hant"), sentence_language("ru"), sentence_language("de")
    ('zh', 'ru', 'en')
    """
    short = language[:2].lower()
    return "zh" if short == "zh" else "ru" if short == "ru" else "en"


def country_language(country: str | None, otherwise: SentenceLanguage = "en") -> SentenceLanguage:
    """Return which of the three languages is spoken in a country, ``otherwise`` where none of them is.

    >>> country_language("CN"), country_language("RU"), country_language(None)
    ('zh', 'ru', 'en')
    """
    return "zh" if country == "CN" else "ru" if country == "RU" else otherwise


def issue(code: str, lang: str, span: Span | None, suggestion: str | None = None, **values: str) -> Issue:
    """Make the issue ``code`` with its sentence in ``lang``, filled with ``values``.

    What came from the text is quoted without characters that cannot be seen: in a sentence they could only mislead.
    Raises ``KeyError`` for an unknown code and for a placeholder without a value.

    >>> issue("DISTRICT_CORRECTED", "zh", (6, 9), "西湖区", given="西胡区", value="西湖区").message
    '区县“西胡区”可能写错了，您要填的是“西湖区”吗？'
    """
    sentence = SENTENCES[code]
    pattern: str = getattr(sentence, sentence_language(lang))
    shown = {name: visible(value) for name, value in values.items()}
    return Issue(code, sentence.severity, span, pattern.format_map(shown), suggestion)


def visible(text: str) -> str:
    """Return a text with one space in place of what cannot be seen: control characters, marks of direction, line ends.

    >>> visible("Каз\\u202eань"), visible("西\\n胡区")
    ('Каз ань', '西 胡区')
    """
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


_OR: dict[SentenceLanguage, tuple[str, str, str]] = {
    "zh": ("“{}”", "、", "或"),
    "ru": ("«{}»", ", ", " или "),
    "en": ("“{}”", ", ", " or "),
}


def choices(names: Sequence[str], lang: str) -> str:
    """Join names to choose from, as a person would say them.

    >>> choices(["上城区", "下城区", "临平区"], "zh"), choices(["проспект", "проезд"], "ru")
    ('“上城区”、“下城区”或“临平区”', '«проспект» или «проезд»')
    """
    quote, comma, last = _OR[sentence_language(lang)]
    quoted = [quote.format(name) for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return comma.join(quoted[:-1]) + last + quoted[-1]
