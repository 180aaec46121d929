"""Russian addresses → settled places and labelled parts, on a small Russia of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from russia import small_russia
from tables import cases

from addrcheck.languages import russian
from addrcheck.languages.russian.elements import elements
from addrcheck.languages.russian.segment import segment
from addrcheck.reading.normalise import read
from addrcheck.settle import Evidence, settle

CASES = cases("russian_parts.tsv")


def parse(text):
    sentence = segment(read(text).text, small_russia())
    settlement = settle(sentence.mentions, small_russia(), Evidence())
    return sentence, settlement, russian.parse(sentence, settlement)


def written(part) -> str:
    kind = f"/{part.kind.replace(' ', '_')}" if part.kind else ""
    return f"{part.type}={part.value.replace(' ', '_')}{kind}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_address_gives_places_and_parts(case):
    _, settlement, parts = parse(case["text"])
    assert " ".join(small_russia().codes[place] for place in settlement.chain) == case["places"], case["why"]
    assert " ".join(map(written, parts)) == case["parts"], case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_small_letters_without_full_stops_say_the_same(case):
    if set(case["text"]) & set('«"'):
        pytest.skip("quotation marks carry meaning")
    text = case["text"].lower().replace(".,", ",")
    _, _, parts = parse(text)
    _, _, expected = parse(case["text"])
    assert [(p.type, p.kind) for p in parts] == [(p.type, p.kind) for p in expected]


SPELLINGS = [(spelling, element) for spelling, options in elements().words.items() for element in options]


@pytest.mark.parametrize(("spelling", "element"), SPELLINGS, ids=lambda value: getattr(value, "kind", value))
def test_every_spelling_is_read_as_one_of_its_meanings(spelling, element):
    text = {
        "place": f"{spelling} Каменное, Тверь" if element.side != "after" else f"Каменный {spelling}, Тверь",
        "street": f"Тверь, {spelling} Победы, 5",
        "quarter": f"Тверь, {spelling} Победы, 5",
        "locator": f"Тверь, ул. Мира, {spelling} 7"
        if element.type == "house"
        else f"Тверь, ул. Мира, д. 5, {spelling} 7",
        "other": f"Тверь, ул. Мира, 5, {spelling} Заря",
    }[element.group]
    line = segment(text, small_russia()).line
    seen = {phrase.element.kind for phrase in line.phrases if phrase.element} | {
        locator.kind for locator in line.locators
    }
    assert seen & {option.kind for option in elements().words[spelling]}


VOCABULARY = (
    "г. Казань Москва ул. улица Баумана Ленинский проспект пр. д. дом 5 12к2с1 корп. стр. 3-й 2-я кв. 45 , . - / № « » "
    "обл. Тверская р-н с. п. мкр СНТ Ромашка а/я ПВЗ напротив школы МКАД км 47 им. А.С. Пушкина лет Октября линия ( ) "
    "Россия Заречная Слобода лит А этаж пом. III б/н 1 7-я территория остров"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(deadline=None, max_examples=400)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_parts_lie_in_the_text_in_order_and_never_overlap(text):
    sentence, settlement, parts = parse(text)
    reading = read(text).text
    end = 0
    for part in parts:
        assert end <= part.start < part.end <= len(reading)
        assert part.value
        end = part.end
    spans = settlement.spans()
    assert not any(
        p.start < b and a < p.end for p in parts for a, b in spans if p.type in ("street", "house", "room")
    )
    assert all(0 <= m.start < m.end <= len(reading) for m in sentence.mentions)


def test_a_doubtful_type_word_is_told():
    sentence, _, _ = parse("Казань, пр. Победы, 10")
    assert [(d.code, d.choices) for d in sentence.doubts] == [("TYPE_AMBIGUOUS", ("проспект", "проезд"))]
    assert not parse("Казань, 3-й Горный пр., 10")[0].doubts
    assert not parse("Казань, проезд Победы, 10")[0].doubts


def test_the_country_is_read_and_dropped():
    sentence, _, parts = parse("Российская Федерация, Казань, ул. Мира, 5")
    assert sentence.text[slice(*sentence.ignorable[0])] == "Российская Федерация"
    assert [part.type for part in parts] == ["street", "house"]
