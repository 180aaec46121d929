import pytest

from addrcheck import model
from addrcheck.wording import words

TABLES = {
    "actions": (words.ACTIONS, model.Action),
    "next steps": (words.NEXT_STEPS, model.Action),
    "statuses": (words.STATUSES, model.Status),
    "severities": (words.SEVERITIES, model.Severity),
    "components": (words.COMPONENTS, model.ComponentType),
}
LEVELS = [
    "region",
    "area",
    "city",
    "district",
    "town",
    "settlement",
    "village",
    "street",
    "house",
    "building",
    "room",
    "none",
]


@pytest.mark.parametrize("name", TABLES)
def test_table_names_exactly_what_the_contract_has(name):
    table, literal = TABLES[name]
    assert list(table) == list(literal.__args__)


def test_levels_are_those_of_the_contract():
    assert list(words.LEVELS) == LEVELS


@pytest.mark.parametrize("table", [words.HEADINGS, words.LEVELS, *(t for t, _ in TABLES.values())])
def test_every_word_exists_in_three_languages(table):
    for row in table.values():
        assert len(row) == 3
        assert all(word and word == word.strip() for word in row)


def test_next_step_names_what_is_missing():
    assert (
        words.next_step("fix", "ru", ["house", "room"])
        == "Уточните у получателя: номер дома, номер квартиры или офиса."
    )
    assert words.next_step("add_unit", "zh", ["room"]).startswith("请问一下")


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_small_words_exist(lang):
    assert words.action_line("confirm", lang)
    assert words.component_name("poi", lang)
    assert words.level_name("none", lang)
    assert words.status_name("inferred", lang)
    assert words.severity_name("error", lang)
    assert words.heading("parts", lang)
