"""The checker in use, and how another takes its place while requests go on.

A request keeps the checker it began with; a new one is made beside it and takes over when it is ready. What
cannot be loaded is told in the log and changes nothing. New zones wait for their wave (``addrcheck.zones.store``).
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

from addrcheck.checker import Checker
from addrcheck.errors import AddrcheckError
from addrcheck.gazetteer.cache import compiled_path
from addrcheck.service.logs import log_event
from addrcheck.settings import Settings

COUNTRIES = ("CN", "RU")
RELOAD_FILE = "reload"
"""A file in the state folder; touching it asks every worker to look for new tables."""

_LOOK_EVERY_S = 0.5
_WARM_UP = ("浙江省杭州市西湖区文三路100号", "Казань, ул. Баумана, 44")


class Engine:
    """The checker that answers, behind a lock for those who change it."""

    def __init__(self, settings: Settings) -> None:
        """Open everything now, so that the first request waits for nothing; raises where it cannot be opened."""
        self.settings = settings
        self._changing = threading.Lock()
        self._tables = self._stamp()
        self.checker = _warm(Checker(settings))

    def reload(self) -> bool:
        """Take in tables that have changed; return whether anything new was accepted."""
        with self._changing:
            try:
                return self._take_in()
            except (AddrcheckError, OSError, ValueError) as error:
                log_event("reload refused", reason=type(error).__name__)
                return False

    def _take_in(self) -> bool:
        """Make a new checker where a dictionary has changed, else offer the zones where those have."""
        stamp = self._stamp()
        if stamp != self._tables:
            self.checker = _warm(Checker(self.settings))
            self._tables = stamp
            log_event("dictionaries reloaded")
            return True
        store = self.checker.zone_store
        accepted = store is not None and store.refresh()
        if store and store.findings:
            log_event("zones refused", findings=[finding.code for finding in store.findings])
        elif accepted:
            log_event("zones accepted")
        return accepted

    def _stamp(self) -> tuple[Path, ...]:
        """Return what changes when a table of places does."""
        settings = self.settings
        return tuple(compiled_path(c, settings.dictionaries / c.lower(), settings.cache) for c in COUNTRIES)

    def watch(self, file: Path) -> threading.Thread:
        """Reload whenever ``file`` is touched, from now on, in a thread of its own."""
        thread = threading.Thread(target=self._watch, args=(file,), name="reload", daemon=True)
        thread.start()
        return thread

    def _watch(self, file: Path) -> None:
        seen = touched(file)
        while True:
            time.sleep(_LOOK_EVERY_S)
            now = touched(file)
            if now != seen:
                seen = now
                self.reload()


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
