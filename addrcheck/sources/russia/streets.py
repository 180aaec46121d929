"""The names of streets that many towns share: a lexicon to mend «Ленна» with, no proof that a street exists.

PyPI ``mimesis`` has the streets of Moscow, in the order of a card index («Бронная Б.», «Ямская 3-я»);
PyPI ``Faker`` has those that are the most frequent in the country.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path

from addrcheck.sources.packages import source
from addrcheck.sources.russia.spelling import Yo, fold

_MIMESIS = "mimesis/datasets/ru/address.json"
_FAKER = "faker/providers/address/ru_RU/__init__.py"
_FAKER_LISTS = ("street_titles", "street_titles_noflex")

_SIZES = {
    "б": "Больш",
    "м": "Мал",
    "верхн": "Верхн",
    "нижн": "Нижн",
    "нов": "Нов",
    "стар": "Стар",
    "ср": "Средн",
}
_ENDINGS = {
    "Больш": ("ая", "ой", "ое"),
    "Мал": ("ая", "ый", "ое"),
    "Верхн": ("яя", "ий", "ее"),
    "Нижн": ("яя", "ий", "ее"),
    "Средн": ("яя", "ий", "ее"),
    "Нов": ("ая", "ый", "ое"),
    "Стар": ("ая", "ый", "ое"),
}
_SIZE_LAST = re.compile(r"(?P<name>.+) (?P<size>Б|М|Верхн|Нижн|Нов|Стар|Ср)\.")
_ORDINAL_LAST = re.compile(r"(?P<name>.+) (?P<ordinal>\d+-[аяй])", re.IGNORECASE)
_KINDS = {"аллея": "аллея", "бульвар": "бульвар", "вал": "вал", "набережная": "набережная", "тракт": "тракт"}
_KIND_LAST = re.compile(rf"(?P<name>.+(?:ая|ий|ый|ой)) (?P<kind>{'|'.join(_KINDS)})", re.IGNORECASE)
_INITIAL = re.compile(r"\b[А-ЯЁ]\.")
_HOUSE = re.compile(r"\d+[ -]?[А-Яа-я]?$|\d+-\d+")
_WORDS_FOR_PLACES = frozenset({"микрорайон", "подстанция", "дос", "депо", "поселок"})


def read_streets(packages_dir: Path, yo: Yo, report: Counter[str]) -> dict[str, tuple[str, str, int]]:
    """Return name, kind and the number of lists that have it, by folded name."""
    folder = source(packages_dir, "mimesis")
    names = list(json.loads((folder / _MIMESIS).read_text(encoding="utf-8"))["street"]["name"])
    report["street names read"] += len(names)
    found: dict[str, tuple[str, str, int]] = {}
    for lexicon in (names, *_faker_lists(packages_dir)):
        for name, kind in sorted({street_name(raw) for raw in lexicon if _is_street(raw)}):
            _, _, count = found.get(fold(name), ("", "", 0))
            found[fold(name)] = yo.restore(name), kind, count + 1
    report["written: street names"] = len(found)
    return found


def _faker_lists(packages_dir: Path) -> list[tuple[str, ...]]:
    """Read the lists out of Faker's source without running it."""
    tree = ast.parse((source(packages_dir, "Faker") / _FAKER).read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    return [ast.literal_eval(values[name]) for name in _FAKER_LISTS]


def _is_street(raw: str) -> bool:
    """Leave out houses, initials (К.Маркса) and what is a place or a building."""
    if fold(raw) in _WORDS_FOR_PLACES or (_INITIAL.search(raw) and not _SIZE_LAST.fullmatch(raw)):
        return False
    return not _HOUSE.search(raw) and not re.search(r"[^А-Яа-яЁё0-9 .-]", raw)


def street_name(raw: str) -> tuple[str, str]:
    """Return a name as it is spoken, and its kind where the name tells.

    >>> street_name("Бронная Б."), street_name("Тверская-Ямская 3-Я"), street_name("Бунинская Аллея")
    (('Большая Бронная', ''), ('3-я Тверская-Ямская', ''), ('Бунинская', 'аллея'))
    """
    kind = ""
    match = _KIND_LAST.fullmatch(raw)
    if match:
        raw, kind = match["name"], _KINDS[match["kind"].lower()]
    match = _SIZE_LAST.fullmatch(raw)
    if match:
        stem = _SIZES[match["size"].lower()]
        return f"{stem}{_ENDINGS[stem][_gender(match['name'])]} {match['name']}", kind
    match = _ORDINAL_LAST.fullmatch(raw)
    if match:
        return f"{match['ordinal'].lower()} {match['name']}", kind
    return re.sub(r"(?<=\d)-[АЯЙ]\b", lambda m: m[0].lower(), raw), kind


def _gender(name: str) -> int:
    """Return 0 for feminine, 1 for masculine, 2 for neuter, by the last letter."""
    if name.endswith(("ая", "яя", "а", "я")):
        return 0
    return 2 if name.endswith(("ое", "ее", "о", "е")) else 1
