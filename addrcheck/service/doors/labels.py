"""``/v1/labels``: what stands on parcels' labels, for a page that prints them, and as PDF."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.errors import SettingsError
from addrcheck.service.access import spend
from addrcheck.service.asking import limits
from addrcheck.service.door import door
from addrcheck.service.page import language
from addrcheck.service.problems import Fault, RefusedError, refuse
from addrcheck.service.station.answering import Lang
from addrcheck.service.station.at_hand import desk
from addrcheck.service.station.fonts import find_font
from addrcheck.service.station.labels import Label, label
from addrcheck.service.station.wire import LabelsAnswer, LabelsBody, LabelsPdfBody, Size
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.station import WORDS

blueprint = Blueprint("labels", __name__)

_MISSING = "No manifest that is kept holds one of these numbers."


@door(
    blueprint,
    "/v1/labels",
    "Tell what stands on parcels' labels; name, phone and address are masked.",
    LabelsAnswer,
    scope="station",
    body=LabelsBody,
    lacks=_MISSING,
)
def labels(asked: LabelsBody) -> LabelsAnswer:
    """Return the labels, in the order that was asked for."""
    return LabelsAnswer(_labels(asked.waybills, asked.lang))


@door(
    blueprint,
    "/v1/labels.pdf",
    "Draw parcels' labels, one a page.",
    bytes,
    scope="station",
    body=LabelsPdfBody,
    media="application/pdf",
    lacks=_MISSING,
)
def labels_pdf(asked: LabelsPdfBody) -> bytes:
    """Return the labels as PDF."""
    return drawn(asked.waybills, asked.size, asked.lang)


def drawn(waybills: list[str], size: Size, lang: Lang | None) -> bytes:
    """Return the labels of some parcels as PDF; raises ``RefusedError`` where one is unknown or no font is there."""
    from addrcheck.service.station.pdf import Words, draw

    made = _labels(waybills, lang)
    say = phrases(WORDS, lang or language())
    try:
        font = find_font(limits().label_font)
    except SettingsError as error:
        raise RefusedError(503, str(error)) from None
    return draw(made, size, font, Words(say("label_to"), say("lane_manual")))


def _labels(waybills: list[str], lang: Lang | None) -> tuple[Label, ...]:
    """Return the labels of some parcels."""
    if len(waybills) > limits().max_batch:
        raise refuse("waybills", "too_many", f"at most {limits().max_batch} labels")
    spend(len(waybills) - 1)
    here = desk(lang)
    found = [(waybill, here.find(waybill)) for waybill in waybills]
    missing = tuple(
        Fault(f"waybills[{at}]", "unknown", _MISSING)
        for at, (_, parcel) in enumerate(found)
        if parcel is None
    )
    if missing:
        raise RefusedError(404, _MISSING, *missing)
    return tuple(label(parcel) for _, parcel in found if parcel is not None)
