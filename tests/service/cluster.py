"""A PostgreSQL of one's own: a temporary cluster, run by a user without rights, for as long as the tests last."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.service.test_server import free_port

USER, PASSWORD = "shop", "ye@/s:ecret"
"""A password that must be escaped in a URL."""


def programs():
    """Return the folder of initdb and postgres, None where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


class Cluster:
    """A running server, which can be stopped and started."""

    def __init__(self, folder, user):
        self.folder, self.user, self.port = folder, user, free_port()

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs as the user."""
        command = [programs() / program, *map(str, arguments)]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PGPASSWORD": PASSWORD}
        group = pwd.getpwnam(self.user).pw_gid if self.user else None
        rights = {"user": self.user, "group": group, "extra_groups": []} if self.user else {}
        subprocess.run(command, env=environment, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, **rights)  # fmt: skip

    def make(self):
        """Make the cluster; it listens to this machine alone and asks for a password."""
        word = self.folder / "word"
        word.write_text(PASSWORD, encoding="utf-8")
        word.chmod(0o644)
        self.run("initdb", "-D", "cluster", "-U", USER, "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8", "--no-sync")  # fmt: skip

    def start(self):
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1 -F -c max_connections=60"
        self.run("pg_ctl", "-D", "cluster", "-w", "-o", options, "-l", "log", "start")

    def stop(self):
        self.run("pg_ctl", "-D", "cluster", "-w", "-m", "immediate", "stop")

    def fresh(self, name):
        """Make an empty database and return its URL."""
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", USER, name)
        return f"postgresql://{USER}:ye%40%2Fs%3Aecret@127.0.0.1:{self.port}/{name}"


@contextmanager
def cluster():
    """Yield a running cluster."""
    user = "nobody" if os.geteuid() == 0 else None  # postgres refuses to be root
    folder = Path(tempfile.mkdtemp(prefix="addrcheck-pg-"))
    if user:
        shutil.chown(folder, user)
    made = Cluster(folder, user)
    try:
        made.make()
        made.start()
        yield made
    finally:
        if (folder / "cluster" / "postmaster.pid").exists():
            made.stop()
        shutil.rmtree(folder)
