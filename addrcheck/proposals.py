"""What the fields of a form would hold if the advice were taken: nothing is changed but what the advice is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from addrcheck.fields import LEVELS_OF_FIELD, FieldSpan, check_names
from addrcheck.filling import dialled, envelope_of, fill, names_of
from addrcheck.gazetteer.labels import label
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Component, Contact, Report, Span
from addrcheck.reading.script import script_of
from addrcheck.reporting import Judged, places_that_fit

_NAMES_SEVERAL = re.compile(r"PLACE_AMBIGUOUS|.+_SPLIT")
_CHANGED = frozenset({"corrected", "renamed", "conflicting"})
_COMMAS = re.compile(r"\s*,(?:\s*,)+\s*")


class Proposal(Struct, frozen=True):
    """One way to fill the form: the place that it means, and what each field should then hold."""

    label: str
    code: str | None
    fields: dict[str, str]


class Form(Struct, frozen=True):
    """A form that somebody has filled: what stands where in the joined input, and which fields there are."""

    given: Mapping[str, str]
    spans: Sequence[FieldSpan]
    into: Sequence[str]

    @property
    def main(self) -> str | None:
        """The field that holds what no field of its own asks for."""
        return next((name for name in ("address", "street") if name in self.into), None)


def proposals(
    read: Judged, given: str | Mapping[str, str], spans: Sequence[FieldSpan], into: Sequence[str]
) -> tuple[Proposal, ...]:
    """Return one proposal for each place that fits, or one that changes something, or none.

    ``given`` is what the fields ``spans`` held, or a text that is to be sorted into the fields ``into``.
    Raises ``UsageError`` for a field that no form has.
    """
    check_names(into)
    facts, gazetteer = read.facts, read.gazetteer
    if facts is None or gazetteer is None:
        return ()
    fitting = places_that_fit(facts.settlement, facts.completeness, gazetteer, read.report.score)
    places = [place for place, _ in fitting]
    if isinstance(given, str):
        if len(places) > 1 and script_of(given) != gazetteer.country:
            return ()  # what is not understood yet is in foreign letters: sorting the rest would lose it
        return _sorted_out(read.report, into, places[0] if len(places) == 1 else None, gazetteer)
    form = Form(given, spans, into)
    if len(places) > 1:
        return tuple(_proposal(p, _chosen(read.report, form, p, gazetteer), gazetteer) for p in places)
    fields = _mended(read.report, form, places[0], gazetteer) if places else {}
    changes = any(text != given.get(name, "").strip() for name, text in fields.items())
    return (_proposal(places[0], fields, gazetteer),) if changes else ()


def _proposal(place: int | None, fields: dict[str, str], gazetteer: Gazetteer) -> Proposal:
    """Return a way to fill the form that means a place."""
    if place is None:
        return Proposal("", None, fields)
    return Proposal(label(place, gazetteer), gazetteer.codes[place], fields)


def _sorted_out(
    report: Report, into: Sequence[str], place: int | None, gazetteer: Gazetteer
) -> tuple[Proposal, ...]:
    """Return how the parts of a text go into the fields of a form, the recipient too."""
    names = {} if place is None else names_of(place, gazetteer)
    fields = fill(report.components, names, into, gazetteer.country)
    contact = report.contact or Contact()
    person = {"name": contact.name, "phone": dialled(contact, gazetteer.country)}
    fields |= {name: text for name, text in person.items() if text and name in into}
    return (_proposal(place, fields, gazetteer),) if fields else ()


def _mended(report: Report, form: Form, place: int, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the fields with the suggestions of the issues put where the issues stand."""
    country, names = gazetteer.country, names_of(place, gazetteer)
    if script_of(report.input) != country:
        return fill(report.components, names, form.into, country)
    edits = _edits(report, country)
    fields = {f.name: _edited(f, edits, report.input) for f in form.spans if f.name in form.into}
    changed = {c.field for c in report.components if c.status in _CHANGED}
    for name in LEVELS_OF_FIELD:
        if name in changed and name in names:
            fields[name] = names[name]
    if edits or changed & LEVELS_OF_FIELD.keys():
        unsaid = {c.type for c in report.components if c.span is None}
        empty = (name for name in names if name in form.into and not form.given.get(name))
        fields = {name: names[name] for name in empty if name in unsaid} | fields
    return fields


def _edits(report: Report, country: str) -> dict[Span, str]:
    """Return what should stand in place of some stretches of the input."""
    envelope = envelope_of(country)
    parts: dict[Span | None, Component] = {}
    for component in report.components:
        parts.setdefault(component.span, component)
    edits = {}
    for issue in report.issues:
        if issue.span and issue.suggestion:
            part = parts.get(issue.span)
            same = part is not None and part.value == issue.suggestion
            edits[issue.span] = envelope.written_part(part) if part and same else issue.suggestion
    return edits


def _edited(field: FieldSpan, edits: Mapping[Span, str], text: str) -> str:
    """Return the text of a field with the edits that lie in it made."""
    pieces, at = [], field.start
    for (start, end), new in sorted(edits.items()):
        if field.start <= start and end <= field.end and start >= at:
            pieces += [text[at:start], new]
            at = end
    return "".join([*pieces, text[at : field.end]])


def _chosen(report: Report, form: Form, place: int, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the fields as they would be if ``place`` were meant: it takes the place of all places named."""
    names = names_of(place, gazetteer)
    held = [name for name in LEVELS_OF_FIELD if name in form.into]
    if "settlement" in names and "settlement" not in held and "city" in held:
        names["city"] = names.pop("settlement")
    shown = {names.get(name) for name in held}
    loose = dict.fromkeys(text for name, text in names.items() if name not in held and text not in shown)
    joint = "" if gazetteer.country == "CN" else ", "
    places = sorted(_places_named(report))
    fields = {name: names.get(name, "") for name in held}
    for field in form.spans:
        if field.name in form.into and field.name not in held:
            ahead = joint.join(loose) if field.name == form.main else ""
            fields[field.name] = _replaced(field, places, ahead, joint, report.input)
    return fields


def _places_named(report: Report) -> set[Span]:
    """Return the stretches of the input that name places, those that name several too."""
    named = {c.span for c in report.components if c.type in LEVELS_OF_FIELD and c.span}
    return named | {i.span for i in report.issues if i.span and _NAMES_SEVERAL.fullmatch(i.code)}


def _replaced(field: FieldSpan, places: Sequence[Span], ahead: str, joint: str, text: str) -> str:
    """Return the text of a field with ``ahead`` in place of the places that stand in it, else in front."""
    inside = [span for span in places if field.start <= span[0] and span[1] <= field.end]
    first = inside[0][0] if inside else field.start
    edits = dict.fromkeys(inside, "")
    before = _edited(FieldSpan(field.name, field.start, first), {}, text)
    after = _edited(FieldSpan(field.name, first, field.end), edits, text)
    if joint:
        whole = joint.join(filter(None, (before.strip(" ,"), ahead, after.strip(" ,"))))
        return _COMMAS.sub(joint, whole)
    return before + ahead + after.lstrip(" ,，")
