"""The command line as people and pipes use it: a real process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def run(*arguments: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "addrcheck", *arguments],
        input=feed,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_stream_gives_one_report_a_line_in_order():
    texts = ["浙江省杭州市西湖区文三路100号", "", "г Москва, ул Тверская, д 1", "😀" * 1000]
    done = run("check", "--json", feed="".join(t + "\n" for t in texts).encode())
    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["input"] for line in done.stdout.decode().splitlines()] == texts


@pytest.mark.parametrize(
    ("feed", "inputs"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"a\r\nb", ["a", "b"]),
        (b"a\rb\n", ["a\rb"]),
        (b"\xff\xfe\n", ["\ufffd\ufffd"]),
        ("a\u2028b\n".encode(), ["a\u2028b"]),
        (b"a\x00b\n", ["a\x00b"]),
    ],
)
def test_lines_end_at_newline_only_and_bad_bytes_are_replaced(feed, inputs):
    done = run("check", "--json", feed=feed)
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().split("\n")[:-1]
    assert [json.loads(line)["input"] for line in lines] == inputs


def test_line_of_a_hundred_thousand_characters_gets_a_report():
    text = "浙江省杭州市西湖区文三路100号" + "号" * 100_000
    done = run("check", "--json", feed=text.encode() + b"\n")
    assert json.loads(done.stdout)["input"] == text


def test_person_sees_what_was_read_what_is_wrong_and_what_to_do():
    done = run("check", "浙江省杭州市西胡区文三路100号")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "^^^^^^" in shown
    assert "西湖区" in shown
    assert "→" in shown


def test_sentences_in_the_language_asked_for():
    message = json.loads(run("check", "--json", "--lang", "en", "浙江省杭州市西湖区文三路").stdout)["issues"][
        0
    ]["message"]
    assert message.isascii()


def test_wrong_usage_exits_2_and_says_what_is_known():
    done = run("check", "--country", "jp", "x")
    assert done.returncode == 2
    assert b"cn" in done.stderr


def test_dictionary_info_names_sources_and_counts():
    shown = run("dictionary", "info").stdout.decode()
    assert "CN" in shown
    assert "RU" in shown
    assert "regions.tsv" in shown
