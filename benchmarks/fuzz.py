"""Ten thousand random strings and ten thousand mutilated addresses: ``python -m benchmarks.fuzz [--corpus DIR]``.

Each must get a report whose spans lie in the text and quote it; and the formatted address, checked again, must give
the same components. Exits with 1 where a report or a span fails; what does not read back the same is counted and shown.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path

from addrcheck import Checker, Report
from benchmarks import corpus

_SETS = (
    "cn/segments",
    "cn/admin_delivery",
    "cn/unlabelled_companies",
    "ru/components",
    "ru/lower_case",
    "ru/pickup_full",
)
_RANGES = ((0, 0x110000), (0, 0x110000), (0, 0x110000), (0x20, 0x7F), (0x400, 0x460), (0x4E00, 0x9FA6))
_NOISE = (0x20, 0x301, 0x3000, 0x200B, 0xFF11, 0x4E00, 0x5E02, 0x430, 0x1F600, 0x2E, 0x31, 0xD800)


def random_text(rng: random.Random) -> str:
    """Return up to 80 code points, about half of them from anywhere, the others from the scripts of addresses."""
    return "".join(chr(rng.randrange(*rng.choice(_RANGES))) for _ in range(rng.randrange(80)))


def mutilated(text: str, rng: random.Random) -> str:
    """Return a text with one to four characters dropped, doubled, swapped or made up."""
    letters = list(text)
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(letters) + 1)
        what = rng.randrange(4)
        if what == 0 or i >= len(letters):
            letters.insert(i, chr(rng.choice(_NOISE)))
        elif what == 1:
            del letters[i]
        elif what == 2:
            letters.insert(i, letters[i])
        elif i + 1 < len(letters):
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)


def faults(text: str, report: Report) -> list[str]:
    """Return what is wrong with a report on any text."""
    found = [] if json.loads(report.to_json())["input"] == text else ["input differs"]
    spans = [item.span for item in (*report.components, *report.issues) if item.span is not None]
    found += [f"span {span} outside" for span in spans if not 0 <= span[0] <= span[1] <= len(text)]
    found += [
        f"{c.type} quotes badly" for c in report.components if c.span and text[slice(*c.span)] != c.text
    ]
    return found


def parts(report: Report) -> list[tuple[str, str, str | None]]:
    """Return what a report says of the address, without spans."""
    kept = [c for c in report.components if c.status != "conflicting" and c.type != "postcode"]
    return [(c.type, c.value, c.code) for c in kept]


def same_again(checker: Checker, report: Report) -> bool:
    """Tell whether the formatted address, checked again, gives the same parts."""
    return parts(checker.check(report.formatted.local, report.country)) == parts(report)


def addresses(folder: Path) -> list[str]:
    """Return real addresses of the corpus, or made-up ones where it is absent."""
    texts: list[str] = []
    for name in _SETS:
        path = folder / f"{name}.jsonl"
        if path.exists():
            texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    if not texts:
        for country in ("cn", "ru"):
            texts += corpus.load(country, folder, Path("dictionaries")).texts
    return texts


def main() -> None:
    """Run both ten thousands and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path(os.environ.get("CORPUS", "../shared/eval")))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--show", type=int, default=5)
    arguments = parser.parse_args()
    rng, checker, bad = random.Random(20261123), Checker(), 0
    real = addresses(arguments.corpus)
    runs = {
        "random strings": [random_text(rng) for _ in range(arguments.count)],
        "mutilated addresses": [mutilated(rng.choice(real), rng) for _ in range(arguments.count)],
        "addresses as they are": rng.sample(real, min(len(real), arguments.count)),
    }
    for name, texts in runs.items():
        different = []
        for text in texts:
            report = checker.check(text)
            wrong = faults(text, report)
            bad += bool(wrong)
            if wrong:
                print("  ✗", repr(text), wrong)
            if report.country and not same_again(checker, report):
                different.append((text, report.formatted.local))
        print(f"{name}: {len(texts):,} reports, {len(texts) - len(different):,} read back the same")
        for text, local in different[: arguments.show]:
            print("    ", repr(text), "→", repr(local))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
