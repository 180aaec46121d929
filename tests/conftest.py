"""What every test shares: one checker, and a cache of its own for compiled dictionaries."""

from __future__ import annotations

import os
import tempfile

import pytest


def pytest_configure() -> None:
    """Keep compiled dictionaries out of the user's cache; doctests in the package see the same folder."""
    os.environ.setdefault("ADDRCHECK_CACHE", tempfile.mkdtemp(prefix="addrcheck-tests-"))


@pytest.fixture(scope="session")
def checker():
    """One checker for all tests: the dictionaries are opened once."""
    from addrcheck import Checker

    return Checker()
