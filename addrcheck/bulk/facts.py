"""What is counted of an answer: the keys of the counts that it raises, made once where the answer is made.

A row that repeats an answer costs its additions and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from addrcheck.bulk.results import status_of
from addrcheck.model import Component, Location, Report

GRID = 2
"""Cells of the map a degree."""

Correction = tuple[str, str, str]
"""The type of a component, as it was typed, as it should be."""


class Facts(Struct, frozen=True, gc=False, array_like=True):
    """What is counted of an answer: ``counts`` are keys that it raises by one, ``work`` what a person could do about it."""

    action: str
    status: str
    country: str = ""
    counts: tuple[str, ...] = ()
    work: tuple[str, ...] = ()


def key_of(*parts: str) -> str:
    r"""Return the parts of a key as one text, which ``parts_of`` takes apart again.

    >>> key_of("correction", "district", "西\t胡区", "西湖区")
    'correction\tdistrict\t西 胡区\t西湖区'
    """
    key = "\t".join(parts)
    return key if key.count("\t") == len(parts) - 1 else "\t".join(part.replace("\t", " ") for part in parts)


def parts_of(key: str) -> list[str]:
    """Return the parts of a key."""
    return key.split("\t")


FAILED = Facts("", "error", "", ("status\terror",), (key_of("action", "error", "", "", ""),))
"""The facts of a question without a report."""


def facts_of(report: Report) -> Facts:
    """Return what is counted of a report."""
    region = city = ""
    corrections: dict[object, Correction] = {}
    for c in report.components:
        if c.type == "region" and not region:
            region = _said(c)
        elif c.type in ("city", "area") and not city:
            city = c.value
        if c.status in ("corrected", "renamed") and c.text and c.text != c.value:
            corrections.setdefault(
                c.span, (c.type, c.text, c.value)
            )  # a municipality is region and city with one span
    zone = report.zone
    return counted(
        report.action,
        status_of(report),
        report.country or "",
        (region, city),
        tuple(dict.fromkeys(issue.code for issue in report.issues if issue.severity != "info")),
        tuple(dict.fromkeys(corrections.values())),
        report.missing,
        (zone.status, zone.code or "-") if zone else None,
        report.location,
    )


def _said(region: Component) -> str:
    """Return a region as people say it: Московская alone is no name."""
    kind = region.kind if isinstance(region.kind, str) else ""
    return f"{region.value} {kind}" if kind and region.value.endswith(("ая", "ий")) else region.value


def counted(
    action: str,
    status: str,
    country: str,
    where: tuple[str, str] = ("", ""),
    issues: Sequence[str] = (),
    corrections: Sequence[Correction] = (),
    missing: Sequence[str] = (),
    zone: tuple[str, str] | None = None,
    at: Location | None = None,
) -> Facts:
    """Return the facts for what a report says; ``where`` is region and city, ``zone`` its status and code."""
    counts = [key_of("status", status), key_of("action", action), key_of("country", country or "-")]
    counts += [key_of("issue", code) for code in issues]
    counts += [key_of("missing", part) for part in missing]
    counts += [key_of("correction", *correction) for correction in corrections]
    if where[0]:
        counts.append(key_of("region", country, where[0], action))
    if zone:
        counts += [key_of("zone_status", zone[0]), key_of("zone", zone[1], action)]
    if at:
        cell = (str(int(degrees * GRID // 1)) for degrees in (at.latitude, at.longitude))
        counts.append(key_of("grid", country, *cell, "good" if action == "accept" else "bad"))
    work = () if action == "accept" else _work(action, country, where, issues, corrections)
    return Facts(action, status, country, tuple(counts), work)


def _work(
    action: str,
    country: str,
    where: tuple[str, str],
    issues: Sequence[str],
    corrections: Sequence[Correction],
) -> tuple[str, ...]:
    """Return what one step could settle: a slip that many make, or what is wrong in one place."""
    if corrections:
        return tuple(key_of("correction", *correction) for correction in corrections)
    if issues:
        return (key_of("issue", issues[0], country, *where),)
    return (key_of("action", action, country, *where),)
