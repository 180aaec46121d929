"""What the zones page shows: how things stand, and one version with its map, its trouble and what it changes."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from flask import Response
from markupsafe import Markup
from msgspec import Struct

from addrcheck.service.asking import limits
from addrcheck.service.page import language, render
from addrcheck.service.zones import moments
from addrcheck.service.zones.addresses import MOST, Compared
from addrcheck.service.zones.desk import ZoneDesk
from addrcheck.service.zones.model import Event, Version
from addrcheck.service.zones.overview import Overview
from addrcheck.service.zones.review import Review
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.zones import WORDS, moment_text, refusal
from addrcheck.wording.zones import heading
from addrcheck.zones.difference import Difference
from addrcheck.zones.difference_told import changes_told, counts_told
from addrcheck.zones.lint.surroundings import name_in
from addrcheck.zones.lint.svg import sheet_svg
from addrcheck.zones.model import Shape

_MOST_FINDINGS, _MOST_CHANGES, _MOST_HISTORY = 300, 300, 100
_MEGABYTE = 1_048_576
_BADGES = {"in_force": "good", "waiting": "ask", "broken": "bad"}


class Activation(Struct, frozen=True):
    """What the form offers: the next departure, whether anything is in force, the days and departures to choose from."""

    next: str
    first: bool
    day: str
    last_day: str
    times: tuple[str, ...]
    gives_way: tuple[int, ...]
    back: bool


def overview_page(
    desk: ZoneDesk, trouble: str = "", status: int = 200, done: tuple[str, int] | None = None
) -> Response:
    """Return the page of all versions."""
    overview = desk.overview()
    return render(
        "zones.html",
        WORDS,
        status,
        trouble=_refusal(trouble),
        done=done,
        overview=overview,
        unloadable=desk.unloadable(),
        history=tuple(reversed(overview.events))[:_MOST_HISTORY],
        limit=limits().max_zones // _MEGABYTE,
        **_helpers(overview),
    )


def version_page(
    desk: ZoneDesk,
    number: int,
    trouble: str = "",
    status: int = 200,
    done: tuple[str, int] | None = None,
    compared: Compared | None = None,
) -> Response:
    """Return the page of one version; raises ``DeskError`` or ``FileError`` where it cannot be shown."""
    version, lang = desk.version(number), language()
    review = desk.review(version)
    overview = desk.overview()
    version = overview.versions[number]
    difference = None if overview.state(number) == "in_force" else desk.difference(review)
    changes = tuple(changes_told(difference, lang)) if difference else ()
    before = _before(difference)
    return render(
        "zone_version.html",
        WORDS,
        status,
        trouble=_refusal(trouble),
        done=done,
        overview=overview,
        which=version,
        review=review,
        findings=review.findings[:_MOST_FINDINGS],
        marked=review.drawing.marked,
        maps=_maps(review, before, lang),
        dashed=bool(before),
        heading=_headings(lang),
        difference=difference,
        counts=counts_told(difference, lang) if difference is not None else (),
        changes=changes[:_MOST_CHANGES],
        change_count=len(changes),
        compared=compared,
        manifests=desk.manifests(),
        most=f"{MOST:,}".replace(",", " "),
        activation=_activation(desk, overview, version, review, lang),
        **_helpers(overview),
    )


def _refusal(code: str) -> str:
    return refusal(code, language(), size=limits().max_zones // _MEGABYTE) if code else ""


def _helpers(overview: Overview) -> dict[str, object]:
    """Return what both templates say moments and people with."""
    lang = language()
    here = moments.local(overview.now)
    say = phrases(WORDS, lang)

    def moment(at: datetime.datetime) -> str:
        return moment_text(moments.local(at), here, lang)

    def who(one: Version | Event) -> str:
        if one.who.startswith("key "):
            return say("key_origin", key=one.who.removeprefix("key "))
        return one.who or say("files_origin")

    zone = overview.now.astimezone().strftime("%z")
    clock = say("clock", time=here.strftime("%H:%M"), zone=f"UTC{zone[:3]}:{zone[3:]}")
    return {"moment": moment, "who": who, "badges": _BADGES, "clock": clock}


def _headings(lang: str) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return heading(key, lang, **values)

    return say


def _before(difference: Difference | None) -> list[Shape]:
    """Return the outlines that a version changes or leaves out, as they are now."""
    return [
        change.before.rule.shape
        for change in (difference.rules if difference else ())
        if change.before and change.before.rule.shape and (change.after is None or "shape" in change.columns)
    ]


def _maps(review: Review, before: list[Shape], lang: str) -> list[tuple[str, Markup]]:
    """Return the maps with their names; what was elsewhere before is dashed."""
    told = [finding.message(lang) for finding in review.findings]
    return [
        (
            name_in(sheet.title, lang),
            Markup(sheet_svg(review.drawing, number, told, lang, _outlines(review, number, before))),
        )
        for number, sheet in enumerate(review.drawing.sheets)
    ]


def _outlines(review: Review, number: int, before: list[Shape]) -> list[str]:
    window = review.drawing.sheets[number].window
    return [window.shape_path(shape) for shape in before]


def _activation(
    desk: ZoneDesk, overview: Overview, version: Version, review: Review, lang: str
) -> Activation | None:
    """Return what can be decided about a version, None where nothing can."""
    state = overview.state(version.number)
    if not version.usable or state == "in_force":
        return None
    here = moments.local(overview.now)
    at = desk.next_departure(review)
    coming = moments.coming(overview.now, overview.times)
    return Activation(
        moment_text(moments.local(at), here, lang),
        overview.plan.in_force is None and at <= overview.now,
        (coming[0] if coming else here).date().isoformat(),
        (here.date() + datetime.timedelta(days=365)).isoformat(),
        tuple(time.strftime("%H:%M") for time in overview.times),
        tuple(event.version for event in overview.plan.waiting),
        state == "earlier",
    )
