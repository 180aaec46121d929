"""A small Russia to try the grammar on, so that its tests do not change with the dictionaries."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from addrcheck.gazetteer.columns import ColumnReader
from addrcheck.gazetteer.compile import compile_country
from addrcheck.gazetteer.places import Gazetteer

_COLUMNS = "code name kind parent latitude longitude accuracy_m population postcode phone_code capital"
_TABLES = {
    "regions": """
        16|Татарстан|республика||4000000
        50|Московская|область||8500000
        77|Москва|город||13000000
        78|Санкт-Петербург|город||5600000
        47|Ленинградская|область||2000000
        69|Тверская|область||1200000
        14|Саха (Якутия)|республика||990000
        42|Кемеровская|область||2600000
        86|Ханты-Мансийский|автономный округ||1700000
    """,
    "areas": """
        50:о|Одинцовский|городской округ|50|
        47:в|Всеволожский|район|47|
        69:к|Калининский|район|69|
    """,
    "cities": """
        16:к|Казань|город|16|1300000
        16:ч|Набережные Челны|город|16|530000
        50:в|Видное|город|50|57000
        50:х|Химки|город|50|260000
        50:к|Краснознаменск|город|50:о|40000
        77:з|Зеленоград|город|77|240000
        69:т|Тверь|город|69|420000
        14:я|Якутск|город|14|350000
        42:к|Кемерово|город|42|550000
        86:с|Сургут|город|86|390000
    """,
    "settlements": """
        50:л|Лесной Городок|посёлок|50:о|9000
        69:и|Ивановка|деревня|69:к|
        47:и|Ивановка|село|47:в|
        47:н|Новое|деревня|47:в|
        69:м|Заречная Слобода|деревня|69:к|
        77:п|Красная Поляна|село|77|
    """,
}


@lru_cache(maxsize=1)
def small_russia() -> Gazetteer:
    """Return the gazetteer of the places above."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _TABLES.items():
            rows = [line.strip().split("|") for line in text.strip().split("\n")]
            lines = [
                f"{code}\t{place}\t{kind}\t{parent}\t\t\t\t{people}\t\t\t"
                for code, place, kind, parent, people in rows
            ]
            Path(folder, f"{name}.tsv").write_text(
                "\n".join(["\t".join(_COLUMNS.split()), *lines, ""]), encoding="utf-8"
            )
        aliases = "name\tcode\treason\nспб\t78\tabbreviation\nсаха\t14\tshort\nчелны\t16:ч\tin speech\n"
        Path(folder, "aliases.tsv").write_text(aliases, encoding="utf-8")
        return Gazetteer("RU", ColumnReader(compile_country("RU", Path(folder), "test")))
