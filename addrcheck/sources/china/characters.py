"""traditional → simplified, one character to one, from OpenCC's tables.

The package holds its tables compiled; they are read with the tool that it brings (Linux, x86-64).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from addrcheck.sources.china.place import Journal

_TABLES = "opencc/clib/share/opencc"
_TOOL = "opencc/clib/bin/opencc_dict"


def read_traditional(folder: Path, journal: Journal) -> dict[str, str]:
    """Return traditional → simplified; the first choice where a character has several.

    Variants of Hong Kong and Taiwan lead to what the standard form leads to.
    """
    standard = {t: choices[0] for t, choices in _read(folder, "TSCharacters").items()}
    found = dict(standard)
    for table in ("HKVariantsRev", "TWVariantsRev"):
        for variant, choices in _read(folder, table).items():
            found.setdefault(variant, standard.get(choices[0], choices[0]))
    found = {t: s for t, s in found.items() if len(t) == len(s) == 1 and t != s}
    # 苧 is traditional for 苎 and simplified for 薴: what is simplified already stays as it is.
    found = {t: s for t, s in found.items() if t not in set(found.values())}
    journal.head("traditional characters")
    journal.tell("pairs", [t + s for t, s in found.items()])
    return found


def without_official(pairs: dict[str, str], names: list[str], journal: Journal) -> dict[str, str]:
    """Drop the characters that simplified names of places use themselves (於潜镇, 乾县)."""
    used = set("".join(names))
    kept = {t: s for t, s in pairs.items() if t not in used}
    journal.tell("stand in official names, dropped", [t + s for t, s in pairs.items() if t not in kept], 60)
    return kept


def _read(folder: Path, table: str) -> dict[str, list[str]]:
    tool = folder / _TOOL
    tool.chmod(0o755)
    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / "table.txt"
        source = folder / _TABLES / f"{table}.ocd2"
        subprocess.run(
            [tool, "-i", source, "-o", text, "-f", "ocd2", "-t", "text"], check=True, capture_output=True
        )
        lines = text.read_text(encoding="utf-8").splitlines()
    return {t: choices.split(" ") for t, choices in (line.split("\t") for line in lines if "\t" in line)}
