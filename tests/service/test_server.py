"""The service as a process: it starts, takes in new tables and ends without losing a request."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.service.conftest import ZONES

START_S = 90
PATH = "/v1/zone?q=%E6%B5%99%E6%B1%9F%E7%9C%81%E6%9D%AD%E5%B7%9E%E5%B8%82%E8%A5%BF%E6%B9%96%E5%8C%BA%E6%96%87%E4%B8%89%E8%B7%AF100%E5%8F%B7"


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, path=PATH):
    """Return status and body of one request on a connection of its own."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def wait_until(condition, seconds=START_S):
    """Wait for something to become true; fail where it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            if condition():
                return
        time.sleep(0.1)
    pytest.fail("waited in vain")


@contextmanager
def serving(tmp_path, server, workers=2):
    """Run the service with zones of its own on a free port."""
    zones = tmp_path / "zones"
    shutil.copytree(ZONES, zones)
    port = free_port()
    environment = os.environ | {"ADDRCHECK_STATE": str(tmp_path / "state"), "ADDRCHECK_RATE": "0"}
    command = [sys.executable, "-m", "addrcheck", "serve", "--port", str(port), "--zones", str(zones), "--server", server, "--workers", str(workers)]  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_until(lambda: process.poll() is not None or ask(port, "/v1/status")[0] == 200)
            assert process.poll() is None, (tmp_path / "log").read_text()
            yield process, port, zones
        finally:
            process.terminate()
            process.wait(40)


class Callers:
    """Some threads that ask again and again, and note every answer that is none."""

    def __init__(self, port, threads=4):
        self.port, self.answers, self.failures, self.ended = port, 0, [], threading.Event()
        self.threads = [threading.Thread(target=self._call) for _ in range(threads)]

    def _call(self):
        while not self.ended.is_set():
            try:
                status, _ = ask(self.port)
                self.answers += 1
                if status != 200:
                    self.failures.append(status)
            except (OSError, http.client.HTTPException) as error:
                if not self.ended.is_set():
                    self.failures.append(repr(error))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_new_zones_are_taken_in_without_losing_a_request(tmp_path, server):
    with serving(tmp_path, server) as (process, port, zones):
        log = tmp_path / "log"
        with Callers(port) as callers:
            table = zones / "zones.csv"
            table.write_text(
                table.read_text(encoding="utf-8").replace("2026-11-20", "2026-11-21"), encoding="utf-8"
            )
            process.send_signal(signal.SIGHUP)
            wait_until(lambda: b"zones accepted" in log.read_bytes(), 30)
            table.write_text("x", encoding="utf-8")
            process.send_signal(signal.SIGHUP)
            wait_until(lambda: b"zones refused" in log.read_bytes(), 30)
        assert callers.failures == []
        assert callers.answers > 20
        assert ask(port)[0] == 200


def test_a_worker_that_dies_is_replaced(tmp_path):
    with serving(tmp_path, "granian") as (process, port, _):
        children = [
            int(child)
            for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        ]
        workers = [
            child for child in children if b"tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
        if len(workers) != 2:
            pytest.skip("the workers cannot be told here")
        time.sleep(6)  # sooner, granian takes it for a service that cannot start
        os.kill(workers[0], signal.SIGKILL)
        wait_until(lambda: all(ask(port)[0] == 200 for _ in range(10)), 60)
        assert process.poll() is None


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_requests_in_hand_are_answered_before_the_end(tmp_path, server):
    body = b'{"items": [' + b",".join([b'{"q": "\xe6\x9d\xad\xe5\xb7\x9e\xe5\xb8\x82"}'] * 100) + b"]}"
    with serving(tmp_path, server) as (process, port, _):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("POST", "/v1/batch", body, {"Content-Type": "application/json"})
            time.sleep(0.005)
            process.send_signal(signal.SIGTERM)
            answer = connection.getresponse()
            assert answer.status == 200
            assert answer.read().count(b'"status":"ok"') == 100
        assert process.wait(40) == 0
        with pytest.raises(ConnectionError):
            ask(port)


def test_what_cannot_be_served_is_told_before_the_start(tmp_path):
    (tmp_path / "zones.csv").write_text("zone,place\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "addrcheck", "serve", "--zones", str(tmp_path / "zones.csv")], capture_output=True, timeout=60, check=False)  # fmt: skip
    assert done.returncode == 1
    assert b"zone" in done.stderr


def test_keys_from_the_command_line(tmp_path):
    def run(*arguments):
        environment = os.environ | {"ADDRCHECK_STATE": str(tmp_path)}
        return subprocess.run([sys.executable, "-m", "addrcheck", "keys", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False)  # fmt: skip

    assert run("list").stdout == ""
    token = run("add", "shop", "--publishable", "--origin", "https://shop.example").stdout.strip()
    assert token.startswith("ac_pub_")
    number = token.split("_")[2]
    assert token.split("_", 3)[3] not in run("list").stdout
    assert "shop" in run("list").stdout
    assert run("revoke", number).returncode == 0
    assert run("revoke", number).returncode == 1
    assert run("add", "shop", "--publishable").returncode == 1
