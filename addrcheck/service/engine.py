"""The checker in use, and how another takes its place while requests go on.

A request keeps the checker it began with; a new one is made beside it and takes over when it is ready. What
cannot be loaded is told in the log and changes nothing. Zones have versions of their own (``addrcheck.service.zones``).
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from addrcheck.checker import Checker
from addrcheck.errors import AddrcheckError
from addrcheck.gazetteer.cache import compiled_path
from addrcheck.service.logs import log_event
from addrcheck.service.zones.running import CHANGED_FILE, RunningZones
from addrcheck.settings import Settings
from addrcheck.zones.store import ZoneStore

COUNTRIES = ("CN", "RU")
RELOAD_FILE = "reload"
"""A file in the state folder; touching it asks every worker to look for new tables."""

_LOOK_EVERY_S = 0.5
_YOUNG = 10_000
"""So many new objects call for a round; a check makes some hundred, which are gone when it ends."""

_ASK_EVERY_S = 5.0
"""So often a worker asks the database what is decided about zones, whether anybody told it or not."""
_WARM_UP = ("浙江省杭州市西湖区文三路100号", "Казань, ул. Баумана, 44")


class Engine:
    """The checker that answers, behind a lock for those who change it."""

    def __init__(self, settings: Settings, starting: bool = True) -> None:
        """Open everything now, so that the first request waits for nothing; raises where it cannot be opened.

        ``starting`` says that the service starts, and not one more of its workers.
        """
        self.settings = settings
        self.zones = RunningZones(settings)
        self._changing = threading.Lock()
        self._tables = self._stamp()
        self.checker = self._opened(starting)

    def _opened(self, starting: bool) -> Checker:
        """Return a checker with today's dictionaries, and the zones read by them."""
        store = ZoneStore(clock=lambda: self.zones.clock())
        checker = Checker(self.settings, store)
        self.zones.open(store, checker.ground, starting)
        return _warm(checker)

    def reload(self) -> bool:
        """Take in tables that have changed; return whether anything new was accepted."""
        return self._changed(self._take_in)

    def read_decisions(self) -> bool:
        """Take in what was decided about zones; return whether there was anything new."""
        return self._changed(self.zones.refresh)

    def _changed(self, change: Callable[[], bool]) -> bool:
        """Make a change; where it fails, everything stays as it was."""
        with self._changing:
            try:
                return change()
            except (AddrcheckError, DBAPIError, PoolTimeout, OSError, ValueError) as error:
                log_event("reload refused", reason=type(error).__name__)
                return False

    def _take_in(self) -> bool:
        """Make a new checker where a dictionary has changed, else look at the zones."""
        stamp = self._stamp()
        changed = stamp != self._tables
        if changed:
            self.checker = self._opened(starting=False)
            self._tables = stamp
            log_event("dictionaries reloaded")
        return self.zones.reload() or changed

    def _stamp(self) -> tuple[Path, ...]:
        """Return what changes when a table of places does."""
        settings = self.settings
        return tuple(compiled_path(c, settings.dictionaries / c.lower(), settings.cache) for c in COUNTRIES)

    def watch(self, folder: Path) -> threading.Thread:
        """Reload whenever one of the two files in the state folder is touched, from now on, in a thread of its own."""
        thread = threading.Thread(target=self._watch, args=(folder,), name="reload", daemon=True)
        thread.start()
        return thread

    def _watch(self, folder: Path) -> None:
        tables, decisions = folder / RELOAD_FILE, folder / CHANGED_FILE
        seen, heard, asked = touched(tables), 0, 0.0
        while True:
            time.sleep(_LOOK_EVERY_S)
            if (now := touched(tables)) != seen:
                seen = now
                if self.reload():
                    spare()
            told = touched(decisions)
            if told != heard or time.monotonic() - asked > _ASK_EVERY_S:
                heard, asked = told, time.monotonic()
                if self.read_decisions():
                    spare()


def spare() -> None:
    """Spare what is in memory now the rounds of the garbage collector: going over the dictionaries halts every request.

    What was spared before and is no longer needed is collected first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def touched(file: Path) -> int:
    """Return when a file was last touched (nanoseconds), 0 where there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _warm(checker: Checker) -> Checker:
    """Open what a checker opens on first use."""
    for text in _WARM_UP:
        checker.check(text)
        checker.suggest(text[:2])
    return checker
