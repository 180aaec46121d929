"""What a run counts while it goes: the numbers behind the summary, the report page and its worklist.

Everything here stays small however many rows there are: long lists are cut to the commonest now and then, samples to the
first few. The same rows in the same order give the same count, also when the run was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from addrcheck.bulk.answers import Answer
from addrcheck.bulk.facts import parts_of

_MOST = 20_000
"""Entries of a list that may grow with the data; a longer one loses its rarer half."""

_EVERY = 16_384
"""Rows from one cutting to the next."""

_SAMPLES = 5

_OPEN = {"region": 3, "correction": 4, "zone": 2, "grid": 4}
"""Kinds of counts whose names nobody can foresee, and how many parts of their keys are the name."""

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
    """The counts of a run. ``counts`` are by key (``addrcheck.bulk.facts``), ``worklist`` and ``repeated`` by what
    could be done and by what was typed; ``low_by`` says by how many rows the entries of a list may be too low.
    """

    rows: int = 0
    questions: int = 0
    counts: Counts = field(default_factory=dict)
    troubles: Counts = field(default_factory=dict)
    samples: dict[str, Group] = field(default_factory=dict)
    worklist: dict[str, Group] = field(default_factory=dict)
    repeated: dict[str, Group] = field(default_factory=dict)
    low_by: Counts = field(default_factory=dict)
    formulas: int = 0
    lost: int = 0
    """Characters that the encoding of the output cannot hold."""

    def of(self, kind: str) -> Counts:
        """Return the counts of a kind, by what their keys say beyond it."""
        start = f"{kind}\t"
        return {key.removeprefix(start): n for key, n in self.counts.items() if key.startswith(start)}

    def by_name(self, kind: str) -> dict[str, Counts]:
        """Return the counts of a kind by name, then by the last part of their keys."""
        found: dict[str, Counts] = {}
        for key, n in self.of(kind).items():
            name, _, last = key.rpartition("\t")
            found.setdefault(name, {})[last] = n
        return found

    @property
    def statuses(self) -> Counts:
        """Rows by ``result_status``."""
        return self.of("status")

    @property
    def actions(self) -> Counts:
        """Rows by ``result_action``; those that could not be checked have none."""
        return self.of("action")

    def add(self, answer: Answer, rows: Sequence[int]) -> None:
        """Count an answer that these rows have."""
        facts, times, counts = answer.facts, len(rows), self.counts
        for key in facts.counts:
            counts[key] = counts.get(key, 0) + times
        _add_spread(self.samples, facts.action or facts.status, rows[0], times, answer)
        if facts.work:
            for work in facts.work:
                _add_group(self.worklist, work, rows, answer)
            if answer.typed:
                _add_group(self.repeated, answer.typed, rows, answer)

    def end_batch(self, rows: int, questions: int) -> None:
        """Count the rows of a batch and its questions that nobody asked before."""
        before, self.rows = self.rows, self.rows + rows
        self.questions += questions
        if before // _EVERY != self.rows // _EVERY:
            self._cut()

    def _cut(self) -> None:
        """Let the rarest go where a list has grown long; happens at the same rows in every run."""
        for kind, size in _OPEN.items():
            self._cut_counts(kind, size)
        for name in ("worklist", "repeated"):
            groups: dict[str, Group] = getattr(self, name)
            kept = self._commonest(name, {key: group.rows for key, group in groups.items()})
            if len(kept) < len(groups):
                setattr(self, name, {key: groups[key] for key in kept})

    def _cut_counts(self, kind: str, size: int) -> None:
        sizes: Counts = {}
        for key, n in self.counts.items():
            if key.startswith(f"{kind}\t"):
                name = "\t".join(parts_of(key)[:size])
                sizes[name] = sizes.get(name, 0) + n
        gone = sizes.keys() - self._commonest(kind, sizes).keys()
        if gone:
            self.counts = {
                key: n for key, n in self.counts.items() if "\t".join(parts_of(key)[:size]) not in gone
            }

    def _commonest(self, name: str, sizes: Counts) -> Counts:
        """Return the larger half of a list that has grown long, and note what those that go may lack one day."""
        if len(sizes) <= _MOST:
            return sizes
        ordered = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
        self.low_by[name] = self.low_by.get(name, 0) + ordered[_MOST // 2][1]
        return dict(ordered[: _MOST // 2])

    def trouble(self, codes: Iterable[str]) -> None:
        """Count what was odd about rows themselves."""
        for code in codes:
            self.troubles[code] = self.troubles.get(code, 0) + 1


def _add_group(groups: dict[str, Group], key: str, rows: Sequence[int], answer: Answer) -> None:
    group = groups.get(key)
    if group is None:
        group = groups[key] = Group()
    group.rows += len(rows)
    room = _SAMPLES - len(group.samples)
    if room:
        group.samples += [Sample(row, answer.typed, answer.message) for row in rows[:room]]


def _add_spread(groups: dict[str, Group], key: str, row: int, times: int, answer: Answer) -> None:
    """Count rows and keep samples from all over the table: those whose numbers, well shaken, are the smallest."""
    group = groups.get(key)
    if group is None:
        group = groups[key] = Group()
    group.rows += times
    samples = group.samples
    if len(samples) == _SAMPLES and _shaken(row) > _shaken(samples[-1].row):
        return
    if all(sample.typed != answer.typed for sample in samples):
        samples.append(Sample(row, answer.typed, answer.message))
        samples.sort(key=lambda sample: _shaken(sample.row))
        del samples[_SAMPLES:]


def _shaken(row: int) -> int:
    """Return a number that looks like chance, always the same for a row."""
    return row * 2_654_435_761 % (1 << 32)
