"""Measure addrcheck, and other parsers beside it: `make bench`, or `python benchmarks/run.py --help`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from benchmarks import bulk, corpus, measure, systems, table, zones

ROOT = Path(__file__).parent.parent
DICTIONARIES = ROOT / "dictionaries"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    default = os.environ.get("CORPUS") or str(ROOT.parent / "shared" / "eval")
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--corpus",
        type=Path,
        default=Path(default),
        help="folder of the evaluation sets; made-up texts without",
    )
    add("--country", choices=sorted(corpus.SETS), action="append", help="only this one (may be given again)")
    add(
        "--peers",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="install and measure other parsers too",
    )
    add("--peers-in", type=Path, help="folder to keep the installed peers in (default: thrown away)")
    add("--repeats", type=int, default=measure.REPEATS, help="runs of each kind, of which the median counts")
    add("--markdown", action="store_true", help="print Markdown, for the README")
    return parser.parse_args()


def note(text: str) -> None:
    """Tell the person who waits; the table alone goes to standard output."""
    print(text, file=sys.stderr, flush=True)


def measure_ours(
    texts: corpus.Corpus, scratch: Path, repeats: int
) -> tuple[measure.Compilation, measure.Figures]:
    """Compile into an empty cache, then measure addrcheck with what it holds."""
    note(f"{texts.country}: addrcheck ...")
    cache, file = scratch / f"cache-{texts.country}", scratch / f"{texts.country}.jsonl"
    compiled = measure.compilation(systems.ours, texts.country, file, cache)
    installed = systems.ours(cache)
    figures = measure.figures(installed, file, repeats)
    return compiled, figures._replace(batch=measure.stream_rate(installed, texts.texts, scratch, repeats))


def measure_peers(
    texts: corpus.Corpus, scratch: Path, homes: Path, repeats: int
) -> Iterator[measure.Figures]:
    """Yield the figures of every peer of the country that can be installed; say which cannot."""
    for system in systems.PEERS:
        if system.country != texts.country:
            continue
        note(f"{texts.country}: {system.name} ...")
        try:
            installed = systems.install(system, homes)
            yield measure.figures(installed, scratch / f"{texts.country}.jsonl", repeats)
        except (systems.InstallError, measure.WorkerError) as error:
            note(f"{system.name} is left out: {error}")


def run(options: argparse.Namespace, scratch: Path, render: Callable[..., str]) -> Iterator[str]:
    """Yield the lines of the answer, country by country."""
    yield f"Machine: {table.machine()}"
    homes, compiled = options.peers_in or scratch / "peers", []
    for country in options.country or sorted(corpus.SETS):
        texts = corpus.load(country, options.corpus, DICTIONARIES)
        encoded = b"".join(msgspec.json.encode(text) + b"\n" for text in texts.texts)
        (scratch / f"{country}.jsonl").write_bytes(encoded)
        compilation, ours = measure_ours(texts, scratch, options.repeats)
        compiled.append(compilation)
        peers = list(measure_peers(texts, scratch, homes, options.repeats)) if options.peers else []
        yield f"\n{country.upper()}: {texts.origin}\n"
        yield render(table.HEADER, table.comparison(ours, peers))
    yield "\n" + render(table.COMPILATION_HEADER, table.compilations(compiled))
    yield "\n" + table.LEGEND.format(repeats=options.repeats)
    note("zones ...")
    yield "\n" + zones.line(scratch / "cache-zones", options.repeats)
    note("bulk ...")
    yield "\n" + render(bulk.HEADER, list(bulk.lines(scratch, options.corpus)))


def main() -> None:
    """Print the tables."""
    options = arguments()
    render = table.markdown if options.markdown else table.plain
    with tempfile.TemporaryDirectory(prefix="addrcheck-bench-") as scratch:
        for line in run(options, Path(scratch), render):
            print(line, flush=True)


if __name__ == "__main__":
    main()
