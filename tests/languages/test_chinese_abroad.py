"""Chinese addresses in Latin and Russian letters: places by their keys, parts by their type words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from languages.abroad import abroad, read_by
from tables import cases

from addrcheck.attempt import attempt
from addrcheck.gazetteer.abroad import fold_key
from addrcheck.gazetteer.syllables import cyrillic_syllables, to_cyrillic, to_latin
from addrcheck.languages.chinese.abroad.elements import spellings
from addrcheck.languages.chinese.abroad.mixed import is_mixed, parse_mixed
from addrcheck.languages.chinese.abroad.names import loosely
from addrcheck.languages.chinese.parts import parse_parts
from addrcheck.model import Component, Level
from addrcheck.reading.normalise import read

CASES = cases("chinese_abroad.tsv")
RUSSIAN_WORDS = {
    "省": "провинция", "自治区": "автономный район", "市": "г.", "自治州": "автономный округ", "地区": "округ", "盟": "аймак",
    "区": "район", "县": "уезд", "旗": "уезд",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_address_gives_places_and_parts(checker, case):
    assert read_by(abroad, checker, case["text"]) == (case["places"], case["parts"]), case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_parts_stand_where_they_say_and_apart(checker, case):
    found = attempt(read(case["text"]), abroad, checker.gazetteer("CN"), ())
    spans = sorted(
        found.settlement.spans() + [(p.start, p.end) for p in abroad.parse(found.sentence, found.settlement)]
    )
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_local_form_reads_the_same_behind_the_places(checker, case):
    found = attempt(read(case["text"]), abroad, checker.gazetteer("CN"), ())
    parts = [
        p for p in abroad.parse(found.sentence, found.settlement) if p.type not in ("postcode", "devzone")
    ]
    components = [
        Component(p.type, case["text"][p.start : p.end], (p.start, p.end), p.value, None, "unverified")
        for p in parts
    ]
    written = abroad.local_form(components)
    parse = parse_mixed if is_mixed(written, 0, len(written)) else parse_parts
    again = [(p.type, p.value) for p in parse(written, 0, len(written))]
    assert sorted(again) == sorted((p.type, p.value) for p in parts), written


def test_latin_form_turns_russian_letters_into_pinyin():
    text = "улица Вэньсань, д. 100, ЖК ХайеСиньюань"
    components = [
        Component("street", "улица Вэньсань", (0, 14), "улица Вэньсань", None, "unverified"),
        Component("house", "д. 100", (16, 22), "100", None, "unverified"),
        Component("poi", "ЖК ХайеСиньюань", (24, len(text)), "ЖК ХайеСиньюань", None, "unverified"),
    ]
    assert abroad.latin_form(components, lambda code: "") == (
        "Haiye Xinyuan Residential Community, No. 100 Wensan Road"
    )


def _russian(name, keys):
    """Return a place as a Russian form would name it."""
    word = next(
        (RUSSIAN_WORDS[w] for w in sorted(RUSSIAN_WORDS, key=len, reverse=True) if name.endswith(w)), ""
    )
    return f"{word} {keys.split(';')[0].split()[0].capitalize()}".strip()


def test_every_county_of_the_mainland_is_read_back_from_palladius(checker):
    gazetteer = checker.gazetteer("CN")
    keys = gazetteer.strings("abroad.cyrillic")
    wrong = []
    for place, level in enumerate(gazetteer.levels):
        code = gazetteer.codes[place]
        if level != Level.DISTRICT or gazetteer.is_former(place) or code >= "7":
            continue
        text = ", ".join(_russian(gazetteer.names[p], keys[p]) for p in gazetteer.chain(place))
        rivals = attempt(read(text), abroad, gazetteer, ()).settlement.rivals
        if len(rivals) != 1 or rivals[0][0] != place:
            wrong.append(text)
    assert len(wrong) < 10, wrong


@pytest.mark.parametrize(
    "text", ["Bank of China", "5 Main Street, Springfield", "г. Казань, ул. Баумана, 5", ""]
)
def test_what_names_no_place_of_china_settles_none(checker, text):
    assert not attempt(read(text), abroad, checker.gazetteer("CN"), ()).settlement.chain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 Wensan Road, Hangzhou", True),
        ("Flat B, 12/F, Hong Kong", True),
        ("Baker Street 5", False),
        ("уезд Далатэ", True),
        ("г. Ханчжоу, район Сиху", True),
        ("Москва, Тверская, 13", False),
        ("杭州市文三路100号", False),
    ],
)
def test_gate_lets_through_what_may_be_chinese(text, expected):
    assert abroad.looks_like(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("КНР, г. Харбин", True),
        ("Room 5, P.R. China", True),
        ("провинции Ляонин", True),
        ("Москва, Китай-город, 5", False),
        ("ул. Пекинская, 5", False),
    ],
)
def test_china_is_named_outright(text, expected):
    assert abroad.names_china(text) is expected


def test_mixed_text_has_letters_for_names_and_no_chinese_name():
    text = "西湖区 Wensan Road 100号"
    assert is_mixed(text, 3, len(text))
    assert not is_mixed(text, 0, len(text))


def test_palladius_agrees_with_pypinyin_but_for_its_five_errors():
    from pypinyin import Style, pinyin

    known, table = {"duo", "tuo", "suo", "shuo", "chuo", "yo"}, cyrillic_syllables()
    for character in map(chr, range(0x4E00, 0x9FA6, 3)):
        syllable = pinyin(character, style=Style.NORMAL)[0][0]
        russian = pinyin(character, style=Style.CYRILLIC)[0][0].rstrip("1234")
        if syllable in table and syllable not in known:
            assert table[syllable] == russian, character


@given(st.lists(st.sampled_from(sorted(cyrillic_syllables())), min_size=1, max_size=3))
def test_palladius_is_undone_into_something_that_sounds_the_same(syllables):
    russian = to_cyrillic(syllables)
    assert to_cyrillic(to_latin(russian)) == russian


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(text):
    assert fold_key(fold_key(text)) == fold_key(text)


@given(st.sampled_from(["шэньчжэнь", "гуанчжоу", "хуэйчжоу", "zhengzhou", "shenzhen"]))
def test_what_people_mix_up_is_mixed_up_the_same_way_twice(key):
    assert loosely(loosely(key)) == loosely(key)


@settings(max_examples=150)
@given(st.text(alphabet="abcdehgnouxzABCXZ абвгдежзнуцчшьэюяБВДЧ0123456789.,№#-/()'\n号室", max_size=80))
def test_any_text_is_read(checker, text):
    found = attempt(read(text), abroad, checker.gazetteer("CN"), ())
    for part in abroad.parse(found.sentence, found.settlement):
        assert 0 <= part.start < part.end <= len(found.sentence.text)


def test_every_spelling_of_a_type_word_says_one_type_or_is_told_apart_by_its_place():
    numbered_and_named = [
        s for group in spellings().values() for s in group if len({m.type for m in s.meanings}) > 2
    ]
    assert all(len(s.words[0]) < 12 for s in numbered_and_named), numbered_and_named
