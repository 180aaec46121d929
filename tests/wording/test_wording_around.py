"""The words of positions, in three languages."""

import pytest

from addrcheck.geo.distance import WINDS as DIRECTIONS
from addrcheck.wording.around import TOLD, WINDS, distance_text, told, wind_name


def test_every_direction_has_a_name_in_every_language():
    assert tuple(WINDS) == DIRECTIONS
    for lang in ("zh", "ru", "en"):
        assert len({wind_name(wind, lang) for wind in WINDS}) == 8


def test_every_phrase_is_there_in_every_language():
    for key in TOLD:
        assert len({told(key, lang) for lang in ("zh", "ru", "en")}) == 3


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (0, "0 m"),
        (84, "80 m"),
        (994, "990 m"),
        (995, "1.0 km"),
        (9949, "9.9 km"),
        (9950, "10 km"),
        (123_456, "123 km"),
    ],
)
def test_distances_have_no_more_digits_than_they_deserve(metres, text):
    assert distance_text(metres, "en") == text
