"""Completions while a person types, in one order and written out as the form should hold them.

What a beginning may mean is read by ``addrcheck.reading.beginnings``: first inside the places that the other fields
name, then anywhere, then with slips undone, at last as the checker reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import UNSET, Struct, UnsetType

from addrcheck.attempt import Attempt
from addrcheck.errors import UsageError
from addrcheck.fields import LEVELS_OF_FIELD, check_names
from addrcheck.filling import names_of
from addrcheck.fitting import MAY_LEAVE, fitting
from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.labels import label, written_name
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.ways import russian_words
from addrcheck.model import Span
from addrcheck.reading.beginnings import beginnings
from addrcheck.reading.found import ANY_TOWN, FEWEST_LETTERS, Found, Status
from addrcheck.reading.normalise import read

MOST = 20
"""More completions than that nobody reads."""
LONGEST = 200
"""Of a longer text nothing is completed: it is no beginning of an address any more."""

_SHORT = 8
_MOST_REMEMBERED = 2048
_MARKS = re.compile(r"[\s,.]+")
_LETTER = re.compile(r"[^\W\d_]")


class Suggestion(Struct, frozen=True, gc=False):
    """One completion.

    ``text`` is what the field should hold when it is chosen; ``label`` the place with all it lies in, ``marks`` the
    spans of the label that were typed; ``fields`` the same by field, for forms that have several. ``status`` is
    ``given`` for a beginning, ``corrected`` where a slip or the layout was undone, ``renamed`` where ``former`` was
    typed. ``code`` is null for a street: it is a usual name, not a known street of this town.
    """

    text: str
    label: str
    name: str
    level: str
    country: str
    code: str | None
    status: Status
    marks: tuple[Span, ...]
    fields: dict[str, str]
    former: str | UnsetType = UNSET


class Suggester:
    """Completes what is typed, with the dictionaries of a checker."""

    def __init__(
        self,
        gazetteer: Callable[[str], Gazetteer],
        attempt: Callable[[str, Mapping[str, str]], Attempt | None],
    ) -> None:
        """Take how a country's dictionary is opened, and how a text or fields are read up to their places."""
        self._gazetteer = gazetteer
        self._attempt = attempt
        self._short = lru_cache(maxsize=_MOST_REMEMBERED)(self._made)

    def suggest(
        self,
        text: str,
        fields: Mapping[str, str] | None = None,
        limit: int = 8,
        country: str | None = None,
        field: str | None = None,
    ) -> list[Suggestion]:
        """Return up to ``limit`` completions of ``text``, the likeliest first.

        ``fields`` are the other fields of the form, ``field`` the name of the one being typed. Raises
        ``UsageError`` for an unknown field and a limit outside 1 … 20.
        """
        if not 1 <= limit <= MOST:
            raise UsageError(f"limit must be between 1 and {MOST}")
        check_names([*(fields or {}), *([field] if field else [])])
        if len(text) > LONGEST:
            return []
        others = tuple((name, value) for name, value in (fields or {}).items() if name != field)
        make = self._short if len(text) <= _SHORT else self._made
        return list(make(text, others, limit, country, field))

    def _made(
        self,
        text: str,
        others: tuple[tuple[str, str], ...],
        limit: int,
        country: str | None,
        field: str | None,
    ) -> list[Suggestion]:
        """Work the same out; what many people begin with is worked out once."""
        known = self._known(dict(others))
        typed = read(text).text
        tries = self._tries(typed, known, country, known is not None and field not in MAY_LEAVE)
        found = next(filter(None, (fitting(some, field, typed) for some in tries)), [])
        ranked = sorted(found, key=lambda one: (-one.score, one.place))
        within = known[1] if known else ()
        return _distinct((_written(one, typed, within) for one in ranked), limit)

    def _known(self, fields: Mapping[str, str]) -> tuple[Gazetteer, tuple[int, ...]] | None:
        """Return the dictionary and the chain of places that the other fields name."""
        places = {name: value for name, value in fields.items() if name in LEVELS_OF_FIELD and value.strip()}
        settled = self._attempt("", places) if places else None
        return (settled.gazetteer, settled.settlement.chain) if settled and settled.settlement.chain else None

    def _tries(
        self,
        typed: str,
        known: tuple[Gazetteer, tuple[int, ...]] | None,
        country: str | None,
        inside: bool,
    ) -> Iterator[list[Found]]:
        """Yield what the text may mean, the likeliest way of reading it first; ``inside`` the known place only."""
        if known:
            gazetteer, chain = known
            for loosely in (False, True):
                yield list(beginnings(typed, [gazetteer], chain[-1], loosely))
        if inside:
            return
        gazetteers = [self._gazetteer(one) for one in ([country] if country else ("CN", "RU"))]
        for loosely in (False, True):
            yield list(beginnings(typed, gazetteers, None, loosely))
        if len(typed) > FEWEST_LETTERS:
            yield self._as_checked(typed)

    def _as_checked(self, typed: str) -> list[Found]:
        """Return the place that the checker reads in a text all of which names places."""
        read = self._attempt(typed, {})
        if read is None or not read.settlement.chain:
            return []
        rest = list(read.prepared.body)
        for start, end in read.settlement.spans():
            rest[start:end] = " " * (end - start)
        if any(char.isalnum() for char in rest) or read.prepared.contact:
            return []
        return [Found(0.0, read.settlement.chain[-1], read.gazetteer, "corrected")]


def _distinct(suggestions: Iterator[Suggestion], limit: int) -> list[Suggestion]:
    """Return the first few suggestions that a person can tell apart."""
    kept: dict[str, Suggestion] = {}
    for one in suggestions:
        kept.setdefault(one.label, one)
        if len(kept) == limit:
            break
    return list(kept.values())


def _written(found: Found, typed: str, within: Sequence[int]) -> Suggestion:
    """Return one completion as the form should show it; what other fields hold is not said again."""
    gazetteer, place = found.gazetteer, found.place
    chain = () if place == ANY_TOWN else gazetteer.chain(place)
    rest = chain[len(within) :] if tuple(within) == chain[: len(within)] else chain
    names = [written_name(p, gazetteer) for p in rest or (() if found.street else chain)]
    fields = names_of(place, gazetteer) if chain else {}
    whole = label(place, gazetteer) if chain else ""
    joint = "" if gazetteer.country == "CN" else ", "
    if found.street:
        short = russian_words(gazetteer).written.get(found.street.kind, found.street.kind)
        names.append(f"{short} {found.street.name}")
        fields["street"] = names[-1]
        whole = joint.join(filter(None, (whole, names[-1])))
    level = "street" if found.street else gazetteer.level(place).label
    code = None if found.street else gazetteer.codes[place]
    spans = marks(whole, typed) if found.status == "given" else ()
    return Suggestion(
        joint.join(names), whole, names[-1], level, gazetteer.country, code, found.status, spans, fields, found.former
    )  # fmt: skip


def marks(label: str, typed: str) -> tuple[Span, ...]:
    """Return the spans of a label that were typed, in the order in which they were; Russian ones begin a word.

    >>> marks("浙江省杭州市西湖区", "浙江杭州西")
    ((0, 2), (3, 5), (6, 7))
    >>> marks("Московская область, Химки", "г. моск хим")
    ((0, 4), (20, 23))
    """
    folded, rest = fold("RU", label), _MARKS.sub(" ", fold("RU", typed)).strip()
    found: list[Span] = []
    at = 0
    while rest:
        start, length = _longest(folded, rest, at)
        if length:
            at = start + len(rest[:length].rstrip())
            found.append((start, at))
            rest = rest[length:].lstrip()
        else:
            rest = rest.partition(" ")[2]
    return tuple(found)


def _longest(label: str, rest: str, at: int) -> tuple[int, int]:
    """Return where, from ``at`` on, the longest beginning of ``rest`` stands in a label, and its length; 0 for none."""
    end = rest.find(" ") if " " in rest else len(rest)
    spaced = "\u0400" <= rest[0] < "\u0530"
    for length in (len(rest), end) if spaced else range(len(rest), 0, -1):
        start = label.find(rest[:length], at)
        while spaced and start > 0 and _LETTER.match(label[start - 1]):
            start = label.find(rest[:length], start + 1)
        if start >= 0:
            return start, length
    return 0, 0
