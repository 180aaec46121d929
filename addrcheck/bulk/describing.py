"""What happened, in a few lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addrcheck.bulk.job import Summary
from addrcheck.bulk.questions import EVIDENCE, Role
from addrcheck.wording.bulk import ROW_TROUBLES, STATUSES, SUMMARY, say


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield what was found in the file, what came of its rows, and what is worth knowing."""
    lang = summary.lang
    yield from layout_lines(summary)
    tally, statuses = summary.tally, summary.tally.statuses
    counted = (
        "rows_again" if summary.resumed_at else "rows"
    )  # what was asked before the break was asked again
    yield say(SUMMARY, counted, lang, rows=f"{tally.rows:,}", questions=f"{tally.questions:,}")
    for status in STATUSES:
        if count := statuses.get(status):
            yield f"  {say(STATUSES, status, lang)}: {count:,} ({count / max(1, tally.rows):.1%})"
    for code, count in tally.troubles.items():
        yield say(SUMMARY, "troubles", lang, count=f"{count:,}", what=say(ROW_TROUBLES, code, lang))
    if tally.formulas:
        yield say(SUMMARY, "formulas", lang, count=f"{tally.formulas:,}")
    if tally.lost:
        yield say(SUMMARY, "lost", lang, count=f"{tally.lost:,}")
    if summary.repeats is not None:
        yield say(SUMMARY, "repeats", lang, count=f"{summary.repeats:,}")
    if summary.died:
        yield say(SUMMARY, "died", lang, count=f"{summary.died:,}")
    if summary.resumed_at:
        yield say(SUMMARY, "resumed", lang, row=f"{summary.resumed_at + 1:,}")
    rate = (tally.rows) / max(summary.seconds, 0.001)
    yield say(SUMMARY, "time", lang, seconds=f"{summary.seconds:.1f}", rate=f"{rate:,.0f}")
    to_output = str(summary.target) == "-"
    yield (
        say(SUMMARY, "written_out", lang) if to_output else say(SUMMARY, "written", lang, path=summary.target)
    )
    if summary.unmarked:
        yield say(SUMMARY, "excel", lang)


def layout_lines(summary: Summary) -> Iterator[str]:
    """Yield what was found out about the file."""
    lang, layout = summary.lang, summary.layout
    if summary.encoding:
        yield say(SUMMARY, "file", lang, form=summary.form.upper(), encoding=summary.encoding)
    if len(summary.sheets) > 1:
        yield say(SUMMARY, "sheet", lang, sheet=summary.sheet)
    if layout.header_at is None:
        yield say(SUMMARY, "no_header", lang)
    parts = [role for role in layout.roles if role.role not in EVIDENCE]
    evidence = [role for role in layout.roles if role.role in EVIDENCE]
    yield say(SUMMARY, "columns", lang, columns=columns_text(parts, layout.names, lang))
    if evidence:
        yield say(SUMMARY, "evidence", lang, columns=columns_text(evidence, layout.names, lang))


def columns_text(roles: Sequence[Role], names: Sequence[str], lang: str) -> str:
    """Return columns as a person finds them: by name or number, with what they hold where that differs."""
    texts = []
    for role in roles:
        name = names[role.index].strip() if role.index < len(names) else ""
        if sum(name == other.strip() for other in names) > 1:
            name = f"{name} (#{role.index + 1})"
        texts.append(say(SUMMARY, "kind", lang).format(name or role.index + 1, role.role))
    return ", ".join(texts)
