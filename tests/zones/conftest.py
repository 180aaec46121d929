"""What the tests of zones share: the ground that tables are read on."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def ground(checker):
    """What reading a table needs of the engine."""
    from addrcheck.zones.load import Ground

    return Ground(checker.check, checker.gazetteer)
