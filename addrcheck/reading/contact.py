"""Lifts the recipient out of a pasted text: name, phone, extension, note to the courier.

What is lifted is overwritten by spaces, so that the rest is read as an address and every offset holds.
Most texts hold no contact: one search tells, and nothing else is done.
"""

from __future__ import annotations

import re

from msgspec import Struct

from addrcheck.model import Contact
from addrcheck.reading.labels import cover_foreign_matter, cover_labels
from addrcheck.reading.marks import BLANKS, GONE, MARKS, PERSON_LABEL, PHONE, cover
from addrcheck.reading.notes import cover_notes
from addrcheck.reading.phones import LiftedPhone, find_phones


class Finding(Struct, frozen=True, gc=False):
    """An issue to raise: its code and its stretch of the read text."""

    code: str
    start: int
    end: int


_GATE_CHINESE = re.compile(
    "[0-9:@*●•收姓联聯电電地手邮郵备備留放打来致送别易轻尽当签先女小某话話 ,;](?:"
    r"(?<=\d)[\d *xX•●()-]{5}"
    r"|(?<=[:@])|(?<=[*●•])[*●•]|(?<=收)(?:[件货貨]|$|[\s,)])|(?<=姓)名|(?<=[联聯])[系繫络絡]|(?<=[电電])[话話联聯]|(?<=地)[址区區]|(?<=手)[机機]"
    r"|(?<=[邮郵])[编編政]|(?<=[备備])[注註]|(?<=留)言|(?<=放)(?:[家门前鞋电保传收物在到]|信箱)|(?<=打)[电電]|(?<=来)[电電]|(?<=致)[电電]"
    r"|(?<=送)(?:货上|上|前|到|货$|$|\s)|(?<=别)[按放]|(?<=易)碎|(?<=轻)拿|(?<=尽)快|(?<=当)面|(?<=先)生|(?<=女)士|(?<=小)[姐心]|(?<=某)"
    r"|(?<=[ ,;])[\u4e00-\u9fff]{2,4}$)"
    r"|^[\u4e00-\u9fff]{2,4}[\s,;、]"
)
_GATE_RUSSIAN = re.compile(
    r"\d[\d ().*-]{6}|[:@*]|ович|евич|ична|овна|евна|тел|звон|мофон|код[\s:№]|набер|набр|остав|полож|постуч|достав|везти|после\s|будн|выходн|вход|пропуск|шлагб"
    r"|аказ|индекс|кому|получатель|сторожн|хрупк|^[А-ЯЁа-яё-]+\s+[А-ЯЁа-яё-]+\s*[,\n]|,\s*[А-ЯЁа-яё-]+\s+[А-ЯЁа-яё-]+$",
    re.IGNORECASE,
)
_HIDDEN_TEXT = re.compile(r"[\dA-Za-z]*(?:[*●•]{2,}[\dA-Za-z*●•]*|[xX]{2,}(?=[省市区县镇乡村路街巷弄号栋幢楼单层室户小]))")
_LEFTOVER = re.compile(rf"[(\[【{{]\s*[{MARKS}][{MARKS}\s,;:.、/|-]*[)\]】}}]")
_BESIDE_MARKS = re.compile(rf"[\s,;、/|-]*[{MARKS}][{MARKS}\s,;:.、/|-]*")
_PRIVACY_SUFFIX = re.compile(r"[\[【](\d{3,6})[\]】]")


def lift_contact(text: str, country: str) -> tuple[Contact | None, str, tuple[Finding, ...]]:
    """Return the contact in a read ``text``, the text with the contact blanked, and what is wrong with it.

    The text keeps its length. ``country`` is CN or RU: it says whose labels, names and national phone
    numbers to expect.

    >>> contact, rest, findings = lift_contact("张三13800138000 浙江省杭州市西湖区", "CN")
    >>> contact.name, contact.phone, rest
    ('张三', '+8613800138000', '              浙江省杭州市西湖区')
    >>> lift_contact("Казань, ул. Мира, 5, кв. 3, домофон 3, Анна, 8 916 123-45-67", "RU")[0].note
    'домофон 3'
    """
    gate = _GATE_RUSSIAN if country == "RU" else _GATE_CHINESE
    if not gate.search(text):
        return None, text, ()
    return _lift(text, country)


def _lift(text: str, country: str) -> tuple[Contact | None, str, tuple[Finding, ...]]:
    covered = cover_foreign_matter(text)
    phones = find_phones(covered, country)
    for phone in phones:
        covered = cover(covered, phone.start, phone.end, PHONE)
    covered = cover_labels(covered, country)
    covered, note = cover_notes(covered, country)
    covered, suffix = _cover_privacy_suffix(covered)
    name, covered = _lift_name(covered, country)
    hidden = tuple(Finding("MASKED_TEXT", *m.span()) for m in _HIDDEN_TEXT.finditer(covered))
    for finding in hidden:
        covered = cover(covered, finding.start, finding.end, GONE)
    if covered == text:
        return None, text, ()
    findings = tuple(Finding(p.issue, p.start, p.end) for p in phones if p.issue) + hidden
    return _contact(name, phones, suffix, note), _blank(covered), findings


def _cover_privacy_suffix(covered: str) -> tuple[str, str | None]:
    """Cover the [2568] that a shop platform hangs on a name or a phone that it hides."""
    match = _PRIVACY_SUFFIX.search(covered) if PHONE in covered or PERSON_LABEL in covered else None
    if not match:
        return covered, None
    return cover(covered, *match.span(), GONE), match[1]


def _lift_name(covered: str, country: str) -> tuple[str | None, str]:
    if country == "RU":
        from addrcheck.reading.persons_russian import find_person
    else:
        from addrcheck.reading.persons_chinese import find_person
    person = find_person(covered)
    if person is None:
        return None, covered
    return person.name, cover(covered, person.start, person.end, GONE)


def _contact(name: str | None, phones: list[LiftedPhone], suffix: str | None, note: str | None) -> Contact | None:
    best = min(phones, key=lambda phone: (phone.number is None, phone.issue is not None), default=None)
    number = best.number if best else None
    extension = (best.extension if best else None) or suffix
    if name or number or extension or note:
        return Contact(name, number, extension, note)
    return None


def _blank(covered: str) -> str:
    """Return ``covered`` with marks as spaces, and without the separators that only they needed."""
    covered = _LEFTOVER.sub(lambda m: GONE * len(m[0]), covered)

    def emptied(match: re.Match[str]) -> str:
        inner = match.start() > 0 and match.end() < len(covered)
        first = next((c for c in match[0] if c in "\n,;、/|"), " ") if inner else " "
        return first + " " * (len(match[0]) - 1)

    return _BESIDE_MARKS.sub(emptied, covered).translate(BLANKS)
