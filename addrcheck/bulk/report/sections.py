"""The sections of the report page, each from the count of a run to a piece of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from addrcheck.bulk.facts import GRID, parts_of
from addrcheck.bulk.report.charts import bar, parts_bar
from addrcheck.bulk.report.map import country_map
from addrcheck.bulk.report.markup import Html, element, join, table
from addrcheck.bulk.report.worklist import example, worklist
from addrcheck.bulk.tally import Counts, Group, Sample, Tally
from addrcheck.checker import Checker
from addrcheck.settings import Settings
from addrcheck.wording.bulk import PAGE, ROW_TROUBLES, action_word, count_text, issue_topic, say, share_text
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
        corrected = min(actions.get("confirm", 0), sum(self._tally.of("correction").values()))
        ask = actions.get("confirm", 0) - corrected + actions.get("add_unit", 0)
        other = sum(actions.get(a, 0) for a in ("special", "foreign", "empty")) + statuses.get("error", 0)
        parts = (
            (self.word("ready"), actions.get("accept", 0), "good"),
            (self.word("corrected"), corrected, "mended"),
            (self.word("ask"), ask, "ask"),
            (self.word("fix"), actions.get("fix", 0), "bad"),
            (self.word("other"), other, "other"),
        )
        return parts_bar(parts, self.word("results"), self._lang)

    def worklist(self) -> Html:
        """What one step settles most rows, first."""
        return worklist(self._tally, self._lang)

    def low(self, name: str) -> Html:
        """What a list may lack whose rare entries were let go."""
        lost = self._tally.low_by.get(name, 0)
        return element("p", self.word("low", count=self._count(lost))) if lost else Html("")

    def _count(self, number: int) -> str:
        return count_text(number, self._lang)

    def reasons(self) -> Html:
        """How often each issue was raised."""
        return self._bars(
            ((issue_topic(code, self._lang), n) for code, n in _commonest(self._tally.of("issue"))),
            self.word("reasons"),
        )

    def missing(self) -> Html:
        """How often each part was missing."""
        return self._bars(
            ((component_name(part, self._lang), n) for part, n in _commonest(self._tally.of("missing"))),
            self.word("missing"),
        )

    def _bars(self, counted: Iterable[tuple[str, int]], heading: str) -> Html:
        """Return names with bars."""
        items = list(counted)[:_FEW]
        if not items:
            return self._nothing()
        rows = self._tally.rows or 1
        cells = (
            (name, self._count(n), share_text(n / rows, self._lang), bar(n, items[0][1])) for name, n in items
        )
        return table(
            (heading, self.word("rows"), self.word("share"), ""), cells, numbers=(1, 2), label=heading
        )

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
            numbers = [self._count(actions.get(a, 0)) for a in ("accept", "confirm", "add_unit", "fix")]
            other = sum(n for action, n in actions.items() if action not in _TELLING)
            rows.append(
                (
                    self.word("no_zone") if name == "-" else name,
                    self._count(whole),
                    *numbers,
                    self._count(other),
                    bar(whole, largest, whole - good),
                )
            )
        words = [action_word(a, self._lang) for a in ("accept", "confirm", "add_unit", "fix")]
        return table(
            (heading, self.word("rows"), *words, self.word("other"), ""),
            rows,
            numbers=range(1, 7),
            label=heading,
        )

    def corrections(self) -> Html:
        """The commonest corrections; where there are common ones, those that were made once are left out."""
        found = _commonest(self._tally.of("correction"))
        common = [(key, n) for key, n in found if n > 1][:_LISTED] or found[:_FEW]
        rows = []
        for key, n in common:
            part, given, value = parts_of(key)
            rows.append(
                (given, value, component_name(part, self._lang), self._count(n), bar(n, common[0][1]))
            )
        headings = (self.word("typed"), self.word("meant"), self.word("part"), self.word("rows"), "")
        label = self.word("corrections")
        return table(headings, rows, numbers=(3,), label=label) if rows else self._nothing()

    def samples(self) -> Html:
        """A few rows of each kind."""
        groups = [
            (key, self._tally.samples[key])
            for key in ("accept", "confirm", "add_unit", "fix", "special", "foreign")
            if key in self._tally.samples
        ]
        listed = (
            join(
                (
                    element("h3", action_word(key, self._lang)),
                    *(example(sample, self._lang) for sample in _by_row(group)),
                )
            )
            for key, group in groups
        )
        return join(listed) if groups else self._nothing()

    def repeated(self) -> Html:
        """Addresses with problems that stand in many rows: one answer settles them all."""
        groups = sorted(self._tally.repeated.items(), key=lambda item: (-item[1].rows, item[0]))
        rows = [
            (typed, group.samples[0].message or self.word("see_row"), self._count(group.rows))
            for typed, group in groups[:_FEW]
            if group.rows > 1
        ]
        headings = (self.word("typed"), self.word("what"), self.word("rows"))
        return table(headings, rows, numbers=(2,), label=self.word("repeated")) if rows else self._nothing()

    def troubles(self) -> Html:
        """What was odd about the rows themselves."""
        rows = [
            (say(ROW_TROUBLES, code, self._lang), self._count(n))
            for code, n in _commonest(self._tally.troubles)
        ]
        return (
            table((self.word("what"), self.word("rows")), rows, numbers=(1,), label=self.word("troubles"))
            if rows
            else self._nothing()
        )

    def maps(self, settings: Settings) -> Html:
        """Where the rows lie, country by country."""
        checker = Checker(settings)
        made = []
        for country in _COUNTRIES:
            cells = []
            for key, counts in self._tally.by_name("grid").items():
                named, row, column = parts_of(key)
                if named == country:
                    cells.append(
                        (int(row) / GRID, int(column) / GRID, sum(counts.values()), counts.get("bad", 0))
                    )
            if cells:
                name = self.word(f"map_{country}")
                made.append(element("h3", name))
                made.append(country_map(checker.gazetteer(country), cells, name))
        return join(made) if made else self._nothing()

    def _nothing(self) -> Html:
        return element("p", self.word("nothing"), class_="nothing")


def _commonest(counts: Counts) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_row(group: Group) -> list[Sample]:
    return sorted(group.samples, key=lambda sample: sample.row)
