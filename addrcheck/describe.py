"""The settled places and the labelled parts → the components of the report, in official order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import UNSET

from addrcheck.gazetteer.labels import short_label
from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages import Mention, Named, Settlement
from addrcheck.model import OFFICIAL_ORDER, Component, ComponentType, Level, Part, Status
from addrcheck.reading.normalise import Reading

_DEVZONE = re.compile(r"(?:开发区|高新区|经开区|保税区|示范区|实验区|管理区|高新技术产业区|合作区|试验区)$")
_LEVEL_TYPE: dict[int, ComponentType] = {
    Level.REGION: "region",
    Level.AREA: "area",
    Level.CITY: "city",
    Level.DISTRICT: "district",
    Level.TOWN: "town",
    Level.SETTLEMENT: "settlement",
}


def describe(
    reading: Reading, settlement: Settlement, parts: Sequence[Part], gazetteer: Gazetteer, year: int | None = None
) -> tuple[Component, ...]:
    """Return the components; ``year`` tells as of when an old name still counts as today's."""
    components = [*_shared_name(reading, settlement, parts, gazetteer), *_places(reading, settlement, gazetteer, year), *_conflicting(reading, settlement, gazetteer)]
    components.extend(_parts(reading, parts))
    components.sort(key=_official_rank)
    return tuple(components)


def _shared_name(
    reading: Reading, settlement: Settlement, parts: Sequence[Part], gazetteer: Gazetteer
) -> Iterable[Component]:
    """Yield the name that all rivals bear on one level (朝阳区): it is shared, the place that it means is not."""
    places = [place for place, _ in settlement.rivals]
    if len(places) < 2 or not settlement.undecided:
        return
    mention = settlement.undecided[-1]
    alike = {(gazetteer.names[p], gazetteer.levels[p]) for p in places}
    if len(alike) == 1 and not any(p.start < mention.end and mention.start < p.end for p in parts):
        typed, span = reading.typed(mention.start, mention.end), reading.span(mention.start, mention.end)
        yield Component(place_type(places[0], gazetteer), typed, span, gazetteer.names[places[0]], None, "given")


def _official_rank(component: Component) -> tuple[int, int]:
    """Order by the official form, then by where it stands in the text."""
    return OFFICIAL_ORDER[component.type], component.span[0] if component.span else -1


def _places(reading: Reading, settlement: Settlement, gazetteer: Gazetteer, year: int | None) -> Iterable[Component]:
    """Yield one component a place of the chain; a municipality gives two."""
    named = {n.place: n for n in settlement.named}
    for place in settlement.chain:
        one = named.get(place)
        mention = _best_mention(one, settlement.repeats) if one is not None else None
        c = _place(reading, place, one, mention, gazetteer, year)
        yield c
        if c.type == "region" and is_municipality(place, gazetteer):
            if gazetteer.country == "CN" or _lone_city(settlement, gazetteer):
                yield Component("city", c.text, c.span, c.value, c.code, c.status)


def is_municipality(place: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a region is a city of its own: 北京市, Москва."""
    return gazetteer.names[place].endswith("市") if gazetteer.country == "CN" else gazetteer.kinds[place] == "город"


def _lone_city(settlement: Settlement, gazetteer: Gazetteer) -> bool:
    """Tell whether the chain names no other city or settlement, so that the municipality itself is meant."""
    return not any(gazetteer.levels[p] in (Level.CITY, Level.SETTLEMENT) for p in settlement.chain)


def _best_mention(one: Named, repeats: Sequence[Named]) -> Mention:
    """Return the more complete mention of a place, of equals the later."""
    if not repeats:
        return one.mention
    same = [one.mention, *(r.mention for r in repeats if r.place == one.place)]
    return max(same, key=lambda m: (m.end - m.start, m.start))


def _place(
    reading: Reading, place: int, one: Named | None, mention: Mention | None, gazetteer: Gazetteer, year: int | None
) -> Component:
    """Return the component of one place of the chain."""
    former = _former_place(one, place, gazetteer)
    renamed = former is not None or (one is not None and one.kind is NameKind.FORMER)
    if former is not None and year is not None and year <= gazetteer.until_years[former]:
        place, former, renamed = former, None, False
    name, kind = gazetteer.names[place], gazetteer.kinds[place] or UNSET
    type_ = place_type(place, gazetteer)
    if one is None or mention is None:
        return Component(type_, None, None, name, gazetteer.codes[place], "inferred", kind)
    typed, span = reading.typed(mention.start, mention.end), reading.span(mention.start, mention.end)
    heirs = gazetteer.successors[place] if former == place else []
    if len(heirs) == 1:
        name, code = gazetteer.names[heirs[0]], gazetteer.codes[heirs[0]]
        return Component(type_, typed, span, name, code, "renamed", kind, short_label(place, gazetteer))
    if former == place:  # split, and nothing tells which heir is meant
        return Component(type_, typed, span, name, None, "renamed", kind, name)
    if renamed:
        old = gazetteer.names[former] if former is not None else typed
        return Component(type_, typed, span, name, gazetteer.codes[place], "renamed", kind, old)
    mended = one.mention.cost or reading.respelt(mention.start, mention.end)
    status: Status = "corrected" if mended else "given"
    return Component(type_, typed, span, name, gazetteer.codes[place], status, kind)


def _former_place(one: Named | None, place: int, gazetteer: Gazetteer) -> int | None:
    """Return the place that is no more through which the text names ``place``; itself where it was split."""
    if gazetteer.is_former(place):
        return place
    if one is None or one.kind is not NameKind.FORMER:
        return None
    olds = (old for old, _ in one.mention.places if gazetteer.is_former(old) and place in gazetteer.successors[old])
    return next(olds, None)


def place_type(place: int, gazetteer: Gazetteer) -> ComponentType:
    """Return the component type of a place; a development zone of the size of a town is a devzone."""
    level = gazetteer.levels[place]
    if level == Level.TOWN and _DEVZONE.search(gazetteer.names[place]):
        return "devzone"
    return _LEVEL_TYPE[level]


def _conflicting(reading: Reading, settlement: Settlement, gazetteer: Gazetteer) -> Iterable[Component]:
    """Yield what surely names a place and surely contradicts the chain."""
    for mention in settlement.conflicts():
        place = mention.places[0][0]
        yield Component(
            place_type(place, gazetteer),
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
            "unverified",
            part.kind or UNSET,
        )
