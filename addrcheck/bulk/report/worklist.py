"""The worklist of the report page: what one step settles most rows comes first; on a phone its parts stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from addrcheck.bulk.facts import parts_of
from addrcheck.bulk.report.markup import Html, element
from addrcheck.bulk.tally import Group, Sample, Tally
from addrcheck.wording.bulk import PAGE, action_word, count_text, issue_topic, say, share_text
from addrcheck.wording.words import component_name

_SHOWN, _LISTED = 10, 30


def worklist(tally: Tally, lang: str) -> Html:
    """Return the steps, the first of them open to see, the others folded away; nothing where there is no work."""
    groups = sorted(tally.worklist.items(), key=lambda item: (-item[1].rows, item[0]))[:_LISTED]
    if not groups:
        return element("p", say(PAGE, "nothing", lang), class_="nothing")
    problems = sum(n for action, n in tally.actions.items() if action != "accept") + tally.statuses.get(
        "error", 0
    )
    steps = [_step(key, group, problems or 1, lang) for key, group in groups]
    shown = element("ol", *steps[:_SHOWN], class_="steps")
    if len(steps) <= _SHOWN:
        return shown
    more = element("summary", say(PAGE, "more", lang).format(len(steps) - _SHOWN))
    rest = element("ol", *steps[_SHOWN:], start=_SHOWN + 1, class_="steps")
    return element("div", shown, element("details", more, rest))


def _step(key: str, group: Group, problems: int, lang: str) -> Html:
    what, where = _meaning(key, lang)
    rows = f"{count_text(group.rows, lang)} · {share_text(group.rows / problems, lang)}"
    head = element(
        "div",
        element("b", what, class_="what"),
        element("span", where, class_="where") if where else "",
        element("span", say(PAGE, "rows_much", lang).format(rows), class_="much"),
        class_="step",
    )
    return element("li", head, examples(group.samples, lang))


def _meaning(key: str, lang: str) -> tuple[str, str]:
    """Return what is to be done and where."""
    kind, *rest = parts_of(key)
    if kind == "correction":
        part, given, value = rest
        return say(PAGE, "fix_typo", lang, given=given, value=value, kind=component_name(part, lang)), ""
    code, _, region, city = rest
    what = issue_topic(code, lang) if kind == "issue" else action_word(code, lang)
    between = " " if lang == "zh" else ", "
    return what, between.join(dict.fromkeys(filter(None, (region, city))))


def examples(samples: Sequence[Sample], lang: str) -> Html:
    """Return the first of some rows, the others folded away."""
    if not samples:
        return Html("")
    first, *others = (example(sample, lang) for sample in samples)
    if not others:
        return element("div", first)
    folded = element("summary", say(PAGE, "more_rows", lang).format(len(others)))
    return element("div", first, element("details", folded, *others))


def example(sample: Sample, lang: str) -> Html:
    """Return one row to look at: its number, what was typed, what is to be said."""
    number = element("span", say(PAGE, "row", lang).format(sample.row), class_="row")
    message = element("span", sample.message, class_="message") if sample.message else ""
    return element("p", number, " ", sample.typed or "–", " ", message, class_="example")
