"""The 89 subjects, and which of them a place of an older source belongs to today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.russia.spelling import fold

_RU = (
    "01:01 08:02 11:03 03:04 17:05 19:06 22:07 24:08 27:09 28:10 34:11 45:12 46:13 63:14 68:15 73:16 79:17 80:18 "
    "31:19 12:20 16:21 04:22 38:23 91:24 59:25 70:26 30:27 05:28 06:29 07:30 09:31 10:32 83:33 84:34 85:35 86:36 "
    "21:37 20:38 23:39 25:40 92:41 29:42 33:43 37:44 40:45 41:46 42:47 43:48 44:49 47:50 49:51 51:52 52:53 53:54 "
    "54:55 55:56 56:57 57:58 90:59 60:60 61:61 62:62 65:63 67:64 64:65 71:66 69:67 72:68 77:69 75:70 76:71 78:72 "
    "81:73 13:74 93:75 88:76 48:77 66:78 89:79 50:83 32:86 15:87 87:89"
)
_UA = "26:90 11:91 20:92 05:93 14:94 08:95"
"""Six that GeoNames files under UA and the federal address register counts."""

ADMIN1 = {
    country: dict(pair.split(":") for pair in pairs.split()) for country, pairs in (("RU", _RU), ("UA", _UA))
}
"""GeoNames country and first-order code → subject."""

_RENAMED = {"читинская": "75", "камчатская": "41"}
"""Names of subjects that were merged into others before 2009, as the postal source still has them."""

_KIND_WORDS = re.compile(r"\b(область|край|республика)\b")
CITIES = frozenset({"77", "78", "92"})
"""The subjects that are cities: no row of cities.tsv repeats them."""


@dataclass(frozen=True)
class Subject:
    """A row of regions.tsv as the build needs it."""

    code: str
    name: str
    prefixes: frozenset[str]
    latitude: float
    longitude: float
    reach_km: float


class Subjects:
    """The subjects by code, by old name and by postal prefix."""

    def __init__(self, table: Path) -> None:
        self.by_code = {row["code"]: _subject(row) for row in read_table(table)}
        self._by_name = {fold(s.name): s.code for s in self.by_code.values() if s.code != "04"}
        self._by_prefix = {prefix: s.code for s in self.by_code.values() for prefix in sorted(s.prefixes)}

    def city_names(self) -> list[tuple[str, str]]:
        """Return code and folded name of the subjects that are cities."""
        return [(code, fold(self.by_code[code].name)) for code in sorted(CITIES)]

    def of_office(self, region: str, index: str) -> str | None:
        """Return today's subject of a post office, or None where it lies in none (Байконур).

        The prefix decides where it and the old name differ: it was changed with the border (ХМАО inside
        Тюменская, НАО inside Архангельская), the name was not.
        """
        named = self._by_old_name(region)
        by_prefix = self._by_prefix.get(index[:3])
        if named in CITIES or by_prefix in CITIES:
            return named or by_prefix
        return by_prefix or named

    def _by_old_name(self, region: str) -> str | None:
        if region == "Алтай Республика":
            return "04"
        name = _KIND_WORDS.sub("", fold(region)).strip()
        return _RENAMED.get(name) or self._by_name.get(name)


def _subject(row: dict[str, str]) -> Subject:
    place = float(row["latitude"]), float(row["longitude"]), int(row["accuracy_m"]) / 1000
    return Subject(row["code"], row["name"], frozenset(row["postcode"].split()), *place)
