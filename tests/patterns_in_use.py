"""A process that hands hostile texts to every pattern of addrcheck, and to what is made of them; it prints what hangs.

``re`` is watched while the modules are imported, so patterns inside tables, classes and functions are found too.
Time is that of the processor, so that a busy machine finds nothing that is not there.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
from collections.abc import Callable

GUARD_S = 1.0
LENGTH = 1000
"""The longest text that the doors take, by default."""

_INLINE = frozenset(
    f"re.{name}"
    for name in ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
)


class HangError(BaseException):
    """Something takes too long; no handler of exceptions takes it for one of its own."""


def patterns() -> dict[re.Pattern, str]:
    """Return every pattern of every module, and where it stands."""
    found: dict[re.Pattern, str] = {}
    compiled = re._compile

    def watched(pattern, flags):
        made = compiled(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        module = frame.f_globals.get("__name__", "")
        if module.startswith("addrcheck"):
            found.setdefault(made, f"{module}:{frame.f_lineno}")
        return made

    re._compile = watched
    import addrcheck

    for module in pkgutil.walk_packages(addrcheck.__path__, "addrcheck."):
        if not module.name.endswith((".__main__", ".migrations.env")):
            for pattern, where in _inline(importlib.import_module(module.name)):
                found.setdefault(pattern, where)
    addrcheck.Checker().check("Berlin, Germany")  # what is compiled on first use
    re._compile = compiled
    return found


def _inline(module) -> list[tuple[re.Pattern, str]]:
    """Return the patterns that stand as plain texts in calls of ``re``: functions compile them when they run."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    return [
        (re.compile(call.args[0].value), f"{module.__name__}:{call.lineno}")
        for call in calls
        if ast.unparse(call.func) in _INLINE and isinstance(call.args[0], ast.Constant)
    ]


def hangs(work: Callable[[], object], seconds: float = GUARD_S) -> bool:
    """Tell whether something takes longer than ``seconds`` of the processor."""

    def stop(*_: object) -> None:
        raise HangError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        work()
    except HangError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def matched(pattern: re.Pattern, text: str) -> None:
    """Use a pattern in the ways there are: wherever it fits, and on the whole text."""
    given = text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text
    for _ in pattern.finditer(given):
        pass
    pattern.fullmatch(given)


def of_patterns() -> tuple[int, list[list[str]]]:
    """Return how many patterns there are, and which of them hang on what."""
    from tests.hostile_texts import hostile_texts

    known = patterns()
    slow = [
        [where, pattern.pattern[:80] if isinstance(pattern.pattern, str) else "bytes", text[:40]]
        for pattern, where in known.items()
        if (text := next((t for t in hostile_texts(pattern, LENGTH) if hangs(lambda p=pattern, t=t: matched(p, t))), None))
    ]  # fmt: skip
    return len(known), slow


def of_checks() -> tuple[int, list[list[str]]]:
    """Return how many texts were checked and completed as a whole, and which of them hang."""
    import addrcheck
    from addrcheck.suggest import LONGEST
    from tests.hostile_texts import hostile_texts

    checker = addrcheck.Checker()
    for text in ("杭州市文三路1号", "Казань, ул. Баумана, 1"):  # opens the dictionaries
        checker.check(text)
        checker.suggest(text)
    texts: dict[str, None] = {}
    for pattern, where in patterns().items():
        if where.startswith(("addrcheck.reading", "addrcheck.languages")):
            made = hostile_texts(pattern, LENGTH)
            texts |= dict.fromkeys((made[0][:LENGTH], made[-1][:LENGTH])) if made else {}
    slow = [["check", text[:40]] for text in texts if hangs(lambda t=text: checker.check(t))]
    slow += [["suggest", text[:40]] for text in texts if hangs(lambda t=text: checker.suggest(t[:LONGEST]))]
    return len(texts), slow


if __name__ == "__main__":
    print(json.dumps({"patterns": of_patterns, "checks": of_checks}[sys.argv[1]]()))
