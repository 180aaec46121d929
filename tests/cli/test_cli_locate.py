"""``locate`` and ``reverse`` as people and pipes use them: a real process."""

import json
import subprocess
import sys

import pytest


def run(*arguments, feed=b""):
    return subprocess.run(
        [sys.executable, "-m", "addrcheck", *arguments],
        input=feed,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_locate_for_people():
    done = run("locate", "浙江省杭州市西湖区文三路100号", "--lang", "zh")
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    for word in ("WGS84", "公里", "区县", "地名库"):
        assert word in shown


def test_locate_as_json_streams_one_line_a_text():
    done = run(
        "locate", "--json", "--datum", "gcj02", feed="浙江省杭州市西湖区\r\n\nг Новосибирск\n".encode()
    )
    assert done.returncode == 0, done.stderr.decode()
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert set(first) == {"latitude", "longitude", "datum", "level", "accuracy_m", "source"}
    assert first["datum"] == third["datum"] == "GCJ02"
    assert second is None


def test_reverse_for_people_and_as_json():
    shown = run("reverse", "55.03", "82.92").stdout.decode()
    for word in ("Вероятно", "Новосибирская область", "км"):
        assert word in shown
    answer = json.loads(run("reverse", "55.03", "82.92", "--json", "--count", "2").stdout)
    assert answer["country"] == "RU"
    assert len(answer["nearest"]) == 2


def test_a_point_south_of_the_equator_is_no_option():
    done = run("reverse", "-33.9", "-151.2", "--lang", "en")
    assert done.returncode == 0, done.stderr.decode()
    assert "No known place" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("locate", "浙江省杭州市", "--datum", "xian80"), 1, "XIAN80"),
        (("reverse", "116.4", "39.9"), 1, "latitude"),
        (("reverse", "39.9", "116.4", "--datum", "nad27"), 1, "CGCS2000"),
        (("reverse", "north", "116.4"), 2, "north"),
        (("reverse", "39.9", "116.4", "--count", "0"), 2, "count"),
    ],
)
def test_what_cannot_be_done_is_told_without_a_traceback(arguments, code, told):
    done = run(*arguments)
    assert done.returncode == code
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
