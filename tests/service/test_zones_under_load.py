"""Real workers under load: a version is put in force and taken back, and no request is lost; all workers say the same."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from contextlib import closing

from tests.service.callers import Callers
from tests.service.test_server import PATH, ask, serving, wait_until
from tests.service.zones import packed, table


def call(port, token, path, body=None, data=None):
    """Return the answer of the API to an administrator."""
    headers = {"Authorization": f"Bearer {token}"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        if data is not None:
            mark = "a-boundary"
            head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="zones.zip"\r\n\r\n'
            sent = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
            headers["Content-Type"] = f"multipart/form-data; boundary={mark}"
            connection.request("POST", path, sent, headers)
        elif body is not None:
            headers["Content-Type"] = "application/json"
            connection.request("POST", path, json.dumps(body), headers)
        else:
            connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        read = json.loads(answer.read())
        assert answer.status == 200, read
        return read


def new_key(state):
    """Return an administrator's key, made as on the command line."""
    command = [sys.executable, "-m", "addrcheck", "keys", "add", "office", "--scope", "admin"]
    environment = os.environ | {"ADDRCHECK_STATE": str(state)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def codes(port, times=16):
    """Return the zones that many requests get, whichever workers answer."""
    return {json.loads(ask(port, PATH)[1])["zones"] for _ in range(times)}


def test_versions_change_under_load_without_losing_a_request_and_outlive_a_restart(tmp_path):
    with serving(tmp_path, "granian") as (_, port, _):
        token = new_key(tmp_path / "state")
        (before,) = codes(port)
        with Callers(port, PATH) as callers:
            told = call(port, token, "/v1/zones/versions", data=packed(zones__csv=table("new")))
            number = told["version"]["number"]
            call(port, token, "/v1/zones/activate", {"number": number, "when": "now"})
            wait_until(lambda: codes(port) == {"new"}, 60)
            call(port, token, "/v1/zones/rollback", {"when": "now"})
            wait_until(lambda: codes(port) == {before}, 60)
            call(port, token, "/v1/zones/rollback", {"when": "now"})
            wait_until(lambda: codes(port) == {"new"}, 60)
        assert callers.lost == []
        assert callers.statuses == {200}
        assert callers.answers > 20
    with serving(tmp_path, "granian") as (_, port, _):
        assert codes(port) == {"new"}
