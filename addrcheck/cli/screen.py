"""One report on a terminal: what was read, what is wrong and where, what to do next."""

from __future__ import annotations

import unicodedata

import click

from addrcheck.model import Component, Issue, Report, Span, Zone
from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import action_line, component_name, heading, next_step

_ACTION_COLOUR = {
    "accept": "green",
    "add_unit": "yellow",
    "confirm": "yellow",
    "fix": "red",
    "special": "cyan",
}
_SEVERITY_COLOUR = {"error": "red", "warning": "yellow", "info": "bright_black"}
_STATUS_COLOUR = {
    "corrected": "yellow",
    "renamed": "yellow",
    "conflicting": "red",
    "inferred": "bright_black",
}


def show(report: Report, lang: str | None = None) -> None:
    """Print one report for a person."""
    speech = lang or sentence_language(report.language)
    click.echo(report.input)
    marks = underline(report)
    if marks.strip():
        click.secho(marks, fg="red")
    click.secho(
        f"{action_line(report.action, speech)}  ({report.score:.2f})",
        fg=_ACTION_COLOUR.get(report.action),
        bold=True,
    )
    for component in report.components:
        _show_component(component, speech)
    _show_contact(report)
    for issue in report.issues:
        _show_issue(issue)
    if len(report.candidates) > 1:
        for number, candidate in enumerate(report.candidates[:8], start=1):
            click.echo(f"  {number}. {candidate.label}")
    _show_zone(report.zone, speech)
    click.echo("→ " + next_step(report.action, speech))
    click.echo()


def underline(report: Report) -> str:
    """Return a line that marks, under the typed text, the parts that issues point at."""
    marked = [issue.span for issue in report.issues if issue.span and issue.severity != "info"]
    return _marks(report.input, marked)


def _marks(text: str, spans: list[Span]) -> str:
    """Return ``^`` under every character of the spans, as wide as the terminal draws it."""
    line = []
    for i, char in enumerate(text):
        width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        line.append(("^" if any(a <= i < b for a, b in spans) else " ") * width)
    return "".join(line).rstrip()


def _show_component(component: Component, lang: str) -> None:
    """Print one component: what it is, its value, what was typed where that differs."""
    name = component_name(component.type, lang)
    pad = " " * max(1, 14 - sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in name))
    typed = f"  ← {component.text}" if component.text and component.status in ("corrected", "renamed") else ""
    code = f"  {component.code}" if component.code else ""
    click.echo(
        f"  {name}{pad}"
        + click.style(component.value, fg=_STATUS_COLOUR.get(component.status))
        + code
        + typed
    )


def _show_contact(report: Report) -> None:
    """Print the recipient where one was found."""
    contact = report.contact
    if contact:
        known = (contact.name, contact.phone, contact.extension and f"#{contact.extension}", contact.note)
        click.echo("  ☎ " + "  ".join(filter(None, known)))


def _show_zone(zone: Zone | None, lang: str) -> None:
    """Print the delivery zone where there are zones; what a hand must look at in yellow."""
    if zone:
        colour = "green" if zone.lane == "auto" else "yellow"
        click.secho(f"  {heading('zone', lang)}: {zone.code or '—'}  {zone.reason}", fg=colour)


def _show_issue(issue: Issue) -> None:
    """Print one issue in its colour."""
    click.secho(f"  • {issue.message}", fg=_SEVERITY_COLOUR[issue.severity])
