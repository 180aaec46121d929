"""Encodings, delimiters and quotes, one by one."""

from __future__ import annotations

import pytest

from addrcheck.bulk.tables.delimited import NONE, DelimitedTable, find_delimiter
from addrcheck.bulk.tables.encoding import find_encoding, rescued
from addrcheck.errors import FileError
from tests.bulk.conftest import CN, RU


@pytest.fixture
def file(tmp_path):
    def write(data: bytes):
        path = tmp_path / "in.csv"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"地址\n{CN}", "gb18030"), ("地址\n臺北市信義區市府路1號", "big5hkscs"), (f"адрес\n{RU}", "cp1251"), (f"адрес\n{RU}", "cp866"), (f"адрес\n{RU}", "koi8-r"),
        ("АДРЕС\nМОСКВА", "cp1251"), ("МОСКВА", "cp1251"), ("МОСКВА", "cp866"), ("地", "gb18030"), (f"id\n{'1' * 70_000}\n{CN}", "gb18030"),
        (f"address\n{RU}", "utf-8"), ("plain", "utf-8"), ("", "utf-8"), ("café, Москва", "utf-8"),
    ],
)  # fmt: skip
def test_encoding_is_found(file, text, encoding):
    assert find_encoding(file(text.encode(encoding))).name == encoding


def test_late_letters_count_as_much_as_early_ones(file):
    """The first megabytes say nothing; the encoding shows in the last line only."""
    assert find_encoding(file(b"1,2,3\n" * 900_000 + RU.encode("cp1251"))).name == "cp1251"


def test_mark_decides_and_wrong_bytes_behind_it_are_kept(file):
    found = find_encoding(file(b"\xef\xbb\xbfid\n\xff\n"))
    assert (found.name, found.bom, found.faulty) == ("utf-8", True, True)


def test_few_wrong_bytes_do_not_change_the_encoding(file):
    assert find_encoding(file((RU * 50).encode() + b"\xff\n")).name == "utf-8"
    assert find_encoding(file((CN * 50).encode("gb18030") + b"\xff\xff\n")).name == "gb18030"


def test_unknown_name_is_told(file):
    with pytest.raises(FileError, match="klingon"):
        find_encoding(file(b"x"), "klingon")


def test_row_in_another_encoding_is_read_as_meant():
    assert rescued(CN.encode("gb18030").decode("utf-8", "surrogateescape")) == (CN, "gb18030")
    assert rescued("x\udcff") == ("x\ufffd", "")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("номер;адрес\n1;Москва, ул. Мира, 5\n", ";"),
        ("id,адрес; с индексом\n", ","),
        ('"a;b;c;d",адрес\n', ","),
        ("адрес\nМосква, ул. Мира, 5\n", NONE),
        ("a\tb\n1\t2\n", "\t"),
        ("1|x\n2|y\n", "|"),
        ("Заказы\nid;адрес\n1;x\n", ";"),
        ("Тверь, 5\nМосква\nПермь, ул. Мира, 1\n", NONE),
        ("", NONE),
    ],
)
def test_delimiter_is_found(text, delimiter):
    assert find_delimiter(text.splitlines(keepends=True)) == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('id,a\n1,"x\ny"\n', [["id", "a"], ["1", "x\ny"]]),
        ('id,a\n1,"x,y\n2,z\n', [["id", "a"], ["1", '"x', "y"], ["2", "z"]]),
        ('id,a\n1,"x\n2,"y\n3,"z"\n', [["id", "a"], ["1", '"x'], ["2", '"y'], ["3", "z"]]),
        ('id,a\n1,x"y"z\n', [["id", "a"], ["1", 'x"y"z']]),
        ('id,a\n1,"x"', [["id", "a"], ["1", "x"]]),
        ('id,a\n1,"x', [["id", "a"], ["1", '"x']]),
        ('id,a\n1,"""x"""\n\n', [["id", "a"], ["1", '"x"'], []]),
        ("id,a\r1,x\r", [["id", "a"], ["1", "x"]]),
    ],
)
def test_quotes_never_swallow_rows(file, text, rows):
    path = file(text.encode())
    table = DelimitedTable(path, find_encoding(path), ",")
    assert [list(record.cells) for record in table.records()] == rows


def test_quote_that_never_closes_is_said(file):
    path = file(b'id,a\n1,"x\n2,y\n')
    assert [r.trouble for r in DelimitedTable(path, find_encoding(path), ",").records()] == ["", "quote", ""]


MOST = 16_384


@pytest.mark.parametrize("cell", ["a", '"a"'])
def test_row_of_more_cells_than_anything_holds_is_marked_and_kept(file, cell):
    wide = f"{cell}," * 40_000
    path = file(f"id,a\n{wide}\n1,{CN}\n".encode())
    records = list(DelimitedTable(path, find_encoding(path)).records())
    assert [record.trouble for record in records] == ["", "wide", ""]
    assert len(records[1].cells) == MOST + 1
    assert ",".join(records[1].cells) == wide
    assert records[2].cells == ["1", CN]


def test_open_quote_before_a_wide_row_swallows_nothing(file):
    path = file(('id,a\n1,"x\n' + "a," * 40_000 + "\n2,y\n").encode())
    assert [r.trouble for r in DelimitedTable(path, find_encoding(path), ",").records()] == [
        "",
        "quote",
        "wide",
        "",
    ]
