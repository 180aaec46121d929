"""The first stage as a whole: what was typed → what is left to read, and what was lifted out of it."""

from __future__ import annotations

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Contact, Language, Span
from addrcheck.reading.contact import Finding, lift_contact
from addrcheck.reading.normalise import Reading
from addrcheck.reading.postcode import find_postcode
from addrcheck.reading.script import country_of, has_latin


class Prepared(Struct, frozen=True, gc=False):
    """A text ready for the rules of its language.

    ``body`` has the length of ``reading.text``; contact, labels and postcode are blanked in it.
    """

    reading: Reading
    body: str
    language: Language
    contact: Contact | None
    findings: tuple[Finding, ...]
    postcode: Span | None

    @property
    def postcode_text(self) -> str | None:
        """The postcode as it stands in the text."""
        return self.reading.text[slice(*self.postcode)] if self.postcode else None

    @property
    def phone_code(self) -> str | None:
        """The area code of a landline in China, with its zero: it tells the city."""
        phone = self.contact.phone if self.contact else None
        if not phone or not phone.startswith("+86") or (phone[3] == "1" and len(phone) == 14):
            return None
        return "0" + (phone[3:5] if phone[3] in "12" else phone[3:6])


def prepare(reading: Reading, country: str, gazetteer: Gazetteer) -> Prepared:
    """Simplify characters, lift name, phone and note, find the postcode."""
    text, language = _in_one_script(reading.text, country, gazetteer)
    contact, body, findings = lift_contact(text, country, reading.text)
    postcode = find_postcode(body, country if language != "en" else "RU")
    if postcode:
        start, end = postcode
        body = f"{body[:start]}{' ' * (end - start)}{body[end:]}"
    return Prepared(reading, body, language, contact, findings, postcode)


def _in_one_script(text: str, country: str, gazetteer: Gazetteer) -> tuple[str, Language]:
    """Return the text in simplified characters, and the language it was typed in."""
    script = country_of(text)
    if script is None:
        return text, "en" if has_latin(text) else "ru" if country == "RU" else "zh-Hans"
    if script == "RU":
        return text, "ru"
    simplified = text.translate(gazetteer.simplified) if country == "CN" else text
    return simplified, "zh-Hans" if simplified == text else "zh-Hant"
