"""addrcheck checks Chinese and Russian delivery addresses: offline, in one process.

>>> import addrcheck
>>> addrcheck.check("浙江省杭州市西湖区文三路100号2幢301").action
'accept'
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from addrcheck.version import __version__

if TYPE_CHECKING:
    from addrcheck.checker import Checker
    from addrcheck.model import Report

__all__ = ["Checker", "Report", "__version__", "check"]


@cache
def _checker() -> Checker:
    """Return the checker that ``check`` shares."""
    from addrcheck.checker import Checker

    return Checker()


def check(text: str) -> Report:
    """Return the report on one text, with the settings of the environment."""
    return _checker().check(text)


def __getattr__(name: str) -> object:
    """Import ``Checker`` and ``Report`` when they are first asked for."""
    if name == "Checker":
        from addrcheck.checker import Checker

        return Checker
    if name == "Report":
        from addrcheck.model import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
