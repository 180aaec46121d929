"""What happens at a station: a manifest is loaded, parcels are scanned, codes are handed out, an address is looked at.

Nothing here decides about addresses or zones: the checker does, and its answer is kept with the parcel.
"""

from __future__ import annotations

import datetime
from collections import Counter
from hashlib import blake2b

from msgspec import Struct, structs

from addrcheck.bulk.questions import Question
from addrcheck.checker import Checker
from addrcheck.service.station.answering import Answer, Checked, Lang, Shown, address_of, check, stamp
from addrcheck.service.station.manifest import Item, Manifest
from addrcheck.service.station.parcels import Parcel, ParcelStore
from addrcheck.service.station.scanned import Scanned, likely_keys, read_scan, waybill_key
from addrcheck.service.station.scans import Scan, ScanStore, utc
from addrcheck.service.station.wire import CodesAnswer, Earlier, ManifestAnswer, ScanAnswer, ScanItem
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.station import WORDS

_CODES_AT_ONCE = 1000
_MOST_UNUSABLE = 100


class At(Struct, frozen=True):
    """Where and by whom something is scanned."""

    station: str
    who: str


class Desk:
    """One request's view of the station: the checker in use, the language, the stores."""

    def __init__(
        self,
        checker: Checker,
        parcels: ParcelStore,
        scans: ScanStore,
        lang: Lang,
        kept_days: int,
        secret: bytes,
    ) -> None:
        self._checker, self._parcels, self._scans, self._lang = checker, parcels, scans, lang
        self._kept, self._secret = datetime.timedelta(days=kept_days), secret
        self.today = datetime.date.today()
        self._stamp = stamp(checker, self.today)

    # ---- manifests
    def load(self, manifest: Manifest, day: datetime.date) -> ManifestAnswer:
        """Check the parcels of a manifest and keep them."""
        lanes: Counter[str] = Counter()

        def parcel(item: Item) -> Parcel:
            made = self._made(day, item.waybill, item.asked, item.name, item.phone)
            lanes[made.answer.lane] += 1
            return made

        found = self._parcels.load(day.isoformat(), map(parcel, manifest.items))
        return ManifestAnswer(
            day,
            manifest.rows,
            len(manifest.items),
            found.new,
            found.changed,
            dict(lanes),  # type: ignore[arg-type]
            len(manifest.unusable),
            manifest.unusable[:_MOST_UNUSABLE],
            manifest.columns,
            manifest.form,
            manifest.encoding,
            manifest.sheet,
        )

    def _made(
        self,
        day: datetime.date,
        waybill: str,
        asked: Question,
        name: str = "",
        phone: str = "",
        typed: bool = False,
        checked: Checked | None = None,
    ) -> Parcel:
        """Return a parcel that is checked now or was just; a recipient inside the address counts where none is beside it."""
        checked = checked or check(asked, self._checker, self._lang)
        contact = checked.contact
        if contact is not None:
            name, phone = name or contact.name or "", phone or contact.phone or ""
        key = waybill_key(waybill)
        return Parcel(day.isoformat(), key, waybill, asked, checked.answer, self._stamp, name, phone, typed)

    def codes(self, day: datetime.date, after: str) -> CodesAnswer:
        """Return some of a day's codes, those behind the key ``after``, by the zones in force."""
        some = self._parcels.some(day.isoformat(), after, _CODES_AT_ONCE)
        codes = {}
        for parcel in map(self.renewed, some):
            codes[parcel.key] = (parcel.answer.lane, parcel.answer.code, *parcel.answer.segments)
        return CodesAnswer(day, self.tag(day), codes, some[-1].key if len(some) == _CODES_AT_ONCE else "")

    def tag(self, day: datetime.date) -> str:
        """Return what changes when a day's codes may have changed."""
        return f"{self._parcels.revision(day.isoformat())}/{self._stamp}"

    # ---- parcels
    def find(self, waybill: str) -> Parcel | None:
        """Return the parcel that a number means, with today's answer."""
        parcel = self._parcels.find(likely_keys(waybill), self.today)
        return parcel and self.renewed(parcel)

    def renewed(self, parcel: Parcel) -> Parcel:
        """Return a parcel with the answer of the zones in force, in the language of the reader."""
        stale = parcel.stamp != self._stamp
        if not stale and parcel.answer.lang == self._lang:
            return parcel
        answer = check(parcel.asked, self._checker, self._lang).answer
        made = structs.replace(parcel, answer=answer, stamp=self._stamp)
        if stale:
            self._parcels.put(made)
        return made

    # ---- scans
    def scan(self, item: ScanItem, at: At) -> ScanAnswer:
        """Find a scan's parcel, keep the scan once, and tell what is to be shown."""
        scanned = read_scan(item.text)
        parcel = self._parcel_of(scanned, item)
        waybill = parcel.waybill if parcel else scanned.waybill
        answer = parcel.answer if parcel else Answer("unknown", reason=self._unread(scanned), lang=self._lang)
        scan = self._record(item, at, waybill, answer)
        self._scans.keep(scan)
        if item.undone:
            self._take_back(scan, parcel)
            return ScanAnswer(answer.lane, id=item.id, found="undone", waybill=waybill)
        before = self._scans.before(scan)
        return ScanAnswer(
            **{name: getattr(answer, name) for name in Shown.__struct_fields__},
            id=item.id,
            found="unknown" if parcel is None else "typed" if parcel.typed else "manifest",
            waybill=waybill,
            day=parcel.day if parcel else "",
            hand=scan.hand_at is not None,
            earlier=Earlier(before.at, before.station, before.who) if before else None,
        )

    def _parcel_of(self, scanned: Scanned, item: ScanItem) -> Parcel | None:
        """Return the parcel of a scan: a known one, else one made of the address that was scanned or typed."""
        fields = {"address": item.address.strip()} if item.address.strip() else scanned.fields
        waybill = scanned.waybill or (self._own_number(item.text) if scanned.fields else "")
        parcel = self._parcels.find(likely_keys(waybill), self.today)
        if parcel is not None and not (parcel.typed and item.address.strip()):
            return self.renewed(parcel)
        if not fields or not waybill or item.undone:
            return parcel
        given = {name: value for name, value in fields.items() if name not in ("name", "phone")}
        asked = (
            (given["address"],)
            if set(given) == {"address"}
            else tuple(x for pair in given.items() for x in pair)
        )
        checked = check(asked, self._checker, self._lang)
        if not checked.recognised and not item.address.strip():  # a scanner's noise is no parcel
            return None
        name, phone = fields.get("name", ""), fields.get("phone", "")
        made = self._made(self.today, waybill, asked, name, phone, typed=True, checked=checked)
        self._parcels.put(made)
        return made

    def _own_number(self, text: str) -> str:
        """Return a number for a parcel without one; the same text gets the same number for a day."""
        digest = blake2b(
            f"{self.today} {text.strip()}".encode(), digest_size=8, key=self._secret[:32]
        ).digest()
        return f"AC{int.from_bytes(digest) % 10**10:010d}"

    def _unread(self, scanned: Scanned) -> str:
        return phrases(WORDS, self._lang)("unknown_number" if scanned.waybill else "unreadable")

    def _record(self, item: ScanItem, at: At, waybill: str, answer: Answer) -> Scan:
        """Return a scan as it is kept."""
        now = datetime.datetime.now(datetime.UTC)

        def moment(told: datetime.datetime | None) -> str | None:
            return utc(told, now, self._kept) if told else None

        scanned_at = moment(item.at) or ""
        day = datetime.datetime.fromisoformat(scanned_at).astimezone().date().isoformat()
        hand = moment(item.hand)
        return Scan(
            item.id,
            day,
            waybill_key(waybill),
            scanned_at,
            at.station,
            at.who,
            "manual" if hand else answer.lane,
            answer.code,
            hand,
            at.who if hand else None,
            moment(item.undone),
        )

    def _take_back(self, scan: Scan, parcel: Parcel | None) -> None:
        """Forget an address that was typed by mistake."""
        if parcel is not None and parcel.typed and self._scans.is_alone(scan):
            self._parcels.forget(parcel.day, parcel.key)


def full_address(parcel: Parcel) -> str:
    """Return a parcel's address in full."""
    return address_of(parcel.asked)
