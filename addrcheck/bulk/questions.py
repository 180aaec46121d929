"""From a row to what is asked of the checker: the text of its address, or its fields, with the evidence beside it.

Only what can matter is asked: a mobile says nothing about a place, and a name only that it is no part of the
address. So rows that differ in the recipient alone are one question, checked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from addrcheck.bulk.tables.encoding import rescued
from addrcheck.fields import ORDER

Question = tuple[str, ...]
"""A text alone, or a field's name, its text, the next field's name … for ``Checker.check_fields``."""

EVIDENCE = ("postcode", "phone", "name")
PARTS = tuple(name for name in ORDER if name not in EVIDENCE)
"""Roles whose columns make up the address."""


class Role(Struct, frozen=True):
    """A column and what it holds; ``why``: its name told it, its contents did, or a person."""

    index: int
    role: str
    why: str = "name"


_POSTCODE = re.compile(r"(\d{5,6})(?:\.0)?")
_LANDLINE = re.compile(r"\(?(0\d{2,3})\)?[-\s]?(\d{7,8})(?:[-转#]\d{1,6})?")
_HOME = frozenset(
    (
        "cn",
        "china",
        "中国",
        "китай",
        "кнр",
        "ru",
        "russia",
        "россия",
        "российская федерация",
        "рф",
        "俄罗斯",
        "rus",
        "chn",
    )
)
_HAN_NAME = re.compile("[\u4e00-\u9fff·]{2,8}")
_MARKS = " ,;，；、:：\n\t|/"
_EXCEL_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}[-. ](?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яa-z]*\.?"
    r"|(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яa-z]*\.?[-. ]\d\d",
    re.IGNORECASE,
)
UNREADABLE: Question = ("unreadable", "")
"""What is asked of a row whose address is a formula without a value: it is not empty, but nobody can read it."""

_NUMBERED = frozenset(("house", "block", "structure", "building", "unit", "room"))


class Asking:
    """Makes the questions of a table with these roles."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._parts = _grouped(roles, PARTS)
        evidence = _grouped(roles, EVIDENCE)
        self._evidence = [(role, columns[0], _READERS[role]) for role, columns in evidence]
        self._used = {role.index for role in roles}
        whole = [columns for role, columns in self._parts if role == "address"]
        self._only = whole[0][0] if len(self._parts) == 1 and whole and len(whole[0]) == 1 else -1

    def question(self, cells: Sequence[str], trouble: str = "") -> tuple[Question, str]:
        """Return the question of a row, and what was odd about the row (a code of ``ROW_TROUBLES``), else ""."""
        question, trouble = self._question(cells, trouble)
        return (UNREADABLE if trouble == "formula" and not any(question) else question), trouble

    def _question(self, cells: Sequence[str], trouble: str) -> tuple[Question, str]:
        if trouble == "bytes":
            cells, trouble = _rescued(cells)
        elif trouble.startswith("formula"):
            trouble = "formula" if self._used.intersection(map(int, trouble.split()[1:])) else ""
        if self._only >= 0:
            address = cells[self._only] if self._only < len(cells) else ""
            fields = self._evidence_of(cells, address) if address and self._evidence else None
            return ((address,) if fields is None else _asked(fields)), trouble
        fields = {}
        for role, columns in self._parts:
            value = " ".join(cells[i].strip() for i in columns if i < len(cells) and cells[i].strip())
            if value and role in _NUMBERED and _EXCEL_DATE.fullmatch(value):
                trouble = trouble or "date"
            elif value and not (role == "country" and value.lower() in _HOME):
                fields[role] = value
        if fields and self._evidence:
            more = self._evidence_of(cells, fields.get("address", ""))
            fields.update(more or {})
        return _asked(fields), trouble

    def _evidence_of(self, cells: Sequence[str], address: str) -> dict[str, str] | None:
        """Return what the columns beside the address say about it, with what they leave of it; None where nothing."""
        fields: dict[str, str] | None = None
        for role, column, read in self._evidence:
            cell = cells[column] if column < len(cells) else ""
            found = read(cell, address) if cell else ""
            if found:
                fields = fields if fields is not None else {"address": address} if address else {}
                fields["address" if role == "name" else role] = found
        return fields


def _asked(fields: dict[str, str]) -> Question:
    """Return the question for some fields: an address alone is asked as a text."""
    if not fields or (len(fields) == 1 and "address" in fields):
        return (fields.get("address", ""),)
    return tuple(item for pair in fields.items() for item in pair)


def _grouped(roles: Sequence[Role], wanted: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Return the columns of each role that is wanted, in official order."""
    columns: dict[str, list[int]] = {}
    for role in roles:
        columns.setdefault(role.role, []).append(role.index)
    return [(role, columns[role]) for role in wanted if role in columns]


def _rescued(cells: Sequence[str]) -> tuple[list[str], str]:
    """Return the cells with bytes of another encoding decoded, and whether that succeeded."""
    read, named = [], True
    for cell in cells:
        if cell.isascii() or not any("\udc80" <= c <= "\udcff" for c in cell):
            read.append(cell)
            continue
        text, encoding = rescued(cell)
        read.append(text)
        named = named and bool(encoding)
    return read, "other-encoding" if named else "bytes"


def _postcode(cell: str, address: str = "") -> str:
    """Return a postcode, with the zero that spreadsheets take away.

    >>> _postcode("310013"), _postcode("50000.0"), _postcode("无")
    ('310013', '050000', '')
    """
    match = _POSTCODE.fullmatch(cell.strip())
    return match[1].zfill(6) if match else ""


def _landline(cell: str, address: str = "") -> str:
    """Return a Chinese landline, whose area code tells the city; nothing for any other number.

    >>> _landline("0571-88001234"), _landline("13800138000"), _landline("+7 495 123-45-67")
    ('0571-88001234', '', '')
    """
    match = _LANDLINE.fullmatch(cell.strip()) if "0" in cell[:3] else None
    return f"{match[1]}-{match[2]}" if match else ""


def _rest(name: str, address: str) -> str:
    """Return what is left of the address without the recipient's name, nothing where the name does not stand there."""
    name = name.strip()
    rest = without_name(address, name) if name and name.lower() in address.lower() else address
    return rest if rest != address else ""


_READERS: dict[str, Callable[[str, str], str]] = {"postcode": _postcode, "phone": _landline, "name": _rest}
"""What reads the evidence out of a cell, with the address at hand."""


def without_name(address: str, name: str) -> str:
    """Return an address without the recipient's name in front of it or behind it, where marks set it apart.

    >>> without_name("王小明，浙江省杭州市文三路1号", "王小明"), without_name("王小明路1号", "王小明")
    ('浙江省杭州市文三路1号', '王小明路1号')
    """
    size = len(name)
    if (
        size < 2
        or len(address) <= size
        or not (_HAN_NAME.fullmatch(name) or name.replace(" ", "").replace(".", "").isalpha())
    ):
        return address
    if address[:size].lower() == name.lower() and address[size] in _MARKS:
        return address[size:].lstrip(_MARKS)
    if address[-size:].lower() == name.lower() and address[-size - 1] in _MARKS:
        return address[:-size].rstrip(_MARKS)
    return address
