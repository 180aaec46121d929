"""The settled places and the labelled parts → the components of the report, in official order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import UNSET, UnsetType

from addrcheck.gazetteer.labels import short_label
from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Named, Settlement
from addrcheck.model import OFFICIAL_ORDER, Component, Level, Part, Span, Status
from addrcheck.reading.normalise import Reading


def describe(
    reading: Reading,
    settlement: Settlement,
    parts: Sequence[Part],
    gazetteer: Gazetteer,
    year: int | None = None,
) -> tuple[Component, ...]:
    """Return the components; ``year`` tells as of when an old name still counts as today's."""
    components = [*_places(reading, settlement, gazetteer, year), *_parts(reading, parts)]
    if len(settlement.rivals) > 1:
        components.extend(_shared_name(reading, settlement, parts, gazetteer))
    if settlement.strays:
        components.extend(_conflicting(reading, settlement, gazetteer))
    components.sort(key=_official_rank)
    return tuple(components)


def _shared_name(
    reading: Reading, settlement: Settlement, parts: Sequence[Part], gazetteer: Gazetteer
) -> Iterable[Component]:
    """Yield the name that all rivals bear on one level (朝阳区): it is shared, the place that it means is not."""
    places = [place for place, _ in settlement.rivals]
    if not settlement.undecided:
        return
    mention = settlement.undecided[-1]
    alike = {(gazetteer.names[p], gazetteer.levels[p]) for p in places}
    if len(alike) == 1 and not any(p.start < mention.end and mention.start < p.end for p in parts):
        typed, span = reading.typed(mention.start, mention.end), reading.span(mention.start, mention.end)
        yield Component(
            gazetteer.described(places[0])[0], typed, span, gazetteer.names[places[0]], None, "given"
        )


def _official_rank(component: Component) -> float:
    """Order by the official form, what contradicts the rest behind what it contradicts, then by the text."""
    start = component.span[0] if component.span else -1
    return OFFICIAL_ORDER[component.type] + (0.5 if component.status == "conflicting" else 0.0) + start * 1e-9


def _places(
    reading: Reading, settlement: Settlement, gazetteer: Gazetteer, year: int | None
) -> Iterable[Component]:
    """Yield one component a place of the chain; a municipality gives two."""
    named = {n.place: n for n in settlement.named}
    for place in settlement.chain:
        one = named.get(place)
        if one is None:
            c = _known(place, gazetteer, "inferred", None, None)
        else:
            mention = _best_mention(one, settlement.repeats)
            typed, span = reading.typed(mention.start, mention.end), reading.span(mention.start, mention.end)
            if one.kind is NameKind.FORMER or gazetteer.until_years[place]:
                c = _renamed(one, typed, span, gazetteer, year)
            else:
                mended = one.mention.cost or reading.respelt(mention.start, mention.end)
                c = _known(place, gazetteer, "corrected" if mended else "given", typed, span)
        yield c
        if c.type == "region" and _stands_for_city(place, settlement, gazetteer):
            yield Component("city", c.text, c.span, c.value, c.code, c.status, UNSET, c.former)


def _known(
    place: int,
    gazetteer: Gazetteer,
    status: Status,
    typed: str | None,
    span: Span | None,
    former: str | UnsetType = UNSET,
) -> Component:
    """Return the component of a place as the dictionary has it."""
    type_, name, code, kind = gazetteer.described(place)
    return Component(type_, typed, span, name, code, status, kind or UNSET, former)


def _renamed(one: Named, typed: str, span: Span, gazetteer: Gazetteer, year: int | None) -> Component:
    """Return the component of a place that the text calls by an old name.

    A name that was official in ``year`` is today's for the one who asks. Where the place was divided and nothing
    tells which heir is meant, the old name stands without a code; a town that moved has the code of today.
    """
    former = _former_place(one, gazetteer)
    if former is None:
        return _known(one.place, gazetteer, "renamed", typed, span, typed)
    if year is not None and year <= gazetteer.until_years[former]:
        return _known(former, gazetteer, "given", typed, span)
    name, heirs = gazetteer.names[former], gazetteer.successors[former]
    if former != one.place:
        return _known(one.place, gazetteer, "renamed", typed, span, name)
    if len(heirs) == 1:
        return _known(heirs[0], gazetteer, "renamed", typed, span, short_label(former, gazetteer))
    type_, _, _, kind = gazetteer.described(former)
    return Component(type_, typed, span, name, None, "renamed", kind or UNSET, name)


def is_municipality(place: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a region is a city of its own: 北京市, Москва."""
    return (
        gazetteer.names[place].endswith("市")
        if gazetteer.country == "CN"
        else gazetteer.kinds[place] == "город"
    )


def _stands_for_city(place: int, settlement: Settlement, gazetteer: Gazetteer) -> bool:
    """Tell whether a region is the city of the address, too."""
    if not is_municipality(place, gazetteer):
        return False
    return gazetteer.country == "CN" or _lone_city(settlement, gazetteer)


def _lone_city(settlement: Settlement, gazetteer: Gazetteer) -> bool:
    """Tell whether the chain names no other city or settlement, so that the municipality itself is meant."""
    return not any(gazetteer.levels[p] in (Level.CITY, Level.SETTLEMENT) for p in settlement.chain)


def _best_mention(one: Named, repeats: Sequence[Named]) -> Mention:
    """Return the more complete mention of a place, of equals the later."""
    if not repeats:
        return one.mention
    same = [one.mention, *(r.mention for r in repeats if r.place == one.place)]
    return max(same, key=lambda m: (m.end - m.start, m.start))


def _former_place(one: Named, gazetteer: Gazetteer) -> int | None:
    """Return the place that is no more through which the text names a place; itself where it was divided."""
    if gazetteer.is_former(one.place):
        return one.place
    olds = (
        old
        for old, _ in one.mention.places
        if gazetteer.is_former(old) and one.place in gazetteer.successors[old]
    )
    return next(olds, None)


def _conflicting(reading: Reading, settlement: Settlement, gazetteer: Gazetteer) -> Iterable[Component]:
    """Yield what surely names a place and surely contradicts the chain."""
    for mention in settlement.conflicts():
        place = mention.places[0][0]
        yield Component(
            gazetteer.described(place)[0],
            reading.typed(mention.start, mention.end),
            reading.span(mention.start, mention.end),
            gazetteer.names[place],
            gazetteer.codes[place] if len(mention.places) == 1 else None,
            "conflicting",
        )


def _parts(reading: Reading, parts: Sequence[Part]) -> Iterable[Component]:
    """Yield the parts that the grammar read; the same part written twice is one, the later."""
    latest: dict[tuple[str, str, str | None], Part] = {(p.type, p.value, p.kind): p for p in parts}
    for part in latest.values():
        yield Component(
            part.type,
            reading.typed(part.start, part.end),
            reading.span(part.start, part.end),
            part.value,
            None,
            "corrected" if part.corrected else "unverified",
            part.kind or UNSET,
        )
