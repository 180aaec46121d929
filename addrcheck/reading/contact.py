"""Lifts the recipient out of a pasted text: name, phone, extension, note to the courier.

What is lifted is overwritten by spaces, so that the rest is read as an address and every offset holds.
Most texts hold no contact: one search tells, and nothing else is done.
"""

from __future__ import annotations

import re

from msgspec import Struct

from addrcheck.model import Contact
from addrcheck.reading.labels import cover_foreign_matter, cover_labels, cover_sender
from addrcheck.reading.marks import BLANKS, GONE, MARKS, PERSON_LABEL, PHONE, cover
from addrcheck.reading.notes import cover_notes
from addrcheck.reading.phones import LiftedPhone, find_phones


class Finding(Struct, frozen=True, gc=False):
    """An issue to raise: its code and its stretch of the read text."""

    code: str
    start: int
    end: int


_LONGEST = 1000
"""Characters; a longer text is a document, and no pattern here is meant for one."""

_CHINESE_SIGN = re.compile(
    r":|@|\*\*|••|●●|www|\(收|收\)|收$|先生|女士|小姐|阿姨|师傅|老师|经理|老板|某|收件|收货|收貨|姓名|联系|聯繫|聯絡|联络|电话|電話|手机|手機|座机"
    r"|地址|地区|邮编|郵編|邮政编码|备注|留言|电联|来电|致电|通知|放门|放家|放在|放到|放前|放物|放保|放传|放收|放鞋|放大|放电|送上|送货|上门"
    r"|送到|派送|别放|勿放|要放|按门|轻拿|易碎|尽快|小心|当面|本人|单号|单编号|没人|有人|在家|点后|前送|后送|末送|日送|午送|再送|XX|xx"
)
_RUSSIAN_SIGN = re.compile(
    r":|@|\*\*|www|ович|евич|ьич|нич|мич|ична|овна|евна|звон|домофон|наберите|набрать|остав(?:ь|ит|ля)|положи|постуч|достав|везти|пропуск|шлагб"
    r"|заказ|индекс|кому\b|получатель|осторожн|хрупк|отправлени|накладн|трек|код[\s:№]\s*\d|после\s\d|до\s\d|вход\s|будни|будние|выходные|фио\b"
)
_LONG_NUMBER = re.compile(r"\d(?:[ ().-]{0,2}[\dxX]){6}")
_NAME_FIRST = re.compile("[\u4e00-\u9fff]{2,4}[\\s,;、]")
_NAME_LAST = re.compile("[\\s,;、][\u4e00-\u9fff]{2,4}$")


def _may_hold_contact(text: str, country: str) -> bool:
    """Tell whether a closer look pays: a long number, a label or title, or a short field at an end."""
    if _LONG_NUMBER.search(text):
        return True
    if country == "RU":
        return _RUSSIAN_SIGN.search(text.lower()) is not None
    return (
        _CHINESE_SIGN.search(text) is not None
        or _NAME_FIRST.match(text) is not None
        or _NAME_LAST.search(text[-6:]) is not None
    )


_UNIT = "[省市区县镇乡村路街巷弄号栋幢楼层室户]"
_HIDDEN_TEXT = re.compile(
    rf"(?:[\dA-Za-z]{{0,6}}[*●•]{{2}}[\dA-Za-z*●•]*+(?:{_UNIT}|单元|小区)?|(?<![A-Za-z])[xX]{{2,8}}(?:{_UNIT}|单元|小区))+"
)
_LEFTOVER = re.compile(rf"[(\[【{{]\s*[{MARKS}][{MARKS}\s,;:.、/|-]*[)\]】}}]")
_BESIDE_MARKS = re.compile(rf"[\s,;、/|-]*[{MARKS}][{MARKS}\s,;:.、/|-]*")
_SEPARATOR = re.compile(r"[\n,;、/|]")
_PRIVACY_SUFFIX = re.compile(r"[\[【](\d{3,6})[\]】]")


def lift_contact(
    text: str, country: str, typed: str | None = None
) -> tuple[Contact | None, str, tuple[Finding, ...]]:
    """Return the contact in a read ``text``, the text with the contact blanked, and what is wrong with it.

    The text keeps its length. ``country`` is CN or RU: it says whose labels, names and national phone
    numbers to expect. ``typed``, of the same length, is what the name is quoted from where ``text`` was
    simplified (張三 is read as 张三, and stays 張三).

    >>> contact, rest, findings = lift_contact("张三13800138000 浙江省杭州市西湖区", "CN")
    >>> contact.name, contact.phone, rest
    ('张三', '+8613800138000', '              浙江省杭州市西湖区')
    >>> lift_contact("Казань, ул. Мира, 5, кв. 3, домофон 3, Анна, 8 916 123-45-67", "RU")[0].note
    'домофон 3'
    """
    if len(text) > _LONGEST or not _may_hold_contact(text, country):
        return None, text, ()
    return _lift(text, country, typed or text)


def _lift(text: str, country: str, typed: str) -> tuple[Contact | None, str, tuple[Finding, ...]]:
    covered = cover_foreign_matter(cover_sender(text))
    phones = find_phones(covered, country)
    for phone in phones:
        covered = cover(covered, phone.start, phone.end, PHONE)
    covered = cover_labels(covered, country)
    covered, note = cover_notes(covered, country)
    covered, suffix = _cover_privacy_suffix(covered)
    name, covered = _lift_name(covered, country, typed)
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


def _lift_name(covered: str, country: str, typed: str) -> tuple[str | None, str]:
    if country == "RU":
        from addrcheck.reading.russian_persons import find_person
    else:
        from addrcheck.reading.chinese_persons import find_person
    person = find_person(covered)
    if person is None:
        return None, covered
    start = covered.find(person.name, person.start, person.end)
    name = typed[start : start + len(person.name)] if start >= 0 else person.name
    return name, cover(covered, person.start, person.end, GONE)


def _contact(
    name: str | None, phones: list[LiftedPhone], suffix: str | None, note: str | None
) -> Contact | None:
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
        kept = _SEPARATOR.search(match[0]) if match.start() > 0 and match.end() < len(covered) else None
        if not kept:
            return " " * len(match[0])
        return " " * kept.start() + kept[0] + " " * (len(match[0]) - kept.end())

    return _BESIDE_MARKS.sub(emptied, covered).translate(BLANKS)
