"""The nouns of zones that are kept: a version, and what was decided about versions."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

Origin = Literal["upload", "files"]
EventKind = Literal["activate", "cancel"]


class Version(Struct, frozen=True):
    """One version of the zones: what it is called, where it came from, what is in it.

    ``digest`` names the folder of its files; ``warnings`` is None where nobody has looked yet; ``who`` is a person or
    ``key 1f0c93ab``, "" for the files that the service was started with.
    """

    number: int
    digest: str
    name: str
    files: tuple[str, ...]
    size: int
    zones: int
    rules: int
    errors: int
    warnings: int | None
    origin: Origin
    who: str
    note: str
    made: datetime.datetime

    @property
    def usable(self) -> bool:
        """Whether it can be put in force."""
        return not self.errors


class Event(Struct, frozen=True):
    """A decision: from ``at`` on ``version`` is in force; or the event ``target``, which waits, is not to happen."""

    id: int
    kind: EventKind
    version: int
    at: datetime.datetime
    target: int
    who: str
    note: str
    made: datetime.datetime


class Plan(Struct, frozen=True):
    """What the decisions come to: what was in force one after the other, what waits; ``revision`` is the last event."""

    past: tuple[Event, ...]
    waiting: tuple[Event, ...]
    revision: int

    @property
    def in_force(self) -> Event | None:
        """The decision that put the present version in force."""
        return self.past[-1] if self.past else None

    @property
    def before(self) -> Event | None:
        """The last one that had put another version in force."""
        others = [event for event in self.past if event.version != self.past[-1].version]
        return others[-1] if others else None


def plan_of(events: list[Event], now: datetime.datetime) -> Plan:
    """Return what decisions, in the order in which they were taken, come to at a moment.

    One that waits and is to happen at the same time as a newer one, or later, gives way to it.
    """
    planned: list[Event] = []
    for event in events:
        if event.kind == "cancel":  # what has happened cannot be cancelled
            planned = [one for one in planned if one.id != event.target or one.at <= event.made]
        else:
            kept = [one for one in planned if one.at < event.at or one.at <= event.made]
            planned = [*kept, event]
    past = tuple(event for event in planned if event.at <= now)
    waiting = tuple(event for event in planned if event.at > now)
    return Plan(past, waiting, events[-1].id if events else 0)
