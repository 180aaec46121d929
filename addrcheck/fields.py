"""Addresses that come in parts: a shop's selectors beside a free text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from addrcheck.errors import UsageError
from addrcheck.languages import Mention, Sentence
from addrcheck.model import Component, Contact, Level
from addrcheck.reading.contact import lift_contact
from addrcheck.reading.normalise import Reading, read
from addrcheck.reading.prepare import Prepared

ORDER = (
    "postcode", "country", "region", "area", "city", "district", "town", "settlement", "village", "quarter", "street",
    "address", "house", "block", "structure", "poi", "building", "unit", "entrance", "floor", "room", "name", "phone",
)  # fmt: skip
"""The names that a field may have, in the order in which the fields are joined.

``address`` is what a form asks for in one field below its selectors: a street at least, so numbers with a field of
their own follow it.
"""

LEVELS_OF_FIELD: dict[str, tuple[Level, ...]] = {
    "region": (Level.REGION,),
    "area": (Level.AREA, Level.DISTRICT),
    "city": (Level.CITY, Level.SETTLEMENT, Level.REGION),
    "district": (Level.DISTRICT, Level.AREA),
    "town": (Level.TOWN, Level.DISTRICT),
    "settlement": (Level.SETTLEMENT, Level.CITY),
}


class FieldSpan(Struct, frozen=True, gc=False):
    """Where the text of one field stands in the joined input."""

    name: str
    start: int
    end: int


def join_fields(fields: Mapping[str, str]) -> tuple[str, tuple[FieldSpan, ...]]:
    """Join the filled fields by one space, in official order, and tell where each stands.

    >>> join_fields({"street": "文三路100号", "region": "浙江省"})[0]
    '浙江省 文三路100号'

    Raises ``UsageError`` for a field that no form has.
    """
    check_names(fields)
    text, spans = "", []
    for name in ORDER:
        value = str(fields.get(name) or "").strip()
        if value:
            text += " " if text else ""
            spans.append(FieldSpan(name, len(text), len(text) + len(value)))
            text += value
    return text, tuple(spans)


def check_names(names: Iterable[str]) -> None:
    """Raise ``UsageError`` for a field that no form has."""
    for name in names:
        if name not in ORDER:
            raise UsageError(f"unknown field {name!r}; fields are: {', '.join(ORDER)}")


def with_levels(sentence: Sentence, reading: Reading, fields: Sequence[FieldSpan]) -> Sentence:
    """Return the sentence with the level that its selector implies noted on each mention."""
    if not fields:
        return sentence
    mentions = tuple(_with_level(m, reading, fields) for m in sentence.mentions)
    return structs.replace(sentence, mentions=mentions)


def _with_level(mention: Mention, reading: Reading, fields: Sequence[FieldSpan]) -> Mention:
    """Return one mention with the levels of its selector, where it wrote no level word itself."""
    name = field_of(reading.span(mention.start, mention.end), fields)
    levels = LEVELS_OF_FIELD.get(name or "")
    if levels is None or mention.levels:
        return mention
    return structs.replace(mention, levels=levels, strength=1.0)


def field_of(span: tuple[int, int] | None, fields: Sequence[FieldSpan]) -> str | None:
    """Return the name of the field that a span of the input lies in."""
    if span is None:
        return None
    return next((f.name for f in fields if f.start <= span[0] and span[1] <= f.end), None)


def with_names(components: tuple[Component, ...], fields: Sequence[FieldSpan]) -> tuple[Component, ...]:
    """Return the components with the field that each stands in."""
    if not fields:
        return components
    named = []
    for component in components:
        name = field_of(component.span, fields)
        named.append(structs.replace(component, field=name) if name else component)
    return tuple(named)


def contradictions(
    components: Sequence[Component], fields: Sequence[FieldSpan]
) -> tuple[tuple[int, int], ...]:
    """Return the spans of selectors whose place contradicts the rest of the address."""
    if not fields:
        return ()
    return tuple(
        c.span
        for c in components
        if c.status == "conflicting" and c.span and field_of(c.span, fields) in LEVELS_OF_FIELD
    )


_PERSON = frozenset({"name", "phone"})
"""Fields about the recipient: no word of theirs is a part of the address."""


def person_fields(fields: Sequence[FieldSpan]) -> tuple[FieldSpan, ...]:
    """Return the fields about the recipient."""
    return tuple(field for field in fields if field.name in _PERSON)


def without(text: str, fields: Sequence[FieldSpan]) -> str:
    """Return the joined text with some fields blanked, of the same length."""
    for field in fields:
        text = text[: field.start] + " " * (field.end - field.start) + text[field.end :]
    return text


def with_person(prepared: Prepared, text: str, fields: Sequence[FieldSpan], country: str) -> Prepared:
    """Return the prepared text with the recipient as the form names them."""
    given = {field.name: text[field.start : field.end] for field in fields if field.name in _PERSON}
    if not given:
        return prepared
    contact = prepared.contact or Contact()
    findings = prepared.findings
    if "phone" in given:
        lifted, _, found = lift_contact(read(given["phone"]).text, country)
        findings = (*findings, *(structs.replace(f, start=0, end=0) for f in found))
        if lifted is not None:
            contact = structs.replace(contact, phone=lifted.phone, extension=lifted.extension)
    if "name" in given:
        contact = structs.replace(contact, name=given["name"])
    return structs.replace(prepared, contact=contact, findings=findings)
