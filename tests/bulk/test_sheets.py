"""Workbooks come back as they were, with columns more: formulas, styles, other sheets; and what no sheet holds is refused."""

from __future__ import annotations

import datetime
import warnings
import zipfile

import pytest

from addrcheck.bulk import clean
from addrcheck.bulk.describing import summary_lines
from addrcheck.bulk.tables.table import Shape
from addrcheck.errors import FileError, UsageError
from tests.bulk.conftest import CN, RU, quick, read_book, read_csv, read_with_calamine
from tests.bulk.zoo import CN2, old_book, open_document

RESULTS = ["result_status", "result_action", "result_label", "result_error"]


@pytest.fixture
def workbook(tmp_path):
    """A workbook with everything that people put into one."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Заказы"
    sheet.append(["№", "Адрес", "Сумма", "Дата", "Итог"])
    sheet.append([1, RU, 1.5, datetime.datetime(2026, 11, 2), "=A2*C2"])
    sheet.append([2, "Москва, ул. Тверская, 13", 2, datetime.datetime(2026, 11, 3, 8, 30), "=SUM(C2:C3)"])
    sheet["A5"], sheet["B5"] = 3, "Пермь, ул. Ленина, 5"
    sheet["B1"].font, sheet["B2"].fill = Font(bold=True), PatternFill("solid", "FFFF00")
    sheet.merge_cells("C5:D5")
    sheet.auto_filter.ref, sheet.freeze_panes = "A1:E5", "A2"
    other = book.create_sheet("Справка & <x>")
    other["B2"] = "=1+1"
    book.save(tmp_path / "in.xlsx")
    return tmp_path / "in.xlsx"


def test_own_workbook_comes_back_with_columns_more(workbook, tmp_path):
    import openpyxl

    clean(workbook, tmp_path / "out.xlsx", quick())
    before, after = openpyxl.load_workbook(workbook), openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert after.sheetnames == before.sheetnames
    assert after["Справка & <x>"]["B2"].value == "=1+1"
    given, made = before["Заказы"], after["Заказы"]
    for row in given.iter_rows(min_row=1, max_row=5, max_col=5):
        for cell in row:
            same = made[cell.coordinate]
            assert (same.value, same.data_type, same.number_format, same.font.b, same.fill.fgColor.rgb) == (
                cell.value, cell.data_type, cell.number_format, cell.font.b, cell.fill.fgColor.rgb)  # fmt: skip
    assert [c.value for c in made[1]][5:] == RESULTS
    assert [made.cell(n, 6).value for n in (2, 3, 4, 5)] == ["ok", "ok", "skipped", "ok"]
    assert [str(r) for r in made.merged_cells.ranges] == ["C5:D5"]
    assert made.auto_filter.ref == "A1:E5"
    assert made.freeze_panes == "A2"


def test_results_are_text_or_numbers_never_formulas(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text(f"地址,x\n{CN} 13800138000,=1+1\n", encoding="utf-8")
    clean(source, tmp_path / "out.xlsx", quick(results="phone,latitude,code"))
    import openpyxl

    row = openpyxl.load_workbook(tmp_path / "out.xlsx").active[2]
    assert [(c.value, c.data_type) for c in row[1:5]] == [
        ("=1+1", "s"),
        ("+8613800138000", "s"),
        (30.27, "n"),
        ("330106", "s"),
    ] or (row[1].data_type == row[2].data_type == row[4].data_type == "s" and row[3].data_type == "n")


def test_safe_cells_leave_values_only(workbook, tmp_path):
    summary = clean(workbook, tmp_path / "out.xlsx", quick(safe_cells=True))
    sheet = next(n for n in zipfile.ZipFile(tmp_path / "out.xlsx").namelist() if n.endswith("sheet1.xml"))
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "out.xlsx").read(sheet)
    assert summary.tally.formulas == 2
    assert read_book(tmp_path / "out.xlsx")[1][1] == RU


def test_safe_cells_in_text(cleaned):
    out, summary = cleaned(f"id,地址,n\n=1+1,{CN},-5\n+7,{CN},x\n", safe_cells=True)
    assert [row[:3] for row in read_csv(out)[1:]] == [["'=1+1", CN, "-5"], ["+7", CN, "x"]]
    assert summary.tally.formulas == 1


def test_number_that_lost_its_zeros_is_shown_with_them(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["邮编", "电话", "地址"])
    book.active.append([50000, 13800138000, CN])
    book.active["A2"].number_format = "000000"
    book.save(tmp_path / "in.xlsx")
    clean(tmp_path / "in.xlsx", tmp_path / "out.csv", quick())
    assert read_csv(tmp_path / "out.csv")[1][:3] == ["050000", "13800138000", CN]


def test_house_that_became_a_date_is_not_used(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Город", "Улица", "Дом"])
    book.active.append(["Казань", "ул. Баумана", datetime.date(2026, 2, 5)])
    book.save(tmp_path / "in.xlsx")
    clean(tmp_path / "in.xlsx", tmp_path / "out.xlsx", quick())
    row = read_book(tmp_path / "out.xlsx")[1]
    assert row[2] == datetime.datetime(2026, 2, 5)
    assert row[3] == "fix"
    assert "дата" in row[6]


def test_workbook_with_prefixes_and_gaps(tmp_path, workbook):
    """Some programs write <x:row>, leave out references, and close empty rows at once."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strange = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{main}"><x:dimension ref="A1"></x:dimension><x:sheetData><x:row>'
        f"<x:c t='inlineStr'><x:is><x:t>id</x:t></x:is></x:c><x:c t='inlineStr'><x:is><x:r><x:t>адр</x:t></x:r><x:r><x:t>ес</x:t></x:r></x:is></x:c>"
        f"</x:row><x:row r='2' spans='1:2'/><x:row r='4'><x:c r='A4'><x:v>1.5E1</x:v></x:c><x:c t='str'><x:f>A1&gt;B1</x:f><x:v>{RU}</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    source = tmp_path / "strange.xlsx"
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(source, "w") as made:
        for info in given.infolist():
            made.writestr(info, strange if info.filename.endswith("sheet1.xml") else given.read(info))
    clean(source, tmp_path / "out.xlsx", quick())
    rows = read_with_calamine(tmp_path / "out.xlsx")
    assert rows[0] == ["id", "адрес", *RESULTS]
    assert [row[2] for row in rows[1:]] == ["skipped", "skipped", "ok"]
    assert rows[3][:2] == [15.0, RU]


def test_old_workbook_becomes_a_new_one_with_all_sheets(tmp_path):
    old_book([["id", "地址"], ["001", CN]])(tmp_path / "in.xls")
    clean(tmp_path / "in.xls", tmp_path / "out.xlsx", quick())
    assert read_book(tmp_path / "out.xlsx", "订单")[1][:3] == ["001", CN, "ok"]
    assert read_book(tmp_path / "out.xlsx", "other") == [["kept"]]
    with pytest.raises(UsageError, match=r"\.xlsx"):
        clean(tmp_path / "in.xls", tmp_path / "out.xls", quick())


def test_open_document_comes_back_with_columns_more(tmp_path):
    open_document([["id", "地址"], ["001", CN], ["", ""], ["a\nb", CN2]])(tmp_path / "in.ods")
    clean(tmp_path / "in.ods", tmp_path / "out.ods", quick())
    rows = read_with_calamine(tmp_path / "out.ods")
    assert rows[0] == ["id", "地址", *RESULTS]
    assert [row[:3] for row in rows[1:]] == [["001", CN, "ok"], ["", "", "skipped"], ["a\nb", CN2, "ok"]]
    with zipfile.ZipFile(tmp_path / "out.ods") as made:
        assert made.namelist()[0] == "mimetype"
        assert made.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_repeated_rows_of_an_open_document_are_answered_each(tmp_path):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="t")
    for value, times in (("地址", 1), (CN, 3)):
        row = TableRow(numberrowsrepeated=times)
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=value))
        row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "in.ods"))
    summary = clean(tmp_path / "in.ods", tmp_path / "out.ods", quick())
    assert summary.rows == 3
    assert [row[:2] for row in read_with_calamine(tmp_path / "out.ods")[1:]] == [[CN, "ok"]] * 3


@pytest.mark.parametrize("out", ["out.xlsx", "out.ods", "out.parquet", "out.csv.gz", "out.zip"])
def test_text_to_any_format(cleaned, out):
    target, summary = cleaned(f"id,地址\n001,{CN}\n002,\n", out=out)
    assert summary.rows == 2
    if out.endswith("parquet"):
        import pyarrow.parquet as parquet

        assert parquet.read_table(target).to_pylist()[0]["id"] == "001"
    elif out.endswith(("xlsx", "ods")):
        assert [row[:3] for row in read_with_calamine(target)[1:]] == [
            ["001", CN, "ok"],
            ["002", "", "skipped"],
        ]
    else:
        from tests.bulk.conftest import unpacked

        assert unpacked(target).decode().splitlines()[1].startswith(f"001,{CN},ok")


def test_parquet_keeps_the_types_of_its_columns(tmp_path):
    import decimal

    import pyarrow as arrow
    import pyarrow.parquet as parquet

    columns = {
        "n": arrow.array([1, None], arrow.int16()),
        "地址": arrow.array([CN, None]),
        "when": arrow.array([datetime.datetime(2026, 11, 2), None], arrow.timestamp("us")),
        "tags": arrow.array([["a"], None], arrow.list_(arrow.string())),
        "sum": arrow.array([decimal.Decimal("1.50"), None], arrow.decimal128(8, 2)),
    }
    table = arrow.table(columns)
    parquet.write_table(table, tmp_path / "in.parquet")
    clean(tmp_path / "in.parquet", tmp_path / "out.parquet", quick(results="status,latitude"))
    made = parquet.read_table(tmp_path / "out.parquet")
    assert made.select(list(columns)).equals(table)
    assert made.select(["result_status", "result_latitude"]).to_pylist() == [
        {"result_status": "ok", "result_latitude": made["result_latitude"][0].as_py()}, {"result_status": "skipped", "result_latitude": None},
    ]  # fmt: skip


def test_too_many_rows_for_a_sheet_ask_for_text(cleaned, monkeypatch):
    from addrcheck.bulk import deciding

    monkeypatch.setattr(deciding, "measure", lambda table, told: Shape(2_000_000, 2, 50))
    with pytest.raises(UsageError, match=r"\.csv"):
        cleaned(f"id,地址\n1,{CN}\n", out="out.xlsx")


def test_cell_too_long_for_a_sheet_asks_for_text(cleaned):
    with pytest.raises(UsageError, match=r"\.csv"):
        cleaned(f"id,地址\n1,{'x' * 40_000}\n", out="out.xlsx")


def test_other_sheets_go_along_into_another_format(tmp_path, workbook):
    """Names that a workbook does not take twice, or not so long, are changed."""
    clean(workbook, tmp_path / "out.ods", quick())
    clean(tmp_path / "out.ods", tmp_path / "back.xlsx", quick())
    import openpyxl

    made = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert made.sheetnames == ["Заказы", "Справка & <x>"]
    assert made["Заказы"]["B2"].value == RU


def test_one_far_cell_makes_no_ocean_of_cells(tmp_path):
    """A thousand bytes must not become gigabytes."""
    from tests.bulk.zoo import far_cell

    far_cell(tmp_path / "in.xlsx")
    clean(tmp_path / "in.xlsx", tmp_path / "out.csv", quick())
    assert (tmp_path / "out.csv").stat().st_size < 50_000
    with pytest.raises(UsageError, match=r"\.csv"):
        clean(tmp_path / "in.xlsx", tmp_path / "out.parquet", quick())


def test_title_of_a_sheet_opens_no_quote(tmp_path):
    """An empty row above the header is an empty line."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Заказы"], [], ["№", "адрес"], ["1", RU]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    clean(tmp_path / "in.xlsx", tmp_path / "out.csv", quick())
    assert [row[:2] for row in read_csv(tmp_path / "out.csv")] == [["Заказы"], [], ["№", "адрес"], ["1", RU]]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b",\n,\n"])
def test_empty_file_is_called_so(cleaned, data):
    with pytest.raises(FileError, match="is empty"):
        cleaned(data)


def test_encoding_that_cannot_be_told_is_asked_for(cleaned):
    with pytest.raises(UsageError, match="--input-encoding"):
        cleaned(b"\xfe\xa0\xff;\xff\x80\xa0\n1;\xfe\x81\xfe\n")


def test_bombs_are_refused(tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 150_000_000)
    with pytest.raises(FileError, match="bomb"):
        clean(bomb, tmp_path / "out.csv", quick())
    assert [p.name for p in tmp_path.iterdir()] == ["bomb.zip"]


def test_entities_are_refused(tmp_path, workbook):
    source = tmp_path / "laughs.xlsx"
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(source, "w") as made:
        for info in given.infolist():
            data = given.read(info)
            if info.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + data
            made.writestr(info, data)
    with pytest.raises(FileError, match="document type"):
        clean(source, tmp_path / "out.xlsx", quick())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x1f\x8b\x08 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be read"),
        (b"PAR1 broken", "Parquet"),
        (bytes(range(256)) * 0 + b"\0\x01\x02\x03" * 20_000, "binary"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(cleaned, tmp_path, data, says):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(FileError, match=says):
            cleaned(data, name="in.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["in.xlsx"]


def test_sheet_is_chosen_by_name_or_number(tmp_path, workbook):
    with pytest.raises(FileError, match="Заказы"):
        clean(workbook, tmp_path / "out.xlsx", quick(sheet="3"))
    assert clean(workbook, tmp_path / "out.xlsx", quick(sheet="1")).sheet == "Заказы"


def test_zip_with_several_tables_asks_and_keeps_the_others(tmp_path):
    source = tmp_path / "in.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("a.csv", f"地址\n{CN}\n")
        archive.writestr("b.csv", "x\n")
    with pytest.raises(FileError, match="--member"):
        clean(source, tmp_path / "out.zip", quick())
    clean(source, tmp_path / "out.zip", quick(member="a.csv"))
    with zipfile.ZipFile(tmp_path / "out.zip") as made:
        assert sorted(made.namelist()) == ["a.csv", "b.csv"]
        assert made.read("b.csv") == b"x\n"
        assert made.read("a.csv").decode().splitlines()[1].startswith(f"{CN},ok")


def test_formula_without_a_stored_value_is_said_where_an_address_is_read(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("id", "地址", "sum"), (1, '="杭州市"&"西湖区"', 3), (2, CN, "=1+1"), (3, '="a"', 1)):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    summary = clean(tmp_path / "in.xlsx", tmp_path / "out.csv", quick(lang="en"))
    errors = [row[-1] for row in read_csv(tmp_path / "out.csv")[1:]]
    assert [("stored value" in error) for error in errors] == [True, False, True]
    assert errors[1] == ""
    assert [row[3] for row in read_csv(tmp_path / "out.csv")[1:]] == ["error", "ok", "error"]
    assert summary.tally.troubles == {"formula": 2}


def test_old_encoding_holds_what_it_can_and_the_rest_is_counted(cleaned):
    table = "адрес;n\nКазань, ул. Баумона, д. 44;1\n"
    out, summary = cleaned(table.encode("cp1251"), encoding="same", results="corrected,label")
    assert "Баумона -> Баумана" in read_csv(out, "cp1251", ";")[1][2]
    assert summary.tally.lost == 0
    out, summary = cleaned(
        f"Address\n{CN}\n".encode(), encoding="cp1251", results="status,label,message,district", lang="en"
    )
    row = read_csv(out, "cp1251")[1]
    assert (row[1], row[2].isascii(), "Wensan" in row[2]) == ("ok", True, True)
    assert "cannot be written" in row[-1]
    assert summary.tally.troubles == {"unwritable": 1}
    assert summary.tally.lost >= len(CN) - 7
    assert any("cannot be written" in line and "UTF-8" in line for line in summary_lines(summary))
