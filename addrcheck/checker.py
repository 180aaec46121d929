"""The stages, in order: read → find → settle → parse → judge → locate → report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import structs

from addrcheck.describe import describe
from addrcheck.errors import UsageError
from addrcheck.field_numbers import bare_numbers, number_parts
from addrcheck.field_street import street_part
from addrcheck.fields import (
    FieldSpan,
    contradictions,
    join_fields,
    person_fields,
    with_names,
    with_person,
    without,
)
from addrcheck.foreign import countries
from addrcheck.gazetteer.cache import load
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.hypotheses import RULES, read_best
from addrcheck.judge import Facts, judge
from addrcheck.model import Location, Report
from addrcheck.options import LANGUAGES, known
from addrcheck.reading.normalise import read
from addrcheck.reporting import (
    Judged,
    expected_postcode,
    foreign,
    heirs_of,
    postcode_part,
    report,
    rivals_of,
    unplaced,
    without_open_levels,
)  # fmt: skip
from addrcheck.settings import Settings
from addrcheck.wording.issues import sentence_language

if TYPE_CHECKING:
    from addrcheck.attempt import Attempt
    from addrcheck.geo.providers.outside import Outside
    from addrcheck.geo.reverse import Surroundings
    from addrcheck.proposals import Proposal
    from addrcheck.suggest import Suggester, Suggestion
    from addrcheck.zones.assign import ZoneTable
    from addrcheck.zones.places import Ground
    from addrcheck.zones.store import ZoneStore


class Checker:
    """Checks addresses; keeps the dictionaries of a country open once they were needed."""

    def __init__(self, settings: Settings | None = None, zone_store: ZoneStore | None = None) -> None:
        """Take ``settings``, or read them from the environment; nothing is loaded yet.

        ``zone_store`` holds the zones instead of the settings.
        """
        self.settings = settings or Settings.from_environment()
        self._zone_store = zone_store
        self._gazetteers: dict[str, Gazetteer] = {}

    def check(
        self,
        text: str,
        country: str | None = None,
        as_of: datetime.date | None = None,
        lang: str | None = None,
    ) -> Report:
        """Return the report on one text; any text gets one.

        ``country`` ("CN", "RU") is told from the text where it is not given; names that were official on the
        day ``as_of`` count as today's; ``lang`` ("zh", "ru", "en") chooses the sentences, by default the
        address's own language. ``UsageError`` for an unknown country or language.

        >>> report = Checker().check("浙江省杭州市西湖区文三路100号2幢301")
        >>> report.action, [c.value for c in report.components]
        ('accept', ['浙江省', '杭州市', '西湖区', '文三路', '100', '2', '301'])
        """
        return self._zoned(self._read(text, (), country, as_of, lang).report, as_of, lang)

    def check_fields(
        self,
        fields: Mapping[str, str],
        country: str | None = None,
        as_of: datetime.date | None = None,
        lang: str | None = None,
    ) -> Report:
        """Return the report on a form whose parts come apart; ``input`` is the fields joined by one space."""
        text, spans = join_fields(fields)
        return self._zoned(self._read(text, spans, country, as_of, lang).report, as_of, lang)

    def advise(
        self,
        given: str | Mapping[str, str],
        into: Sequence[str],
        country: str | None = None,
        as_of: datetime.date | None = None,
        lang: str | None = None,
    ) -> tuple[Report, tuple[Proposal, ...]]:
        """Return the report on a form, and what its fields ``into`` would hold if the advice were taken.

        A text in place of fields is sorted into them, the recipient too. ``UsageError`` for an unknown field.

        >>> _, (way,) = Checker().advise("张三13800138000 杭州市西湖区文三路100号", ["city", "address", "phone"])
        >>> way.fields
        {'city': '杭州市', 'address': '西湖区文三路100号', 'phone': '13800138000'}
        """
        from addrcheck.proposals import proposals

        text, spans = (given, ()) if isinstance(given, str) else join_fields(given)
        read = self._read(text, spans, country, as_of, lang)
        return self._zoned(read.report, as_of, lang), proposals(read, given, spans, into)

    def locate(self, text: str, datum: str = "WGS84") -> Location | None:
        """Return where an address lies, in ``datum`` (docs/coordinates.md); None where nothing in it is known.

        An outside geocoder that the settings name is asked where the dictionary knows less than the address says.
        Raises ``DatumError`` for an unknown datum and for one that nothing converts to at this place.
        """
        from addrcheck.geo.datum import datum_named, relocated

        wanted = datum_named(datum)
        answer = self._read(text, (), None, None, None).report
        location = self._outside.locate(answer) if self._outside else answer.location
        return location and relocated(location, wanted)

    def reverse(
        self, latitude: float, longitude: float, datum: str = "WGS84", count: int = 5
    ) -> Surroundings:
        """Return what is known around a point (degrees): the ``count`` nearest places, what it likely lies in.

        Raises ``UsageError`` for numbers that are no point on Earth, ``DatumError`` as ``locate`` does.
        """
        from addrcheck.geo.reverse import reverse

        gazetteers = [self.gazetteer(country) for country in RULES]
        zones = self.zones
        return reverse(latitude, longitude, datum, gazetteers, zones.at if zones else None, count)

    def suggest(
        self,
        text: str,
        fields: Mapping[str, str] | None = None,
        limit: int = 8,
        country: str | None = None,
        field: str | None = None,
    ) -> list[Suggestion]:
        """Return up to ``limit`` completions of what is typed so far, the likeliest first (docs/suggest.md).

        ``fields`` are the other fields of the form, ``field`` the name of the one being typed. ``UsageError`` for
        an unknown field or country and a limit outside 1 … 20.

        >>> [one.label for one in Checker().suggest("hzxh", limit=1)]
        ['浙江省杭州市西湖区']
        """
        return self._suggester.suggest(text, fields, limit, known(country, RULES, "country"), field)

    @cached_property
    def _suggester(self) -> Suggester:
        """What completes, with the dictionaries of this checker."""
        from addrcheck.suggest import Suggester

        return Suggester(self.gazetteer, self.settled)

    def settled(
        self, text: str, fields: Mapping[str, str] | None = None, country: str | None = None
    ) -> Attempt | None:
        """Read a text, or fields in its place, up to the places that are meant; None where no rules can read it."""
        spans: tuple[FieldSpan, ...] = ()
        if fields:
            text, spans = join_fields(fields)
        return read_best(read(text), known(country, RULES, "country"), self.gazetteer, spans)

    def gazetteer(self, country: str) -> Gazetteer:
        """Return the gazetteer of "CN" or "RU", opening it on first use."""
        if country not in self._gazetteers:
            self._gazetteers[country] = load(country, self.settings.dictionaries, self.settings.cache)
        return self._gazetteers[country]

    @property
    def zones(self) -> ZoneTable | None:
        """The zones in force now; raises ``ZonesError`` where those of the settings cannot be used."""
        store = self.zone_store
        return store.current() if store else None

    @cached_property
    def zone_store(self) -> ZoneStore | None:
        """What holds the zones: the one that was given, else those of the settings, opened on first use."""
        if self._zone_store is not None or self.settings.zones is None:
            return self._zone_store
        from addrcheck.zones.load import load_zones
        from addrcheck.zones.store import ZoneStore

        return ZoneStore(load_zones(self.settings.zones, self.ground, self.settings.costs))

    @property
    def ground(self) -> Ground:
        """What reading a table of zones needs of this checker."""
        from addrcheck.zones.places import Ground

        return Ground(lambda text: self._read(text, (), None, None, None).report, self.gazetteer)

    @cached_property
    def _outside(self) -> Outside | None:
        """The outside geocoders of the settings, where there are any."""
        if not self.settings.geocoders.services:
            return None
        from addrcheck.geo.providers.outside import Outside

        return Outside(self.settings.geocoders, self.settings.cache)

    def _zoned(self, answer: Report, as_of: datetime.date | None, lang: str | None) -> Report:
        """Return the report with its delivery zone, where there are zones."""
        zones = self.zones
        return zones.zoned(answer, lang, as_of) if zones else answer

    def _read(
        self,
        text: str,
        fields: Sequence[FieldSpan],
        country: str | None,
        as_of: datetime.date | None,
        lang: str | None,
    ) -> Judged:
        """Take one text through the stages."""
        country = known(country, RULES, "country")
        lang = known(lang, LANGUAGES, "language")
        if not isinstance(text, str):
            raise UsageError(f"an address is a text, not {type(text).__name__}")
        numbers = bare_numbers(text, fields)
        reading = structs.replace(read(without(text, (*person_fields(fields), *numbers))), raw=text)
        abroad = countries(self.settings.dictionaries).named(text) if country is None else None
        if abroad is not None:
            return Judged(foreign(reading, abroad, lang))
        best = read_best(reading, country, self.gazetteer, fields)
        if best is None:
            return Judged(unplaced(reading, lang or "en"))
        best = structs.replace(
            best, prepared=with_person(best.prepared, text, fields, best.gazetteer.country)
        )
        prepared, settlement, gazetteer, rules = best.prepared, best.settlement, best.gazetteer, best.rules
        parts = (
            *rules.parse(best.sentence, settlement),
            *number_parts(numbers, prepared.reading, gazetteer.country),
            *postcode_part(prepared),
        )
        if fields:
            parts = (*parts, *street_part(fields, parts, settlement, prepared.reading))
        components = with_names(
            describe(prepared.reading, settlement, parts, gazetteer, as_of.year if as_of else None), fields
        )
        completeness = without_open_levels(rules.complete(components), settlement, gazetteer)
        facts = Facts(
            prepared,
            best.sentence,
            settlement,
            parts,
            components,
            completeness,
            heirs_of(settlement, gazetteer, as_of.year if as_of else None),
            rivals_of(settlement, gazetteer),
            contradictions(components, fields),
            expected_postcode(settlement, gazetteer),
        )
        verdict = judge(facts, gazetteer, lang or sentence_language(prepared.language))
        return Judged(report(facts, verdict, gazetteer, rules), facts, gazetteer)
