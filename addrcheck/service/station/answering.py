"""From a parcel's address to what a station shows: the lane, the zone's code, why, and the address without its flat.

An answer is made when a manifest is loaded and kept, so that a scan is a look-up. Its stamp says which zones, on
which day, made it: where others are in force at the scan, it is made anew.
"""

from __future__ import annotations

import datetime
from hashlib import blake2b
from typing import Literal
from weakref import WeakKeyDictionary

import msgspec
from msgspec import Struct

from addrcheck.bulk.questions import Question
from addrcheck.checker import Checker
from addrcheck.fields import join_fields
from addrcheck.masking import mask_address
from addrcheck.model import Action, Contact, Report, Zone
from addrcheck.version import __version__
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.station import WORDS
from addrcheck.zones.assign import ZoneTable

Lane = Literal["auto", "manual", "ambiguous", "unknown", "out_of_area"]
"""Where a parcel goes, one colour and one sound each: its zone, a hand, a choice of zones, nobody knows, not ours."""
Lang = Literal["zh", "ru", "en"]

_LANES: dict[tuple[str, str], Lane] = {
    ("assigned", "auto"): "auto",
    ("assigned", "manual"): "manual",
    ("ambiguous", "manual"): "ambiguous",
    ("out_of_area", "manual"): "out_of_area",
    ("unresolved", "manual"): "manual",
}
_RECIPIENT = ("name", "phone", "postcode", "country")
_fingerprints: WeakKeyDictionary[ZoneTable, str] = WeakKeyDictionary()


class Shown(Struct, frozen=True):
    """What a station shows of a parcel; ``place`` is what people call the zone, ``owner`` who drives it."""

    lane: Lane
    code: str = ""
    segments: tuple[str, ...] = ()
    place: str = ""
    owner: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""
    action: Action = "empty"
    address: str = ""


class Answer(Shown, frozen=True):
    """What is kept of a parcel: what is shown, and the language of its reason."""

    lang: Lang = "en"


class Checked(Struct, frozen=True):
    """An answer, the recipient where the address named one, and whether anything of an address was recognised."""

    answer: Answer
    contact: Contact | None
    recognised: bool


def check(asked: Question, checker: Checker, lang: Lang) -> Checked:
    """Check one address as a table asks for it (``addrcheck.bulk.questions``)."""
    report = _report(asked, checker, lang)
    zone = report.zone
    shown = mask_address(report)
    if zone is None:
        reason = phrases(WORDS, lang)("no_zones")
        answer = Answer("unknown", reason=reason, action=report.action, address=shown, lang=lang)
        return Checked(answer, report.contact, bool(report.components))
    zones = checker.zones
    known = zones.zones.get(zone.code or "") if zones else None
    answer = Answer(
        _LANES[zone.status, zone.lane],
        zone.code or "",
        zone.segments if zone.code else (),
        known.name if known else "",
        known.owner if known else "",
        _candidates(zone),
        zone.reason,
        report.action,
        shown,
        lang,
    )
    return Checked(answer, report.contact, bool(report.components))


def _report(asked: Question, checker: Checker, lang: Lang) -> Report:
    if len(asked) == 1:
        return checker.check(asked[0], lang=lang)
    return checker.check_fields(dict(zip(asked[::2], asked[1::2], strict=True)), lang=lang)


def _candidates(zone: Zone) -> tuple[str, ...]:
    return tuple(one.code for one in zone.candidates) if isinstance(zone.candidates, tuple) else ()


def address_of(asked: Question) -> str:
    """Return the address that a question holds, as one text.

    >>> address_of(("文三路100号",)), address_of(("address", "文三路100号", "city", "杭州市", "phone", "0571-88001234"))
    ('文三路100号', '杭州市 文三路100号')
    """
    if len(asked) == 1:
        return asked[0]
    pairs = zip(asked[::2], asked[1::2], strict=True)
    return join_fields({name: value for name, value in pairs if name not in _RECIPIENT})[0]


def stamp(checker: Checker, day: datetime.date) -> str:
    """Return what an answer made now rests on: the zones in force, the engine, the day that rules are valid on."""
    zones = checker.zones
    if zones is None:
        return f"{day}/{__version__}/-"
    made = _fingerprints.get(zones)
    if made is None:
        digest = blake2b(msgspec.json.encode((zones.table, zones.costs)), digest_size=8)
        made = _fingerprints[zones] = digest.hexdigest()
    return f"{day}/{__version__}/{made}"
