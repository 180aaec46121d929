"""A field for streets holds a street, where nothing else was read in it: "Баумана" without its word, and no house yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addrcheck.field_numbers import read_at
from addrcheck.fields import FieldSpan
from addrcheck.languages import Settlement
from addrcheck.model import Part
from addrcheck.reading.normalise import Reading


def street_part(
    fields: Sequence[FieldSpan], parts: Sequence[Part], settlement: Settlement, reading: Reading
) -> Iterator[Part]:
    """Yield the street that the field ``street`` names and the grammar did not find; offsets are those of ``reading.text``."""
    if any(part.type == "street" for part in parts):
        return
    taken = [*settlement.spans(), *((part.start, part.end) for part in parts)]
    for field in fields:
        if field.name != "street":
            continue
        start, end = read_at(reading, field.start), read_at(reading, field.end)
        value = reading.text[start:end].strip()
        if value and value.replace(" ", "").isalpha() and all(e <= start or end <= s for s, e in taken):
            yield Part("street", start, end, value)
