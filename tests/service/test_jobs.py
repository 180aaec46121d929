"""Jobs over HTTP: files of every kind in, the same files with the answers out; limits, owners, time, traces."""

from __future__ import annotations

import gzip
import io
import json
import stat
import sys
import threading
import zipfile
from functools import cache
from urllib.parse import unquote

import pytest
from msgspec import structs

from addrcheck.bulk import clean
from addrcheck.service.database import Database
from addrcheck.service.jobs import runner
from addrcheck.service.jobs.choices import Choices
from addrcheck.service.jobs.desk import desk
from addrcheck.service.jobs.model import Asked, Outcome
from addrcheck.service.jobs.queue import JobQueue
from addrcheck.service.jobs.runner import Runner
from addrcheck.service.jobs.store import JobStore, new_number
from addrcheck.service.jobs.sweep import sweep
from addrcheck.service.problems import RefusedError
from addrcheck.settings import Settings
from tests.bulk.conftest import CN, RU, quick, read_with_calamine
from tests.bulk.zoo import ANIMALS
from tests.service.conftest import settings_with

SMALL = f"id,地址\n1,{CN}\n2,{RU}\n".encode()
RAW = {"Content-Type": "application/octet-stream"}


class Desk:
    """An app, and a consumer that works when it is told to."""

    def __init__(self, app, state):
        self.app, self.client = app, app.test_client()
        with app.app_context():
            self.desk = desk()
        self.store, self.settings, self.state = self.desk.store, self.desk.settings, state

    def send(self, data=SMALL, name="订单.csv", headers=None, **choices):
        """Send a file as a form does."""
        form = {"file": (io.BytesIO(data), name), **choices}
        return self.client.post("/v1/jobs", data=form, content_type="multipart/form-data", headers=headers)

    def job(self, number, **options):
        return self.get(f"/v1/jobs/{number}", **options).json

    def get(self, path, **options):
        return self.client.get(path, buffered=True, **options)

    def work(self, **options):
        """Do what waits."""
        worker = Runner(self.store, self.settings, threading.Event(), **options)
        for number in self.store.waiting():
            worker.run(number)

    def done(self, data=SMALL, name="订单.csv", **choices):
        """Send a file, work, and return the job."""
        answer = self.send(data, name, **choices)
        assert answer.status_code == 202, answer.json
        self.work()
        return self.job(answer.json["id"])

    def result(self, job):
        answer = self.get(job["result"])
        assert answer.status_code == 200
        return answer


@pytest.fixture
def jobs(app_with, tmp_path):
    return Desk(app_with(), tmp_path)


def with_settings(app_with, tmp_path, **service):
    return Desk(app_with(**service), tmp_path)


KINDS = ("gb18030.csv", "cp1251.csv", "tabs.tsv", "packed.csv.gz", "packed.zip", "numbers.xlsx", "old.xls", "open.ods", "table.parquet")  # fmt: skip


@pytest.mark.parametrize("animal", [a for a in ANIMALS if a.name in KINDS], ids=lambda animal: animal.name)
def test_a_file_comes_back_as_the_engine_writes_it(jobs, animal, tmp_path):
    source = tmp_path / animal.name
    source.write_bytes(animal.data) if isinstance(animal.data, bytes) else animal.data(source)
    job = jobs.done(source.read_bytes(), animal.name, results="short")
    assert job["state"] == "finished", job
    ending = animal.name.partition(".")[2].replace("xls", "xlsx").replace("xlsxx", "xlsx")
    answer = jobs.result(job)
    assert answer.headers["Content-Disposition"].endswith(f".checked.{ending}")
    own, theirs = tmp_path / f"own.{ending}", tmp_path / f"theirs.{ending}"
    clean(source, own, quick(results="short", duplicates=tmp_path / "groups.csv"))
    theirs.write_bytes(answer.data)
    if own.suffix in (".xlsx", ".ods"):
        assert read_with_calamine(own) == read_with_calamine(theirs)
    elif own.suffix == ".zip":
        assert unzipped(own) == unzipped(theirs)
    else:
        assert own.read_bytes() == theirs.read_bytes()
    assert job["summary"]["rows"] >= 1


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_body_can_be_the_file_itself(jobs):
    headers = {
        **RAW,
        "Content-Disposition": "attachment; filename*=UTF-8''%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7%D1%8B.csv",
    }
    answer = jobs.client.post("/v1/jobs?results=short&format=xlsx&headings=ru", data=SMALL, headers=headers)
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/jobs/{answer.json['id']}"
    assert (answer.json["state"], answer.json["name"], answer.json["size"]) == (
        "waiting",
        "заказы.csv",
        len(SMALL),
    )
    jobs.work()
    job = jobs.get(answer.headers["Location"]).json
    disposition = jobs.result(job).headers["Content-Disposition"]
    assert unquote(disposition.partition("UTF-8''")[2]) == "заказы.checked.xlsx"


def test_a_finished_job_has_a_summary_a_report_and_the_duplicates(jobs):
    job = jobs.done(f"id,地址\n1,{CN}\n2,{CN}\n3,{RU}\n".encode(), lang="zh")
    assert job["summary"]["rows"] == 3
    assert job["summary"]["repeats"] == 1
    assert sum(job["summary"]["statuses"].values()) == 3
    report = jobs.get(job["report"])
    assert "地址清洗报告: 订单.csv" in report.text
    policy = report.headers["Content-Security-Policy"]
    assert "sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    listed = jobs.get(job["duplicates"])
    assert listed.text.startswith("\ufeffgroup,rows,result_key")
    assert listed.text.count("\n") == 3
    for path in ("result", "report", "duplicates"):
        assert jobs.get(job[path]).headers["Cache-Control"] == "no-store"


def test_report_and_duplicates_are_left_out_on_wish(jobs):
    job = jobs.done(report="false", duplicates="false")
    assert job["report"] is job["duplicates"] is job["summary"]["repeats"] is None
    assert jobs.get(f"/v1/jobs/{job['id']}/report").status_code == 404


def test_columns_are_shown_corrected_and_then_used(jobs):
    data = f"n;тел;место;прочее\n1;89001234567;ул. Баумана, 44;Казань\n2;;{RU};\n".encode("cp1251")
    answer = jobs.send(data, start="false")
    assert jobs.job(answer.json["id"])["state"] == "waiting"
    jobs.work()
    job = jobs.job(answer.json["id"])
    assert job["state"] == "ready"
    found = job["preview"]
    assert (found["form"], found["encoding"], found["delimiter"], found["header_row"]) == (
        "csv",
        "cp1251",
        ";",
        1,
    )
    assert [(c["number"], c["name"], c["role"]) for c in found["columns"]][1:3] == [(2, "тел", "phone"), (3, "место", "address")]  # fmt: skip
    assert found["columns"][2]["samples"][0] == "ул. Баумана, 44"
    assert found["rows"][0] == ["1", "89001234567", "ул. Баумана, 44", "Казань"]
    choices = {"columns": "#4=city,#3=street,#2=-", "results": "json", "report": False}
    started = jobs.client.post(f"/v1/jobs/{job['id']}/start", json=choices)
    assert started.status_code == 202
    jobs.work()
    rows = read_csv_bytes(jobs.result(job | {"result": f"/v1/jobs/{job['id']}/result"}).data, ";")
    report = json.loads(rows[1][-2])
    assert {c["type"]: c.get("field") for c in report["components"]}["street"] == "street"


def read_csv_bytes(data, delimiter=","):
    import csv

    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_other_choices_can_be_tried_before_and_after(jobs):
    answer = jobs.send(f"{CN};1\n{RU};2\n".encode(), start="false", delimiter=",")
    jobs.work()
    number = answer.json["id"]
    assert len(jobs.job(number)["preview"]["columns"]) == 3
    again = jobs.client.post(f"/v1/jobs/{number}/preview", json={"delimiter": ";", "header": False})
    assert again.json["state"] == "waiting"
    jobs.work()
    found = jobs.job(number)["preview"]
    assert (found["delimiter"], found["header_row"], len(found["columns"])) == (";", None, 2)
    for _ in range(2):  # once cleaned, it can be cleaned anew
        assert (
            jobs.client.post(f"/v1/jobs/{number}/start", json={"delimiter": ";", "header": False}).status_code
            == 202
        )
        jobs.work()
        assert jobs.job(number)["state"] == "finished"


def test_a_zip_with_several_tables_and_a_table_without_addresses_ask(jobs):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", SMALL)
        archive.writestr("b,c.csv", "x,y\n1,2\n")
    number = jobs.send(packed.getvalue(), "two.zip", start="false").json["id"]
    jobs.work()
    assert jobs.job(number)["preview"]["members"] == ["a.csv", "b,c.csv"]
    jobs.client.post(f"/v1/jobs/{number}/preview", json={"member": "b,c.csv"})
    jobs.work()
    found = jobs.job(number)["preview"]
    assert found["trouble"] == "no_column"
    assert [c["name"] for c in found["columns"]] == ["x", "y"]


BOMB_BYTES = 150_000_000


@cache
def pressed_bomb():
    return gzip.compress(b"0" * BOMB_BYTES, 1)


@cache
def packed_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * BOMB_BYTES)
    return out.getvalue()


@cache
def workbook_bomb():
    out = io.BytesIO()
    sheet = b"<worksheet><sheetData>" + b" " * BOMB_BYTES + b"</sheetData></worksheet>"
    relations = b'<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


BOMBS = [(pressed_bomb, "true"), (pressed_bomb, "false"), (packed_bomb, "true"), (workbook_bomb, "false")]


@pytest.mark.parametrize(("bomb", "start"), BOMBS, ids=["gzip", "gzip-preview", "zip", "xlsx-preview"])
def test_bombs_are_refused_and_leave_nothing(jobs, bomb, start):
    data = bomb()
    number = jobs.client.post(f"/v1/jobs?start={start}", data=data, headers=RAW).json["id"]
    jobs.work()
    job = jobs.job(number)
    assert (job["state"], job["reason"]["code"]) == ("failed", "bomb")
    folder = jobs.state / "jobs" / job["id"]
    assert sum(path.stat().st_size for path in folder.rglob("*")) < len(data) + 20_000


BROKEN = {
    "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "no_table": b"%PDF-1.7 nothing",
    "markup": b"<html><table><tr><td>x</td></tr></table></html>",
    "damaged": b"PK\x03\x04 cut off",
    "empty": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("code", BROKEN)
def test_what_is_no_table_is_told_in_the_language_of_the_reader(jobs, code):
    expected = "workbook" if code == "password" else code
    answer = jobs.send(BROKEN[code], start="false")
    jobs.work()
    said = set()
    for lang in ("zh", "ru", "en"):
        job = jobs.job(answer.json["id"], query_string={"lang": lang})
        assert (job["state"], job["reason"]["code"]) == ("failed", expected)
        said.add(job["reason"]["message"])
    assert len(said) == 3


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\..\\boot.ini", "/abs.csv", "a\r\nSet-Cookie: x=1.csv", 'a";x=".csv', "\u202egpj.csv", "x" * 3000 + ".csv", "<b>.csv", ".."])  # fmt: skip
def test_a_name_is_never_a_path_nor_a_header(jobs, name):
    headers = dict(RAW)
    headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + "".join(
        f"%{byte:02X}" for byte in name.encode()
    )
    answer = jobs.client.post("/v1/jobs", data=SMALL, headers=headers)
    jobs.work()
    job = jobs.job(answer.json["id"])
    shown = unquote(jobs.result(job).headers["Content-Disposition"].partition("UTF-8''")[2])
    assert not set('/\\\r\n"<>\u202e') & set(shown)
    assert len(shown) < 200
    assert shown.endswith(".checked.csv")
    assert "Set-Cookie" not in jobs.result(job).headers
    assert sorted(path.name for path in jobs.state.iterdir() if "sqlite" not in path.name) == [
        "jobs",
        "secret",
    ]
    assert {path.name for path in (jobs.state / "jobs" / job["id"]).iterdir()} <= {"asked.json", "duplicates.csv", "lock", "outcome.json", "report.html", "result", "upload"}  # fmt: skip


def test_files_are_for_the_service_alone(jobs):
    job = jobs.done()
    folder = jobs.state / "jobs" / job["id"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE((jobs.state / "queue.sqlite").stat().st_mode) == 0o600


def test_ours_are_no_formulas_and_theirs_are_made_harmless_on_wish(jobs):
    data = f"id,地址\n=1+1,{CN}\n@SUM(A1),=cmd|' /C calc'!A0\n".encode()
    plain = read_csv_bytes(jobs.result(jobs.done(data)).data)
    assert plain[1][0] == "=1+1"
    assert not any(cell[:1] in "=+-@" for row in plain[1:] for cell in row[2:] if cell and not number(cell))
    job = jobs.done(data, safe_cells="true")
    assert read_csv_bytes(jobs.result(job).data)[1][0] == "'=1+1"
    assert job["summary"]["formulas"] == 3


def number(cell):
    return cell.replace(".", "", 1).lstrip("-").isdigit()


def test_bytes_and_places_are_limited(app_with, tmp_path):
    jobs = with_settings(app_with, tmp_path, max_upload=20_000, job_queue=2)
    assert jobs.get("/v1/status").json["limits"]["max_upload"] == 20_000
    large = b"x" * 30_000
    for answer in (jobs.send(large), jobs.client.post("/v1/jobs", data=large, headers=RAW)):
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (413, "too_large")
    unending = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    chunked = jobs.client.post(
        "/v1/jobs", input_stream=io.BytesIO(large), headers=RAW, environ_overrides=unending
    )
    assert chunked.status_code == 413
    assert not list((tmp_path / "jobs").iterdir())
    assert [jobs.send().status_code for _ in range(3)] == [202, 202, 429]
    assert int(jobs.send().headers["Retry-After"]) > 0
    jobs.work()
    assert jobs.send().status_code == 202


def test_a_full_disk_is_told(app_with, tmp_path, monkeypatch):
    jobs = with_settings(app_with, tmp_path, job_disk=10)
    assert jobs.send().status_code == 507
    jobs = with_settings(app_with, tmp_path)
    monkeypatch.setattr("addrcheck.service.jobs.desk._SPARE", 1 << 60)
    assert (jobs.send().status_code, jobs.send().json["errors"][0]["code"]) == (507, "no_room")


def test_a_file_that_grows_beyond_the_room_is_ended(app_with, tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "_WEIGH_EVERY_S", 0)
    monkeypatch.setattr(runner, "_LOOK_EVERY_S", 0.05)
    jobs = with_settings(app_with, tmp_path, job_disk=20_000)
    number = jobs.send().json["id"]
    (tmp_path / "jobs" / number / "unpacked").write_bytes(b"x" * 30_000)
    jobs.work()
    assert jobs.job(number)["reason"]["code"] == "quota"


def test_only_some_may_send_at_once(jobs):
    with jobs.desk.receiving("", 0), jobs.desk.receiving("", 0):
        answer = jobs.send()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert jobs.send().status_code == 202


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "no_file"),
        ({"other": (io.BytesIO(b"x"), "a.csv")}, "no_file"),
        ({"file": (io.BytesIO(b"x"), "a.csv"), "start": "perhaps"}, "invalid"),
        ({"file": (io.BytesIO(b"x"), "a.csv"), "start": "0"}, "invalid"),
        ({"file": (io.BytesIO(b"x"), "a.csv"), "sheets": "1"}, "unknown"),
        ({"file": [(io.BytesIO(b"x"), "a.csv"), (io.BytesIO(b"x"), "b.csv")]}, "repeated"),
    ],
)
def test_wrong_forms_are_refused_and_leave_nothing(jobs, form, code):
    answer = jobs.client.post("/v1/jobs", data=form, content_type="multipart/form-data")
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, code)
    assert not list((jobs.state / "jobs").glob("*"))


def test_a_job_is_its_owners_alone(app_with, tmp_path, keys):
    jobs = with_settings(app_with, tmp_path, keys=True)
    tokens = [
        keys.add(name, frozenset({scope}))[1]
        for name, scope in (("a", "jobs"), ("b", "jobs"), ("c", "check"))
    ]
    mine, others, wrong = ({"Authorization": f"Bearer {token}"} for token in tokens)
    assert jobs.send().status_code == 401
    assert jobs.send(headers=wrong).status_code == 403
    number = jobs.send(headers=mine).json["id"]
    jobs.work()
    paths = [f"/v1/jobs/{number}{rest}" for rest in ("", "/result", "/report", "/duplicates")]
    assert [jobs.get(path, headers=mine).status_code for path in paths] == [200] * 4
    assert [jobs.get(path, headers=others).status_code for path in paths] == [404] * 4
    assert [jobs.get(path, headers=wrong).status_code for path in paths] == [403] * 4
    for what in ("start", "preview"):
        assert jobs.client.post(f"/v1/jobs/{number}/{what}", json={}, headers=others).status_code == 404
    assert jobs.client.post(f"/v1/jobs/{number}/cancel", headers=others).status_code == 404
    assert jobs.client.delete(f"/v1/jobs/{number}", headers=others).status_code == 404
    assert [job["id"] for job in jobs.get("/v1/jobs", headers=mine).json["jobs"]] == [number]
    assert jobs.get("/v1/jobs", headers=others).json == {"jobs": []}
    assert jobs.client.delete(f"/v1/jobs/{number}", headers=mine).status_code == 204


def test_one_owner_leaves_places_to_others(app_with, tmp_path, keys):
    jobs = with_settings(app_with, tmp_path, keys=True, job_queue=4)
    first, second = ({"Authorization": f"Bearer {keys.add(name, frozenset({'jobs'}))[1]}"} for name in "ab")
    assert [jobs.send(headers=first).status_code for _ in range(3)] == [202, 202, 429]
    assert jobs.send(headers=second).status_code == 202


@pytest.mark.parametrize(
    "number", ["x", "a" * 31, "a" * 33, "%2e%2e", "..%2f..%2fsecret", new_number()], ids=range(6)
)
def test_numbers_that_are_none_are_unknown(jobs, number):
    for path in (f"/v1/jobs/{number}", f"/v1/jobs/{number}/result"):
        assert jobs.get(path).status_code == 404


def test_what_is_not_finished_has_no_result(jobs):
    number = jobs.send().json["id"]
    for path in ("result", "report", "duplicates"):
        answer = jobs.get(f"/v1/jobs/{number}/{path}")
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (409, "waiting")
    assert jobs.client.post(f"/v1/jobs/{number}/start", json={}).status_code == 409
    assert jobs.client.post(f"/v1/jobs/{number}/cancel").json["state"] == "cancelled"
    assert jobs.client.post(f"/v1/jobs/{number}/cancel").status_code == 409
    assert not (jobs.state / "jobs" / number).exists()
    jobs.work()
    assert jobs.job(number)["state"] == "cancelled"


def test_results_expire_with_everything_that_was_sent(jobs):
    now = [1_800_000_000.0]
    jobs.store.clock = lambda: now[0]
    job = jobs.done()
    folder = jobs.state / "jobs" / job["id"]
    assert job["expires"] == "2027-01-16T08:00:00Z"
    now[0] += 24 * 3600 - 1
    sweep(jobs.store, jobs.desk.queue, jobs.state)
    assert jobs.get(job["result"]).status_code == 200
    now[0] += 1
    assert jobs.job(job["id"])["state"] == "expired"  # swept or not
    assert jobs.get(job["result"]).status_code == 410
    sweep(jobs.store, jobs.desk.queue, jobs.state)
    assert not folder.exists()
    assert jobs.get(job["result"]).status_code == 410
    assert jobs.client.post(f"/v1/jobs/{job['id']}/start", json={}).status_code == 410
    now[0] += 8 * 24 * 3600
    sweep(jobs.store, jobs.desk.queue, jobs.state)
    assert jobs.get(job["result"]).status_code == 404


def test_uploads_that_broke_off_are_swept(jobs, monkeypatch):
    with jobs.desk.receiving("", 0) as folder:
        sweep(jobs.store, jobs.desk.queue, jobs.state)
        assert folder.path.exists()
        monkeypatch.setattr("addrcheck.service.jobs.sweep._UPLOADING_S", -1)
        sweep(jobs.store, jobs.desk.queue, jobs.state)
        assert not folder.path.exists()


def test_deleting_removes_everything_at_once(jobs):
    job = jobs.done()
    assert jobs.client.delete(f"/v1/jobs/{job['id']}").status_code == 204
    assert not (jobs.state / "jobs" / job["id"]).exists()
    assert jobs.get(f"/v1/jobs/{job['id']}").status_code == 404
    assert jobs.client.delete(f"/v1/jobs/{job['id']}").status_code == 404


SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")
SUICIDE = (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)")
ONCE = (sys.executable, "-c", """
import os, sys
from pathlib import Path
mark = Path(sys.argv[1]) / "died"
if not mark.exists():
    mark.write_text(sys.argv[4])
    os.kill(os.getpid(), 9)
(Path(sys.argv[1]) / "workers").write_text(sys.argv[4])
from addrcheck.service.jobs.work import main; main()
""")  # fmt: skip


@pytest.mark.parametrize("how", ["cancel", "delete"])
def test_a_running_job_can_be_ended(jobs, how):
    number = jobs.send().json["id"]
    work = threading.Thread(target=jobs.work, kwargs={"command": SLEEPER})
    work.start()
    while jobs.job(number)["state"] != "running":
        pass
    if how == "cancel":
        assert jobs.client.post(f"/v1/jobs/{number}/cancel").json["state"] == "cancelled"
    else:
        assert jobs.client.delete(f"/v1/jobs/{number}").status_code == 204
    work.join(20)
    assert not work.is_alive()
    assert not (jobs.state / "jobs" / number).exists()


def test_a_job_that_kills_its_worker_twice_is_given_up(jobs):
    number = jobs.send().json["id"]
    jobs.work(command=SUICIDE)
    job = jobs.job(number)
    assert (job["state"], job["reason"]["code"]) == ("failed", "killed")
    assert jobs.store.find(number).deaths == 2
    assert jobs.store.waiting() == []


def test_a_worker_that_died_once_is_followed_by_one_with_checkers_apart(jobs):
    number = jobs.send().json["id"]
    jobs.work(command=ONCE)
    assert jobs.job(number)["state"] == "finished"
    assert [(jobs.state / name).read_text() for name in ("died", "workers")] == ["1", "2"]


def test_a_worker_that_says_nothing_is_taken_for_dead(jobs, monkeypatch):
    monkeypatch.setattr(runner, "_SILENT_S", 0.2)
    number = jobs.send().json["id"]
    jobs.work(command=SLEEPER)
    assert jobs.job(number)["reason"]["code"] == "killed"


def test_a_job_that_takes_the_machine_down_each_time_is_given_up(jobs):
    number = jobs.send().json["id"]
    for _ in range(20):
        assert jobs.store.claim(number).state == "running"
        assert jobs.store.take_up() == [number]
    jobs.work(command=SLEEPER)
    assert jobs.job(number)["reason"]["code"] == "killed"


def test_messages_that_come_twice_or_never_do_no_harm(jobs):
    number = jobs.send().json["id"]
    queue = jobs.desk.queue
    queue.put(number)
    assert len(queue) == 2
    seen = []
    queue.huey.storage.flush_queue()
    assert len(queue) == 0
    sweep(jobs.store, queue, jobs.state)
    assert len(queue) == 1
    message = queue.huey.storage.enqueued_items()[0]
    assert json.loads(bytes(message))[6] == [number]  # JSON, not a pickle
    worker = Runner(jobs.store, jobs.settings, threading.Event())
    worker._see_through = lambda job, folder: seen.append(job.id)
    worker.run(number)
    worker.run(number)
    assert seen == [number]


def test_neither_log_nor_table_holds_what_was_sent(app_with, tmp_path, capfd, engine):
    from addrcheck.service.app import create_app

    app = create_app(settings_with(tmp_path, rate=0), engine)
    jobs = Desk(app, tmp_path)
    job = jobs.done(f"收货人,地址\n张三,{CN}\n".encode(), "张三的订单.csv", start="true")
    jobs.done(b"\x00\x01" * 40_000, "Иванов.csv")
    jobs.get(job["result"])
    logged = capfd.readouterr().err
    assert '"route":"/v1/jobs/<id>/result"' in logged
    assert not any(word in logged for word in ("张三", "Иванов", CN[:6], job["id"]))
    written = b"".join(path.read_bytes() for path in tmp_path.glob("*.sqlite*"))
    assert not any(word.encode() in written for word in ("张三", "Иванов", CN[:6]))


def test_a_database_that_is_away_leaves_the_job_for_later(jobs, monkeypatch, capfd):
    number = jobs.send().json["id"]

    def away(*_):
        raise OSError("away")

    with monkeypatch.context() as patched:
        patched.setattr(JobStore, "progress", away)
        jobs.work()
    assert "job left" in capfd.readouterr().err
    assert jobs.store.take_up() == [number]
    jobs.work()
    assert jobs.job(number)["state"] == "finished"


def test_a_page_never_calls_deleted_what_is_not(jobs):
    job = jobs.done()
    folder = jobs.desk.folder(jobs.store.find(job["id"]))
    folder.forget(Outcome)  # as a broken disk may leave it
    page = jobs.get(f"/bulk/{job['id']}", headers={"Accept-Language": "en"}).text
    assert "The program failed" in page
    assert f'action="/bulk/{job["id"]}/look"' in page
    assert "deleted. Upload" not in page


def _gone(folder):
    folder.remove()


def _not_asked(folder):
    folder.forget(Asked)


def _in_the_way(folder):
    """Let nothing be kept, neither what came out nor why not."""
    for name in ("found.new", "outcome.new", "trouble.new"):
        (folder.path / name).mkdir()


NO_MODULE = (sys.executable, "-c", "import no_such_module")
NOTHING_DONE = (sys.executable, "-c", "")
NO_ROOM = (sys.executable, "-c", """
import errno
from addrcheck.service.jobs import work
from addrcheck.service.jobs.folder import JobFolder
def full(folder, kept):
    raise OSError(errno.ENOSPC, "full")
JobFolder.keep = full
work.main()
""")  # fmt: skip


@pytest.mark.parametrize(
    ("harm", "command", "code"),
    [
        (_gone, runner.COMMAND, "failed"),
        (_not_asked, runner.COMMAND, "failed"),
        (_in_the_way, runner.COMMAND, "failed"),
        (None, NO_MODULE, "failed"),
        (None, NOTHING_DONE, "failed"),
        (None, NO_ROOM, "disk_full"),
    ],
)
@pytest.mark.parametrize("start", ["true", "false"])
def test_what_has_no_result_is_never_finished(jobs, harm, command, code, start):
    number = jobs.send(start=start).json["id"]
    folder = jobs.desk.folder(jobs.store.find(number))
    if harm:
        harm(folder)
    jobs.work(command=command)
    job = jobs.job(number)
    assert (job["state"], job["reason"]["code"], job["result"]) == ("failed", code, None)
    assert folder.upload.exists() == (harm is not _gone)


def test_a_database_that_is_away_when_the_work_begins_fails_the_job(jobs, monkeypatch, capfd):
    number = jobs.send().json["id"]
    with monkeypatch.context() as patched:
        patched.setenv("ADDRCHECK_DATABASE", "postgresql://nobody@127.0.0.1:1/x")
        jobs.work()
    assert '"event":"job failed"' in capfd.readouterr().err
    assert (jobs.job(number)["state"], jobs.job(number)["reason"]["code"]) == ("failed", "failed")
    assert jobs.client.post(f"/v1/jobs/{number}/start", json={}).status_code == 202
    jobs.work()
    assert jobs.job(number)["state"] == "finished"


def test_a_job_that_was_just_claimed_is_not_taken_up(jobs, monkeypatch):
    number = jobs.send().json["id"]
    worker = Runner(jobs.store, jobs.settings, threading.Event(), command=NOTHING_DONE)
    states = []

    def sweeps(job, folder):
        states.append(worker.take_up())
        states.append(jobs.store.find(number).state)

    worker._see_through = sweeps
    worker.run(number)
    assert states == [[], "running"]
    assert worker.take_up() == [number]  # nobody works on it any more


def test_a_job_that_waits_again_keeps_what_was_sent(jobs):
    number = jobs.send().json["id"]
    work = threading.Thread(target=jobs.work, kwargs={"command": SLEEPER})
    work.start()
    while jobs.job(number)["state"] != "running":
        pass
    assert jobs.store.take_up() == [number]  # a sweep that does not know the runner
    work.join(20)
    assert not work.is_alive()
    jobs.work()
    assert jobs.job(number)["state"] == "finished"


def test_choices_stay_when_a_job_cannot_start_again(jobs, monkeypatch):
    number = jobs.done()["id"]
    job = jobs.store.find(number)
    jobs.store.wait(number, "clean", ("finished",))  # another request was quicker
    with pytest.raises(RefusedError):
        jobs.desk.again(job, "clean", Choices(results="short"))
    assert jobs.desk.folder(job).kept(Asked).choices == Choices()


def test_two_stores_cannot_both_take_a_job(jobs):
    number = jobs.send().json["id"]
    other = JobStore(Database.of(jobs.settings), 24)
    assert [store.claim(number) is None for store in (jobs.store, other)] == [False, True]
    assert jobs.store.take_up([number]) == []
    assert other.take_up() == [number]


def test_a_name_that_was_asked_with_stays_with_the_file(jobs):
    number = jobs.send(name="a.csv", results="short").json["id"]
    asked = jobs.desk.folder(jobs.store.find(number)).kept(Asked)
    assert (asked.name, asked.choices.results) == ("a.csv", "short")
    assert structs.replace(asked, name="b").name == "b"


def test_the_queue_url_must_be_a_redis():
    from addrcheck.errors import SettingsError

    with pytest.raises(SettingsError, match="redis://"):
        Settings.from_environment({"ADDRCHECK_QUEUE_URL": "http://example.com"})


def test_a_redis_carries_the_same_messages(tmp_path):
    from fakeredis import TcpFakeServer

    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    answering = threading.Thread(target=server.serve_forever, daemon=True)
    answering.start()
    taken = []
    url = f"redis://127.0.0.1:{server.server_address[1]}/3"
    queue = JobQueue(settings_with(tmp_path, queue_url=url).service, taken.append)
    queue.put("a" * 32)
    assert len(queue) == 1
    queue.huey.execute(queue.huey.dequeue())
    assert (taken, len(queue)) == (["a" * 32], 0)
    queue.huey.storage.pool.disconnect()
    server.shutdown()
    server.server_close()
    answering.join(10)


def test_a_queue_that_is_away_is_no_reason_to_refuse(app_with, tmp_path, capfd):
    jobs = with_settings(app_with, tmp_path, queue_url="redis://127.0.0.1:1/0")
    assert jobs.send().status_code == 202
    assert "queue cannot be reached" in capfd.readouterr().err
    jobs.work()
