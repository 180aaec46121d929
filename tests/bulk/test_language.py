"""What is said about rows: in the language of the address, of the table where a row has none, or as chosen."""

from __future__ import annotations

import pytest

from addrcheck.bulk import clean
from tests.bulk.conftest import quick, read_csv


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("地址", "北京市东城区景山前街4号", "还没有填写地址"),
        ("address", "北京市东城区景山前街4号", "还没有填写地址"),
        ("Адрес", "Казань ул. Баумана 44", "Адрес не заполнен"),
        ("address", "12 Main Street", "There is no address yet"),
    ],
)
def test_an_empty_row_is_told_of_in_the_language_of_the_table(tmp_path, header, row, said):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"n,{header}\n1,{row}\n2,\n", encoding="utf-8")
    clean(source, out, quick(results="message", columns=("2",)))
    assert said in "".join(read_csv(out)[2])


def test_a_chosen_language_is_that_of_every_row(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('地址\n北京市东城区景山前街4号\n\n""\n', encoding="utf-8")
    clean(source, out, quick(results="message", columns=("1",), lang="ru"))
    assert "Адрес не заполнен" in "".join(read_csv(out)[-1])
