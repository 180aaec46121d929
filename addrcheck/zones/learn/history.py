"""A history file → a table of zones, with an honest account of what it knows and what it does not."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct, structs

from addrcheck.errors import DictionaryError
from addrcheck.zones.columns import column_named
from addrcheck.zones.files import decoded
from addrcheck.zones.learn.evidence import Example, example
from addrcheck.zones.learn.labels import Merge, merged
from addrcheck.zones.learn.rules import Learning, learn_rules
from addrcheck.zones.load import Ground, prepare
from addrcheck.zones.model import DeliveryZone, Row, RowRef, Table
from addrcheck.zones.places import Chains
from addrcheck.zones.troubles import errors

FOLDS = 5


Contest = tuple[str, tuple[tuple[str, int], ...]]
"""A place, and the zones that it was sent to, the commonest first."""


class HeldOut(Struct, frozen=True):
    """How the rules do on lines that they were not made from."""

    tried: int = 0
    assigned: int = 0
    wrong: int = 0


class Lesson(Struct, frozen=True):
    """What was learned: the table, and what a person should know before using it.

    ``lines`` were read, ``skipped`` had no zone or no address; ``merges`` are labels that are one zone;
    ``silent`` are zones for which the history supports no rule, with the lines they have; ``contested`` the places
    that it sends to several zones without a rule to tell them apart.
    """

    table: Table
    lines: int
    skipped: tuple[int, ...]
    merges: tuple[Merge, ...]
    silent: tuple[tuple[str, int], ...]
    contested: tuple[Contest, ...] = ()
    held_out: HeldOut = HeldOut()


def read_history(path: Path) -> tuple[list[tuple[str, str]], tuple[int, ...]]:
    """Return the (address, zone) lines of a CSV file, and the numbers of the lines that lack one of them.

    Raises ``DictionaryError`` where the columns ``address`` and ``zone`` are missing.
    """
    try:
        text, _ = decoded(path.read_bytes())
    except OSError as error:
        raise DictionaryError(f"{path}: {error.strerror}") from None
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [column_named(cell) for cell in next(rows, [])]
    if "address" not in header or "zone" not in header:
        raise DictionaryError(f"{path}: the first line must name the columns address and zone")
    at, of = header.index("address"), header.index("zone")
    lines, skipped = [], []
    for number, row in enumerate(rows, start=2):
        address, zone = (row[i].strip() if i < len(row) else "" for i in (at, of))
        if address and zone:
            lines.append((address, zone))
        elif any(row):
            skipped.append(number)
    return lines, tuple(skipped)


def learn(
    lines: Sequence[tuple[str, str]],
    ground: Ground,
    learning: Learning | None = None,
    skipped: tuple[int, ...] = (),
) -> Lesson:
    """Learn a table from (address, zone) lines, and try it on lines left out."""
    asked = learning or Learning()
    standing, merges = merged(label for _, label in lines)
    chains = Chains(ground)
    read = [example(ground.check(address), standing[label], ground, chains) for address, label in lines]
    examples = [e for e in read if e.path or not e.traits.place]
    table = _usable(as_table(examples, asked), ground)
    ruled = {rule.zone for rule in table.rules}
    counts = Counter(e.label for e in read)
    silent = sorted((label, n) for label, n in counts.items() if label not in ruled)
    return Lesson(
        table, len(lines), skipped, tuple(merges), tuple(silent), _contested(examples, table),
        _held_out(examples, asked, ground),
    )  # fmt: skip


def _contested(examples: Sequence[Example], table: Table) -> tuple[Contest, ...]:
    """Return the finest places that the history sends to several zones and that no rule speaks of."""
    ruled = {rule.place for rule in table.rules}
    labels: dict[str, Counter[str]] = {}
    for e in examples:
        if e.traits.place == e.traits.known and e.path:
            labels.setdefault("/".join(step.name for step in e.path), Counter())[e.label] += 1
    inner = {place.rpartition("/")[0] for place in labels}
    return tuple(
        (place, tuple(counts.most_common()))
        for place, counts in sorted(labels.items())
        if len(counts) > 1 and place not in ruled and place not in inner
    )


def _usable(table: Table, ground: Ground) -> Table:
    """Return a table without the rules whose place cannot be told from its words alone."""
    _, findings = prepare(table, ground)
    refused = {ref for finding in errors(findings) for ref in finding.refs}
    rows = tuple(row for row in table.rows if row.ref not in refused)
    codes = {row.rule.zone for row in rows}
    return structs.replace(table, rows=rows, zones=tuple(zone for zone in table.zones if zone.code in codes))


def _held_out(examples: Sequence[Example], learning: Learning, ground: Ground) -> HeldOut:
    """Learn from four fifths of the history and sort the last fifth, five times over."""
    tried = assigned = wrong = 0
    for lesson, trial in folds(examples):
        zones, _ = prepare(as_table(lesson, learning), ground)
        for e in trial:
            zone = zones.assign(ground.check(e.text))
            tried += 1
            if zone.lane == "auto":
                assigned += 1
                wrong += zone.code != e.label
    return HeldOut(tried, assigned, wrong)


def as_table(examples: Sequence[Example], learning: Learning) -> Table:
    """Return the rules of a history as a table; the same history gives the same version."""
    rules = learn_rules(examples, learning)
    codes = dict.fromkeys(rule.zone for rule in rules)
    rows = tuple(Row(rule, RowRef("learned", number)) for number, rule in enumerate(rules, start=2))
    digest = blake2b(
        repr(sorted((e.text, e.label) for e in examples)).encode(errors="replace"), digest_size=4
    )
    return Table(f"learned-{digest.hexdigest()}", tuple(map(DeliveryZone, codes)), rows)


def folds(examples: Sequence[Example], count: int = FOLDS) -> Iterable[tuple[list[Example], list[Example]]]:
    """Yield the history in two parts, to learn from and to try on; every line is tried once."""
    for fold in range(count):
        yield (
            [e for i, e in enumerate(examples) if i % count != fold],
            [e for i, e in enumerate(examples) if i % count == fold],
        )
