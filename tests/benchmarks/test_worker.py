"""The worker's measurements, on a parser that costs nothing."""

import pytest

from benchmarks import worker


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(worker, "ENOUGH_S", 0.001)


@pytest.mark.usefixtures("short")
def test_a_text_that_raises_is_counted_once():
    rate, failed = worker.single_rate({"a": 1}.__getitem__, ["a", "b", "c"])
    assert rate > 0
    assert failed == 2


@pytest.mark.usefixtures("short")
def test_a_batch_counts_its_texts():
    sizes = []
    assert worker.batch_rate(lambda texts: sizes.append(len(texts)), ["a", "b"]) > 0
    assert set(sizes) == {2}


def test_memory_and_time_are_positive():
    assert worker.peak_megabytes() > 1
    assert worker.cpu_seconds() > 0
