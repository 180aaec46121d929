"""A text with some words mended, and where each of its characters stands in the text as it was typed.

Mended words are longer or shorter than the typed ones; what leaves the grammar points into the typed text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from addrcheck.gazetteer.folding import fold
from addrcheck.languages import Doubt, Mention, Named, Settlement
from addrcheck.model import Part, Span

_MENDED = frozenset(("street", "region", "area", "city", "district", "settlement"))


class Change(Struct, frozen=True, gc=False):
    """One mended word: where it was typed, what it should be, what that costs a mention (0 for a type word).

    ``others`` are words that fit about as well.
    """

    start: int
    end: int
    word: str
    cost: float = 0.0
    others: tuple[str, ...] = ()


class Respelling(Struct, frozen=True):
    """The mended text; ``spans`` tells where each change stands in it."""

    text: str
    changes: tuple[Change, ...]
    spans: tuple[Span, ...]

    def typed(self, position: int) -> int:
        """Return where a position of the mended text, at a border of words, stands in the typed one."""
        shift = 0
        for change, (start, end) in zip(self.changes, self.spans, strict=True):
            if position <= start:
                break
            shift = change.end - end
        return position + shift

    def mended(self, position: int) -> int:
        """Return where a position of the typed text, at a border of words, stands in the mended one."""
        shift = 0
        for change, (_, end) in zip(self.changes, self.spans, strict=True):
            if position <= change.start:
                break
            shift = end - change.end
        return position + shift

    def cost(self, start: int, end: int) -> float:
        """Return what the changes in a stretch of the mended text cost together."""
        inside = zip(self.changes, self.spans, strict=True)
        return min(0.3, sum(change.cost for change, (a, b) in inside if start <= a and b <= end))

    def others(self, start: int, end: int) -> Iterator[str]:
        """Yield what a stretch of the mended text, folded, also may have been meant to be."""
        for change, (a, b) in zip(self.changes, self.spans, strict=True):
            if start <= a and b <= end:
                for word in change.others:
                    yield fold("RU", self.text[start:a] + word + self.text[b:end])

    def typed_mention(self, mention: Mention) -> Mention:
        """Return a mention of the mended text as one of the typed text."""
        return structs.replace(mention, start=self.typed(mention.start), end=self.typed(mention.end))

    def typed_doubt(self, doubt: Doubt) -> Doubt:
        """Return a doubt about the mended text as one about the typed text."""
        return structs.replace(doubt, start=self.typed(doubt.start), end=self.typed(doubt.end))

    def typed_part(self, part: Part, text: str) -> Part:
        """Return a part of the mended text as one of ``text``, the typed one, telling whether it was mended.

        Only streets and places are: what a company or an estate calls itself is its own affair.
        """
        start, end = self.typed(part.start), self.typed(part.end)
        if not self.cost(part.start, part.end):
            return structs.replace(part, start=start, end=end)
        if part.type in _MENDED:
            return structs.replace(part, start=start, end=end, corrected=True)
        return structs.replace(part, start=start, end=end, value=text[start:end])

    def mended_settlement(self, settlement: Settlement) -> Settlement:
        """Return what was settled about the typed text as if it were about the mended one."""

        def mention(one: Mention) -> Mention:
            return structs.replace(one, start=self.mended(one.start), end=self.mended(one.end))

        def named(pairs: tuple[Named, ...]) -> tuple[Named, ...]:
            return tuple(structs.replace(one, mention=mention(one.mention)) for one in pairs)

        return structs.replace(
            settlement,
            named=named(settlement.named),
            repeats=named(settlement.repeats),
            undecided=tuple(map(mention, settlement.undecided)),
            strays=tuple(map(mention, settlement.strays)),
        )


def respell(text: str, changes: Sequence[Change]) -> Respelling:
    """Return ``text`` with ``changes`` made, which do not overlap; each word takes the capitals of the typed one.

    >>> mended = respell("г. Мсоква, ул. Мира", [Change(3, 9, "москва")])
    >>> mended.text, mended.typed(11), mended.mended(15)
    ('г. Москва, ул. Мира', 11, 15)
    """
    pieces, spans, at, length = [], [], 0, 0
    ordered = sorted(changes, key=lambda change: change.start)
    for change in ordered:
        kept = text[at : change.start]
        word = recase(text[change.start : change.end], change.word)
        start = length + len(kept)
        length = start + len(word)
        pieces += [kept, word]
        spans.append((start, length))
        at = change.end
    pieces.append(text[at:])
    return Respelling("".join(pieces), tuple(ordered), tuple(spans))


def recase(typed: str, word: str) -> str:
    """Return ``word`` in the capitals of ``typed``.

    >>> recase("МОСКАВ", "москва"), recase("Ростов-на-Доун", "ростов-на-дону"), recase("мсоква", "москва")
    ('МОСКВА', 'Ростов-на-Дону', 'москва')
    """
    if sum(map(str.isupper, typed)) * 2 > len(typed):
        return word.upper()
    pieces, pattern = word.split("-"), typed.split("-")
    if len(pieces) != len(pattern):
        pattern = [typed] * len(pieces)
    return "-".join(
        piece.capitalize() if model[:1].isupper() else piece
        for piece, model in zip(pieces, pattern, strict=True)
    )
