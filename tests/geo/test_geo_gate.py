"""Turns, rests and patience; and what the settings accept."""

import threading
import time

import pytest

from addrcheck.errors import SettingsError
from addrcheck.geo.providers.gate import Gate, within
from addrcheck.settings import Settings


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_turns_come_no_faster_than_the_rate():
    clock = Clock()
    gate = Gate(2.0, clock, clock.sleep)
    for _ in range(4):
        assert gate.enter(10)
        gate.succeeded()
    assert clock.slept == [0.5, 0.5, 0.5]
    assert clock.now == 1.5


def test_who_would_wait_too_long_is_sent_away_and_takes_no_turn():
    clock = Clock()
    gate = Gate(0.1, clock, clock.sleep)
    assert gate.enter(1)
    gate.succeeded()
    assert not gate.enter(1)
    clock.now = 9.5
    assert gate.enter(1)
    assert clock.now == 10


def test_one_success_forgets_the_failures():
    clock = Clock()
    gate = Gate(1e9, clock, clock.sleep)
    for outcome in (gate.failed, gate.failed, gate.succeeded, gate.failed, gate.failed):
        assert gate.enter(1)
        outcome()
    assert gate.enter(1)


def test_each_failure_after_the_third_doubles_the_rest_up_to_a_quarter_of_an_hour():
    clock = Clock()
    gate = Gate(1e9, clock, clock.sleep)
    rests = []
    assert gate.enter(1)
    for _ in range(10):
        gate.failed()
        start = clock.now
        while not gate.enter(1):
            clock.now += 5
        rests.append(round(clock.now - start))
    assert rests == [0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_only_one_tries_a_service_that_has_failed():
    clock = Clock()
    gate = Gate(1e9, clock, clock.sleep)
    for _ in range(3):
        gate.enter(1)
        gate.failed()
    clock.now += 60
    assert [gate.enter(1) for _ in range(5)] == [True, False, False, False, False]
    gate.succeeded()
    assert gate.enter(1)


def test_threads_share_the_turns():
    gate = Gate(1e6)
    went = []

    def walk():
        for _ in range(50):
            if gate.enter(5):
                went.append(1)
                gate.succeeded()

    threads = [threading.Thread(target=walk) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(went) == 400


def test_within_returns_raises_or_gives_up():
    assert within(5, lambda: 42) == 42
    assert within(5, lambda: None) is None
    with pytest.raises(KeyError):
        within(5, lambda: {}["x"])
    with pytest.raises(TimeoutError):
        within(0.01, lambda: time.sleep(0.5))


# Settings --------------------------------------------------------------------------------------------


def test_no_geocoder_unless_named():
    assert Settings.from_environment({"ADDRCHECK_AMAP_KEY": "k"}).geocoders.services == ()


def test_geocoders_in_the_order_they_are_named():
    found = Settings.from_environment(
        {
            "ADDRCHECK_GEOCODERS": "AMap, photon amap",
            "ADDRCHECK_AMAP_KEY": "k",
            "ADDRCHECK_AMAP_SECRET": "s",
            "ADDRCHECK_PHOTON_URL": "http://photon.example:2322",
            "ADDRCHECK_GEOCODER_TIMEOUT": "2.5",
            "ADDRCHECK_GEOCODER_RATE": "3",
            "ADDRCHECK_GEOCODER_DAYS": "0",
        }
    ).geocoders
    assert [(one.name, one.key, one.secret, one.url) for one in found.services] == [
        ("amap", "k", "s", ""),
        ("photon", "", "", "http://photon.example:2322"),
    ]
    assert (found.timeout_s, found.per_second, found.days) == (2.5, 3, 0)
    assert "k" not in repr(found.services[0]).replace("Geocoder", "")


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"ADDRCHECK_GEOCODERS": "google"}, "known are"),
        ({"ADDRCHECK_GEOCODERS": "amap"}, "ADDRCHECK_AMAP_KEY"),
        ({"ADDRCHECK_GEOCODERS": "nominatim"}, "ADDRCHECK_GEOCODER_AGENT"),
        ({"ADDRCHECK_GEOCODERS": "photon", "ADDRCHECK_PHOTON_URL": "photon.example"}, "https://"),
        ({"ADDRCHECK_GEOCODERS": "photon", "ADDRCHECK_PHOTON_URL": "file:///etc"}, "https://"),
        ({"ADDRCHECK_GEOCODER_RATE": "0"}, "ADDRCHECK_GEOCODER_RATE"),
        ({"ADDRCHECK_GEOCODER_TIMEOUT": "inf"}, "ADDRCHECK_GEOCODER_TIMEOUT"),
        ({"ADDRCHECK_GEOCODER_DAYS": "-1"}, "ADDRCHECK_GEOCODER_DAYS"),
        ({"ADDRCHECK_GEOCODER_DAYS": "soon"}, "ADDRCHECK_GEOCODER_DAYS"),
        ({"ADDRCHECK_COST_HAND": "0"}, "ADDRCHECK_COST_HAND"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_the_name_to_mend(environment, told):
    with pytest.raises(SettingsError, match=told):
        Settings.from_environment(environment)
