"""What is missing, corrected or doubtful → one action, a score, and the issues that say why.

``decide`` is the whole rule for the action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import Completeness, Sentence, Settlement
from addrcheck.model import Action, Component, Issue, Part, Span
from addrcheck.reading.prepare import Prepared
from addrcheck.reading.script import script_of
from addrcheck.settle import postcode_agreement
from addrcheck.wording.issues import choices, issue

SPECIAL = {
    "pobox": "PO_BOX",
    "poste_restante": "POSTE_RESTANTE",
    "pickup_point": "PICKUP_POINT",
    "military_unit": "MILITARY_UNIT",
}
"""Component types that need another channel than a courier, with the issue that says so."""

_STRETCH = re.compile(r"[^\W_]+(?:[ ,.-]+[^\W_]+)*")
_WORTH_TELLING = re.compile(r"[^\W\d_]|\d{2,}")
_FEW = 4  # so many places fit into one sentence; the report lists all
_CAN_BE_ASKED = ("district", "room")
_DOUBTFUL = frozenset({"corrected", "conflicting"})
_CHANGED = frozenset({"corrected", "conflicting", "renamed"})
_CERTAIN = 0.99
_TRUST = {"corrected": 0.95, "conflicting": 0.93, "renamed": 0.99, "inferred": 0.995}
_SPLIT = 0.95
"""What the score is multiplied with, fitted to the calibration table (``benchmarks/calibration.py``)."""


class Facts(Struct, frozen=True, gc=False):
    """Everything that the judgement rests on."""

    prepared: Prepared
    sentence: Sentence
    settlement: Settlement
    parts: tuple[Part, ...]
    components: tuple[Component, ...]
    completeness: Completeness
    heirs: tuple[str, ...]
    rivals: tuple[str, ...]
    field_conflicts: tuple[Span, ...]
    expected_postcode: str | None

    @property
    def place(self) -> str:
        """The name of the deepest settled place."""
        return next((c.value for c in reversed(self.components) if c.code and c.status != "conflicting"), "")

    @property
    def undecided(self) -> Span | None:
        """Where the text speaks of places that cannot be told apart."""
        mentions = self.settlement.undecided or tuple(n.mention for n in self.settlement.named)
        return self.prepared.reading.span(mentions[-1].start, mentions[-1].end) if mentions else None

    def typed(self, span: Span | None) -> str:
        """Return what was typed in a span of the input."""
        return self.prepared.reading.raw[slice(*span)] if span else ""


class Verdict(Struct, frozen=True, gc=False):
    """The judgement on one address."""

    action: Action
    score: float
    issues: tuple[Issue, ...]


def judge(facts: Facts, gazetteer: Gazetteer, lang: str) -> Verdict:
    """Return the action, the score and the issues; sentences are in ``lang`` (zh, ru, en)."""
    types: set[str] = {component.type for component in facts.components}
    statuses: set[str] = {component.status for component in facts.components}
    return Verdict(
        decide(facts, types, statuses, _wrong_postcode(facts, gazetteer)),
        trust(facts, statuses),
        tuple(_issues(facts, types, statuses, gazetteer, lang)),
    )


def decide(facts: Facts, types: set[str], statuses: set[str], wrong_postcode: bool) -> Action:
    """Return the one action; the questions stand in the order of what hurts a delivery most.

    A channel of its own (post box, pickup point) needs no street; what is missing must be added; what was
    changed or fits several places must be looked at; a flat is asked for last.
    """
    missing = facts.completeness.missing
    if not SPECIAL.keys().isdisjoint(types):
        return "special"
    if any(part not in _CAN_BE_ASKED for part in missing) or facts.completeness.vague or _masked(facts):
        return "fix"
    if (
        "district" in missing
        or len(facts.settlement.rivals) > 1
        or len(facts.heirs) > 1
        or facts.field_conflicts
    ):
        return "confirm"
    if wrong_postcode or not _DOUBTFUL.isdisjoint(statuses) or facts.sentence.doubts:
        return "confirm"
    return "add_unit" if facts.completeness.needs_unit else "accept"


def trust(facts: Facts, statuses: set[str]) -> float:
    """Return how probable it is that the places chosen are the ones meant, 0 to 1 (docs/score.md)."""
    rivals = facts.settlement.rivals
    if not rivals:
        return 0.0
    value = _CERTAIN if len(rivals) == 1 else _CERTAIN * shares(rivals)[0]
    for status in statuses:
        value *= _TRUST.get(status, 1.0)
    return round(value if len(facts.heirs) < 2 else value * _SPLIT, 3)


def shares(rivals: Sequence[tuple[int, float]]) -> list[float]:
    """Return the trust that each of some rivals has, by how well they fit; together 1.

    >>> shares([(7, 1.0)]), [round(share, 2) for share in shares([(7, 1.0), (8, 0.95)])]
    ([1.0], [0.61, 0.39])
    """
    weights = [10 ** (4 * (score - rivals[0][1])) for _, score in rivals]
    total = sum(weights)
    return [weight / total for weight in weights]


def _masked(facts: Facts) -> bool:
    """Tell whether a part of the address was pasted with asterisks in place of letters."""
    return any(f.code == "MASKED_TEXT" for f in facts.prepared.findings)


def _issues(
    facts: Facts, types: set[str], statuses: set[str], gazetteer: Gazetteer, lang: str
) -> Iterable[Issue]:
    """Yield every issue, the gravest kinds first."""
    completeness, prepared = facts.completeness, facts.prepared
    if completeness.missing or completeness.needs_unit or completeness.vague:
        yield from _missing(facts, lang)
    if len(facts.rivals) > 1:
        yield from _ambiguous(facts, lang)
    if not _CHANGED.isdisjoint(statuses):
        yield from _changed(facts, lang)
    if not SPECIAL.keys().isdisjoint(types):
        yield from _special(facts.components, lang)
    if prepared.findings or facts.sentence.doubts:
        yield from _found_while_reading(facts, lang)
    if prepared.postcode:
        yield from _postcode(facts, gazetteer, lang)
    if prepared.contact:
        yield from _phone_area(facts, gazetteer, lang)
    if facts.settlement.repeats:
        yield from _repeated(facts, lang)
    yield from _unread(facts, lang)


def _missing(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield one issue a missing part, and what is too vague to deliver to."""
    completeness = facts.completeness
    for part in completeness.missing:
        yield issue(f"{part.upper()}_MISSING", lang, None)
    if completeness.needs_unit and "room" not in completeness.missing:
        yield issue("ROOM_MISSING", lang, None)
    if completeness.vague:
        landmarks = [c.span for c in facts.components if c.type == "landmark" and c.span]
        span = max(landmarks, key=lambda one: one[1] - one[0], default=None)
        yield issue("VAGUE_LOCATOR", lang, span, None, given=facts.typed(span))


def _ambiguous(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield an issue where several places bear the name."""
    span, listed = facts.undecided, choices(facts.rivals[:_FEW], lang)
    if span:
        yield issue("PLACE_AMBIGUOUS", lang, span, None, name=facts.typed(span), choices=listed)
    else:
        yield issue("PLACE_UNDECIDED", lang, None, None, choices=listed)


def _changed(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield what was corrected, renamed, split or contradicts, place by place."""
    municipal = {c.span for c in facts.components if c.type == "city" and c.span}
    for c in facts.components:
        if c.type == "region" and c.span in municipal:  # region and city with one span: people call it a city
            continue
        kind, given = c.type.upper(), c.text or c.value
        if c.status == "corrected" and script_of(given) != script_of(c.value):
            yield issue("TRANSCRIBED", lang, c.span, c.value, given=given, value=c.value)
        elif c.status == "corrected":
            yield issue(f"{kind}_CORRECTED", lang, c.span, c.value, given=given, value=c.value)
        elif c.status == "renamed" and c.code is None:
            yield issue(
                f"{kind}_SPLIT", lang, c.span, None, former=c.value, choices=choices(facts.heirs, lang)
            )
        elif c.status == "renamed":
            value = facts.heirs[0] if kind == "TOWN" and len(facts.heirs) == 1 else c.value
            yield issue(f"{kind}_RENAMED", lang, c.span, value, former=str(c.former or given), value=value)
        elif c.status == "conflicting":
            yield issue("CONFLICT", lang, c.span, None, given=given, value=facts.place)


def _special(components: Sequence[Component], lang: str) -> Iterable[Issue]:
    """Yield what needs another channel."""
    for c in components:
        if c.type in SPECIAL:
            yield issue(SPECIAL[c.type], lang, c.span)


def _found_while_reading(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield what the contact stage found and what the grammar could read in two ways."""
    reading = facts.prepared.reading
    for finding in facts.prepared.findings:
        yield issue(finding.code, lang, reading.span(finding.start, finding.end))
    for doubt in facts.sentence.doubts:
        span = reading.span(doubt.start, doubt.end)
        yield issue(
            doubt.code, lang, span, None, given=facts.typed(span), choices=choices(doubt.choices, lang)
        )


def _wrong_postcode(facts: Facts, gazetteer: Gazetteer) -> bool:
    """Tell whether the postcode belongs elsewhere than the places."""
    given, chain = facts.prepared.postcode_text, facts.settlement.chain
    return bool(given and chain) and postcode_agreement(given or "", chain, gazetteer) < 0


def _postcode(facts: Facts, gazetteer: Gazetteer, lang: str) -> Iterable[Issue]:
    """Yield an issue where the postcode belongs to another region than the places."""
    given, span = facts.prepared.postcode_text, facts.prepared.postcode
    if given and span and _wrong_postcode(facts, gazetteer):
        typed = facts.prepared.reading.span(*span)
        yield issue("POSTCODE_MISMATCH", lang, typed, facts.expected_postcode, given=given, value=facts.place)


def _phone_area(facts: Facts, gazetteer: Gazetteer, lang: str) -> Iterable[Issue]:
    """Yield a note where the area code of a landline belongs to another city than the address."""
    code, chain = facts.prepared.phone_code, facts.settlement.chain
    if not code or len(chain) < 2:
        return
    known = {one for place in chain for one in gazetteer.phone_codes[place].split()}
    if known and code not in known:
        yield issue(
            "PHONE_AREA_MISMATCH",
            lang,
            None,
            None,
            given=gazetteer.phone_area(code) or code,
            value=facts.place,
        )


def _repeated(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield the places that are written twice."""
    for one in facts.settlement.repeats:
        span = facts.prepared.reading.span(one.mention.start, one.mention.end)
        yield issue("REPEATED", lang, span, None, value=facts.typed(span))


def _unread(facts: Facts, lang: str) -> Iterable[Issue]:
    """Yield the stretches of the text that nothing explains."""
    body, position = facts.prepared.body, 0
    explained = facts.settlement.spans()
    explained += [(part.start, part.end) for part in facts.parts]
    explained += facts.sentence.ignorable
    explained.sort()
    explained.append((len(body), len(body)))
    for start, end in explained:
        if start > position + 1 and not body[position:start].isspace():
            for found in _STRETCH.finditer(body, position, start):
                if _WORTH_TELLING.search(found.group()):
                    span = facts.prepared.reading.span(found.start(), found.end())
                    yield issue("UNREAD", lang, span, None, given=facts.typed(span))
        if end > position:
            position = end
