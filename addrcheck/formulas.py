"""Cells that a spreadsheet would run: a text that begins with = + - @ is a formula to it, whoever wrote the text."""

from __future__ import annotations

FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a formula begins with, the tabs and full-width signs included that some programs drop or fold."""


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe_cell("+8613800138000"), safe_cell("西湖区")
    ("'+8613800138000", '西湖区')
    """
    return f"'{cell}" if cell[:1] in FORMULA else cell


def plain_cell(cell: str) -> str:
    """Return what a cell held before ``safe_cell``.

    >>> plain_cell(safe_cell("=1+1")), plain_cell("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in FORMULA else cell
