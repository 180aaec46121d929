"""What an attacker may try, one test each; its docstring tells what the attacker hopes for."""

from __future__ import annotations

import gzip
import json
import os
import socket
import time
from contextlib import closing, suppress

import pytest

from addrcheck.service.users import UserStore
from tests.service.conftest import SHOP
from tests.service.test_server import ask, serving

PAGE = frozenset({"check", "suggest"})
EVIL = "https://evil.example"
CHECK = "/v1/check?q=a"
PRIVATE = "Тайная"


@pytest.fixture
def stolen(keys):
    """Return the publishable key that stands in the shop's page for everybody to copy."""
    return keys.add("shop", PAGE, frozenset({SHOP}), publishable=True)[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the port of a real service."""
    with serving(tmp_path_factory.mktemp("attacked"), "granian", workers=1) as (_, port, _zones):
        yield port


def bearer(token, **more):
    return {"Authorization": f"Bearer {token}", **more}


def raw(port, data, seconds=5):
    """Send bytes as they are and return what comes back until the server closes."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=seconds)) as link:
        parts = []
        with suppress(ConnectionError):  # who refuses a request may close before he has read it all
            link.sendall(data)
            while part := link.recv(1 << 16):
                parts.append(part)
    return b"".join(parts)


def state_changing(app):
    """Return (path, method) of every route that changes something, whoever added it."""
    found = []
    for rule in app.url_map.iter_rules():
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(next(part for part in path.split("/") if f"{name}>" in part), "1")
        found += [(path, method) for method in rule.methods - {"GET", "HEAD", "OPTIONS"}]
    return found


def test_a_stolen_publishable_key_opens_nothing_but_checks(app_with, stolen):
    """To read zones, run batches or see counters with the key that every visitor can copy."""
    client = app_with(keys=True).test_client()
    for path in ("/v1/zone?q=a", "/v1/search?q=a", "/v1/reverse?lat=1&lon=1", "/metrics"):
        assert client.get(path, headers=bearer(stolen, Origin=SHOP)).status_code == 403
    assert (
        client.post("/v1/batch", json={"items": []}, headers=bearer(stolen, Origin=SHOP)).status_code == 403
    )


@pytest.mark.parametrize("origin", [None, "null", EVIL, SHOP + ".evil.example", "https://shop.example:8443", "http://shop.example", SHOP + "@evil.example", SHOP + "/", "HTTPS://SHOP.EXAMPLE", f"{SHOP} {EVIL}", f"{SHOP},{EVIL}"])  # fmt: skip
def test_a_foreign_origin_gets_no_answer_with_the_shops_key(app_with, stolen, origin):
    """To spend the shop's rate and read answers in visitors' browsers from a page of one's own, or a sandboxed frame."""
    client = app_with(keys=True).test_client()
    answer = client.get(CHECK, headers=bearer(stolen, **({"Origin": origin} if origin else {})))
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_foreign_page_is_not_told_that_it_may_ask(app_with, stolen):
    """To have the browser's preflight let everything pass, with credentials."""
    client = app_with(keys=True).test_client()
    for origin in (EVIL, "null"):
        asked = {"Origin": origin, "Access-Control-Request-Method": "DELETE"}
        answer = client.options("/v1/check", headers=asked)
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_no_answer_lets_cookies_cross_sites(app_with, stolen):
    """To read answers that a signed-in person would get."""
    answer = app_with(keys=True).test_client().get(CHECK, headers=bearer(stolen, Origin=SHOP))
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP


@pytest.mark.parametrize("headers", [{"Origin": EVIL}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, {"Referer": EVIL}])  # fmt: skip
def test_no_route_does_anything_for_a_page_of_another_site(app_with, users_of, headers):
    """To make an administrator's browser order, upload, activate or sign out by a hidden form (CSRF)."""
    app = app_with(keys=True)
    users_of(app).put("ann", "admin", "correct horse")
    client = app.test_client()
    ours = {"Origin": "http://localhost"}
    assert client.post("/login", data={"name": "ann", "password": "correct horse"}, headers=ours).status_code == 303  # fmt: skip
    routes = state_changing(app)
    assert len(routes) >= 6
    for path, method in routes:
        for content in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
            answer = client.open(path, method=method, headers=headers, content_type=content, data=b"q=1")
            assert answer.status_code == 403, (path, method)


@pytest.fixture
def users_of():
    """Return a function that gives the people of an app."""
    return lambda app: UserStore(app.extensions["addrcheck.database"])


def test_a_get_changes_nothing(app_with):
    """To have a link or an image sign a person out or start something."""
    app = app_with()
    both = {path for path, _ in state_changing(app)}
    client = app.test_client()
    for path in both:
        answer = client.get(path, buffered=True)
        assert "Set-Cookie" not in answer.headers or "addrcheck=" not in answer.headers["Set-Cookie"]
        assert answer.status_code != 303, path


@pytest.mark.parametrize("size", [262_145, 5_000_000])
def test_a_huge_body_is_refused(client, size):
    """To fill the memory."""
    body = b'{"q": "' + b"a" * size + b'"}'
    assert client.post("/v1/check", data=body, content_type="application/json").status_code == 413


def test_a_huge_body_of_unknown_length_is_refused(served):
    """The same, without a Content-Length to go by."""
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert raw(served, head + chunk * 8 + b"0\r\n\r\n", 20).split(b" ")[1] in (b"400", b"413")


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"q":' * 40_000, b'{"items":[' + b"[" * 100_000 + b"]" * 100_000 + b"]}", b'{"fields":' * 20_000 + b"1" + b"}" * 20_000])  # fmt: skip
def test_nested_json_is_refused(client, body):
    """To overflow the stack."""
    for path in ("/v1/check", "/v1/batch"):
        assert client.post(path, data=body, content_type="application/json").status_code == 400


def test_many_keys_cost_little(client):
    """To slow a table of names down by filling it (hash flooding), and to have it all looked at."""
    body = json.dumps({"fields": {f"f{n}": "" for n in range(15_000)}})
    spent = time.process_time()
    assert client.post("/v1/check", data=body, content_type="application/json").status_code == 400
    assert time.process_time() - spent < 5


def test_a_key_that_stands_twice_means_its_last(client):
    """To have a proxy that reads the first and a service that reads the last see two requests: no proxy here reads any."""
    answer = client.post("/v1/check", data=b'{"q": "x", "q": "Moscow"}', content_type="application/json")
    assert answer.json["input"] == "Moscow"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "GZIP", "identity, gzip"])  # fmt: skip
def test_a_packed_body_is_not_unpacked(client, encoding):
    """To send a kilobyte that becomes a gigabyte (decompression bomb)."""
    bomb = gzip.compress(b'{"q": "' + b"a" * 1_000_000)
    headers = {"Content-Encoding": encoding}
    answer = client.post("/v1/check", data=bomb, content_type="application/json", headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize("folder", ["styles", "scripts", "widget", "maps"])
@pytest.mark.parametrize("path", ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/%2e%2e/etc/passwd", "..%252f..%252fetc/passwd", "..\\..\\pyproject.toml", "..%5cpyproject.toml", "/etc/passwd", "//etc/passwd", "%00", "frame.css%00.svg", "....//pyproject.toml", "%c0%ae%c0%ae/pyproject.toml", "C:/windows/win.ini", "~root/.bashrc"])  # fmt: skip
def test_no_path_leads_out_of_its_folder(served, folder, path):
    """To read the settings, the keys or the machine's files."""
    answer = raw(served, f"GET /{folder}/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())  # fmt: skip
    assert answer.split(b" ")[1] in (b"400", b"404", b"308")
    assert b"root:" not in answer
    assert b"[project]" not in answer


@pytest.mark.parametrize("number", [b"abcdefgh%0d%0aSet-Cookie: x=1", b"abcdefgh\rSet-Cookie: x=1", b"abcdefgh\x00evil", b"a" * 10_000, "бвгдежзи".encode()])  # fmt: skip
def test_a_request_number_splits_no_answer(served, number):
    """To write headers or a second answer into the answer (header injection)."""
    answer = raw(served, b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: " + number + b"\r\n\r\n")  # fmt: skip
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert b"evil" not in head
    assert b"x-request-id: " + number not in head


def test_signing_in_writes_no_header(app_with, users_of):
    """To set cookies or lead elsewhere through the page that one wanted to see (open redirect)."""
    app = app_with()
    users_of(app).put("ann", "admin", "correct horse")
    client = app.test_client()
    for to in ("/\r\nSet-Cookie: x=1", "//evil.example", "/%0d%0aevil", "https:evil.example", "/\\evil", "\t//evil.example", "/\x85evil", "http://["):  # fmt: skip
        data = {"name": "ann", "password": "correct horse", "next": to}
        answer = client.post("/login", data=data, headers={"Origin": "http://localhost"})
        assert answer.headers["Location"] in ("/", "/%0d%0aevil")
        assert "x=1" not in str(answer.headers)


def test_the_log_takes_no_lines_from_callers(tmp_path):
    """To forge lines, colour the screen of who reads the log, or have personal data written into it."""
    with serving(tmp_path, "granian", workers=1) as (_, port, _zones):
        evil = f'{PRIVATE}%0a{{"status":200}}%1b[31m'
        for line in (f"GET /{evil}", f"GET /v1/check?q={evil}", f"GET /styles/{evil}", "X%1b[31m /v1/status"):
            raw(port, f"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUser-Agent: {PRIVATE}\x1b[31m\r\nX-Request-Id: {PRIVATE}\r\nReferer: {evil}\r\n\r\n".encode())  # fmt: skip
        raw(port, b"\x16\x03\x01\x02\x00\x01\x1b[31m\r\n\r\n")
        assert ask(port, "/v1/status")[0] == 200
        log = (tmp_path / "log").read_bytes()
    assert b"\x1b" not in log
    assert PRIVATE.encode() not in log
    assert b"%D0" not in log
    ours = [json.loads(line) for line in log.splitlines() if line.startswith(b"{")]
    assert {one.get("status") for one in ours if "route" in one} <= {200, 404, 405}


def test_only_names_of_the_service_are_answered(app_with):
    """To give one's own name the address of the victim's machine and read its answers (DNS rebinding)."""
    client = app_with(hosts=("localhost",)).test_client()
    for host in ("evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example:80", ""):
        assert client.get(CHECK, headers={"Host": host}).status_code == 400, host


def test_a_caller_does_not_choose_his_address(app_with):
    """To get a fresh rate with each request by an invented X-Forwarded-For."""
    client = app_with(rate=60, burst=1, proxies=1).test_client()
    asked = [client.get(CHECK, headers={"X-Forwarded-For": f"10.0.0.{n}, 9.9.9.9"}) for n in range(3)]
    assert [answer.status_code for answer in asked] == [200, 429, 429]
    direct = app_with(rate=60, burst=1, keys=True).test_client()
    asked = [direct.get(CHECK, headers=bearer("x", **{"X-Forwarded-For": f"10.0.0.{n}"})) for n in range(3)]
    assert [answer.status_code for answer in asked] == [401, 429, 429]


def test_many_keys_of_ones_own_invention_share_one_rate(app_with):
    """To try keys without end."""
    client = app_with(rate=60, burst=5, keys=True).test_client()
    tried = [client.get(CHECK, headers=bearer(f"ac_sec_{n:08x}_{'A' * 43}")).status_code for n in range(8)]
    assert tried == [401] * 5 + [429] * 3


def test_a_batch_costs_what_its_items_cost(app_with):
    """To have a hundred texts checked for the price of one."""
    client = app_with(rate=60, burst=50).test_client()
    assert client.post("/v1/batch", json={"items": [{"q": "a"}] * 50}).status_code == 200
    assert client.get(CHECK).status_code == 429


def test_secrets_are_compared_in_constant_time(app_with, keys, monkeypatch):
    """To guess a key letter by letter from how long a refusal takes."""
    compared = []

    def compare(a, b):
        compared.append((len(a), len(b)))
        return a == b

    monkeypatch.setattr("addrcheck.service.keys.hmac.compare_digest", compare)
    key, token = keys.add("warehouse", frozenset({"check"}))
    client = app_with(keys=True).test_client()
    for guess in (token, token[:-1] + "A", f"ac_sec_{key.id}_{'A' * 43}", f"ac_sec_00000000_{'A' * 43}"):
        client.get(CHECK, headers=bearer(guess))
    assert compared == [(64, 64)] * 4


@pytest.mark.parametrize("text", ["6" * 999 + "!", "1/" * 499 + "!", "@" + " " * 990, "паспорт" + " " * 900 + "!", "a,b." * 240 + "!", "оев" * 300 + " ул. 1"])  # fmt: skip
def test_no_text_makes_a_worker_think_for_long(client, text):
    """To halt a worker with one text that a pattern tries in ever more ways (ReDoS)."""
    spent = time.process_time()
    assert client.get("/v1/check", query_string={"q": text}).status_code == 200
    assert time.process_time() - spent < 5


@pytest.mark.parametrize("text", ["\u202e" * 300 + "杭州市", "\ufeff\u200b\u2066杭州市西湖区\u2069", "a" + "\u0301" * 999, "\x00" * 500, "\U000e0041" * 500, "ﷺ" * 900, "𝔐𝔬𝔰𝔨𝔳𝔞", "１" * 999, "İ" * 999, "ß" * 999, "\u2028\u2029\x85" * 300])  # fmt: skip
def test_strange_characters_get_an_ordinary_answer(client, text):
    """To turn texts round (bidi), to end them early (NUL), to make them grow when they are folded."""
    answer = client.get("/v1/check", query_string={"q": text})
    assert answer.status_code == 200
    assert answer.json["input"] == text
    assert client.get("/v1/suggest", query_string={"q": text[:200]}).status_code == 200


def test_half_a_character_is_refused(client):
    """To crash what writes the answer with a lone surrogate."""
    for body in (b'{"q": "\\ud83d"}', b'{"fields": {"city": "\\udc00"}}'):
        assert client.post("/v1/check", data=body, content_type="application/json").status_code == 400


def test_a_megabyte_of_accents_is_refused(client):
    """To have a text normalised in quadratic time."""
    body = json.dumps({"q": "e" + "\u0301" * 500_000}, ensure_ascii=False).encode()
    assert client.post("/v1/check", data=body, content_type="application/json").status_code == 413


@pytest.mark.parametrize("lengths", [b"Content-Length: 4\r\nContent-Length: 40\r\n", b"Content-Length: 4, 40\r\n", b"Content-Length: +4\r\n", b"Content-Length: 0x4\r\n", b"Transfer-Encoding: gzip\r\n", b"Transfer-Encoding : chunked\r\n"])  # fmt: skip
def test_no_request_hides_in_another(served, lengths):
    """To slip a second request past a proxy (smuggling)."""
    hidden = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = raw(served, b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + lengths + b"\r\n" + hidden)  # fmt: skip
    assert b"addrcheck_requests_total" not in answer
    assert b" 200 OK" not in answer


def test_a_body_by_chunks_outweighs_its_length(served):
    """The same with both: the chunks count, as the standard has it, and nothing behind them is another length's body."""
    both = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = b'{"q": "Moscow"}'
    answer = raw(served, both + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b'"input":"Moscow"' in answer


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_is_what_it_is(client, header):
    """To turn a harmless GET into something else behind the back of a proxy or of the check for foreign pages."""
    assert client.get("/logout", headers={header: "POST"}).status_code == 405
    assert client.post("/v1/check?_method=PUT", json={"q": "a"}).status_code == 400


@pytest.mark.parametrize("headers", [{"X-Forwarded-Host": "evil.example"}, {"X-Original-URL": "/metrics"}, {"X-Rewrite-URL": "/metrics"}, {"X-Forwarded-Proto": "https"}, {"Forwarded": "host=evil.example"}, {"X-Forwarded-Prefix": "/evil"}])  # fmt: skip
def test_nothing_can_be_left_in_a_cache_for_others(client, headers):
    """To have a cache keep an answer that a header of one's own has spoilt (cache poisoning)."""
    plain, spoilt = client.get("/api"), client.get("/api", headers=headers)
    assert spoilt.headers["Cache-Control"] == "no-store"
    assert "evil" not in spoilt.text + str(spoilt.headers)
    assert "Strict-Transport-Security" not in spoilt.headers
    assert spoilt.status_code == plain.status_code


def test_no_secret_is_told(app_with, keys):
    """To read keys, the cookie's secret or the database's password out of what everybody may see."""
    key, token = keys.add("warehouse", frozenset({"check", "metrics"}))
    app = app_with(keys=True)
    client = app.test_client()
    client.get(CHECK, headers=bearer(token))
    secret = app.secret_key
    for path in ("/metrics", "/openapi.json", "/api", "/v1/status", "/nothing"):
        body = client.get(path, headers=bearer(token)).data
        assert token.encode() not in body
        assert token.rpartition("_")[2].encode() not in body
        assert key.id.encode() not in body
        assert secret not in body
        assert os.fsencode(str(app.extensions["addrcheck.engine"].settings.service.state)) not in body


def test_nothing_runs_that_was_typed(client):
    """To have a script in an address run in the browser of whoever reads the answer (reflected XSS)."""
    script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    for path in ("/v1/check", "/v1/search", "/v1/suggest", "/v1/zone"):
        answer = client.get(path, query_string={"q": script})
        assert answer.mimetype in ("application/json", "application/geo+json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for answer in (client.get("/" + script, headers={"Accept": "text/html"}), client.get("/", query_string={"q": script, "lang": script}), client.post("/", data={"q": script})):  # fmt: skip
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "'unsafe" not in answer.headers["Content-Security-Policy"]


def test_slow_senders_of_headers_keep_nobody_waiting(served):
    """To hold every connection open with a header that never ends (slowloris), or with none at all."""
    links = [socket.create_connection(("127.0.0.1", served)) for _ in range(150)]
    try:
        for number, link in enumerate(links):
            if number % 2:
                link.sendall(b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert ask(served, "/v1/status")[0] == 200
    finally:
        for link in links:
            link.close()


def test_huge_headers_are_refused(served):
    """To fill the memory with headers."""
    answer = raw(
        served, b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 600_000 + b"\r\n\r\n"
    )
    assert answer.split(b" ")[1] == b"431"
    many = b"".join(b"X-%d: a\r\n" % n for n in range(5000))
    answer = raw(served, b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\n" + many + b"\r\n")
    assert answer.split(b" ")[1] == b"431"
