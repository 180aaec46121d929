"""Bulk cleanup: a file of addresses in, the same file with the answers beside them out; nothing lost, whatever stops it.

from addrcheck.bulk import Options, clean

summary = clean("orders.csv", "orders.checked.csv", Options(report=Path("report.html")))
"""

from __future__ import annotations

from addrcheck.bulk.job import Summary, clean
from addrcheck.bulk.options import Options
from addrcheck.bulk.preview import Preview, preview
from addrcheck.bulk.progress import Progress

__all__ = ["Options", "Preview", "Progress", "Summary", "clean", "preview"]
