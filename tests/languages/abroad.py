"""Reading one text by the rules for another script, without the choice between them."""

from __future__ import annotations

from addrcheck.attempt import attempt
from addrcheck.languages.chinese import abroad
from addrcheck.languages.russian import in_chinese
from addrcheck.reading.normalise import read


def read_by(rules, checker, text):
    """Return the names of the settled places and the parts, as the tables write them."""
    gazetteer = checker.gazetteer(rules.country)
    found = attempt(read(text), rules, gazetteer, ())
    places = " ".join(gazetteer.names[place].replace(" ", "_") for place in found.settlement.chain)
    parts = rules.parse(found.sentence, found.settlement)
    return places, " ".join(f"{part.type}={part.value.replace(' ', '_')}" for part in parts)


__all__ = ["abroad", "in_chinese", "read_by"]
