"""A place, or a street in it, that the beginning of a text may mean, and how a beginning is being read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from addrcheck.gazetteer.completion import complete
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.ways import Street, ways_of

Status = Literal["given", "corrected", "renamed"]

ANY_TOWN = -1
"""The place of a street whose town is not known yet."""
FEWEST_LETTERS = 2
"""A Chinese character says what two letters say; one letter says nothing."""


class Found(Struct, gc=False):
    """A place, or a street in it, that a beginning may mean; the higher the score, the likelier."""

    score: float
    place: int
    gazetteer: Gazetteer
    status: Status = "given"
    former: str | UnsetType = UNSET
    street: Street | None = None


class Reading(Struct, frozen=True):
    """How a beginning is being read: in which country, inside which place, loosely or not, after what was mended."""

    gazetteer: Gazetteer
    within: int | None
    loosely: bool
    cost: float = 0.0

    def mended(self, cost: float) -> Reading:
        """Return the same for a text that had to be respelt."""
        return Reading(self.gazetteer, self.within, self.loosely, cost)

    def hits(self, text: str, way: str) -> Iterator[Found]:
        """Yield the completions of ``text``; a place that is no more gives way to those that have its land."""
        gazetteer = self.gazetteer
        for hit in complete(text, ways_of(gazetteer)[way], gazetteer, self.within, self.loosely):
            score, status = hit.score - self.cost, "corrected" if self.cost else hit.status
            if not gazetteer.is_former(hit.place):
                yield Found(score, hit.place, gazetteer, status)
                continue
            for heir in gazetteer.successors[hit.place]:
                yield Found(score, heir, gazetteer, "renamed", gazetteer.names[hit.place])
