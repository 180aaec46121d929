"""How often a score of so much is right: ``python -m benchmarks.calibration [--corpus DIR] [--svg FILE]``.

Takes every labelled set of the corpus, asks the corpus's own scorer (``score.py`` beside the sets) whether the
places of each report are right, and counts by score. Needs the corpus; nothing of it is kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from addrcheck import Checker

BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
CHINESE = (
    "admin_full", "admin_no_city", "admin_hospital", "admin_delivery", "abolished", "no_suffix", "typo",
    "traditional", "with_contact", "latin", "hard_issues", "peer_tests", "ambiguous",
)  # fmt: skip
RUSSIAN = (
    "components", "lower_case", "typo", "wrong_layout", "translit", "pickup_full", "pickup_no_region", "places",
    "latin_terminals", "street_first", "towns",
)  # fmt: skip

Counts = dict[float, Counter[str]]


def scorer(folder: Path) -> ModuleType:
    """Return the corpus's scorer as a module."""
    spec = importlib.util.spec_from_file_location("corpus_scorer", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder} has no score.py: calibration needs the labelled corpus")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_right(scoring: ModuleType, country: str, gold: dict[str, Any], report: dict[str, Any]) -> bool:
    """Tell whether the places of the report are the ones that people labelled."""
    if country == "cn":
        return bool(scoring.admin_right(gold, report))
    verdict = scoring.judge({k: gold[k] for k in ("region", "settlement") if gold.get(k)}, report)
    return all(verdict.values())


def count(folder: Path) -> dict[str, Counts]:
    """Return for each set how many rows fall into each bin and how many of them are right."""
    scoring, checker, table = scorer(folder), Checker(), {}
    for country, sets in (("cn", CHINESE), ("ru", RUSSIAN)):
        for name in sets:
            counts: Counts = {low: Counter() for low in BINS}
            for line in (folder / country / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                report = json.loads(checker.check(row["text"]).to_json())
                low = max(b for b in BINS if report["score"] >= b)
                counts[low]["rows"] += 1
                counts[low]["right"] += is_right(scoring, country, row["gold"], report)
                counts[low]["score"] += round(1000 * report["score"])
            table[f"{country}/{name}"] = counts
    return table


def merged(table: dict[str, Counts]) -> Counts:
    """Return the counts of all sets together."""
    total: Counts = {low: Counter() for low in BINS}
    for counts in table.values():
        for low, counter in counts.items():
            total[low].update(counter)
    return total


def lines(counts: Counts) -> list[str]:
    """Return one Markdown row a bin: from, rows, mean score, share right."""
    rows = ["| score from | addresses | mean score | right |", "|--:|--:|--:|--:|"]
    for low, c in counts.items():
        if c["rows"]:
            mean, share = c["score"] / c["rows"] / 1000, 100 * c["right"] / c["rows"]
            rows.append(f"| {low:.2f} | {c['rows']:,} | {mean:.3f} | {share:.1f} % |")
    return rows


def svg(counts: Counts) -> str:
    """Return the calibration curve as a picture: a point a bin, the diagonal beside it."""
    points = [
        (c["score"] / c["rows"] / 1000, c["right"] / c["rows"], c["rows"])
        for c in counts.values()
        if c["rows"]
    ]
    place = lambda x, y: (round(50 + 400 * x, 1), round(450 - 400 * y, 1))  # noqa: E731
    path = " ".join("{},{}".format(*place(x, y)) for x, y, _ in points)
    dots = "".join(
        '<circle cx="{}" cy="{}" r="{}"/>'.format(*place(x, y), round(3 + n**0.5 / 12, 1))
        for x, y, n in points
    )
    ticks = "".join(
        f'<text x="{place(t / 10, 0)[0]}" y="470">{t / 10}</text><text x="18" y="{place(0, t / 10)[1]}">{t / 10}</text>'
        for t in range(0, 11, 2)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 500" font-family="sans-serif" font-size="13">'
        '<rect width="480" height="500" fill="#fff"/><path d="M50,450 450,50" stroke="#999" stroke-dasharray="5"/>'
        '<path d="M50,50V450H450" fill="none" stroke="#333"/>'
        f'<polyline points="{path}" fill="none" stroke="#0a6" stroke-width="2"/><g fill="#0a6" fill-opacity=".6">{dots}</g>'
        f'{ticks}<text x="200" y="490">score</text><text x="55" y="40">share right (size of a dot: addresses)</text></svg>\n'
    )


def main() -> None:
    """Print the table, all sets together and each set apart; write the picture where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path(os.environ.get("CORPUS", "../shared/eval")))
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--each", action="store_true", help="every set apart, too")
    arguments = parser.parse_args()
    table = count(arguments.corpus)
    total = merged(table)
    print("\n".join(lines(total)))
    if arguments.each:
        for name, counts in table.items():
            print(f"\n{name}\n" + "\n".join(lines(counts)))
    if arguments.svg:
        arguments.svg.write_text(svg(total), encoding="utf-8")


if __name__ == "__main__":
    main()
