"""What the tests of the station share: manifests as people have them, and a scanner."""

from __future__ import annotations

import datetime
import io
import itertools
import uuid

from openpyxl import Workbook

PARCELS = [
    ("SF1234567890123", "张三", "13800138000", "杭州市西湖区翠苑街道文三路100号2幢1单元301室"),
    ("YT8800123456789", "李四", "0571-88001234", "杭州市西湖区古荡街道古荡新村5幢2单元502"),
    ("80080123456789", "Иван Иванов", "+7 916 123-45-67", "Казань, ул. Баумана, 44, кв. 5"),
    ("773123456789012", "王五", "13900139000", "杭州市西湖区文三路"),
]
HEADER = ("运单号", "收件人", "手机", "收货地址")


def csv_of(rows, header=HEADER, encoding="gb18030", delimiter=","):
    """Return a table as a spreadsheet program saves it."""
    lines = [header, *rows] if header else rows
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in lines).encode(encoding)


def xlsx_of(rows, header=HEADER):
    """Return a workbook; numbers are numbers where they can be."""
    book = Workbook()
    for row in (header, *rows):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def load(client, content, name="今日清单.csv", **fields):
    """Send a file as the page does."""
    return client.post("/v1/manifests", data={"file": (io.BytesIO(content), name), **fields})


class Scanner:
    """Scans as a page does: numbers of its own, the time of now, one after the other."""

    def __init__(self, client, station="台1", lang="zh", **headers):
        self.client, self.station, self.lang, self.headers = client, station, lang, headers
        self.seconds = itertools.count()

    def scan(self, text, number=None, at=None, **more):
        """Scan one thing and return what is to be shown."""
        number = number or str(uuid.uuid4())
        at = at or datetime.datetime.now(datetime.UTC).isoformat()
        return self.send([{"id": number, "text": text, "at": at, **more}])[0]

    def send(self, scans):
        """Send scans and return what they found."""
        body = {"scans": scans, "station": self.station, "operator": "工号7", "lang": self.lang}
        answer = self.client.post("/v1/scans", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json["results"]


def today():
    """Return today as the service writes it."""
    return datetime.date.today().isoformat()
