"""What changed in the case tables since the last recorded run: ``python -m benchmarks.cases [--record]``.

Every text of ``tests/cases/*.tsv`` goes through the whole engine; what the report says of it is compared with
``tests/cases/recorded.jsonl``. Only differences are shown, each with the reason that its table gives for the case, so that
the effect of a rule on all other rules is seen at a glance. ``--record`` keeps today's answers as the new record.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from addrcheck import Checker, Report

CASES = Path(__file__).parent.parent / "tests" / "cases"
RECORD = CASES / "recorded.jsonl"

Answer = dict[str, str]


def rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield table, text and why of every case that has a text."""
    for path in sorted(folder.glob("*.tsv")):
        lines = [
            line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
        ]
        header = lines[0].split("\t")
        if "text" in header:
            for line in lines[1:]:
                row = dict(zip(header, line.split("\t"), strict=True))
                yield path.stem, row["text"].replace("\\n", "\n"), row.get("why", "")


def answer(report: Report) -> Answer:
    """Return what is worth comparing of a report, as short texts."""
    return {
        "action": report.action,
        "parts": " ".join(f"{c.type}={c.value}/{c.status}" for c in report.components),
        "issues": " ".join(sorted({issue.code for issue in report.issues if issue.severity != "info"})),
        "candidates": " | ".join(candidate.label for candidate in report.candidates[:4]),
    }


def run(folder: Path) -> dict[str, tuple[Answer, str]]:
    """Return today's answer and the reason of each case, by table and text."""
    checker = Checker()
    return {f"{table}: {text}": (answer(checker.check(text)), why) for table, text, why in rows(folder)}


def recorded(path: Path) -> dict[str, Answer]:
    """Return the answers of the last recorded run."""
    if not path.exists():
        return {}
    pairs = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return dict(pairs)


def differences(before: dict[str, Answer], now: dict[str, tuple[Answer, str]]) -> Iterator[str]:
    """Yield a few lines for each case that is new, gone or answered otherwise."""
    for case, (found, why) in now.items():
        known = before.get(case)
        if known is None:
            yield f"+ {case}\n    {found['action']}  {found['parts']}"
        elif known != found:
            changed = [
                f"    {key}: {known.get(key, '')} → {found[key]}"
                for key in found
                if known.get(key) != found[key]
            ]
            yield "\n".join([f"≠ {case}  ({why})", *changed])
    for case in before.keys() - now.keys():
        yield f"- {case}"


def main() -> None:
    """Show what changed; keep it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep today's answers as the record")
    arguments = parser.parse_args()
    now = run(CASES)
    changed = list(differences(recorded(RECORD), now))
    print("\n".join(changed) or "nothing changed")
    print(f"{len(now)} cases, {len(changed)} changed since the record")
    if arguments.record:
        lines = (json.dumps([case, found], ensure_ascii=False) for case, (found, _) in sorted(now.items()))
        RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
