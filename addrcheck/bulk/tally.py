"""What a run counts while it goes: the numbers behind the summary, the report page and its worklist.

Everything here stays small however many rows there are: lists are cut to the commonest, samples to the first few. The
same rows in the same order give the same count, also when the run was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from addrcheck.bulk.answers import Answer

_MOST = 2_000
"""Entries of a list that may grow with the data; when it is longer, the rarer half goes."""

_SAMPLES = 5
_GRID = 2
"""Cells of the map a degree."""

Counts = dict[str, int]


class Sample(Struct, frozen=True, array_like=True):
    """A row to look at: its number (the first row is 1), what was typed, what is to be said."""

    row: int
    typed: str
    message: str


class Group(Struct, array_like=True):
    """Rows that share a trouble: how many, and the first of them."""

    rows: int = 0
    samples: list[Sample] = field(default_factory=list)


class Tally(Struct):
    """The counts of a run; keys of more than one part are joined by a tab."""

    rows: int = 0
    questions: int = 0
    statuses: Counts = field(default_factory=dict)
    actions: Counts = field(default_factory=dict)
    countries: Counts = field(default_factory=dict)
    issues: Counts = field(default_factory=dict)
    missing: Counts = field(default_factory=dict)
    troubles: Counts = field(default_factory=dict)
    regions: dict[str, Counts] = field(default_factory=dict)
    zones: dict[str, Counts] = field(default_factory=dict)
    zone_statuses: Counts = field(default_factory=dict)
    corrections: Counts = field(default_factory=dict)
    grid: dict[str, list[int]] = field(default_factory=dict)
    samples: dict[str, Group] = field(default_factory=dict)
    worklist: dict[str, Group] = field(default_factory=dict)
    repeated: dict[str, Group] = field(default_factory=dict)
    formulas: int = 0

    def add(self, answer: Answer, rows: list[int]) -> None:
        """Count an answer that these rows have."""
        facts, times = answer.facts, len(rows)
        _add(self.statuses, facts.status, times)
        if facts.action:
            _add(self.actions, facts.action, times)
            _add(self.countries, facts.country or "-", times)
        for issue in facts.issues:
            _add(self.issues, issue, times)
        for part in facts.missing:
            _add(self.missing, part, times)
        if facts.region:
            _add(self.regions.setdefault(f"{facts.country}\t{facts.region}", {}), facts.action, times)
        self._add_zone(answer, times)
        for correction in facts.corrections:
            _add(self.corrections, "\t".join(correction), times)
        if facts.latitude is not None and facts.longitude is not None:
            cell = f"{facts.country}\t{int(facts.latitude * _GRID // 1)}\t{int(facts.longitude * _GRID // 1)}"
            good = self.grid.setdefault(cell, [0, 0])
            good[facts.action != "accept"] += times
        _add_spread(
            self.samples, facts.action or facts.status, times, Sample(rows[0], answer.typed, answer.message)
        )
        if facts.action != "accept":
            self._add_work(answer, rows)

    def _add_zone(self, answer: Answer, times: int) -> None:
        facts = answer.facts
        if facts.zone_status:
            _add(self.zone_statuses, facts.zone_status, times)
            _add(self.zones.setdefault(facts.zone or "-", {}), facts.action, times)

    def _add_work(self, answer: Answer, rows: list[int]) -> None:
        """Note what a person could do about these rows, by what is wrong and where."""
        facts = answer.facts
        where = "\t".join((facts.country, facts.region, facts.city))
        samples = [Sample(row, answer.typed, answer.message) for row in rows[:_SAMPLES]]
        reasons = ["\t".join(("correction", *correction)) for correction in facts.corrections]
        reasons = reasons or [f"issue\t{code}\t{where}" for code in facts.issues[:1]]
        for reason in reasons or [f"action\t{facts.action or facts.status}\t{where}"]:
            _add_group(self.worklist, reason, len(rows), samples)
        if answer.typed:
            _add_group(self.repeated, answer.typed, len(rows), samples[:_SAMPLES])

    def cut(self) -> None:
        """Let the rarest go where a list has grown long; called at the same rows in every run."""
        for name in ("corrections", "worklist", "repeated", "zones", "grid"):
            counts: dict[str, object] = getattr(self, name)
            if len(counts) > _MOST:
                kept = sorted(counts.items(), key=lambda item: (-_size(item[1]), item[0]))[: _MOST // 2]
                setattr(self, name, dict(kept))

    def trouble(self, codes: Iterable[str]) -> None:
        """Count what was odd about rows themselves."""
        for code in codes:
            _add(self.troubles, code, 1)


def _add(counts: Counts, key: str, times: int) -> None:
    counts[key] = counts.get(key, 0) + times


def _add_group(groups: dict[str, Group], key: str, rows: int, samples: list[Sample]) -> None:
    group = groups.setdefault(key, Group())
    group.rows += rows
    if len(group.samples) < _SAMPLES:
        group.samples = [*group.samples, *samples][:_SAMPLES]


def _add_spread(groups: dict[str, Group], key: str, rows: int, sample: Sample) -> None:
    """Count rows and keep samples from all over the table: those whose numbers, well shaken, are the smallest."""
    group = groups.setdefault(key, Group())
    group.rows += rows
    if len(group.samples) < _SAMPLES or _shaken(sample) < _shaken(group.samples[-1]):
        group.samples = sorted((*group.samples, sample), key=_shaken)[:_SAMPLES]


def _shaken(sample: Sample) -> int:
    return sample.row * 2_654_435_761 % (1 << 32)


def _size(value: object) -> int:
    """Return how many rows stand behind an entry."""
    if isinstance(value, Group):
        return value.rows
    if isinstance(value, dict):
        return sum(value.values())
    return sum(value) if isinstance(value, list) else int(str(value))
