"""The stages, in order: read → find → settle → parse → judge → locate → report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

from addrcheck.version import __version__
from addrcheck.describe import describe
from addrcheck.errors import UsageError
from addrcheck.fields import FieldSpan, contradictions, join_fields, with_levels, with_names
from addrcheck.gazetteer.cache import load
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.locate import locate
from addrcheck.judge import Facts, Verdict, judge
from addrcheck.languages import LanguageRules
from addrcheck.model import Component, Formatted, Language, Levels, Part, Postcode, Report, Versions
from addrcheck.reading.normalise import Reading, read
from addrcheck.reading.prepare import Prepared, prepare
from addrcheck.reading.script import country_of, has_words
from addrcheck.reporting import candidates_of, expected_postcode, heirs_of, latin_names, levels_of, rivals_of
from addrcheck.settings import Settings
from addrcheck.settle import Evidence, settle
from addrcheck.wording.issues import issue

_RULES = {"CN": "addrcheck.languages.chinese", "RU": "addrcheck.languages.russian"}
_SENTENCES = {"CN": "zh", "RU": "ru"}
_NO_LEVELS = Levels("none", "none", "none")


class Checker:
    """Checks addresses; keeps the dictionaries of a country open once they were needed."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Take ``settings``, or read them from the environment; nothing is loaded yet."""
        self.settings = settings or Settings.from_environment()
        self._gazetteers: dict[str, Gazetteer] = {}

    def check(
        self, text: str, country: str | None = None, as_of: datetime.date | None = None, lang: str | None = None
    ) -> Report:
        """Return the report on one text; any text gets one.

        ``country`` ("CN", "RU") is told from the text where it is not given; names that were official on the
        day ``as_of`` count as today's; ``lang`` ("zh", "ru", "en") chooses the sentences, by default the
        address's own language. ``UsageError`` for an unknown country or language.

        >>> report = Checker().check("浙江省杭州市西湖区文三路100号2幢301")
        >>> report.action, [c.value for c in report.components]
        ('accept', ['浙江省', '杭州市', '西湖区', '文三路', '100', '2', '301'])
        """
        return self._check(text, (), country, as_of, lang)

    def check_fields(
        self,
        fields: Mapping[str, str],
        country: str | None = None,
        as_of: datetime.date | None = None,
        lang: str | None = None,
    ) -> Report:
        """Return the report on a form whose parts come apart; ``input`` is the fields joined by one space."""
        text, spans = join_fields(fields)
        return self._check(text, spans, country, as_of, lang)

    def gazetteer(self, country: str) -> Gazetteer:
        """Return the gazetteer of "CN" or "RU", opening it on first use."""
        if country not in self._gazetteers:
            self._gazetteers[country] = load(country, self.settings.dictionaries, self.settings.cache)
        return self._gazetteers[country]

    def _check(
        self,
        text: str,
        fields: Sequence[FieldSpan],
        country: str | None,
        as_of: datetime.date | None,
        lang: str | None,
    ) -> Report:
        """Take one text through the stages."""
        reading = read(text)
        country = _known(country, _RULES, "country") or country_of(reading.text)
        if country is None:
            return _unplaced(reading, _known(lang, ("zh", "ru", "en"), "language") or "en")
        lang = _known(lang, ("zh", "ru", "en"), "language") or _SENTENCES[country]
        gazetteer, rules = self.gazetteer(country), _rules(country)

        prepared = prepare(reading, country, gazetteer)
        evidence = Evidence(prepared.postcode_text, prepared.phone_code)
        sentence = with_levels(rules.segment(prepared.body, gazetteer), reading, fields)
        settlement = settle(sentence.mentions, gazetteer, evidence)
        mended = rules.mend(sentence, settlement, gazetteer)
        if mended is not sentence:
            sentence = with_levels(mended, reading, fields)
            settlement = settle(sentence.mentions, gazetteer, evidence)
        parts = [*rules.parse(sentence, settlement), *_postcode_part(prepared)]
        components = with_names(describe(reading, settlement, parts, gazetteer, as_of and as_of.year), fields)
        facts = Facts(
            prepared,
            sentence,
            settlement,
            tuple(parts),
            components,
            rules.complete(components),
            heirs_of(settlement, gazetteer),
            rivals_of(settlement, gazetteer),
            contradictions(components, fields),
            expected_postcode(settlement, gazetteer),
        )
        return _report(facts, judge(facts, gazetteer, lang), gazetteer, rules)


def _rules(country: str) -> LanguageRules:
    """Return the language of a country; imported on first use."""
    return cast(LanguageRules, import_module(_RULES[country]))


def _known(value: str | None, allowed: Sequence[str] | Mapping[str, str], what: str) -> str | None:
    """Return ``value`` as the house spells it; raise ``UsageError`` where it is not one of ``allowed``."""
    if value is None:
        return None
    for one in allowed:
        if one.lower() == value.lower():
            return one
    raise UsageError(f"unknown {what} {value!r}; known are: {', '.join(allowed)}")


def _postcode_part(prepared: Prepared) -> list[Part]:
    """Return the postcode as a part."""
    if not prepared.postcode:
        return []
    start, end = prepared.postcode
    return [Part("postcode", start, end, prepared.reading.text[start:end])]


def _report(facts: Facts, verdict: Verdict, gazetteer: Gazetteer, rules: LanguageRules) -> Report:
    """Put the findings of all stages into the contract's object."""
    prepared, settlement, components = facts.prepared, facts.settlement, facts.components
    location = locate(settlement.chain, gazetteer)
    given, expected = prepared.postcode_text, facts.expected_postcode
    return Report(
        prepared.reading.raw,
        gazetteer.country,
        prepared.language,
        verdict.action,
        verdict.score,
        components,
        facts.completeness.missing,
        verdict.issues,
        levels_of(components, location),
        candidates_of(settlement, facts.completeness, gazetteer, verdict.score),
        prepared.contact,
        Postcode(given, expected) if given or expected else None,
        None,
        location,
        Versions(__version__, gazetteer.version, None),
        Formatted(rules.local_form(components), rules.latin_form(components, latin_names(settlement.chain, gazetteer))),
    )


def _unplaced(reading: Reading, lang: str) -> Report:
    """Return the report on a text in neither script: empty, or not to be placed."""
    words = has_words(reading.text)
    found = issue("PLACE_NOT_FOUND", lang, (0, len(reading.raw)), name=reading.raw.strip()) if words else issue("EMPTY_TEXT", lang, None)
    components: tuple[Component, ...] = ()
    language: Language = "en"
    return Report(
        reading.raw, None, language, "fix" if words else "empty", 0.0, components,
        ("region", "city", "street", "house") if words else (), (found,), _NO_LEVELS, (), None, None, None, None,
        Versions(__version__, "none", None), Formatted("", ""),
    )  # fmt: skip



