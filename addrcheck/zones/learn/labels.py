"""Zone labels as a station wrote them: opaque, except that some are the same zone spelt in two ways.

Labels that differ only in 区, 县, 市, 镇, 乡 or 街道 at the end of a part are one zone; the commonest spelling stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

_PART = re.compile(r"[^\W_]+")
_LEVEL_WORD = re.compile(r"(?:街道|[区县市镇乡])$")


class Merge(Struct, frozen=True):
    """Spellings of one zone: the one that stands, and how often each was written."""

    kept: str
    spellings: tuple[tuple[str, int], ...]


def label_key(label: str) -> str:
    """Return what spellings of one zone have in common.

    >>> label_key("余杭区/闲林街道") == label_key("余杭/闲林镇"), label_key("A区") == label_key("A")
    (True, False)
    """
    return _PART.sub(lambda part: _LEVEL_WORD.sub("", part[0]) if len(part[0]) > 2 else part[0], label)


def merged(labels: Iterable[str]) -> tuple[Mapping[str, str], list[Merge]]:
    """Return the spelling that stands for every label, and what was merged.

    >>> merged(["柳市镇", "柳市镇", "柳市街道"])[0]
    {'柳市镇': '柳市镇', '柳市街道': '柳市镇'}
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        spellings[label_key(label)][label] += 1
    standing: dict[str, str] = {}
    merges = []
    for counts in spellings.values():
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        standing |= dict.fromkeys(counts, ranked[0][0])
        if len(ranked) > 1:
            merges.append(Merge(ranked[0][0], tuple(ranked)))
    return standing, merges
