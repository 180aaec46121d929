"""From what the stages found to the fields of the report: levels, candidates, labels, postcode, forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, structs

from addrcheck.gazetteer.labels import label, short_label
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.locate import locate
from addrcheck.judge import Facts, Verdict, shares
from addrcheck.languages import Completeness, LanguageRules, Settlement
from addrcheck.model import (
    Action,
    Candidate,
    Component,
    Formatted,
    Language,
    Level,
    Levels,
    Location,
    Part,
    Postcode,
    Report,
    Versions,
)  # fmt: skip
from addrcheck.reading.normalise import Reading
from addrcheck.reading.prepare import Prepared
from addrcheck.reading.script import country_of, has_words
from addrcheck.version import __version__
from addrcheck.wording.issues import issue, sentence_language

_LEVEL_OF_TYPE = {
    "region": "region",
    "area": "area",
    "city": "city",
    "district": "district",
    "town": "town",
    "devzone": "town",
    "settlement": "settlement",
    "quarter": "village",
    "village": "village",
    "group": "village",
    "street": "street",
    "substreet": "street",
    "house": "house",
    "subhouse": "house",
    "plot": "house",
    "block": "building",
    "structure": "building",
    "letter": "building",
    "poi": "house",
    "subpoi": "house",
    "building": "building",
    "unit": "building",
    "entrance": "building",
    "floor": "building",
    "room": "room",
}
_LEVELS = (
    "none", "region", "area", "city", "district", "town", "settlement", "village", "street", "house", "building", "room",
)  # fmt: skip
_RANK_OF_TYPE = {type_: _LEVELS.index(level) for type_, level in _LEVEL_OF_TYPE.items()}
_MOST_DISTRICTS = 60
_LONGEST_QUOTE = 60


class Judged(Struct, frozen=True):
    """A report with what it rests on, where any rules could read the text."""

    report: Report
    facts: Facts | None = None
    gazetteer: Gazetteer | None = None


def report(facts: Facts, verdict: Verdict, gazetteer: Gazetteer, rules: LanguageRules) -> Report:
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
        rules.written(components, latin_names(settlement.chain, gazetteer)),
    )


def unplaced(reading: Reading, lang: str) -> Report:
    """Return the report on a text that no rules can read: empty, or in a script of neither country."""
    action: Action = "empty"
    missing: tuple[str, ...] = ()
    found = issue("EMPTY_TEXT", lang, None)
    if has_words(reading.text):
        span = (0, len(reading.raw))
        found = issue("PLACE_NOT_FOUND", lang, span, name=reading.raw.strip()[:_LONGEST_QUOTE])
        action, missing = "fix", ("region", "city", "street", "house")
    return Report(
        reading.raw, None, "en", action, 0.0, (), missing, (found,), Levels("none", "none", "none"), (),
        None, None, None, None, Versions(__version__, "none", None), Formatted("", ""),
    )  # fmt: skip


def foreign(reading: Reading, country: str, lang: str | None) -> Report:
    """Return the report on an address of another country, by its ISO code."""
    script = country_of(reading.text)
    language: Language = "zh-Hans" if script == "CN" else "ru" if script == "RU" else "en"
    found = issue("FOREIGN_ADDRESS", lang or sentence_language(language), None)
    return Report(
        reading.raw, country, language, "foreign", 0.0, (), (), (found,), Levels("none", "none", "none"), (),
        None, None, None, None, Versions(__version__, "none", None), Formatted("", ""),
    )  # fmt: skip


def postcode_part(prepared: Prepared) -> list[Part]:
    """Return the postcode as a part, if there is one."""
    if not prepared.postcode:
        return []
    start, end = prepared.postcode
    return [Part("postcode", start, end, prepared.reading.text[start:end])]


def without_open_levels(
    completeness: Completeness, settlement: Settlement, gazetteer: Gazetteer
) -> Completeness:
    """Return the completeness without the levels that the choice among rivals will fill in."""
    if len(settlement.rivals) < 2 or not completeness.missing:
        return completeness
    chains = [gazetteer.chain(place) for place, _ in settlement.rivals]
    filled = set.intersection(*({gazetteer.level(place).label for place in chain} for chain in chains))
    if "region" in filled:  # every rival is a place in some region: a county, a town or a village
        filled |= {"city", "settlement"}
    missing = tuple(part for part in completeness.missing if part not in filled)
    return structs.replace(completeness, missing=missing)


def levels_of(components: Sequence[Component], location: Location | None) -> Levels:
    """Return how deep the text goes, how deep the dictionary followed, and the level of the coordinates."""
    typed = known = 0
    for component in components:
        rank = _RANK_OF_TYPE.get(component.type, 0)
        if rank > typed and component.span:
            typed = rank
        if rank > known and component.status != "unverified" and component.status != "conflicting":
            known = rank
    return Levels(_LEVELS[typed], _LEVELS[known], location.level if location else "none")


def candidates_of(
    settlement: Settlement, completeness: Completeness, gazetteer: Gazetteer, score: float
) -> tuple[Candidate, ...]:
    """Return the places that fit as the report shows them, best first."""
    return tuple(
        Candidate(label(place, gazetteer), gazetteer.codes[place], round(share, 3))
        for place, share in places_that_fit(settlement, completeness, gazetteer, score)
    )


def places_that_fit(
    settlement: Settlement, completeness: Completeness, gazetteer: Gazetteer, score: float
) -> list[tuple[int, float]]:
    """Return rivals, the heirs of a split district, or the districts to choose from; each with its share of trust."""
    if not settlement.rivals:
        return []
    if len(settlement.rivals) > 1:
        return list(_rivals(settlement, gazetteer))
    place = settlement.rivals[0][0]
    if gazetteer.is_former(place):
        heirs = gazetteer.successors[place]
        return [(heir, score / max(1, len(heirs))) for heir in heirs]
    if "district" in completeness.missing:
        districts = [
            p
            for p in gazetteer.below(place)
            if gazetteer.levels[p] == Level.DISTRICT and not gazetteer.is_former(p)
        ]
        if districts:
            share = score / len(districts)
            return [(p, share) for p in districts[:_MOST_DISTRICTS]]
    return [(place, score)]


def _rivals(settlement: Settlement, gazetteer: Gazetteer) -> Iterable[tuple[int, float]]:
    """Yield the rivals with the share of trust that each has."""
    for (place, _), share in zip(settlement.rivals, shares(settlement.rivals), strict=True):
        heirs = gazetteer.successors[place] if gazetteer.is_former(place) else []
        for heir in heirs or (place,):
            yield heir, share / max(1, len(heirs))


def expected_postcode(settlement: Settlement, gazetteer: Gazetteer) -> str | None:
    """Return the postcode of the deepest place that has a single one of six digits."""
    chain = settlement.chain
    return _of_place(chain[-1], chain, gazetteer).postcode if chain else None


def heirs_of(settlement: Settlement, gazetteer: Gazetteer, year: int | None = None) -> tuple[str, ...]:
    """Return what the deepest, former place became, a town with its district; empty where it still stands."""
    if not settlement.chain or not gazetteer.is_former(settlement.chain[-1]):
        return ()
    if year is not None and year <= gazetteer.until_years[settlement.chain[-1]]:
        return ()
    return tuple(short_label(p, gazetteer) for p in gazetteer.successors[settlement.chain[-1]])


def rivals_of(settlement: Settlement, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the labels of the places that cannot be told apart; empty where one fits best."""
    if len(settlement.rivals) < 2:
        return ()
    return tuple(label(place, gazetteer) for place, _ in settlement.rivals)


def latin_names(chain: Sequence[int], gazetteer: Gazetteer) -> Callable[[str], str]:
    """Return a function from a code of the chain to the place's Latin name."""
    if not chain:
        return lambda code: ""
    names = _of_place(chain[-1], chain, gazetteer).latin
    return lambda code: names.get(code, "")


class _OfPlace(Struct, frozen=True, gc=False):
    """What is the same in every report on an address in one place."""

    postcode: str | None
    latin: dict[str, str]


def _of_place(place: int, chain: Sequence[int], gazetteer: Gazetteer) -> _OfPlace:
    """Return what is known of a place, worked out when it is first met."""
    known: dict[tuple[int, int], _OfPlace] = gazetteer.derived.setdefault("of place", {})  # type: ignore[assignment]
    found = known.get((place, len(chain)))
    if found is None:
        codes = next(filter(None, (gazetteer.postcodes[p].split() for p in reversed(chain))), [])
        postcode = codes[0] if len(codes) == 1 and len(codes[0]) == 6 else None
        found = _OfPlace(postcode, {gazetteer.codes[p]: gazetteer.latin_names[p] for p in chain})
        known[place, len(chain)] = found
    return found
