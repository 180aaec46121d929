"""The end of a service, for who comes too late: he is not let in, and who is inside is still heard."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

PROGRAM = """
import socket, sys
from addrcheck.service.ending import let_nobody_in

family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
listening = socket.create_server((sys.argv[1], 0), family=family, backlog=5)
inside = socket.create_connection(listening.getsockname()[:2])
waiting = socket.create_connection(listening.getsockname()[:2])
accepted, _ = listening.accept()
let_nobody_in()
inside.sendall(b"inside")
print(accepted.recv(10).decode())
waiting.sendall(b"waiting")
print(listening.accept()[0].recv(10).decode())
try:
    socket.create_connection(listening.getsockname()[:2], timeout=0.5)
except TimeoutError:
    print("nobody else")
"""


def can_listen(host):
    try:
        socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="sockets cannot be made deaf here")
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_who_is_inside_or_waits_is_heard_and_nobody_else_let_in(host):
    if not can_listen(host):
        pytest.skip(f"{host} is no address of this machine")
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM, host], capture_output=True, text=True, timeout=60, check=True)  # fmt: skip
    assert done.stdout.splitlines() == ["inside", "waiting", "nobody else"]
