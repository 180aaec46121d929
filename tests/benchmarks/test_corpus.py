"""The texts that are timed: found where they lie, made up where they do not."""

import json

import pytest

from benchmarks import corpus


def write_table(folder, name, *rows):
    folder.mkdir(exist_ok=True)
    lines = ["# a table for this test", "code\tname\tkind\tparent", *("\t".join(row) for row in rows)]
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def dictionaries(tmp_path):
    cn, ru = tmp_path / "cn", tmp_path / "ru"
    write_table(cn, "regions", ("110000", "北京市", "", ""), ("330000", "浙江省", "", ""))
    write_table(cn, "cities", ("110100", "北京市", "", "110000"), ("330100", "杭州市", "", "330000"))
    write_table(cn, "districts", ("110101", "东城区", "", "110100"), ("330106", "西湖区", "", "330100"))
    write_table(ru, "regions", ("50", "Московская", "область", ""), ("77", "Москва", "город", ""))
    write_table(ru, "cities", ("50000001", "Химки", "город", "50"))
    return tmp_path


@pytest.mark.parametrize("country", ["cn", "ru"])
def test_made_up_texts_are_the_same_for_the_same_seed(country, dictionaries):
    first = list(corpus.made_up(country, dictionaries, 50))
    assert len(first) == 50
    assert all(first)
    assert first == list(corpus.made_up(country, dictionaries, 50))
    assert first != list(corpus.made_up(country, dictionaries, 50, seed=1))


def test_a_municipality_is_said_once(dictionaries):
    texts = set(corpus.made_up("cn", dictionaries, 50))
    assert any(text.startswith("北京市东城区") for text in texts)
    assert not any("北京市北京市" in text for text in texts)


def test_a_type_word_stands_on_its_side_of_the_name(dictionaries):
    texts = list(corpus.made_up("ru", dictionaries, 50))
    assert all(text.startswith("Московская область, город Химки, ") for text in texts)


def test_the_evaluation_set_goes_before_made_up_texts(tmp_path, dictionaries):
    (tmp_path / "sets" / "ru").mkdir(parents=True)
    row = json.dumps({"text": "г. Химки, д. 1", "gold": {}}, ensure_ascii=False)
    (tmp_path / "sets" / "ru" / "components.jsonl").write_text(row + "\n", encoding="utf-8")
    found = corpus.load("ru", tmp_path / "sets", dictionaries)
    assert found.texts == ["г. Химки, д. 1"]
    assert found.origin == "1 texts, evaluation set ru/components"


def test_made_up_texts_say_so(tmp_path, dictionaries):
    assert (
        corpus.load("cn", tmp_path / "nowhere", dictionaries).origin
        == "2,000 texts, made up from the dictionaries"
    )


def test_without_tables_it_says_what_to_do(tmp_path):
    with pytest.raises(SystemExit, match="make dictionaries"):
        list(corpus.made_up("cn", tmp_path, 1))
