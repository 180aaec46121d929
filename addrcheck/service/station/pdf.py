"""Draws labels as PDF, one a page: black on white, for thermal printers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, cast

from fpdf import FPDF
from msgspec import Struct

from addrcheck.service.station.fonts import Font
from addrcheck.service.station.labels import Label

Size = Literal["76x130", "100x150"]
Align = Literal["L", "R", "C"]

logging.getLogger("fpdf").setLevel(
    logging.CRITICAL
)  # it would log the characters that a font lacks: a recipient's

_FAMILY = "label"
_MM_A_POINT = 25.4 / 72
_UNBROKEN = "\u00a0"
_LINES = (5, 6, 7, 8, 10, 12)
_TAIL = 4
"""The end of a waybill, by which people look for a parcel."""
_DOT = 0.125
"""Millimetres: what label printers (203 dpi) put on paper."""
_QUIET = 10
"""Modules of white that a reader needs on both sides of a barcode."""


class Words(Struct, frozen=True):
    """What a label says beside the parcel's own texts: before the recipient, and in place of a mark."""

    to: str
    by_hand: str


def draw(labels: Sequence[Label], size: Size, font: Font, words: Words) -> bytes:
    """Return a PDF with a page a label."""
    width, height = map(float, size.split("x"))
    pdf = FPDF(unit="mm", format=(width, height))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title("addrcheck")
    pdf.add_font(_FAMILY, fname=font.path, collection_font_number=font.index)
    for label in labels:
        pdf.add_page()
        _Page(pdf, width, height, words).draw(label)
    return bytes(pdf.output())


class _Page:
    """One label: bands below each other, each of a share of the height."""

    def __init__(self, pdf: FPDF, width: float, height: float, words: Words) -> None:
        self._pdf, self._words = pdf, words
        self._left = width * 0.045
        self._inner = width - 2 * self._left
        self._height = height

    def draw(self, label: Label) -> None:
        """Draw all bands."""
        h, wide = self._height, self._inner
        self._fitted("  ".join(label.mark) or self._words.by_hand, h * 0.03, h * 0.15, 0, wide)
        self._rule(h * 0.19)
        self._fitted(label.place, h * 0.2, h * 0.04, 0, wide * 0.66, "L")
        self._fitted(label.day, h * 0.2, h * 0.04, wide * 0.68, wide * 0.32, "R")
        self._rule(h * 0.25)
        self._bars(label.bars, h * 0.265, h * 0.13)
        self._fitted(label.waybill, h * 0.4, h * 0.035, 0, wide)
        self._rule(h * 0.45)
        self._recipient(label, h * 0.46, h * 0.32)
        self._rule(h * 0.79)
        last = label.mark[-1] if len(label.mark) > 1 else ""
        self._fitted(last, h * 0.81, h * 0.16, 0, wide * 0.55, "L")
        self._fitted(label.waybill[-_TAIL:], h * 0.84, h * 0.1, wide * 0.6, wide * 0.4, "R")

    def _rule(self, y: float) -> None:
        self._pdf.set_line_width(0.4)
        self._pdf.line(self._left, y, self._left + self._inner, y)

    def _font(self, height: float) -> None:
        """Choose the size whose lines are ``height`` millimetres high."""
        self._pdf.set_font(_FAMILY, size=height / _MM_A_POINT / 1.2)

    def _fitted(self, text: str, y: float, height: float, x: float, width: float, align: Align = "C") -> None:
        """Write a text as large as its box allows."""
        self._font(height)
        wide = self._pdf.get_string_width(text)
        if wide > width:
            self._font(height * width / wide)
        self._pdf.set_xy(self._left + x, y)
        self._pdf.cell(width, height, text, align=align)

    def _bars(self, modules: str, y: float, height: float) -> None:
        """Draw a barcode, in whole dots of the printer; a run of black modules is one rectangle, so no gaps are left in it."""
        module = max(_DOT, self._inner / (len(modules) + 2 * _QUIET) // _DOT * _DOT)
        x = (self._left + (self._inner - len(modules) * module) / 2) // _DOT * _DOT
        for black, run in groupby(modules):
            width = len(list(run)) * module
            if black == "1":
                self._pdf.rect(x, y, width, height, style="F")
            x += width

    def _recipient(self, label: Label, y: float, height: float) -> None:
        """Write who receives the parcel, and where, in the largest type that fits."""
        person = "  ".join(text.replace(" ", _UNBROKEN) for text in (label.name, label.phone) if text)
        text = "\n".join(filter(None, (f"{self._words.to} {person}" if person else "", label.address)))
        for lines in _LINES:
            line = height / lines
            self._font(line * 0.95)
            found = cast(
                "list[str]",
                self._pdf.multi_cell(self._inner, line, text, align="L", dry_run=True, output="LINES"),
            )
            if len(found) <= lines:
                break
        self._pdf.set_xy(self._left, y)
        self._pdf.multi_cell(self._inner, line, "\n".join(found[:lines]), align="L")
