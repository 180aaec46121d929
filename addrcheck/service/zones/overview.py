"""How things stand with the zones at one moment."""

from __future__ import annotations

import datetime

from msgspec import Struct

from addrcheck.service.zones.model import Event, Plan, Version


class Overview(Struct, frozen=True):
    """How things stand: the versions by their numbers, the newest first, what is decided, and the clock."""

    versions: dict[int, Version]
    plan: Plan
    events: tuple[Event, ...]
    now: datetime.datetime
    times: tuple[datetime.time, ...]

    def state(self, number: int) -> str:
        """Return what a version is: in_force, waiting, earlier, broken, unused."""
        if self.plan.in_force and self.plan.in_force.version == number:
            return "in_force"
        if any(event.version == number for event in self.plan.waiting):
            return "waiting"
        if not self.versions[number].usable:
            return "broken"
        return "earlier" if any(event.version == number for event in self.plan.past) else "unused"

    def removable(self, number: int) -> bool:
        """Tell whether a version can be deleted: it was uploaded, and nothing was ever decided about it."""
        decided = any(event.version == number for event in self.events)
        return self.versions[number].origin == "upload" and not decided
