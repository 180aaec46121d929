"""The wrong keyboard layout is undone key by key; what is a mark stays one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addrcheck.reading.keyboard import LETTERS, from_layout, from_russian_layout
from addrcheck.reading.normalise import read


@pytest.fixture(scope="module")
def russia(checker):
    return checker.gazetteer("RU")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Vjcrdf", "Москва"),
        ("u. Jvcr, ek. Ktybyf, l. 5", "г. Омск, ул. Ленина, д. 5"),
        ("Vjcrdf,ek.Cfljdfz,l.5,rd.7", "Москва,ул.Садовая,д.5,кв.7"),
        ("u.Jhtk, ek.1-z Gjcflcrfz, l.12<", "г.Орел, ул.1-я Посадская, д.12Б"),
        ("Yb;tujhjlcrfz j,k., u. <jh", "Нижегородская обл., г. Бор"),
        ("Djhjyt;? ek/ Vbhf? 5", "Воронеж, ул. Мира, 5"),
        (",ekmdfh K.,jdb Itdwjdjq", "бульвар Любови Шевцовой"),
        ("yf,. Htrb Ajynfyrb, 'nf; 3", "наб. Реки Фонтанки, этаж 3"),
        ("<. Jhlsyrf, 5", "Б. Ордынка, 5"),
        ("Jhtk, f/z 15", "Орел, а/я 15"),
        ("JVCR, EK. UJUJKZ", "ОМСК, УЛ. ГОГОЛЯ"),
        ("Jvcr, ek. Ujujkz 5, anna@mail.ru", "Омск, ул. Гоголя 5, anna@mail.ru"),
        ("` Ekf,` Jvcr, ek. Ujujkz", "е Улабе Омск, ул. Гоголя"),
    ],
)
def test_layout_is_undone(typed, meant, russia):
    assert from_layout(read(typed), russia).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Moskva, ul. Lenina 5",
        "LENINA 5 OMSK",
        "Tver",
        "Hangzhou, Xihu District",
        "Baker Street 5",
        "12345",
        "",
    ],
)
def test_other_latin_text_is_left_alone(text, russia):
    assert from_layout(read(text), russia) is None


def test_layout_goes_both_ways(russia):
    assert from_russian_layout(read("Ьщылмфб гдю Дутштф 5"), russia).text == "Moskva, ul. Lenina 5"
    assert from_russian_layout(read("г. Москва, ул. Ленина 5"), russia) is None


@given(st.text("".join(LETTERS) + " 1357-/?", max_size=40))
def test_no_character_moves(text):
    from addrcheck import Checker

    global _RUSSIA
    _RUSSIA = _RUSSIA or Checker().gazetteer("RU")
    done = from_layout(read(text), _RUSSIA)
    assert done is None or (len(done.text) == len(text) and done.spelling == "layout")


_RUSSIA = None
