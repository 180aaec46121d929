"""One way of reading a text: in one country, by one language's rules, up to the settled places."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from addrcheck.fields import FieldSpan, with_levels
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages import LanguageRules, Sentence, Settlement
from addrcheck.reading.normalise import Reading
from addrcheck.reading.prepare import Prepared, prepare
from addrcheck.settle import Evidence, settle


class Attempt(Struct, frozen=True):
    """A text read one way; ``settlement`` tells how well that explains it."""

    rules: LanguageRules
    gazetteer: Gazetteer
    prepared: Prepared
    sentence: Sentence
    settlement: Settlement


def attempt(
    reading: Reading, rules: LanguageRules, gazetteer: Gazetteer, fields: Sequence[FieldSpan]
) -> Attempt:
    """Prepare, find, settle; mend what is misspelt and settle again."""
    prepared = prepare(reading, rules.country, gazetteer)
    evidence = Evidence(prepared.postcode_text, prepared.phone_code)
    sentence = with_levels(rules.segment(prepared.body, gazetteer), reading, fields)
    settlement = settle(sentence.mentions, gazetteer, evidence)
    mended = rules.mend(sentence, settlement, gazetteer)
    if mended is not sentence:
        sentence = with_levels(mended, reading, fields)
        settlement = settle(sentence.mentions, gazetteer, evidence)
    return Attempt(rules, gazetteer, prepared, sentence, settlement)
