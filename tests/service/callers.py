"""Callers that ask again and again, keep their connections as browsers and proxies do, and note every answer they miss."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path


class LostError(Exception):
    """A request that was sent and never answered."""


class Caller(threading.Thread):
    """One connection at a time, used until the server closes it (``kept``) or for one request."""

    def __init__(self, port, path, kept, ended):
        super().__init__(daemon=True)
        close = "" if kept else "Connection: close\r\n"
        self.request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{close}\r\n".encode()
        self.port, self.kept, self.ended, self.link, self.own_port = port, kept, ended, None, None
        self.answers, self.statuses, self.lost = 0, set(), []

    def run(self):
        while not self.ended.is_set():
            try:
                if self.link is None:
                    self._connect()
                self._ask()
            except ConnectionRefusedError:
                time.sleep(0.01)
            except LostError:
                self.lost.append(self.own_port)
                self._close()
        self._close()

    def _connect(self):
        self.link = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.own_port = self.link.getsockname()[1]

    def _ask(self):
        """Send one request and read its answer; that an unused connection is closed is no loss."""
        try:
            self.link.sendall(self.request)
            status, closes = self._read()
        except OSError:
            raise LostError from None
        self.answers += 1
        self.statuses.add(status)
        if closes:
            self._close()

    def _read(self):
        data = b""
        while True:
            head, found, body = data.partition(b"\r\n\r\n")
            lower = head.lower()
            if found and len(body) >= int(lower.partition(b"content-length: ")[2].split(b"\r\n")[0]):
                return int(head.split(b" ")[1]), b"connection: close" in lower
            more = self.link.recv(1 << 16)
            if not more:
                raise LostError
            data += more

    def _close(self):
        if self.link is not None:
            self.link.close()
            self.link = None


class Callers:
    """Some callers of each kind, for as long as the block lasts."""

    def __init__(self, port, path, kept=4, single=4):
        self.ended = threading.Event()
        self.all = [Caller(port, path, i < kept, self.ended) for i in range(kept + single)]

    def __enter__(self):
        for caller in self.all:
            caller.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for caller in self.all:
            caller.join(40)

    @property
    def answers(self):
        return sum(caller.answers for caller in self.all)

    @property
    def statuses(self):
        return set().union(*(caller.statuses for caller in self.all))

    @property
    def lost(self):
        """The ports from which requests were sent that nobody answered."""
        return [port for caller in self.all for port in caller.lost]


def in_hands(process, port):
    """Return the ports of callers whose connection a process holds, or that no process has accepted yet."""
    sockets = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        name = str(entry.readlink())
        if name.startswith("socket:["):
            sockets.add(name[8:-1])
    held = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        own, other = (int(end.rpartition(":")[2], 16) for end in fields[1:3])
        if own == port and fields[9] in {*sockets, "0"}:
            held.add(other)
    return held
