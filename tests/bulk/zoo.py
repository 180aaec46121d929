"""Forty nasty files, made on the spot: each with the cells that must come back, row by row.

A keeper writes the file and tells its name, the rows that a careful person sees in it (header first), and how
the output is read. Addresses are public buildings or made up.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

CN = "浙江省杭州市西湖区文三路100号2幢301"
CN2 = "北京市东城区景山前街4号"
RU = "г. Казань, ул. Баумана, д. 44"
TW = "臺北市信義區市府路1號"
HEAD_CN = ["订单号", "收货人", "收货地址", "金额"]
HEAD_RU = ["Номер", "Получатель", "Адрес доставки", "Сумма"]
ROWS_CN = [
    ["0012", "张三", CN, "1.50"],
    ["0013", "李四", CN2, "2"],
    ["0014", "王五", "广州市天河区珠江东路1号", "3"],
]
ROWS_RU = [
    ["001", "Иванов", RU, "1,50"],
    ["002", "Петров", "Москва, ул. Тверская, 13", "2"],
    ["003", "Сидоров", "Пермь, ул. Ленина, 5", "3"],
]


class Animal(NamedTuple):
    """A file: its bytes or a writer, its name, the rows in it (the first is the header unless ``header`` is False)."""

    name: str
    data: bytes | Callable[[Path], None]
    rows: list[list[str]]
    header: bool = True
    choices: Mapping[str, object] = MappingProxyType({})
    encoding: str = "utf-8"
    delimiter: str = ","
    statuses: tuple[str, ...] = ()


def text(
    rows: list[list[str]], delimiter: str = ",", end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    """Return rows as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


CHINESE, RUSSIAN = [HEAD_CN, *ROWS_CN], [HEAD_RU, *ROWS_RU]
LONG = "北京市东城区景山前街4号" + "长" * (5_000_000 // 3)


def zipped(**members: bytes) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def book(rows: list[list[object]], sheet: str = "订单", before: str = "") -> Callable[[Path], None]:
    """Return a writer of a workbook."""

    def write(path: Path) -> None:
        import openpyxl

        made = openpyxl.Workbook()
        made.active.title = before or sheet
        found = made.create_sheet(sheet) if before else made.active
        for row in rows:
            found.append(row)
        made.save(path)

    return write


def old_book(rows: list[list[object]]) -> Callable[[Path], None]:
    """Return a writer of a workbook of before 2007."""

    def write(path: Path) -> None:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import xlwt

            made = xlwt.Workbook()
            sheet, other = made.add_sheet("订单"), made.add_sheet("other")
            other.write(0, 0, "kept")
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    sheet.write(i, j, cell)
            made.save(str(path))

    return write


def open_document(rows: list[list[object]]) -> Callable[[Path], None]:
    """Return a writer of an OpenDocument spreadsheet."""

    def write(path: Path) -> None:
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document, table = OpenDocumentSpreadsheet(), Table(name="订单")
        for row in rows:
            line = TableRow()
            for cell in row:
                if isinstance(cell, (int, float)):
                    box = TableCell(valuetype="float", value=cell)
                    box.addElement(P(text=str(cell)))
                else:
                    box = TableCell(valuetype="string")
                    for paragraph in cell.split("\n"):
                        box.addElement(P(text=paragraph))
                line.addElement(box)
            line.addElement(TableCell(numbercolumnsrepeated=1000))
            table.addElement(line)
        empty = TableRow(numberrowsrepeated=1_000_000)
        empty.addElement(TableCell(numbercolumnsrepeated=1004))
        table.addElement(empty)
        document.spreadsheet.addElement(table)
        document.save(str(path))

    return write


def parquet(rows: list[list[str]]) -> Callable[[Path], None]:
    """Return a writer of Parquet with a column of numbers and one of dates."""

    def write(path: Path) -> None:
        import pyarrow as arrow
        import pyarrow.parquet

        columns = {name: [row[i] for row in rows[1:]] for i, name in enumerate(rows[0])}
        table = arrow.table(columns)
        table = table.append_column("n", arrow.array(range(len(rows) - 1), arrow.int64()))
        arrow.parquet.write_table(table, path)

    return write


def cover_sheet(path: Path) -> None:
    """Write a workbook whose table stands behind a cover and a hidden sheet that has addresses too."""
    import openpyxl

    made = openpyxl.Workbook()
    made.active.append(["说明：请勿修改"])
    hidden = made.create_sheet("old")
    hidden.append(HEAD_CN)
    hidden.sheet_state = "hidden"
    orders = made.create_sheet("订单")
    for row in CHINESE:
        orders.append(row)
    made.save(path)


def far_cell(path: Path) -> None:
    """Write a workbook with a cell that somebody touched in the last column."""
    import openpyxl

    made = openpyxl.Workbook()
    made.active.append(["id", "地址"])
    made.active.append(["1", CN])
    made.active["XFD4"] = "x"
    made.save(path)


def packed_book(path: Path) -> None:
    """Write a packed workbook."""
    book(CHINESE)(path)
    path.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


_NUMBERS = [
    ["订单号", "电话", "收货地址", "日期", "邮编"],
    ["0012", 13800138000, CN, datetime.date(2026, 11, 2), "050000"],
]
_SPLIT = [
    ["Регион", "Город", "Улица", "Дом"],
    ["Московская область", "Химки", "ул. Мира", "5"],
    ["Татарстан", "Казань", "Баумана", "44"],
]
_FORMULAS = [
    ["id", "地址"],
    ["=1+1", CN],
    ["+7", CN2],
    ["@SUM(A1)", CN],
    ["-5", CN2],
    ["=cmd|' /C calc'!A0", CN],
]
_MULTI = [
    ["id", "address", "note"],
    ["1", RU, "line 1\nline 2\r\nline 3"],
    ["2", "Москва,\nул. Тверская, 13", 'say "hi"'],
    ["3", "", ""],
]

ANIMALS = [
    Animal("utf8.csv", text(CHINESE).encode(), CHINESE),
    Animal("utf8-bom.csv", b"\xef\xbb\xbf" + text(RUSSIAN).encode(), RUSSIAN, encoding="utf-8-sig"),
    Animal("gb18030.csv", text(CHINESE).encode("gb18030"), CHINESE),
    Animal("gb18030-same.csv", text(CHINESE).encode("gb18030"), CHINESE, choices={"encoding": "same"}, encoding="gb18030"),
    Animal("big5.csv", text([HEAD_CN, ["1", "張三", TW, "3"]]).replace("订单号", "訂單號").replace("收货", "收貨").replace("金额", "金額").encode("big5"),
           [["訂單號", "收貨人", "收貨地址", "金額"], ["1", "張三", TW, "3"]]),
    Animal("cp1251.csv", text(RUSSIAN, ";").encode("cp1251"), RUSSIAN, delimiter=";"),
    Animal("cp1251-upper.csv", text(RUSSIAN, ";").upper().encode("cp1251"), [[c.upper() for c in row] for row in RUSSIAN], delimiter=";"),
    Animal("cp1251-same.csv", text(RUSSIAN, ";").encode("cp1251"), RUSSIAN, choices={"encoding": "same"}, encoding="cp1251", delimiter=";"),
    Animal("cp866.csv", text(RUSSIAN, ";").encode("cp866"), RUSSIAN, delimiter=";"),
    Animal("koi8.csv", text(RUSSIAN, ";").encode("koi8-r"), RUSSIAN, delimiter=";"),
    Animal("utf32.csv", text(CHINESE).encode("utf-32"), CHINESE, encoding="utf-8-sig"),
    Animal("utf16-same.csv", text(CHINESE, "\t").encode("utf-16"), CHINESE, choices={"encoding": "same"}, delimiter="\t", encoding="utf-16"),
    Animal("utf16.csv", text(CHINESE, "\t").encode("utf-16"), CHINESE, delimiter="\t", encoding="utf-8-sig"),
    Animal("utf16be.csv", b"\xfe\xff" + text(RUSSIAN, "\t").encode("utf-16-be"), RUSSIAN, delimiter="\t", encoding="utf-8-sig"),
    Animal("utf16-no-mark.csv", text([["id", "address", "note"], ["1", RU, "x" * 400]], "\t").encode("utf-16-le"),
           [["id", "address", "note"], ["1", RU, "x" * 400]], delimiter="\t"),
    Animal("mixed-encodings.csv", text([["id", "адрес"], ["1", RU]]).encode() + text([["2", RU]]).encode("cp1251"),
           [["id", "адрес"], ["1", RU], ["2", RU.encode("cp1251").decode("utf-8", "surrogateescape")]], statuses=("ok", "ok")),
    Animal("cut-character.csv", text([["id", "地址"], ["1", CN]]).encode("gb18030") + "2,北京市东城区景山前街4号".encode("gb18030")[:-1],
           [["id", "地址"], ["1", CN], ["2", "北京市东城区景山前街4\ufffd"]]),
    Animal("tabs.tsv", text(CHINESE, "\t").encode(), CHINESE, delimiter="\t"),
    Animal("pipes.txt", text(RUSSIAN, "|").encode(), RUSSIAN, delimiter="|"),
    Animal("sep-line.csv", ("sep=;\r\n" + text(RUSSIAN, ";")).encode(), [["sep=", ""], *RUSSIAN], delimiter=";"),
    Animal("unix.csv", text(CHINESE, end="\n").encode(), CHINESE),
    Animal("old-mac.csv", text(CHINESE, end="\r").encode(), CHINESE),
    Animal("mixed-ends.csv", b"id,address\n1," + CN.encode() + b"\r\n2," + CN2.encode() + b"\n3,x", [["id", "address"], ["1", CN], ["2", CN2], ["3", "x"]]),
    Animal("no-last-end.csv", text(CHINESE).rstrip().encode(), CHINESE),
    Animal("many-lines.csv", text(_MULTI).encode(), _MULTI),
    Animal("all-quoted.csv", text(CHINESE, quoting=csv.QUOTE_ALL).encode(), CHINESE),
    Animal("open-quote.csv", ('id,address,n\r\n1,"' + CN + ",5\r\n2," + CN2 + ",6\r\n3," + CN + ',"7"\r\n').encode(),
           [["id", "address", "n"], ["1", f'"{CN}', "5"], ["2", CN2, "6"], ["3", CN, "7"]]),
    Animal("open-quote-at-end.csv", f'id,address\n1,{CN}\n2,"{CN2}\n'.encode(), [["id", "address"], ["1", CN], ["2", f'"{CN2}']]),
    Animal("quote-inside.csv", f'id,address,n\n1,{CN} 5"3,x\n2,"ООО "Ромашка", {RU}",y\n'.encode(),
           [["id", "address", "n"], ["1", f'{CN} 5"3', "x"], ["2", 'ООО Ромашка"', " г. Казань", " ул. Баумана", ' д. 44"', "y"]]),
    Animal("ragged.csv", f"id,address,n\n1,{CN}\n2,{CN2},6,7,8\n\n3\n".encode(), [["id", "address", "n"], ["1", CN], ["2", CN2, "6", "7", "8"], [], ["3"]]),
    Animal("one-very-wide-row.csv", f"id,address\n1,{CN}\n2,{CN2}{',x' * 3000}\n".encode(), [["id", "address"], ["1", CN], ["2", CN2, *["x"] * 3000]]),
    Animal("nul-bytes.csv", f"id,address\n1\0,{CN}\0\n2,{CN2}\n".encode(), [["id", "address"], ["1\0", f"{CN}\0"], ["2", CN2]]),
    Animal("empty-and-equal-names.csv", f",address,,x,x\n1,{CN},a,b,c\n".encode(), [["", "address", "", "x", "x"], ["1", CN, "a", "b", "c"]]),
    Animal("no-header.csv", text(ROWS_CN).encode(), ROWS_CN, header=False),
    Animal("one-column.csv", f"{RU}\nМосква, ул. Тверская, 13\n\nТверь\n".encode(), [[RU], ["Москва, ул. Тверская, 13"], [], ["Тверь"]], header=False),
    Animal("one-address.txt", RU.encode(), [[RU]], header=False, statuses=("ok",)),
    Animal("equal-commas.txt", f"{RU}\nг. Пермь, ул. Ленина, д. 5\n".encode(), [[RU], ["г. Пермь, ул. Ленина, д. 5"]], header=False, statuses=("ok", "ok")),
    Animal("glued.csv", text([["id", "地址"], ["1", CN]]).encode() + b"\xef\xbb\xbf" + text([["id", "地址"], ["2", CN2]]).encode(),
           [["id", "地址"], ["1", CN], ["\ufeffid", "地址"], ["2", CN2]]),
    Animal("long-numbers.csv", f"id,地址,n\n007,{CN},123456789012345678901234\n00,{CN2},1E5\n".encode(), [["id", "地址", "n"], ["007", CN, "123456789012345678901234"], ["00", CN2, "1E5"]]),
    Animal("only-quotes.csv", b'id,address\n"\n"\n1,"x\n2,y"z\n', [["id", "address"], ["\n"], ["1", '"x'], ["2", 'y"z']]),
    Animal("signs.csv", f"id,地址\n1,{CN}\x0c\x1c\x85\u2028x\n2,{CN2}\n".encode(), [["id", "地址"], ["1", f"{CN}\x0c\x1c\x85\u2028x"], ["2", CN2]]),
    Animal("header-only.csv", b"id,address\n", [["id", "address"]]),
    Animal("title-above.csv", ("Заказы за ноябрь;;;\n;;;\n" + text(RUSSIAN, ";")).encode(), [["Заказы за ноябрь", "", "", ""], ["", "", "", ""], *RUSSIAN], delimiter=";"),
    Animal("five-megabytes.csv", text([["id", "address"], ["1", LONG], ["2", CN]]).encode(), [["id", "address"], ["1", LONG], ["2", CN]], statuses=("error", "ok")),
    Animal("formulas.csv", text(_FORMULAS).encode(), _FORMULAS),
    Animal("cleaned-before.csv", text([["address", "result_status"], [CN, "ok"]]).encode(), [["address", "result_status"], [CN, "ok"]]),
    Animal("split.csv", text(_SPLIT).encode(), _SPLIT, statuses=("ok", "ok")),
    Animal("packed.csv.gz", gzip.compress(text(CHINESE).encode(), mtime=0), CHINESE),
    Animal("packed.zip", zipped(orders__csv=text(RUSSIAN).encode(), readme__md=b"hello"), RUSSIAN),
    Animal("numbers.xlsx", book(_NUMBERS), [["订单号", "电话", "收货地址", "日期", "邮编"], ["0012", "13800138000", CN, "2026-11-02", "050000"]]),
    Animal("cover-sheet.xlsx", cover_sheet, CHINESE),
    Animal("numbers-of-all-kinds.xlsx", book([["id", "地址", "a", "b", "c", "d", "e"], [1.0, CN, 1234567890123456, 12345678901234567890, 0.1, True, datetime.time(8, 30)]]),
           [["id", "地址", "a", "b", "c", "d", "e"], ["1", CN, "1234567890123456", "12345678901234570000", "0.1", "TRUE", "08:30"]]),
    Animal("far-cell.xlsx", far_cell, [["id", "地址"], ["1", CN], [], [*[""] * 16_383, "x"]]),
    Animal("title.xlsx", book([["Заказы за ноябрь"], [], *RUSSIAN]), [["Заказы за ноябрь"], [], *RUSSIAN]),
    Animal("read-me-beside.zip", zipped(orders__csv=text(RUSSIAN).encode(), readme__txt=b"id;address"), RUSSIAN),
    Animal("packed.xlsx.gz", packed_book, CHINESE),
    Animal("second-sheet.xlsx", book([HEAD_CN, *ROWS_CN], before="empty"), CHINESE),
    Animal("old.xls", old_book([["id", "电话", "地址"], ["001", 13800138000, CN]]), [["id", "电话", "地址"], ["001", "13800138000", CN]]),
    Animal("open.ods", open_document([["id", "地址", "n"], ["001", CN, 5], ["002", CN2, 5], ["", "", ""], ["003", CN, 7]]),
           [["id", "地址", "n"], ["001", CN, "5"], ["002", CN2, "5"], [], ["003", CN, "7"]]),
    Animal("table.parquet", parquet(CHINESE), [[*HEAD_CN, "n"], *([*row, str(i)] for i, row in enumerate(ROWS_CN))]),
]  # fmt: skip
