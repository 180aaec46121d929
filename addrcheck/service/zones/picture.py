"""What lint found, as one HTML file that loads nothing: the maps and the list of the page ``/zones``, made to be sent around."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from addrcheck.service.web import PAGES, STYLES
from addrcheck.wording.issues import sentence_language
from addrcheck.wording.zones import heading
from addrcheck.zones.lint import Linted
from addrcheck.zones.lint.drawing import drawing
from addrcheck.zones.lint.sheets import Drawing
from addrcheck.zones.lint.surroundings import name_in
from addrcheck.zones.lint.svg import sheet_svg
from addrcheck.zones.lint.told import counts
from addrcheck.zones.load import Ground

_STYLES = ("base.css", "zone_map.css")


def picture(linted: Linted, ground: Ground, lang: str) -> str:
    """Return the file."""
    pages = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined)
    pages.trim_blocks = pages.lstrip_blocks = True
    drawn = drawing(linted.zones.matchers, linted.findings, ground)
    language = sentence_language(lang)
    return pages.get_template("zone_lint.html").render(
        lang=language,
        style=Markup("\n".join((STYLES / name).read_text(encoding="utf-8") for name in _STYLES)),
        version=linted.zones.version,
        counts=counts(linted, language),
        findings=linted.findings,
        marked=drawn.marked,
        maps=[(name_in(sheet.title, language), sheet_svg_of(drawn, n, linted, language)) for n, sheet in enumerate(drawn.sheets)],
        heading=_headings(language),
    )  # fmt: skip


def sheet_svg_of(drawn: Drawing, number: int, linted: Linted, lang: str) -> Markup:
    """Return one map, every text in it escaped."""
    return Markup(sheet_svg(drawn, number, [finding.message(lang) for finding in linted.findings], lang))


def _headings(lang: str) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return heading(key, lang, **values)

    return say
