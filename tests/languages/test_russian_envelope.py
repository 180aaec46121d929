"""What stands on the envelope, in Cyrillic and in Latin letters."""

from __future__ import annotations

import pytest
from russia import small_russia
from tables import cases

from addrcheck.describe import describe
from addrcheck.languages import russian
from addrcheck.languages.russian.segment import segment
from addrcheck.reading.normalise import read
from addrcheck.settle import Evidence, settle

FORMS = [
    ("г. Казань, проспект Победы, д. 5, кв. 3", "Респ. Татарстан, г. Казань, пр-кт Победы, д. 5, кв. 3",
     "pr-kt Pobedy, d. 5, kv. 3, g. Kazan, Resp. Tatarstan"),
    ("Москва, Ленинский пр-кт, 32А, стр. 2", "г. Москва, Ленинский пр-кт, д. 32А, стр. 2",
     "Leninskiy pr-kt, d. 32A, str. 2, g. Moskva"),
    ("Тверская обл, Калининский район, д. Ивановка, 45", "Тверская обл., Калининский р-н, д. Ивановка, д. 45",
     "d. 45, d. Ivanovka, Kalininskiy r-n, Tverskaya obl."),
    ("ООО \"Ромашка\", Казань, а/я 15", "Респ. Татарстан, г. Казань, ООО \"Ромашка\", а/я 15",
     "OOO \"Romashka\", a/ya 15, g. Kazan, Resp. Tatarstan"),
]  # fmt: skip


def components(text):
    reading = read(text)
    sentence = segment(reading.text, small_russia())
    settlement = settle(sentence.mentions, small_russia(), Evidence())
    return describe(reading, settlement, russian.parse(sentence, settlement), small_russia())


@pytest.mark.parametrize(("text", "local", "latin"), FORMS, ids=[form[0] for form in FORMS])
def test_forms(text, local, latin):
    found = components(text)
    assert russian.local_form(found) == local
    assert russian.latin_form(found, lambda code: "") == latin


@pytest.mark.parametrize("case", cases("russian_parts.tsv"), ids=lambda case: case["text"])
def test_reading_the_local_form_again_gives_the_same_components(case):
    def essence(found):
        return [(c.type, c.value, c.kind, c.code) for c in found if c.type != "landmark"]

    first = components(case["text"])
    again = components(russian.local_form(first))
    assert essence(again) == essence(first)


def test_the_dictionarys_own_latin_name_comes_first():
    assert "Kazan Federal City" in russian.latin_form(
        components("Казань, ул. Мира, 5"), {"16:к": "Kazan Federal City"}.get
    )
