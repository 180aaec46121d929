"""The service as a process: it starts, takes in new tables and ends without losing a request."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.service.callers import Callers, in_hands
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
    if not zones.exists():  # else it starts again with what it had
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


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_new_zones_are_taken_in_without_losing_a_request(tmp_path, server):
    with serving(tmp_path, server) as (process, port, zones):
        log = tmp_path / "log"
        with Callers(port, PATH) as callers:
            table = zones / "zones.csv"
            table.write_text(
                table.read_text(encoding="utf-8").replace("2026-11-20", "2026-11-21"), encoding="utf-8"
            )
            process.send_signal(signal.SIGHUP)
            wait_until(lambda: b"zones accepted" in log.read_bytes())
            table.write_text("x", encoding="utf-8")
            process.send_signal(signal.SIGHUP)
            wait_until(lambda: b"zones refused" in log.read_bytes())
        assert callers.lost == []
        assert callers.statuses == {200}
        assert callers.answers > 20
        assert ask(port)[0] == 200


def workers_of(process):
    """Return the worker processes of a service: its forks, unlike the consumer of jobs."""
    proc = Path("/proc")
    command = (proc / str(process.pid) / "cmdline").read_bytes()
    children = (proc / str(process.pid) / "task" / str(process.pid) / "children").read_text().split()
    return [int(child) for child in children if (proc / child / "cmdline").read_bytes() == command]


@pytest.mark.skipif(
    not Path("/proc/net/tcp").exists(), reason="who holds which connection cannot be told here"
)
def test_a_worker_that_is_killed_loses_what_is_in_its_hands_at_most(tmp_path):
    """Of the kept connections only those that it held lose an answer, each of them one; once it is gone nobody does.

    While it dies the kernel still puts new connections into its queue; they end with it.
    """
    with serving(tmp_path, "granian") as (process, port, _):
        victim, other = workers_of(process)
        with Callers(port, PATH) as callers:
            wait_until(lambda: callers.answers > 200)
            os.kill(victim, signal.SIGSTOP)
            held = in_hands(victim, port)
            os.kill(victim, signal.SIGKILL)
            wait_until(lambda: victim not in workers_of(process))
            seen = [caller.answers for caller in callers.all]
            wait_until(lambda: all(caller.answers > n for caller, n in zip(callers.all, seen, strict=True)))
            lost = callers.lost
            wait_until(lambda: len(workers_of(process)) == 2)
            before = callers.answers
            wait_until(lambda: callers.answers > before + 200)
        assert callers.lost == lost
        assert {caller.lost[0] for caller in callers.all if caller.kept and caller.lost} <= held
        assert callers.statuses == {200}
        assert other in workers_of(process)
        told = sum(int(line.rpartition(b" ")[2]) for line in ask(port, "/metrics")[1].splitlines() if line.startswith(b'addrcheck_requests_total{route="/v1/zone"'))  # fmt: skip
        assert told >= callers.answers  # what the dead worker had counted is not forgotten


def test_nothing_is_lost_at_the_end(tmp_path):
    """SIGTERM while callers keep asking: each request is answered, and logged, then nobody is let in any more."""
    with serving(tmp_path, "granian") as (process, port, _), Callers(port, PATH) as callers:
        wait_until(lambda: callers.answers > 200)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        callers.ended.set()
    assert callers.lost == []
    assert (tmp_path / "log").read_bytes().count(b'"route":"/v1/zone"') == callers.answers
    assert callers.statuses == {200}


def ticks_spent(process):
    """Return the processor time, in clock ticks, of a service and its workers."""
    stats = [Path(f"/proc/{number}/stat").read_text() for number in (process.pid, *workers_of(process))]
    return sum(int(ticks) for stat in stats for ticks in stat.rpartition(")")[2].split()[11:13])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="who works cannot be told here")
@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_requests_in_hand_are_answered_before_the_end(tmp_path, server):
    """The end is asked for when the request has cost two ticks, a fraction of what it costs in all."""
    items = [{"q": f"浙江省杭州市西胡区文三路{n}号；" * 10} for n in range(100)]
    body = json.dumps({"items": items}, ensure_ascii=False).encode()
    with serving(tmp_path, server) as (process, port, _):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=40)) as connection:
            before = ticks_spent(process)
            connection.request("POST", "/v1/batch", body, {"Content-Type": "application/json"})
            while ticks_spent(process) < before + 2:
                time.sleep(0.001)
            process.send_signal(signal.SIGTERM)
            answer = connection.getresponse()
            assert answer.status == 200
            assert answer.read().count(b'"status":"ok"') == 100
        assert process.wait(40) == 0
        with pytest.raises(ConnectionError):
            ask(port)


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_it_ends_where_a_script_started_it_in_the_background(tmp_path, server):
    """Shells let such processes ignore SIGINT."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with serving(tmp_path, server) as (process, _, _):
            process.terminate()
            assert process.wait(40) == 0
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_a_second_service_does_not_share_the_port_of_the_first(tmp_path, server):
    with serving(tmp_path, "granian") as (_, port, _):
        second = start(tmp_path / "second", "--port", str(port), "--server", server)
    assert (second.returncode, f"127.0.0.1:{port}: Address already in use" in second.stderr) == (1, True)


def test_where_it_listens_may_be_a_name_and_must_be_this_machines(tmp_path):
    environment = os.environ | {"ADDRCHECK_STATE": str(tmp_path)}
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "addrcheck",
        "serve",
        "--host",
        "localhost",
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: ask_at("localhost", port) == 200)
    finally:
        process.terminate()
        process.wait(40)
    for host in ("192.0.2.77", "no-such-host.invalid"):
        refused = start(tmp_path, "--host", host, "--port", str(port))
        assert (refused.returncode, f"cannot listen on {host}" in refused.stderr) == (1, True)


def start(state, *more):
    """Return what came of a service that cannot start."""
    environment = os.environ | {"ADDRCHECK_STATE": str(state)}
    return subprocess.run([sys.executable, "-m", "addrcheck", "serve", *more], env=environment, capture_output=True, text=True, timeout=60, check=False)  # fmt: skip


def ask_at(host, port):
    with closing(http.client.HTTPConnection(host, port, timeout=20)) as connection:
        connection.request("GET", "/v1/status")
        return connection.getresponse().status


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
