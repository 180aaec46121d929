"""What every test shares: one checker, and folders of its own for compiled dictionaries and for what a service remembers."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

WATCHING_PROCESSES = (
    "browser",
    "service/test_jobs_survive.py",
    "service/test_server.py",
    "service/test_zones_under_load.py",
)
"""Tests that meet other processes at some moment of theirs, which a busy machine may shift: what fails gets a second try, and the last lines of the run name it."""


def pytest_configure() -> None:
    """Keep out of the user's cache and of what a service of his remembers; doctests in the package see the same folders."""
    # A busy machine is no fault of what is tested, and a run that fails must fail again.
    settings.register_profile("steady", deadline=None, derandomize=True)
    settings.load_profile("steady")
    for name in ("ADDRCHECK_CACHE", "ADDRCHECK_STATE"):
        if name not in os.environ:  # else it is the user's, or that of the process which shares its tests out
            folder = os.environ[name] = tempfile.mkdtemp(prefix="addrcheck-tests-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a second try to what meets other processes, to nothing else."""
    watching = [Path(__file__).parent / name for name in WATCHING_PROCESSES]
    for item in items:
        if any(item.path.is_relative_to(place) for place in watching):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def checker():
    """One checker for all tests: the dictionaries are opened once."""
    from addrcheck import Checker

    return Checker()
