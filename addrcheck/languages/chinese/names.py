"""Cut a stretch of names without numbers or punctuation into roads, villages, estates and the like.

The type words found in the stretch are the only places where a name can end. Going from left to right
each of them either closes the name before it or turns out to be a piece of a longer one.
"""

from __future__ import annotations

from addrcheck.languages.chinese.words import Word

Marker = tuple[int, int, Word]
"""Start, end and kind of a type word in the text."""

Phrase = tuple[int, int, Word | None]
"""Start, end and kind of a whole name; None where no type word ends it."""

_OF_ROADS = frozenset("东西南北中前后环新老一二三四五六七八九十内外支横直")
_NAMING = frozenset({Word.ESTATE, Word.WEAK, Word.COMPANY, Word.INNER, Word.VILLAGE, Word.DEVZONE, Word.TOWN})
_ALONE = frozenset(
    {
        Word.ESTATE,
        Word.DEVZONE,
        Word.COMPANY,
        Word.INNER,
        Word.LANDMARK,
        Word.JOINT,
        Word.NOTE,
        Word.SECTION,
        Word.PICKUP,
    }
)
_FREE = frozenset({Word.LANDMARK, Word.JOINT, Word.NOTE, Word.SECTION, Word.PICKUP})


def cut_names(text: str, start: int, end: int, markers: list[Marker]) -> list[Phrase]:
    """Return the phrases of ``text[start:end]`` in order; together they cover all of it."""
    phrases: list[Phrase] = []
    begin, count = start, len(markers)
    for i, (s, e, kind) in enumerate(markers):
        if s < begin:
            continue
        if kind in _FREE:
            if kind is Word.JOINT and not _joins(markers, i):
                continue
            if s > begin:
                phrases.append((begin, s, None))
            phrases.append((s, e, kind))
            begin = e
            continue
        if s == begin and kind not in _ALONE:
            continue
        following = markers[i + 1] if i + 1 < count else None
        if following is not None:
            if _continues(text, e, kind, following):
                continue
            if kind is Word.WEAK and following[2] not in _FREE:
                continue
        elif kind is Word.WEAK and e < end:
            continue
        phrases.append((begin, e, kind))
        begin = e
    if begin < end:
        phrases.append((begin, end, None))
    return phrases


def _continues(text: str, e: int, kind: Word, following: Marker) -> bool:
    """Tell whether the type word that ends at ``e`` is only a piece of the name that ``following`` ends."""
    s, _, next_kind = following
    if next_kind in _FREE:
        return False
    if s == e:
        return True
    if next_kind is Word.STREET and kind in _NAMING:
        return all(c in _OF_ROADS for c in text[e:s])
    return False


def _joins(markers: list[Marker], i: int) -> bool:
    """Tell whether 与 or 和 at ``i`` stands between two streets."""
    before = markers[i - 1] if i else None
    after = markers[i + 1] if i + 1 < len(markers) else None
    return bool(
        before
        and before[2] is Word.STREET
        and before[1] == markers[i][0]
        and after
        and after[2] is Word.STREET
    )
