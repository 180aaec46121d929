"""From a report to the cells of a row: one column a thing worth knowing, always in the same order.

Every name here gets the prefix ``result_`` in a file. ``error`` comes last and is filled by the run: what was
wrong with the row itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.errors import UsageError
from addrcheck.model import OFFICIAL_ORDER, Component, Report

PREFIX = "result_"
ERROR = "error"
CODED = ("region", "area", "city", "district", "town", "settlement")
"""Component types whose code has a column."""
KINDS = ("region", "area", "settlement", "quarter", "street")
"""Component types whose kind (область, посёлок, улица) has a column."""
SEGMENTS = 4
"""Segments of a sorting code that have a column each."""

_COMPONENTS = tuple(name for name in OFFICIAL_ORDER if name != "postcode")
_HEAD = ("status", "action", "country", "label", "message", "missing", "corrected")
_PLACE = tuple(
    name
    for part in _COMPONENTS
    for name in (
        part,
        *([f"{part}_kind"] if part in KINDS else ()),
        *([f"{part}_code"] if part in CODED else ()),
    )
)
_ZONE = (
    "zone",
    "zone_status",
    "zone_level",
    *(f"zone_{n}" for n in range(1, SEGMENTS + 1)),
    "zone_lane",
    "zone_reason",
)
_POINT = ("latitude", "longitude", "datum", "geocode_level", "accuracy_m")
_TRUST = ("score", "score_next", "level", "input_level", "issues", "candidates")
_REST = ("code", "postcode", "postcode_given", "latin", "name", "phone", "extension", "note", "key")

COLUMNS: tuple[str, ...] = (*_HEAD, *_ZONE, *_PLACE, *_REST, *_POINT, *_TRUST)
"""Every column but ``report`` (the whole report as JSON, on request) and ``error``."""

SHORT = (
    "status", "action", "label", "message", "missing", "corrected", "zone", "code", "postcode", "latitude", "longitude",
    "score", "key",
)  # fmt: skip
"""The columns of ``--results short``."""

NUMBERS = frozenset(("score", "score_next", "latitude", "longitude", "accuracy_m", "zone_level"))
"""Columns that hold numbers; all others are text, codes and postcodes too."""

STATUSES = ("ok", "confirm", "ambiguous", "fix", "not-found", "skipped", "error")
"""What ``status`` can say."""


def chosen_columns(results: str) -> tuple[str, ...]:
    """Return the columns of a choice: "all", "short", "json", or names separated by commas.

    >>> chosen_columns("status,zone")
    ('status', 'zone')
    """
    if results in ("", "all"):
        return COLUMNS
    if results == "short":
        return SHORT
    if results == "json":
        return ("status", "action", "report")
    names = tuple(
        dict.fromkeys(name.strip().removeprefix(PREFIX) for name in results.split(",") if name.strip())
    )
    unknown = [name for name in names if name not in COLUMNS and name not in ("report", ERROR)]
    if unknown:
        raise UsageError(
            f"unknown result column {unknown[0]!r}; known are: {', '.join((*COLUMNS, 'report'))}"
        )
    return tuple(name for name in names if name != ERROR)


def status_of(report: Report) -> str:
    """Return the one word for a row: what a person filters by.

    >>> import addrcheck
    >>> status_of(addrcheck.check("浙江省杭州市西湖区文三路100号")), status_of(addrcheck.check("朝阳区建设路1号"))
    ('ok', 'ambiguous')
    """
    action = report.action
    if action == "accept":
        return "ok"
    if action in ("foreign", "empty"):
        return "skipped"
    if action == "fix":
        return "fix" if report.candidates else "not-found"
    if action == "confirm" and len(report.candidates) > 1:
        return "ambiguous"
    return "confirm"


def result_cells(report: Report, key: str = "") -> dict[str, str]:
    """Return the cells of a report by column; a column without anything to say is left out.

    ``key`` is that of its place (``place_key``); ``report`` and ``error`` are the caller's.
    """
    cells = {
        "status": status_of(report),
        "action": report.action,
        "country": report.country or "",
        "label": report.formatted.local,
        "latin": report.formatted.latin,
        "message": message_of(report),
        "missing": ", ".join(report.missing),
        "issues": ", ".join(dict.fromkeys(issue.code for issue in report.issues)),
        "score": f"{report.score:g}",
        "level": report.levels.matched,
        "input_level": report.levels.input,
        "key": key,
    }
    _add_components(report.components, cells)
    _add_candidates(report, cells)
    _add_contact(report, cells)
    _add_zone(report, cells)
    if report.location:
        at = report.location
        cells["latitude"], cells["longitude"], cells["datum"] = (
            f"{at.latitude:.6g}",
            f"{at.longitude:.7g}",
            at.datum,
        )
        cells["geocode_level"], cells["accuracy_m"] = at.level, str(at.accuracy_m)
    return cells


def _add_components(components: Sequence[Component], cells: dict[str, str]) -> None:
    """Note the value, kind and code of every component, and what was changed."""
    changed = []
    for c in components:
        name = c.type
        if name == "postcode":
            continue
        cells[name] = f"{cells[name]} {c.value}" if name in cells else c.value
        if c.code and name in CODED:
            cells[f"{name}_code"] = c.code
        if c.code and c.status != "conflicting":
            cells["code"] = c.code
        if isinstance(c.kind, str) and name in KINDS:
            cells[f"{name}_kind"] = c.kind
        if c.status in ("corrected", "renamed") and c.text and c.text != c.value:
            changed.append(f"{c.text} → {c.value}")
    if changed:
        cells["corrected"] = "; ".join(dict.fromkeys(changed))


def _add_candidates(report: Report, cells: dict[str, str]) -> None:
    if len(report.candidates) > 1:
        cells["score_next"] = f"{report.candidates[1].score:g}"
        cells["candidates"] = " | ".join(candidate.label for candidate in report.candidates)


def _add_contact(report: Report, cells: dict[str, str]) -> None:
    if report.contact:
        for name in ("name", "phone", "extension", "note"):
            cells[name] = getattr(report.contact, name) or ""
    if report.postcode:
        cells["postcode"] = report.postcode.expected or report.postcode.given or ""
        cells["postcode_given"] = report.postcode.given or ""


def _add_zone(report: Report, cells: dict[str, str]) -> None:
    zone = report.zone
    if zone:
        cells["zone"], cells["zone_status"], cells["zone_level"] = (
            zone.code or "",
            zone.status,
            str(zone.depth),
        )
        cells["zone_lane"], cells["zone_reason"] = zone.lane, zone.reason
        for number, segment in enumerate(zone.segments[:SEGMENTS], start=1):
            cells[f"zone_{number}"] = segment


def message_of(report: Report) -> str:
    """Return the sentences that ask or warn, in the report's language."""
    text = ""
    for issue in report.issues:
        if issue.severity != "info":
            chinese = issue.message[-1:] > "\u2e80" or text[-1:] > "\u2e80"
            ended = text[-1:] in "。？！.?!"
            text += (
                ("" if chinese else " ") if ended and text else ("；" if chinese else "; ") if text else ""
            )
            text += issue.message
    return text
