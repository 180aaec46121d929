"""What stands on a parcel's label: the routing mark (大头笔), the recipient as GB/T 41833-2022 lets a label show one, the barcode."""

from __future__ import annotations

from barcode.codex import Code128
from msgspec import Struct

from addrcheck.masking import mask_name, mask_phone
from addrcheck.service.station.parcels import Parcel
from addrcheck.service.station.scanned import waybill_key


class Label(Struct, frozen=True):
    """One label; name, phone and address are masked.

    ``mark`` are the segments of the sorting code, the code itself where it has none, nothing where no zone is known;
    ``bars`` the Code 128 of the waybill, a digit a module, 1 black, without its quiet zones.
    """

    waybill: str
    mark: tuple[str, ...]
    place: str
    name: str
    phone: str
    address: str
    day: str
    bars: str


def label(parcel: Parcel) -> Label:
    """Return the label of a parcel."""
    answer = parcel.answer
    return Label(
        parcel.waybill,
        answer.segments or ((answer.code,) if answer.code else ()),
        answer.place,
        mask_name(parcel.name),
        mask_phone(parcel.phone),
        answer.address,
        parcel.day,
        bars(parcel.waybill),
    )


def bars(waybill: str) -> str:
    """Return a waybill as Code 128; what stands in no barcode (spaces, hyphens) stands in none here.

    >>> len(bars("SF1234567890")), bars("SF1234567890")[:11]
    (123, '11010010000')
    """
    modules: str = Code128(waybill_key(waybill)).build()[0]
    return modules
