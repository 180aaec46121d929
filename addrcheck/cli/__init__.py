"""The command line; each command stands in a file of its own."""

from __future__ import annotations

from addrcheck.cli.main import main

__all__ = ["main"]
