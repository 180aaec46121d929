"""What a scanner or a hand sent: the number of a parcel, or an address, whatever form a code holds it in.

    SF1234567890123  ]C1SF123…  ｓｆ１２３…  *SF123…*     a waybill; on a Russian keyboard ЫА123…
    JD…-1-1-                                           a waybill and which of its parcels it is
    {"mailNo": …, "receiverAddress": …}                JSON
    MMM={'k1':'571', …, 'k5':'SF…'}                    the two-dimensional code of a Chinese label
    https://…?no=…&addr=…                              a link with parameters
    BEGIN:VCARD … · MECARD:…;                          a card
    收件人：…  电话：…  地址：…                         a label as text, or an address alone

The names of things are those that columns of tables have (``addrcheck.bulk.column_names``).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct

from addrcheck.bulk.column_names import role_named, waybill_named
from addrcheck.reading.keyboard import LETTERS

LONGEST_WAYBILL = 40

_SYMBOLOGY = re.compile(r"^\](?:[A-Za-z][0-9m])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b-\u200f\u2028-\u202e]")
_NOT_OF_NUMBER = re.compile(r"[^0-9A-Z]+")
_WAYBILL = re.compile(r"(?=(?:.*\d){4})[\s*]*[0-9A-Z](?:[ ._/-]?[0-9A-Z]){4,49}[\s*._-]*")
_PIECE = re.compile(r"-\d{1,4}-\d{1,4}-?$")
_TO_LATIN = str.maketrans({russian: latin for latin, russian in LETTERS.items()})
_ON_RUSSIAN_KEYBOARD = re.compile(r"(?=(?:.*\d){6})[А-Яа-яЁё]{1,4}\d+[А-Яа-яЁё]{0,3}")
_MMM = re.compile(r"\bMMM\s*=\s*\{(.*)\}", re.DOTALL)
_PAIR = re.compile(r"""['"]?\b(\w++)['"]?\s*+:\s*+(?:'([^']*)'|"([^"]*)")""")
_LABELLED = re.compile(
    r"(?:运单号?|快递单号|物流单号|面单号|单号|накладная|трек(?:-?номер)?|waybill|tracking(?: no)?)\s*[№#:：]\s*"
    r"([0-9A-Za-z][0-9A-Za-z-]{5,39})",
    re.IGNORECASE,
)
_SENDER = re.compile(r"sender|shipper|^from|寄件|发件|отправител", re.IGNORECASE)
_DEPTH = 4
_MOST_NAMES = 60


class Scanned(Struct, frozen=True):
    """What was read: the parcel's number, the fields of its address and recipient (``addrcheck.fields``); or neither."""

    waybill: str = ""
    fields: dict[str, str] = {}


def waybill_key(waybill: str) -> str:
    """Return a parcel's number as it is compared: capital letters and digits alone.

    >>> waybill_key(" sf1234-567 890"), waybill_key("ＹＴ８８００")
    ('SF1234567890', 'YT8800')
    """
    return _NOT_OF_NUMBER.sub("", unicodedata.normalize("NFKC", waybill).upper())


def likely_keys(waybill: str) -> list[str]:
    """Return what a scanned number may mean, the likeliest first: itself, without its piece, without a scanner's prefix.

    >>> likely_keys("JDVA00123456789-1-1-")[:2]
    ['JDVA0012345678911', 'JDVA00123456789']
    """
    whole = waybill_key(waybill)
    piece = waybill_key(_PIECE.sub("", waybill.strip()))
    cut = [whole[n:] for n in (1, 2, 3, 4) if len(whole) - n >= 10]
    return list(dict.fromkeys(key for key in (whole, piece, *cut) if key))


def is_waybill(text: str) -> bool:
    """Tell whether a text can be a parcel's number: letters and digits, four digits at least."""
    return bool(_number(text))


def read_scan(text: str) -> Scanned:
    """Return what a scan holds; a text that is no number and no known form is an address.

    >>> read_scan("]C1sf１２３４５６７８９").waybill, read_scan("杭州市西湖区文三路100号").fields
    ('SF123456789', {'address': '杭州市西湖区文三路100号'})
    """
    plain = _CONTROL.sub("\n" if "\n" in text else " ", _SYMBOLOGY.sub("", text.strip())).strip()
    if not plain:
        return Scanned()
    number = _number(plain)
    if number:
        return Scanned(number)
    for form in (_json, _mmm, _card, _link):
        found = form(plain)
        if found is not None:
            return found
    labelled = _LABELLED.search(plain)
    rest = _LABELLED.sub(" ", plain).strip() if labelled else plain
    return Scanned(labelled[1].upper() if labelled else "", {"address": rest} if rest else {})


def _number(text: str) -> str:
    """Return a waybill, empty where the text is none."""
    folded = unicodedata.normalize("NFKC", text)
    if _ON_RUSSIAN_KEYBOARD.fullmatch(folded):
        folded = folded.translate(_TO_LATIN)
    folded = folded.upper().strip(" *\n\t")
    return folded if len(folded) <= LONGEST_WAYBILL + 8 and _WAYBILL.fullmatch(folded) else ""


def _json(text: str) -> Scanned | None:
    """Read a JSON object, whatever it is nested in."""
    if text[0] not in "{[":
        return None
    try:
        made = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _named(_flat(made))


def _flat(made: object, name: str = "", depth: int = 0) -> Iterable[tuple[str, str]]:
    """Yield the names and texts of an object; what belongs to a sender keeps that in its name."""
    if isinstance(made, dict) and depth < _DEPTH:
        for key, value in made.items():
            yield from _flat(value, f"{name} {key}" if _SENDER.search(name) else str(key), depth + 1)
    elif isinstance(made, list) and depth < _DEPTH:
        for value in made:
            yield from _flat(value, name, depth + 1)
    elif isinstance(made, str | int | float) and not isinstance(made, bool):
        yield name, str(made)


def _mmm(text: str) -> Scanned | None:
    """Read the code of a Chinese label; k5 is the waybill, the rest says how its own carrier sorts it."""
    found = _MMM.search(text)
    if found is None:
        return None
    pairs = {name: single or double for name, single, double in _PAIR.findall(found[1])}
    return Scanned(_number(pairs.get("k5", "")))


def _card(text: str) -> Scanned | None:
    """Read a vCard or a MeCard."""
    upper = text.upper()
    if upper.startswith("MECARD:"):
        lines = re.split(r"(?<!\\);", text[len("MECARD:") :])
    elif upper.startswith("BEGIN:VCARD"):
        lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    else:
        return None
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        kind = _ON_CARD.get(name.upper().partition(";")[0].rpartition(".")[2])
        parts = [part.strip() for part in re.split(r"(?<!\\);", value.replace("\\,", ","))]
        if kind == "address" and len(parts) > 5:  # box; extra; street; city; region; code; country
            parts = [parts[i] for i in (4, 3, 2, 1)]
        if kind and any(parts):
            fields.setdefault(kind, " ".join(filter(None, parts)))
    spelt = fields.pop("names", "")
    return Scanned("", {"name": spelt, **fields} if spelt else fields)


_ON_CARD = {"ADR": "address", "FN": "name", "N": "names", "TEL": "phone"}


def _link(text: str) -> Scanned | None:
    """Read a link: its parameters, else a number as the last part of its path."""
    if not re.match(r"https?://\S+$", text, re.IGNORECASE):
        return None
    try:
        parts = urlsplit(text)
        pairs = parse_qsl(parts.query) + parse_qsl(parts.fragment.rpartition("?")[2])
    except ValueError:
        return None
    found = _named(pairs)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return found if found.waybill or found.fields else Scanned(_number(last))


def _named(pairs: Iterable[tuple[str, str]]) -> Scanned:
    """Return what the names of some values tell; of two for one thing the first."""
    fields: dict[str, str] = {}
    waybills: dict[int, str] = {}
    for number, (name, value) in enumerate(pairs):
        if number >= _MOST_NAMES or not value.strip():
            continue
        sure = waybill_named(name) or (2 if name == "k5" else 0)
        role = role_named(name)
        if sure and _number(value):
            waybills.setdefault(sure, _number(value))
        elif role:
            fields.setdefault(role, value.strip())
    return Scanned(waybills.get(2) or waybills.get(1, ""), fields if _holds_place(fields) else {})


def _holds_place(fields: Mapping[str, str]) -> bool:
    return any(name not in ("name", "phone", "postcode", "country") for name in fields)
