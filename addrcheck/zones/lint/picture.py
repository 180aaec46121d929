"""One HTML file with a map of the zones and the trouble marked on it; it loads nothing from anywhere.

The map is SVG on the Mercator plane. Zones are told apart by colour and by their code, trouble by a red
hatch and its number in the list.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.zones import heading
from addrcheck.zones.lint import Linted
from addrcheck.zones.lint.land import lands_of
from addrcheck.zones.lint.told import MARKS, counts
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.polygons import shape_geometry
from addrcheck.zones.troubles import Finding

if TYPE_CHECKING:
    from shapely import Geometry

_WIDTH = 1000.0
_TALLEST = 1600.0
_GOLDEN_ANGLE = 137.508
_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:64rem;padding:1rem}
svg{width:100%;height:auto;border:1px solid #8888;background:#8881}
.zone{stroke:#0007;stroke-width:1;vector-effect:non-scaling-stroke;fill-opacity:.45}
.zone.exclude{fill:#8886;stroke-dasharray:4 3}
.trouble{fill:url(#hatch);stroke:#c00;stroke-width:2;vector-effect:non-scaling-stroke}
.zone:hover,.trouble:hover,:target.trouble{stroke-width:4}
text{font-size:14px;text-anchor:middle;paint-order:stroke;stroke:#fff9;stroke-width:3px}
table{border-collapse:collapse;width:100%;margin-top:1rem}
td,th{border-top:1px solid #8888;padding:.35rem .5rem;text-align:left;vertical-align:top}
.error td:first-child{color:#c00;font-weight:bold}.warning td:first-child{color:#a60}
code{white-space:nowrap}
"""


def picture(linted: Linted, lang: str) -> str:
    """Return the page."""
    title = heading("title", lang)
    lands = lands_of(linted.zones.matchers)
    marked = [(n, f, shape_geometry(f.shape)) for n, f in enumerate(linted.findings, start=1) if f.shape]
    drawn = (
        "".join(_map(lands, marked, lang)) if lands or marked else f"<p>{_text(heading('no_map', lang))}</p>"
    )
    language = {"zh": "zh-Hans", "ru": "ru", "en": "en"}[sentence_language(lang)]
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_text(title)}</title><style>{_STYLE}</style>'
        f"<h1>{_text(title)}</h1><p>{_text(linted.zones.version)} · {_text(counts(linted, lang))}</p>"
        f"{drawn}{''.join(_list(linted.findings, lang))}</html>\n"
    )


def _text(text: str) -> str:
    return html.escape(text)


def _list(findings: Sequence[Finding], lang: str) -> Iterator[str]:
    """Yield the table of findings; those on the map carry a link to it."""
    if not findings:
        return
    heads = ("", heading("where", lang), heading("what", lang), heading("mend", lang))
    yield (
        "<table><thead><tr>"
        + "".join(f"<th scope=col>{_text(h)}</th>" for h in heads)
        + "</tr></thead><tbody>"
    )
    for number, f in enumerate(findings, start=1):
        mark = f'<a href="#t{number}">{number}</a>' if f.shape else str(number)
        cells = (
            f"{MARKS[f.severity]} {mark}",
            f"<code>{_text(f.where(lang))}</code>",
            _text(f.message(lang)),
            _text(f.remedy(lang)),
        )
        yield f'<tr class="{f.severity}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"


def _map(
    lands: Sequence[tuple[Matcher, Geometry]], marked: Sequence[tuple[int, Finding, Geometry]], lang: str
) -> Iterator[str]:
    """Yield the SVG: zones from the largest to the smallest, then the trouble."""
    frame = _Frame([land for _, land in lands] + [land for _, _, land in marked])
    yield f'<svg viewBox="0 0 {frame.width:.0f} {frame.height:.0f}" role="img" aria-label="{_text(heading("title", lang))}">'
    yield '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    yield '<path d="M0 0V8" stroke="#c00" stroke-width="3"/></pattern></defs>'
    colours = {code: n * _GOLDEN_ANGLE % 360 for n, code in enumerate(sorted({m.code for m, _ in lands}))}
    for m, land in reversed(lands):
        style = (
            'class="zone exclude"'
            if m.rule.exclude
            else f'class="zone" fill="hsl({colours[m.code]:.0f} 65% 55%)"'
        )
        yield f'<path {style} fill-rule="evenodd" d="{frame.path(land)}"><title>{_text(m.label(lang))}</title></path>'
    for m, land in lands:
        if not m.rule.exclude:
            x, y = frame.inside(land)
            yield f'<text x="{x:.0f}" y="{y:.0f}">{_text(m.code)}</text>'
    for number, finding, land in marked:
        yield f'<path id="t{number}" class="trouble" fill-rule="evenodd" d="{frame.path(land)}">'
        yield f"<title>{number}. {_text(finding.message(lang))}</title></path>"
        x, y = frame.inside(land)
        yield f'<text x="{x:.0f}" y="{y:.0f}" fill="#c00">{number}</text>'
    yield "</svg>"


class _Frame:
    """The piece of the plane that is drawn, and its scale."""

    def __init__(self, lands: Sequence[Geometry]) -> None:
        import shapely

        west, south, east, north = shapely.total_bounds(lands).tolist()
        margin = max(east - west, north - south, 1.0) * 0.03
        self._west, self._north = west - margin, north + margin
        self._scale = min(_WIDTH / (east - west + 2 * margin), _TALLEST / (north - south + 2 * margin))
        self.width = (east - west + 2 * margin) * self._scale
        self.height = (north - south + 2 * margin) * self._scale

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self._west) * self._scale, (self._north - y) * self._scale

    def path(self, land: Geometry) -> str:
        """Return the outlines of a land as an SVG path."""
        parts = [
            part
            for part in getattr(land, "geoms", [land])
            if part.geom_type == "Polygon" and not part.is_empty
        ]
        rings = [ring.coords for part in parts for ring in (part.exterior, *part.interiors)]
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self._at(*corner) for corner in ring)) + "Z"
            for ring in rings
        )

    def inside(self, land: Geometry) -> tuple[float, float]:
        """Return a point inside a land, for its label."""
        point = land.representative_point()
        return self._at(point.x, point.y)
