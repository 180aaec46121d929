"""The page of an administrator: what damage is told, what an attacker gets, what two people see; without scripts."""

from __future__ import annotations

import io
import re
import stat
import zipfile

import pytest

from addrcheck.wording.pages.zones import REFUSALS, WORDS
from tests.service.zones import OWN, packed, post, send, table

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def link_in_zip():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        member = zipfile.ZipInfo("zones.csv")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return made.getvalue()


def locked_zip():
    data = bytearray(packed(zones__csv=table("2")))
    at = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    return bytes(data)


def bomb(name="zones.csv"):
    return packed(**{name.replace(".", "__"): b"zone,place\n" + b" " * 30_000_000})


def workbook_bomb():
    return packed(**{"xl/worksheets/sheet1__xml": b" " * 30_000_000, "[Content_Types]__xml": b"<Types/>"})


DAMAGE = [
    ("no table", b"\x89PNG\r\n", "a.png", "zones_no_table"),
    ("a page", b"<html><script>alert(1)</script>", "zones.html", "zones_no_table"),
    ("a picture that runs", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "zones_no_table"),
    ("a program", b"\x7fELF", "zones", "zones_no_table"),
    ("nothing", b"", "zones.csv", "zones_empty"),
    ("an archive without tables", packed(readme__txt="x"), "a.zip", "zones_nothing_inside"),
    ("half an archive", packed(a__csv=table("2"))[:40], "a.zip", "damaged"),
    ("out of the folder", packed(**{"../../evil__csv": table("2")}), "a.zip", "zones_outside"),
    ("an absolute name", packed(**{"/etc/evil__csv": table("2")}), "a.zip", "zones_outside"),
    ("out of it the other way", packed(**{"..\\evil__csv": table("2")}), "a.zip", "zones_outside"),
    ("a link", link_in_zip(), "a.zip", "zones_outside"),
    ("a password", locked_zip(), "a.zip", "password"),
    ("a bomb", bomb(), "a.zip", "bomb"),
    ("a workbook that is a bomb", workbook_bomb(), "a.xlsx", "bomb"),
    ("too many", packed(**{f"{n}__csv": b"zone\n" for n in range(101)}), "a.zip", "zones_too_many"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "code"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_what_is_no_table_is_refused_in_words_and_nothing_is_kept(station_of, data, name, code, lang):
    from addrcheck.wording.pages.zones import refusal

    station = station_of(max_zones=1_000_000)
    client = station.client()
    client.get(f"/zones?lang={lang}")
    answer = send(client, data, name)
    assert answer.status_code == 400
    assert refusal(code, lang) in re.sub(r"\s+", " ", answer.text)
    assert [version.number for version in station.zones.versions.all()] == [1]
    assert len(list((station.state / "zones").glob("[!.]*"))) == 1
    assert not list(station.state.parent.rglob("evil*"))


def test_a_file_that_is_too_large_is_refused(station_of):
    client = station_of(max_zones=1000).client()
    answer = send(client, table("2") + b"#" * 2000)
    assert answer.status_code == 400
    assert "too large" in answer.text


def test_a_table_with_errors_is_shown_and_cannot_be_put_in_force(station):
    client = station.client()
    answer = send(client, "zone,place,street,from,to\nA,杭州市/西湖区,文三路,9,1\n".encode())
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "zones.csv:2" in page
    assert 'action="/zones/2/activate"' not in page
    assert post(client, "/zones/2/activate", when="now", sure="yes", revision=1).status_code == 409
    assert station.zone() == "Z1"


def test_from_upload_to_force_and_back_without_scripts(station):
    client = station.client()
    place = send(client, table("2"), note="两个区合并").location
    page = client.get(place).text
    assert "两个区合并" in page
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    assert (
        client.post("/zones/2/activate", data={"when": "wave", "revision": revision}, headers=OWN).status_code
        == 303
    )
    page = client.get("/zones").text
    assert 'action="/zones/cancel"' in page
    station.at(13, 30)
    assert station.zone() == "Z2"
    page = client.get("/zones").text
    assert "/zones/1#activate" in page
    revision = station.zones.plan.revision
    assert post(client, "/zones/1/activate", when="at", day="2026-11-29", time="08:30", revision=revision).status_code == 303  # fmt: skip
    station.at(8, 30, 29)
    assert station.zone() == "Z1"


def test_at_once_needs_a_tick(station):
    client = station.client()
    send(client, table("2"))
    refused = post(client, "/zones/2/activate", when="now", revision=1)
    assert refused.status_code == 400
    assert REFUSALS["unconfirmed"][2] in refused.text
    assert post(client, "/zones/2/activate", when="now", sure="yes", revision=1).status_code == 303
    assert station.zone() == "Z2"


def test_of_two_administrators_the_second_sees_what_the_first_did(station):
    first, second = station.client(), station.client()
    send(first, table("2"))
    send(first, table("3"))
    assert post(first, "/zones/2/activate", when="wave", revision=1).status_code == 303
    refused = post(second, "/zones/3/activate", when="wave", revision=1)
    assert refused.status_code == 409
    assert REFUSALS["overtaken"][2] in refused.text
    assert 'value="2"' in refused.text  # the form now knows the decision
    assert [event.version for event in station.zones.plan.waiting] == [2]


def test_a_version_that_was_decided_on_cannot_be_deleted(station):
    client = station.client()
    send(client, table("2"))
    send(client, table("3"))
    folders = set((station.state / "zones").glob("[!.]*"))
    assert post(client, "/zones/3/remove").status_code == 303
    assert client.get("/zones/3").status_code == 404
    assert len(set((station.state / "zones").glob("[!.]*"))) == len(folders) - 1
    post(client, "/zones/2/activate", when="wave", revision=1)
    assert post(client, "/zones/2/remove").status_code == 409
    assert post(client, "/zones/1/remove").status_code == 409


def test_addresses_of_a_file_are_compared_and_not_kept(station, tmp_path):
    client = station.client()
    send(client, table("2"))
    orders = "收件人,地址,电话\n张三,杭州市西湖区文三路100号,13800138000\n李四,成都市锦江区1号,13800138001\n".encode()
    answer = send(client, orders, "订单.csv", "/zones/2/compare")
    assert answer.status_code == 200
    assert "1 of 2 addresses change" in answer.text
    assert "文三路100号" in answer.text
    assert "13800138000" not in answer.text
    kept = b"".join(file.read_bytes() for file in station.state.rglob("*") if file.is_file())
    assert "文三路100号".encode() not in kept
    assert send(client, b"a,b\n1,2\n", "x.csv", "/zones/2/compare").status_code == 400


def test_parcels_of_a_manifest_are_compared_without_their_flats(station):
    client = station.client()
    send(client, table("2"))
    assert 'name="day"><option' not in client.get("/zones/2").text
    parcel = {
        "waybill": "SF1234567890",
        "address": "杭州市西湖区文三路100号2幢301室",
        "name": "张三",
        "phone": "13800138000",
    }
    loaded = client.post("/v1/manifests", json={"items": [parcel]}, headers=OWN)
    assert loaded.status_code == 200, loaded.json
    assert loaded.json["day"] in client.get("/zones/2").text
    page = post(client, "/zones/2/compare", day=loaded.json["day"]).text
    assert "1 of 1 addresses change" in page
    assert "文三路100号" in page
    assert "301" not in page.partition('id="compared"')[2].partition("</section>")[0]
    assert "None of 0" in post(client, "/zones/2/compare", day="x' OR 1=1").text


def test_nothing_that_comes_from_a_file_becomes_markup(station):
    client = station.client()
    rows = (
        f'zone,zone_name,owner,place,street,note,"{EVIL.replace(chr(34), chr(34) * 2)}"\n'
        + ",".join('"' + (EVIL + str(n)).replace('"', '""') + '"' for n in range(6))
        + ",x\n"
    )
    place = send(client, rows.encode(), "<img src=x onerror=alert(1)>.csv", note=EVIL).location
    for path in (place, "/zones", "/zones?lang=ru", f"{place}&lang=zh"):
        page = client.get(path).text
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert " onerror=" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", page)
    assert post(client, "/zones/2/activate", when="wave", revision=1, note=EVIL).status_code in (303, 409)
    assert "<script>alert" not in client.get("/zones").text


def test_no_style_or_script_stands_in_the_pages(station):
    client = station.client()
    place = send(client, table("2")).location
    for path in ("/zones", place):
        answer = client.get(path)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)|javascript:", answer.text)


@pytest.mark.parametrize("name", ["", "bob"])
def test_only_an_administrator_sees_or_changes_anything(station, name):
    send(station.client(), table("2"))
    client = station.client(name)
    paths = [("GET", "/zones"), ("GET", "/zones/1"), ("GET", "/zones/1/csv"), ("POST", "/zones/upload"), ("POST", "/zones/2/activate"), ("POST", "/zones/2/compare"), ("POST", "/zones/cancel"), ("POST", "/zones/2/remove")]  # fmt: skip
    for method, path in paths:
        answer = client.open(path, method=method, headers=OWN, data={"when": "now", "sure": "yes"})
        assert answer.status_code == (403 if name else 401), path
        assert "Z1" not in answer.text
    assert len(station.zones.versions.all()) == 2
    assert station.zone() == "Z1"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}]
)
def test_a_page_of_another_site_cannot_decide(station, headers):
    client = station.client()
    send(client, table("2"))
    answer = client.post(
        "/zones/2/activate", data={"when": "now", "sure": "yes", "revision": 1}, headers=headers
    )
    assert answer.status_code == 403
    assert station.zone() == "Z1"


def test_strange_numbers_and_names_lead_nowhere(station):
    client = station.client()
    for path in ("/zones/999", "/zones/0", "/zones/1/html", "/zones/1/..%2f..%2fservice.sqlite", "/zones/-1"):
        assert client.get(path).status_code == 404, path
    assert post(client, "/zones/cancel", event="x", revision="y").status_code == 409
    assert post(client, "/zones/1/activate", when="\r\nSet-Cookie: a=b").status_code == 409
    assert "done_" not in client.get("/zones?done=<script>&version=1").text


def test_nothing_of_a_table_stands_in_the_log(station, capsys):
    client = station.client()
    send(client, table("2", "SECRETZONE"), note="secret note")
    assert "SECRETZONE" not in capsys.readouterr().err


def test_all_words_come_in_three_languages():
    for words in (WORDS, REFUSALS):
        for key, texts in words.items():
            assert len(texts) == 3, key
            assert all(texts), key
            names = [set(re.findall(r"{(\w+)}", text)) for text in texts]
            assert names[0] == names[1] == names[2], key
