"""The checker in use gives way to another, and leaves nothing behind."""

from __future__ import annotations

import gc
import weakref

import pytest

from addrcheck.service.engine import Engine, spare
from tests.service.conftest import settings_with


@pytest.fixture
def frozen():
    """Let the garbage collector be as it was, whatever a test does to it."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_a_checker_that_was_replaced_is_forgotten(tmp_path, monkeypatch, frozen):
    engine = Engine(settings_with(tmp_path))
    spare()
    before = weakref.ref(engine.checker)
    engine.checker.suggest("杭")
    monkeypatch.setattr(engine, "_stamp", lambda: ("changed",))
    assert engine.reload()
    assert before() is not engine.checker
    spare()
    assert before() is None
    assert gc.get_freeze_count() > 0
