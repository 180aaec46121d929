"""A little HTML, written by functions: what is text is escaped, what is markup says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def text(value: object) -> Html:
    """Return a value as text of a page.

    >>> text("a < b")
    'a &lt; b'
    """
    return value if isinstance(value, Html) else Html(escape(str(value)))


def element(tag: str, *content: object, **attributes: object) -> Html:
    """Return an element; ``_`` behind or inside an attribute's name is left out or becomes ``-``.

    >>> element("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for name, value in attributes.items()
    )
    return Html(f"<{tag}{written}>{''.join(map(text, content))}</{tag}>")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = (), label: str = ""
) -> Html:
    """Return a table; ``numbers`` are the columns whose cells stand on the right.

    ``label`` names a table that may be wider than a phone, so that the keyboard reaches what lies beside.
    """
    reached = {"tabindex": 0, "role": "region", "aria_label": label} if label else {}
    head = element(
        "tr",
        *(
            element("th", h, scope="col", **_aligned(i, numbers)) if h else element("td")
            for i, h in enumerate(headings)
        ),
    )
    body = (
        element("tr", *(element("td", cell, **_aligned(i, numbers)) for i, cell in enumerate(row)))
        for row in rows
    )
    return element(
        "div", element("table", element("thead", head), element("tbody", *body)), class_="scroll", **reached
    )


def _aligned(column: int, numbers: Sequence[int]) -> dict[str, object]:
    return {"class_": "number"} if column in numbers else {}


def join(pieces: Iterable[object]) -> Html:
    """Return pieces one behind the other."""
    return Html("".join(map(text, pieces)))
