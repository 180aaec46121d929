"""Trouble with a table of zones: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from addrcheck.errors import DictionaryError
from addrcheck.wording.zones import TROUBLES, trouble_message, trouble_remedy
from addrcheck.zones.columns import header_in
from addrcheck.zones.model import RowRef, Shape


class Finding(Struct, frozen=True):
    """One trouble: its code in ``addrcheck.wording.zones.TROUBLES``, its rows, the column, the values told.

    ``shape`` is the piece of land that it is about, for the map.
    """

    code: str
    refs: tuple[RowRef, ...] = ()
    column: str = ""
    values: dict[str, str] = field(default_factory=dict)
    shape: Shape = ()

    @property
    def severity(self) -> str:
        """``error`` where the table cannot be used as it stands, else ``warning`` or ``info``."""
        return TROUBLES[self.code].severity

    def where(self, lang: str) -> str:
        """Return the rows and the column, as a person looks for them."""
        rows = ", ".join(map(str, self.refs))
        return f"{rows} [{header_in(lang, self.column)}]" if self.column else rows

    def message(self, lang: str) -> str:
        """Return what is wrong."""
        return trouble_message(self.code, lang, self._told(lang))

    def remedy(self, lang: str) -> str:
        """Return how to mend it."""
        return trouble_remedy(self.code, lang, self._told(lang))

    def _told(self, lang: str) -> dict[str, str]:
        """Return the values of the sentence, the column in the language's word."""
        return {"column": header_in(lang, self.column) if self.column else ""} | self.values

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
