"""Two versions of the zones over the same addresses: who gets another zone, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from addrcheck.model import Report, Zone
from addrcheck.zones.assign import ZoneTable


class Change(Struct, frozen=True):
    """An address that one version sends elsewhere than the other; ``line`` is its line in the file, from 1."""

    line: int
    address: str
    old: Zone
    new: Zone

    @property
    def kind(self) -> str:
        """``moved``, ``gained``, ``lost``, or ``lane`` where only the lane or the candidates changed."""
        before, after = self.old.code, self.new.code
        if before == after:
            return "lane"
        return "moved" if before and after else "gained" if after else "lost"

    def to_dict(self) -> dict[str, object]:
        """Return the change for JSON."""
        return {
            "line": self.line, "address": self.address, "kind": self.kind,
            "old": _zone_dict(self.old), "new": _zone_dict(self.new),
        }  # fmt: skip


def _zone_dict(zone: Zone) -> dict[str, object]:
    return {
        "status": zone.status,
        "code": zone.code,
        "lane": zone.lane,
        "rule": zone.rule,
        "reason": zone.reason,
    }


def diff(
    old: ZoneTable,
    new: ZoneTable,
    addresses: Iterable[str],
    check: Callable[[str], Report],
    lang: str | None = None,
) -> Iterator[tuple[int, Change | None]]:
    """Yield for every address its line and the change, None where there is none."""
    for line, address in enumerate(addresses, start=1):
        report = check(address)
        before, after = old.assign(report, lang), new.assign(report, lang)
        same = (before.status, before.code, before.lane) == (after.status, after.code, after.lane)
        yield line, None if same else Change(line, address, before, after)


def summary(changes: Iterable[Change]) -> list[tuple[str, str, int]]:
    """Return how many parcels go from which zone to which, the most first; "—" is no zone."""
    flows = Counter((c.old.code or "—", c.new.code or "—") for c in changes)
    return [(a, b, n) for (a, b), n in sorted(flows.items(), key=lambda flow: (-flow[1], flow[0]))]
