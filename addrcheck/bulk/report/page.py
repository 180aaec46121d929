"""The report page as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from addrcheck.bulk.describing import layout_lines
from addrcheck.bulk.job import Summary
from addrcheck.bulk.report.markup import Html, element, join
from addrcheck.bulk.report.sections import Sections
from addrcheck.settings import Settings
from addrcheck.wording.bulk import SUMMARY, count_text, say

_LANGUAGE = {"zh": "zh-Hans", "ru": "ru", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_page(
    summary: Summary, path: Path, settings: Settings, file_name: str, now: datetime.datetime
) -> None:
    """Write the report page of a run."""
    path.write_text(page(summary, settings, file_name, now), encoding="utf-8")


def page(summary: Summary, settings: Settings, file_name: str, now: datetime.datetime) -> str:
    """Return the report page of a run in its language."""
    sections = Sections(summary.tally, summary.lang)
    title = sections.word("title")
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    head = join(
        (
            Html(
                '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            ),
            Html(
                f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="robots" content="noindex">'
            ),
            element("title", f"{title}: {file_name}"),
            element("style", Html(style)),
        )
    )
    intro = sections.word(
        "intro",
        file=file_name,
        rows=count_text(summary.tally.rows, summary.lang),
        day=_moment(now),
    )
    body = element(
        "main",
        element("h1", title),
        element("p", intro, class_="intro"),
        *_sections(summary, sections, settings),
        *_foot(summary, sections),
    )
    return f"<!doctype html>\n{element('html', element('head', head), element('body', body), lang=_LANGUAGE[summary.lang])}\n"


def _sections(summary: Summary, sections: Sections, settings: Settings) -> Iterator[Html]:
    """Yield the sections in the order in which a person needs them."""
    tally, word = summary.tally, sections.word
    yield _section(word("results"), sections.outcome())
    yield _section(
        word("worklist"), element("p", word("worklist_intro")), sections.low("worklist"), sections.worklist()
    )
    yield _section(word("repeated"), sections.low("repeated"), sections.repeated())
    yield element(
        "div",
        _section(word("reasons"), sections.reasons()),
        _section(word("missing"), sections.missing()),
        class_="two",
    )
    yield _section(word("corrections"), sections.low("correction"), sections.corrections())
    yield _section(word("regions"), sections.by(tally.by_name("region"), word("regions")))
    if zones := tally.by_name("zone"):
        yield _section(word("zones"), sections.by(zones, word("zones")))
    yield _section(word("map"), element("p", word("map_intro")), sections.maps(settings))
    yield _section(word("samples"), sections.samples())
    if tally.troubles or tally.formulas:
        made_text = (
            element(
                "p", say(SUMMARY, "formulas", summary.lang, count=count_text(tally.formulas, summary.lang))
            )
            if tally.formulas
            else ""
        )
        yield _section(word("troubles"), made_text, sections.troubles())


def _moment(now: datetime.datetime) -> str:
    """Return a moment with its distance from UTC, for the page may be read in another zone than it was made in.

    >>> _moment(datetime.datetime(2026, 11, 28, 9, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=8))))
    '2026-11-28 09:05 UTC+08:00'
    """
    at = now if now.tzinfo else now.astimezone()
    return f"{at:%Y-%m-%d %H:%M} UTC" + (at.isoformat()[-6:] if at.utcoffset() else "")


def _section(heading: str, *content: object) -> Html:
    return element("section", element("h2", heading), *content)


def _foot(summary: Summary, sections: Sections) -> Iterator[Html]:
    lines = [
        *layout_lines(summary),
        f"{sections.word('versions')}: addrcheck {summary.versions}",
        sections.word("privacy"),
    ]
    yield element("footer", *(element("p", line) for line in lines))
