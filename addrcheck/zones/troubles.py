"""Trouble with a table of zones: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from addrcheck.errors import DictionaryError
from addrcheck.wording.zones import COLUMN, TROUBLES, Fact, Value, trouble_message, trouble_remedy, worded
from addrcheck.zones.columns import header_in
from addrcheck.zones.model import RowRef, Shape


class Finding(Struct, frozen=True):
    """One trouble: its code in ``addrcheck.wording.zones.TROUBLES``, its rows, the column, the values told.

    ``shape`` is the piece of land that it is about, for the map.
    """

    code: str
    refs: tuple[RowRef, ...] = ()
    column: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    shape: Shape = ()

    @property
    def severity(self) -> str:
        """``error`` where the table cannot be used as it stands, else ``warning`` or ``info``."""
        return TROUBLES[self.code].severity

    def where(self, lang: str) -> str:
        """Return the rows and the column, as a person looks for them."""
        rows = rows_text(self.refs)
        return f"{rows} [{header_in(lang, self.column)}]" if self.column else rows

    def message(self, lang: str) -> str:
        """Return what is wrong."""
        return trouble_message(self.code, lang, self._told(lang))

    def remedy(self, lang: str) -> str:
        """Return how to mend it."""
        return trouble_remedy(self.code, lang, self._told(lang))

    def _told(self, lang: str) -> dict[str, str]:
        """Return the values of the sentence, the column in the language's word."""
        told = {name: worded(_with_columns(value, lang), lang) for name, value in self.values.items()}
        return {"column": header_in(lang, self.column) if self.column else ""} | told

    def to_dict(self, lang: str) -> dict[str, object]:
        """Return the finding for JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "rows": [{"file": ref.file, "row": ref.row} for ref in self.refs],
            "column": self.column or None,
            "message": self.message(lang),
            "remedy": self.remedy(lang),
        }


def rows_text(refs: Sequence[RowRef], most: int = 0) -> str:
    """Return rows in a few words, those of one file together; at most so many where ``most`` is not 0.

    >>> rows_text([RowRef("a.csv", 3), RowRef("a.csv", 4), RowRef("b.csv", 2), RowRef("a.csv", 9)])
    'a.csv:3, 4, 9; b.csv:2'
    """
    by_file: dict[str, list[int]] = {}
    for ref in refs[:most] if most else refs:
        by_file.setdefault(ref.file, []).append(ref.row)
    told = "; ".join(
        f"{file}:{', '.join(map(str, rows))}" if any(rows) else file for file, rows in by_file.items()
    )
    return told + (" …" if most and len(refs) > most else "")


def _with_columns(value: Value, lang: str) -> Value:
    """Return a value in which columns are named as the language names them."""
    if isinstance(value, tuple):
        return "".join(worded(_with_columns(part, lang), lang) for part in value)
    if isinstance(value, Fact) and value.key == COLUMN:
        return header_in(lang, value.value)
    return value


class ZonesError(DictionaryError):
    """A table of zones cannot be used; ``findings`` says where and why."""

    def __init__(self, findings: Sequence[Finding], lang: str = "en") -> None:
        """Tell the first few errors, and how many there are."""
        self.findings = tuple(findings)
        wrong = errors(self.findings)
        told = [f"{f.where(lang)}: {f.message(lang)} → {f.remedy(lang)}" for f in wrong[:5]]
        more = [f"… {len(wrong) - 5} more"] if len(wrong) > 5 else []
        super().__init__("\n  ".join(["the zones cannot be used:", *told, *more]))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that keep a table from being used."""
    return [f for f in findings if f.severity == "error"]
