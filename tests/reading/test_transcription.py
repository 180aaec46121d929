"""Russian addresses in Latin letters: every way to spell a name leads to it, and every character keeps its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases, components

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.lexicon import lexicon_of
from addrcheck.gazetteer.skeletons import plain, skeleton, skeletons
from addrcheck.model import Level
from addrcheck.reading.latin_words import latin_words, translated
from addrcheck.reading.mixed import mend_mixed, speaks_russian
from addrcheck.reading.normalise import read
from addrcheck.reading.transcription import russian_from_latin

SCRIPTS = cases("russian_scripts.tsv")


@pytest.fixture(scope="module")
def russia(checker):
    return checker.gazetteer("RU")


def russian(text, russia):
    """Return the text that the Russian rules see."""
    return russian_from_latin(read(text), russia).text


@pytest.mark.parametrize("case", SCRIPTS, ids=lambda case: case["text"])
def test_address_is_read_whatever_its_letters(checker, case):
    report = checker.check(case["text"])
    assert (report.action, components(report)) == (case["action"], case["components"]), case["why"]
    assert " ".join(c.type for c in report.components if c.status == "corrected") == case["corrected"], case[
        "why"
    ]


@pytest.mark.parametrize("case", SCRIPTS, ids=lambda case: case["text"])
def test_spans_point_at_what_was_typed(checker, case):
    report = checker.check(case["text"])
    for component in report.components:
        if component.span:
            assert report.input[slice(*component.span)] == component.text


def test_every_convention_leads_to_every_town(russia):
    iuliia = pytest.importorskip("iuliia")
    towns = [
        p
        for p, level in enumerate(russia.levels)
        if level in (Level.REGION, Level.CITY) and not russia.is_former(p)
    ]
    words = {word for p in towns for word in re.findall("[а-я]+", fold("RU", russia.names[p]))}
    folded = {word: skeletons(word) for word in words}
    lost = [
        (name, word)
        for name in iuliia.schemas.names()
        for word in words
        if skeleton("".join(map(plain, _spelt(iuliia.schemas.get(name), word)))) not in folded[word]
    ]
    assert not lost


def _spelt(schema, word):
    """Return a word in a convention; one of them has no soft sign."""
    try:
        return schema.translate(word)
    except TypeError:
        return schema.translate(word.replace("ь", ""))


@pytest.mark.parametrize(
    ("latin", "meant"),
    [
        ("Vilyuyskaya", "Вилюйская"),
        ("Shchyolkovskoye", "Щелковское"),
        ("Yuzhnoportovaya", "Южнопортовая"),
        ("Zaozyornaya", "Заозерная"),
        ("VLKSM", "ВЛКСМ"),
        ("Cheboksary", "Чебоксары"),
        ("Cheboxary", "Чебоксары"),
    ],
)
def test_word_is_spelt_as_russian_names_are(latin, meant, russia):
    assert russian(f"ul. {latin}, 5", russia).split()[1].rstrip(",") == meant


def test_letters_behind_a_number_are_its_own(russia):
    assert russian("1-y per., 2-aya ul., 5A, 7korp.2, 3V", russia) == "1-й пер., 2-ая ул., 5А, 7корп.2, 3В"


def test_mail_and_roman_numbers_stay(russia):
    assert russian("Tula, pom. XIV, anna@mail.ru", russia) == "Тула, пом. XIV, anna@mail.ru"


def test_town_at_the_end_becomes_a_field(russia):
    assert russian("UL. GOGOLYA 5 OMSK G", russia) == "УЛ. ГОГОЛЯ 5 , Омск Г"


def test_street_is_no_town_though_it_has_its_name(russia):
    assert russian("Omsk, ul. Tara", russia) == "Омск, ул. Тара"


def test_phrases_become_one_word(russia):
    text = "City of Tula, Kaluga region"
    words = translated(latin_words(text), text, lexicon_of(russia))
    assert [(text[w.start : w.end], w.russian) for w in words] == [
        ("City of", "город"),
        ("Tula", "Тула"),
        ("Kaluga region", "Калужская область"),
    ]


def test_text_without_latin_letters_has_no_transcription(russia):
    assert russian_from_latin(read("г. Омск, 5"), russia) is None


def test_russian_text_without_latin_letters_is_the_same_object(russia):
    reading = read("г. Омск, ул. Гоголя, 5A")
    assert mend_mixed(reading, russia) is reading


@pytest.mark.parametrize(
    "text", ["Baker Street 5, London", "10 rue de Lille, Paris", "Berlin, Unter den Linden 5", "hello world"]
)
def test_foreign_address_is_not_taken_for_russian(checker, text):
    report = checker.check(text)
    assert (report.country, report.components) == (None, ())


def test_only_words_of_russian_addresses_speak_for_russia():
    assert speaks_russian("Tverskaya 5")
    assert not speaks_russian("Lange Straße 5, obl.")


@given(st.text("abcdeghiklmnoprstuvyzABKMSTVYZ .,-'\"1359ёЛж`", max_size=60))
def test_any_text_keeps_every_character_in_order(text):
    from addrcheck import Checker

    global _RUSSIA
    _RUSSIA = _RUSSIA or Checker().gazetteer("RU")
    reading = read(text)
    done = russian_from_latin(reading, _RUSSIA) or mend_mixed(reading, _RUSSIA)
    offsets = done.offsets or range(len(done.text) + 1)
    assert len(offsets) == len(done.text) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[0] == 0
    assert offsets[-1] == len(text)


_RUSSIA = None
