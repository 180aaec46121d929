"""One sheet of a table's map as SVG, for the page of the service and for the file of ``zones lint --html``.

There is no style and no script in it: colours are attributes, everything else belongs to ``zone_map.css``. Every text
is escaped. A pin leads to its finding in the list (``#f3``), the list to the mark (``#t3``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.zones import heading
from addrcheck.zones.lint.sheets import Area, Drawing, Mark, Sheet, Spot
from addrcheck.zones.lint.surroundings import PlaceName, Scale, name_in, text_width
from addrcheck.zones.lint.window import HEIGHT, WIDTH

_AT = {"zh": 0, "ru": 1, "en": 2}
_NO_HUE = "none"
_ROOMY = 0.45
"""A code that needs so much of the room that it has can be shown on a phone too."""
_MOST_TOLD = 6
_DEFS = (
    '<defs><pattern id="hatch{n}-{kind}" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatch hatch--{kind}" d="M0 0V8"/></pattern></defs>'
)


_TAIL = '<path d="M0 0L-6 -14H6Z"/>'
"""What points from the pin of a place to the place."""


def sheet_svg(
    drawing: Drawing, number: int, told: Sequence[str], lang: str, before: Sequence[str] = ()
) -> str:
    """Return the sheet ``number`` of a drawing; ``told`` are the findings' sentences, ``before`` outlines as they were."""
    sheet, language = drawing.sheets[number], sentence_language(lang)
    title = escape(name_in(sheet.title, language))
    parts = [
        f'<svg class="zonemap" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="group" aria-label="{heading("map", lang, place=title)}">',
        *(_DEFS.format(n=number, kind=kind) for kind in ("error", "warning", "info")),
        '<g class="zonemap__names">', *(_name(name, language) for name in sheet.names), "</g>",
        '<g class="zonemap__lands">', *(_area(area, drawing.hues, language) for area in sheet.areas), "</g>",
        *(f'<path class="before" d="{path}"/>' for path in before),
        *_outlines(sheet, number),
        '<g class="zonemap__spots">', *(_spot(spot, drawing.hues, language) for spot in sheet.spots), "</g>",
        '<g class="zonemap__codes">', *(_code(area) for area in sheet.areas if area.room), "</g>",
        *(_pin(mark, told) for mark in sheet.marks),
        *_scale(sheet.scale, language),
        "</svg>",
    ]  # fmt: skip
    return "".join(parts)


def _placed(kind: str, x: float, y: float, content: str, more: str = "") -> str:
    """Return something that keeps its size while a reader zooms."""
    return f'<g class="{kind}" transform="translate({x:g} {y:g})"{more}><g class="fixed">{content}</g></g>'


def _name(name: PlaceName, lang: str) -> str:
    text = escape(name_in(name.name, lang))
    return _placed("place", name.x, name.y, f'<circle r="2.500"/><text y="-7">{text}</text>')


def _area(area: Area, hues: Mapping[str, int], lang: str) -> str:
    colour = "" if area.excluded else f' fill="{_colour(area.zone, hues)}"'
    kind = "land land--excluded" if area.excluded else "land"
    title = escape(area.rule[_AT[lang]])
    return f'<path class="{kind}" data-zone="{escape(area.zone)}"{colour} fill-rule="evenodd" d="{area.path}"><title>{title}</title></path>'


def _colour(zone: str, hues: Mapping[str, int]) -> str:
    return f"hsl({hues[zone]} 62% 52%)" if zone in hues else _NO_HUE


def _code(area: Area) -> str:
    """Return the code of a land; it is shown where there is room for it."""
    needed = text_width(area.zone) / area.room
    kind = "code" if needed <= _ROOMY else "code code--narrow" if needed <= 1 else "code code--tight"
    return _placed(kind, area.x, area.y, f'<text y="5">{escape(area.zone)}</text>', f' data-needs="{needed:.2f}"')  # fmt: skip


def _spot(spot: Spot, hues: Mapping[str, int], lang: str) -> str:
    told = "\n".join(rule[_AT[lang]] for rule in spot.rules)
    zones = escape(" ".join(spot.zones))
    content = (
        f'<circle r="7" fill="{_colour(spot.zones[0], hues)}"/><title>{escape(told)}</title>'
        f'<text class="spot__code" x="11" y="5">{zones}</text>'
    )
    return _placed("spot", spot.x, spot.y, content, f' data-zone="{zones}"')


def _outlines(sheet: Sheet, number: int) -> Iterator[str]:
    for mark in sheet.marks:
        if mark.path:
            finding = mark.findings[0]
            yield f'<path class="trouble trouble--{mark.severity}" data-findings="{finding}" fill="url(#hatch{number}-{mark.severity})" fill-rule="evenodd" d="{mark.path}"/>'


def _pin(mark: Mark, told: Sequence[str]) -> str:
    """Return a pin with the number of its finding, or how many there are; it leads to the first in the list."""
    first, numbers = mark.findings[0], " ".join(map(str, mark.findings))
    sentences = [f"{n}. {told[n - 1]}" for n in mark.findings[:_MOST_TOLD]]
    more = "\n…" if len(mark.findings) > _MOST_TOLD else ""
    label = str(first) if len(mark.findings) == 1 else f"{first}…"
    width, top = 12 + 8 * len(label), -12 if mark.path else -36
    content = (
        f'<a href="#f{first}" tabindex="-1"><title>{escape(chr(10).join(sentences) + more)}</title>'
        f'{"" if mark.path else _TAIL}<rect x="{-width / 2:g}" y="{top}" width="{width}" height="24" rx="12"/>'
        f'<text y="{top + 17}">{label}</text></a>'
    )
    targets = "".join(
        f'<rect id="t{n}" class="target" x="-20" y="{top - 8}" width="40" height="40"/>'
        for n in mark.findings
    )
    return _placed(f"pin pin--{mark.severity}", mark.x, mark.y, targets + content, f' data-findings="{numbers}"')  # fmt: skip


def _scale(scale: Scale, lang: str) -> Iterator[str]:
    unit = heading("kilometres", lang, value=f"{scale.kilometres:g}")
    yield f'<g class="scale" data-length="{scale.length:g}" transform="translate(20 {HEIGHT - 20:g})">'
    yield f'<path d="M0 -6V0H{scale.length:g}V-6"/><text x="{scale.length / 2:g}" y="-10">{escape(unit)}</text></g>'
