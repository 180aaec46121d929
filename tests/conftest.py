"""What every test shares: one checker, and folders of its own for compiled dictionaries and for what a service remembers."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest
from hypothesis import settings


def pytest_configure() -> None:
    """Keep out of the user's cache and of what a service of his remembers; doctests in the package see the same folders."""
    # A busy machine is no fault of what is tested, and a run that fails must fail again.
    settings.register_profile("steady", deadline=None, derandomize=True)
    settings.load_profile("steady")
    for name in ("ADDRCHECK_CACHE", "ADDRCHECK_STATE"):
        if name not in os.environ:  # else it is the user's, or that of the process which shares its tests out
            folder = os.environ[name] = tempfile.mkdtemp(prefix="addrcheck-tests-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)


@pytest.fixture(scope="session")
def checker():
    """One checker for all tests: the dictionaries are opened once."""
    from addrcheck import Checker

    return Checker()
