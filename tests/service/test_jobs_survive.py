"""Jobs of a real server: killed, stopped and started again, it goes on where it was, with the very same result."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from addrcheck.bulk import clean
from tests.bulk.conftest import quick
from tests.service.test_server import ask, free_port, wait_until

ROWS = 20_000
STREETS = ("文三路", "中山路", "解放路", "人民路")


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    """A table whose rows are all different, with a result of nobody's disturbing."""
    dice = random.Random(7)
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    lines = [
        f"{n:06},浙江省杭州市西胡区{STREETS[n % 4]}{n}号{dice.randrange(99)}室,x\r\n" for n in range(ROWS)
    ]
    path.write_text("id,address,note\r\n" + "".join(lines), encoding="utf-8", newline="")
    clean(path, path.with_name("whole.csv"), quick(results="short", workers=2))
    return path


class Server:
    """A service that can be killed and started again where it was."""

    def __init__(self, folder: Path, **settings):
        self.folder, self.port = folder, free_port()
        self.environment = os.environ | {
            "ADDRCHECK_STATE": str(folder / "state"),
            "ADDRCHECK_RATE": "0",
            **settings,
        }

    def start(self):
        command = [sys.executable, "-m", "addrcheck", "serve", "--port", str(self.port), "--workers", "1"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)  # fmt: skip
        wait_until(lambda: ask(self.port, "/v1/status")[0] == 200)

    def send(self, path, choices="results=short"):
        """Send a file and return the number of its job."""
        url = f"http://127.0.0.1:{self.port}/v1/jobs?{choices}"
        headers = {"Content-Type": "text/csv"}
        with urllib.request.urlopen(urllib.request.Request(url, path.read_bytes(), headers)) as answer:
            return json.loads(answer.read())["id"]

    def job(self, number):
        return json.loads(ask(self.port, f"/v1/jobs/{number}")[1])

    def result(self, number):
        status, data = ask(self.port, f"/v1/jobs/{number}/result")
        assert status == 200
        return data

    def is_checking(self, number, beyond=0):
        """Tell whether a job is among its rows."""
        job = self.job(number)
        assert job["state"] in ("waiting", "running"), job
        return job["state"] == "running" and job["phase"] == "check" and job["rows"] > beyond

    def consumer(self):
        """Return the process that works on jobs."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        children += [child for thread in threads for child in (thread / "children").read_text().split()]
        for child in set(children):
            if b"jobs.consumer" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        return 0

    def logged(self, event):
        return (self.folder / "log").read_text(encoding="utf-8").count(event)

    def kill(self):
        """Kill the server with its web workers; the consumer finds out by itself."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(60) == 0


@contextmanager
def serving(folder, **settings):
    server = Server(folder, **settings)
    server.start()
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes cannot be told here")
def test_a_job_outlives_its_consumer_and_its_server(orders, tmp_path):
    with serving(tmp_path) as server:
        number = server.send(orders)

        def is_going_on(start):
            return server.logged('"event":"job begun"') == start and server.is_checking(number)

        wait_until(lambda: is_going_on(1))
        os.kill(server.consumer(), signal.SIGKILL)
        wait_until(lambda: is_going_on(2))
        server.kill()
        server.start()
        wait_until(lambda: is_going_on(3))
        server.stop()  # SIGTERM
        server.start()
        wait_until(lambda: server.job(number)["state"] == "finished")
        assert server.result(number) == orders.with_name("whole.csv").read_bytes()
        assert server.job(number)["summary"]["rows"] == ROWS
        assert server.logged('"event":"job begun"') == 4
        assert server.logged('"event":"job died"') == 0
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_two_jobs_at_once(orders, tmp_path):
    with serving(tmp_path, ADDRCHECK_JOBS="2") as server:
        numbers = [server.send(orders), server.send(orders)]
        wait_until(lambda: all(server.is_checking(number) for number in numbers))
        wait_until(lambda: all(server.job(number)["state"] == "finished" for number in numbers))
        whole = orders.with_name("whole.csv").read_bytes()
        assert [server.result(number) == whole for number in numbers] == [True, True]


def test_a_running_job_is_cancelled_at_once(orders, tmp_path):
    with serving(tmp_path) as server:
        number, next_one = server.send(orders), server.send(orders)
        wait_until(lambda: server.is_checking(number))
        assert server.job(next_one)["ahead"] == 0
        url = f"http://127.0.0.1:{server.port}/v1/jobs/{number}"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE")).close()
        assert ask(server.port, f"/v1/jobs/{number}")[0] == 404
        wait_until(lambda: server.is_checking(next_one))
        assert not (tmp_path / "state" / "jobs" / number).exists()
