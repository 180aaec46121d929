"""Charts as SVG inside the page: one bar of parts, and rows of bars."""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.bulk.report.markup import Html, element, join
from addrcheck.wording.bulk import count_text, share_text

_WIDTH, _HEIGHT = 1000, 56


def parts_bar(parts: Sequence[tuple[str, int, str]], label: str, lang: str) -> Html:
    """Return a bar of parts (name, size, class) that fills the width, and a legend below."""
    whole = sum(size for _, size, _ in parts) or 1
    pieces, legend, x = [], [], 0.0
    for name, size, kind in parts:
        width = size / whole * _WIDTH
        count, share = count_text(size, lang), share_text(size / whole, lang)
        title = f"{name}: {count} ({share})"
        if size:
            rectangle = element(
                "rect",
                element("title", title),
                x=f"{x:.1f}",
                y=0,
                width=f"{width:.1f}",
                height=_HEIGHT,
                class_=kind,
            )
            pieces.append(rectangle)
        x += width
        legend.append(element("li", element("i", class_=kind), f"{name} ", element("b", count), f" {share}"))
    drawing = element(
        "svg",
        *pieces,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=label,
        preserveAspectRatio="none",
        class_="parts",
    )
    return join((drawing, element("ul", *legend, class_="legend")))


def bar(size: int, largest: int, part: int | None = None) -> Html:
    """Return a small bar for a table's cell; ``part`` of it is in the colour of what needs work."""
    width = 200 * size / max(1, largest)
    pieces = [
        element(
            "rect", x=0, y=2, width=f"{width:.1f}", height=12, class_="good" if part is not None else "plain"
        )
    ]
    if part is not None:
        bad = width * part / max(1, size)
        pieces.append(
            element("rect", x=f"{width - bad:.1f}", y=2, width=f"{bad:.1f}", height=12, class_="bad")
        )
    return element("svg", *pieces, viewBox="0 0 200 16", class_="bar", aria_hidden="true")
