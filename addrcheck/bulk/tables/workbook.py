"""What an XLSX workbook says about itself before any of its rows: sheets, styles, where its strings are."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from msgspec import Struct

from addrcheck.bulk.tables.numbers import Shown, shown_by
from addrcheck.bulk.tables.xml import Attributes, each_element, local


class Contents(Struct, frozen=True):
    """What a workbook says about itself: its sheets (name → member), those that are hidden, how styles show numbers."""

    sheets: dict[str, str]
    strings: str | None
    shown: tuple[Shown, ...]
    from_1904: bool
    hidden: tuple[str, ...] = ()


def read_book(path: Path) -> Contents:
    """Read what a workbook says about itself; raises ``FileError`` where it is damaged."""
    with zipfile.ZipFile(path) as archive:
        workbook = _workbook_member(archive, path.name)
        relations = _relations(archive, workbook, path.name)
        ids: dict[str, str] = {}
        hidden: list[str] = []
        from_1904 = False

        def found(name: str, attributes: Attributes) -> None:
            nonlocal from_1904
            if name == "sheet":
                ids[attributes.get("name", "")] = next(
                    (v for k, v in attributes.items() if local(k) == "id" and ":" in k), ""
                )
                if attributes.get("state", "visible") != "visible":
                    hidden.append(attributes.get("name", ""))
            elif name == "workbookPr":
                from_1904 = attributes.get("date1904") in ("1", "true")

        each_element(archive, workbook, path.name, found)
        members = dict(relations.values())
        sheets = {
            name: relations[id][1]
            for name, id in ids.items()
            if id in relations and relations[id][0] == "worksheet"
        }
        shown = (
            _styles(archive, members["styles"], path.name)
            if members.get("styles") in archive.namelist()
            else ()
        )
        strings = members.get("sharedStrings")
        return Contents(
            sheets, strings if strings in archive.namelist() else None, shown, from_1904, tuple(hidden)
        )


def _workbook_member(archive: zipfile.ZipFile, name: str) -> str:
    relations = _relations(archive, "", name)
    return next(
        (target for kind, target in relations.values() if kind == "officeDocument"), "xl/workbook.xml"
    )


def _relations(archive: zipfile.ZipFile, member: str, name: str) -> dict[str, tuple[str, str]]:
    """Return what a member refers to: id → kind, member."""
    at = PurePosixPath(member)
    relations: dict[str, tuple[str, str]] = {}
    listed = str(at.parent / "_rels" / f"{at.name}.rels") if member else "_rels/.rels"

    def found(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            absolute = target[1:] if target.startswith("/") else _resolved(at.parent / target)
            relations[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], absolute)

    if listed in archive.namelist():
        each_element(archive, listed, name, found)
    return relations


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            del parts[-1:]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _styles(archive: zipfile.ZipFile, member: str, name: str) -> tuple[Shown, ...]:
    """Return how each cell style shows numbers."""
    codes: dict[int, str] = {}
    shown: list[Shown] = []
    inside = [False]

    def found(element: str, attributes: Attributes) -> None:
        if element == "numFmt":
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif element in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = element == "cellXfs"
        elif element == "xf" and inside[0]:
            number = int(attributes.get("numFmtId", 0))
            shown.append(shown_by(number, codes.get(number)))

    each_element(archive, member, name, found)
    return tuple(shown)
