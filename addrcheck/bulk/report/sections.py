"""The sections of the report page, each from the count of a run to a piece of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from addrcheck.bulk.report.charts import bar, parts_bar
from addrcheck.bulk.report.map import country_map
from addrcheck.bulk.report.markup import Html, element, join, table
from addrcheck.bulk.tally import Counts, Group, Sample, Tally
from addrcheck.checker import Checker
from addrcheck.settings import Settings
from addrcheck.wording.bulk import PAGE, ROW_TROUBLES, action_word, issue_topic, say
from addrcheck.wording.words import component_name

_LISTED = 30
_FEW = 15
_COUNTRIES = ("CN", "RU")
_TELLING = frozenset(("accept", "confirm", "add_unit", "fix"))


class Sections:
    """Makes the sections in one language."""

    def __init__(self, tally: Tally, lang: str) -> None:
        self._tally, self._lang = tally, lang

    def word(self, key: str, **values: object) -> str:
        """Return a word of the page."""
        return say(PAGE, key, self._lang, **values)

    def outcome(self) -> Html:
        """What came of the rows: one bar."""
        actions, statuses = self._tally.actions, self._tally.statuses
        corrected = min(actions.get("confirm", 0), sum(self._tally.corrections.values()))
        ask = actions.get("confirm", 0) - corrected + actions.get("add_unit", 0)
        other = sum(actions.get(a, 0) for a in ("special", "foreign", "empty")) + statuses.get("error", 0)
        parts = (
            (self.word("ready"), actions.get("accept", 0), "good"),
            (self.word("corrected"), corrected, "mended"),
            (self.word("ask"), ask, "ask"),
            (self.word("fix"), actions.get("fix", 0), "bad"),
            (self.word("other"), other, "other"),
        )
        return parts_bar(parts, self.word("results"))

    def worklist(self) -> Html:
        """What one step settles most rows, first."""
        groups = sorted(self._tally.worklist.items(), key=lambda item: (-item[1].rows, item[0]))[:_LISTED]
        problems = sum(n for action, n in self._tally.actions.items() if action != "accept") or 1
        rows = []
        for number, (key, group) in enumerate(groups, start=1):
            what, where = self._step(key)
            rows.append(
                (
                    number,
                    what,
                    where,
                    f"{group.rows:,}",
                    f"{group.rows / problems:.1%}",
                    self._examples(group.samples),
                )
            )
        headings = (
            "",
            self.word("what"),
            self.word("where"),
            self.word("rows"),
            self.word("share"),
            self.word("examples"),
        )
        return table(headings, rows, numbers=(0, 3, 4)) if rows else self._nothing()

    def _step(self, key: str) -> tuple[str, str]:
        """Return what is to be done and where."""
        kind, *rest = key.split("\t")
        if kind == "correction":
            part, given, value = rest
            return self.word("fix_typo", given=given, value=value, kind=component_name(part, self._lang)), ""
        code, _, region, city = rest
        what = issue_topic(code, self._lang) if kind == "issue" else action_word(code, self._lang)
        return what, " ".join(dict.fromkeys(filter(None, (region, city))))

    def _examples(self, samples: Iterable[Sample]) -> Html:
        """Return a few rows, folded away."""
        listed = [self._example(sample) for sample in samples]
        if not listed:
            return Html("")
        first, *others = listed
        return join(
            (first, element("details", element("summary", f"+{len(others)}"), *others) if others else "")
        )

    def _example(self, sample: Sample) -> Html:
        number = element("span", self.word("row").format(sample.row), class_="row")
        message = element("span", sample.message, class_="message") if sample.message else ""
        return element("p", number, " ", sample.typed or "–", " ", message, class_="example")

    def reasons(self) -> Html:
        """How often each issue was raised."""
        return self._bars(
            ((issue_topic(code, self._lang), n) for code, n in _commonest(self._tally.issues)),
            self.word("reasons"),
        )

    def missing(self) -> Html:
        """How often each part was missing."""
        return self._bars(
            ((component_name(part, self._lang), n) for part, n in _commonest(self._tally.missing)),
            self.word("missing"),
        )

    def _bars(self, counted: Iterable[tuple[str, int]], heading: str) -> Html:
        """Return names with bars."""
        items = list(counted)[:_FEW]
        if not items:
            return self._nothing()
        rows = self._tally.rows or 1
        cells = ((name, f"{n:,}", f"{n / rows:.1%}", bar(n, items[0][1])) for name, n in items)
        return table((heading, self.word("rows"), self.word("share"), ""), cells, numbers=(1, 2))

    def by(self, counts: Mapping[str, Counts], heading: str) -> Html:
        """Return how rows ended, by region or zone."""
        named = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0]))[:_LISTED]
        if not named:
            return self._nothing()
        largest = sum(named[0][1].values())
        rows = []
        for key, actions in named:
            whole, good = sum(actions.values()), actions.get("accept", 0)
            name = key.rpartition("\t")[2]
            numbers = [f"{actions.get(a, 0):,}" for a in ("accept", "confirm", "add_unit", "fix")]
            other = sum(n for action, n in actions.items() if action not in _TELLING)
            rows.append(
                (
                    self.word("no_zone") if name == "-" else name,
                    f"{whole:,}",
                    *numbers,
                    f"{other:,}",
                    bar(whole, largest, whole - good),
                )
            )
        words = [action_word(a, self._lang) for a in ("accept", "confirm", "add_unit", "fix")]
        return table((heading, self.word("rows"), *words, self.word("other"), ""), rows, numbers=range(1, 7))

    def corrections(self) -> Html:
        """The commonest corrections."""
        rows = []
        for key, n in _commonest(self._tally.corrections)[:_LISTED]:
            part, given, value = key.split("\t")
            rows.append((component_name(part, self._lang), given, value, f"{n:,}"))
        headings = (self.word("what"), self.word("typed"), self.word("meant"), self.word("rows"))
        return table(headings, rows, numbers=(3,)) if rows else self._nothing()

    def samples(self) -> Html:
        """A few rows of each kind."""
        groups = [
            (key, self._tally.samples[key])
            for key in ("accept", "confirm", "add_unit", "fix", "special", "foreign")
            if key in self._tally.samples
        ]
        listed = (
            join((element("h3", action_word(key, self._lang)), *map(self._example, _by_row(group))))
            for key, group in groups
        )
        return join(listed) if groups else self._nothing()

    def repeated(self) -> Html:
        """Addresses with problems that stand in many rows: one answer settles them all."""
        groups = sorted(self._tally.repeated.items(), key=lambda item: (-item[1].rows, item[0]))
        rows = [
            (typed, group.samples[0].message, f"{group.rows:,}")
            for typed, group in groups[:_FEW]
            if group.rows > 1
        ]
        headings = (self.word("typed"), self.word("what"), self.word("rows"))
        return table(headings, rows, numbers=(2,)) if rows else self._nothing()

    def troubles(self) -> Html:
        """What was odd about the rows themselves."""
        rows = [
            (say(ROW_TROUBLES, code, self._lang), f"{n:,}") for code, n in _commonest(self._tally.troubles)
        ]
        return table((self.word("what"), self.word("rows")), rows, numbers=(1,)) if rows else self._nothing()

    def maps(self, settings: Settings) -> Html:
        """Where the rows lie, country by country."""
        checker = Checker(settings)
        made = []
        for country in _COUNTRIES:
            cells = []
            for key, (good, bad) in self._tally.grid.items():
                named, row, column = key.split("\t")
                if named == country:
                    cells.append((int(row) / 2, int(column) / 2, good + bad, bad))
            if cells:
                made.append(country_map(checker.gazetteer(country), cells, f"{self.word('map')} {country}"))
        return join(made) if made else self._nothing()

    def _nothing(self) -> Html:
        return element("p", self.word("nothing"), class_="nothing")


def _commonest(counts: Counts) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_row(group: Group) -> list[Sample]:
    return sorted(group.samples, key=lambda sample: sample.row)
