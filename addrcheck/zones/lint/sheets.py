"""What a map of a table is made of: plain data that can be kept, in no language."""

from __future__ import annotations

from msgspec import Struct

from addrcheck.zones.lint.surroundings import Named, PlaceName, Scale
from addrcheck.zones.lint.window import Window

Texts = tuple[str, str, str]
"""中文, русский, English."""


class Area(Struct, frozen=True):
    """A rule's land: the outline, where its code may stand and how much room there is for it."""

    zone: str
    excluded: bool
    path: str
    rule: Texts
    x: float = 0.0
    y: float = 0.0
    room: float = 0.0


class Spot(Struct, frozen=True):
    """A place that rules name, where the dictionary knows its position: the zones there, and the rules."""

    zones: tuple[str, ...]
    name: Named
    x: float
    y: float
    rules: tuple[Texts, ...]


class Mark(Struct, frozen=True):
    """Trouble: the numbers of the findings from 1, the gravest severity; ``path`` where it has an outline."""

    findings: tuple[int, ...]
    severity: str
    x: float
    y: float
    path: str = ""


class Sheet(Struct, frozen=True):
    """One map."""

    title: Named
    window: Window
    areas: tuple[Area, ...]
    spots: tuple[Spot, ...]
    marks: tuple[Mark, ...]
    names: tuple[PlaceName, ...]
    scale: Scale


class Drawing(Struct, frozen=True):
    """All maps of a table, and the hue of each zone (degrees)."""

    sheets: tuple[Sheet, ...]
    hues: dict[str, int]

    @property
    def marked(self) -> dict[int, int]:
        """The findings that stand on a map, each with the number of its first sheet."""
        found: dict[int, int] = {}
        for number, sheet in enumerate(self.sheets):
            for finding in (one for mark in sheet.marks for one in mark.findings):
                found.setdefault(finding, number)
        return found
