"""Everything that the page shows of one answer, worked out; the template only lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from addrcheck.checker import Checker
from addrcheck.filling import dialled
from addrcheck.masking import mask_address, mask_name, mask_phone
from addrcheck.model import Contact, Report
from addrcheck.proposals import Proposal
from addrcheck.service.form.asked import Asked
from addrcheck.service.form.difference import Difference, difference
from addrcheck.service.form.maps import CountryMap, LocalMap, Spot, country_map, local_map
from addrcheck.service.form.typed import Piece, pieces
from addrcheck.service.geocode import geocoded

Tone = Literal["good", "ask", "bad", "calm"]

TONES: dict[str, Tone] = {"accept": "good", "confirm": "ask", "add_unit": "ask", "fix": "bad"}
"""The tone of an action; the others are ``calm``: nothing went wrong, another way is needed."""

_MOST_SPOTS = 60
_PHONE_TAIL = 7
_NO_LABEL = frozenset({"empty", "foreign"})


class Choice(Struct, frozen=True):
    """A place that fits, and what the text would be if it were chosen."""

    number: int
    label: str
    code: str | None
    percent: int
    text: str | None


class Label(Struct, frozen=True):
    """What a label shows, masked."""

    code: str | None
    name: str | None
    phone: str | None
    address: str


class Answer(Struct, frozen=True):
    """A report with what is shown of it."""

    report: Report
    speak: str
    tone: Tone
    pieces: tuple[Piece, ...]
    phone: str | None
    suggested: str | None
    change: Difference | None
    choices: tuple[Choice, ...]
    country_map: CountryMap | None
    local_map: LocalMap | None
    label: Label | None
    json: str


def answered(asked: Asked, checker: Checker, lang: str) -> Answer:
    """Return the answer to what was asked, for a reader of ``lang``."""
    speak = asked.speak or lang
    report = checker.check(asked.text, asked.country, asked.as_of, speak)
    ways = _ways(report, asked, checker)
    suggested = _with_person(ways[0].fields["address"], report) if len(ways) == 1 else None
    spots = _spots(report, asked.country, checker)
    gazetteer = checker.gazetteer(report.country) if spots and report.country else None
    return Answer(
        report=report,
        speak=speak,
        tone=TONES.get(report.action, "calm"),
        pieces=pieces(report),
        phone=_phone(report),
        suggested=suggested,
        change=difference(report.input.strip(), suggested) if suggested else None,
        choices=_choices(report, ways),
        country_map=country_map(spots, gazetteer) if gazetteer else None,
        local_map=local_map(spots, gazetteer, lang) if gazetteer else None,
        label=_label(report),
        json=msgspec.json.format(report.to_json(), indent=2),
    )


def _ways(report: Report, asked: Asked, checker: Checker) -> Sequence[Proposal]:
    """Return what the text would be if the advice were taken, once for each place that fits."""
    if not report.components:
        return ()
    given = {"address": asked.text}
    _, ways = checker.advise(given, ["address"], asked.country, asked.as_of)
    return [way for way in ways if way.fields.get("address")]


def _with_person(text: str, report: Report) -> str:
    """Return a suggested text with the recipient in front, where the suggestion has left them out."""
    contact = report.contact or Contact()
    lost = [one for one in (contact.name, _phone(report)) if one and not _stands_in(text, one)]
    return " ".join([*lost, text])


def _stands_in(text: str, what: str) -> bool:
    """Tell whether a name or a phone stands in a text, a phone in any writing."""
    tail = "".join(filter(str.isdigit, what))[-_PHONE_TAIL:]
    return what in text or (len(tail) == _PHONE_TAIL and tail in "".join(filter(str.isdigit, text)))


def _phone(report: Report) -> str | None:
    """Return the recipient's phone as people of the country write it."""
    if report.contact is None or report.contact.phone is None:
        return None
    return dialled(report.contact, report.country or "")


def _choices(report: Report, ways: Sequence[Proposal]) -> tuple[Choice, ...]:
    """Return the places that fit; one that stands alone cannot be chosen."""
    several = len(report.candidates) > 1
    texts = {way.code: _with_person(way.fields["address"], report) for way in ways} if several else {}
    return tuple(
        Choice(number, one.label, one.code, round(100 * one.score), texts.get(one.code))
        for number, one in enumerate(report.candidates, start=1)
    )


def _spots(report: Report, country: str | None, checker: Checker) -> list[Spot]:
    """Return where the candidates lie, as far as that is known."""
    if not report.candidates:
        return []
    found = geocoded(report.input, country, _MOST_SPOTS, checker).features
    points = {f.properties.addrcheck.code: f for f in found}
    spots = []
    for number, candidate in enumerate(report.candidates, start=1):
        feature = points.get(candidate.code)
        if feature:
            longitude, latitude = feature.geometry.coordinates
            accuracy = feature.properties.geocoding.accuracy or 0
            spots.append(Spot(number, latitude, longitude, accuracy))
    return spots


def _label(report: Report) -> Label | None:
    """Return the label that the parcel would get, None for what gets none here."""
    if report.action in _NO_LABEL or not report.components:
        return None
    contact, phone = report.contact or Contact(), _phone(report)
    return Label(
        report.zone.code if report.zone else None,
        mask_name(contact.name) if contact.name else None,
        mask_phone(phone) if phone else None,
        mask_address(report),
    )
