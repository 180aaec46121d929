"""Numbers and dates of spreadsheets as a person sees them: 13800138000, not 1.3800138E10; 00501, not 501."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Literal

Shown = Literal["number", "date", "time", "both"] | int
"""How a number format shows a number: as it is, as a date, a time, both; or with so many digits, zeros first."""

_BUILT_IN_DATES: dict[int, Shown] = {
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), "time"),
    22: "both",
}
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_LONGEST = 1e21
_ZEROS = re.compile(r"0{2,}")


def shown_by(number: int, code: str | None) -> Shown:
    """Return how a number format shows numbers; ``code`` is its text where the workbook defines it.

    >>> shown_by(14, None), shown_by(170, "000000"), shown_by(171, "yyyy/m/d h:mm"), shown_by(172, "0.00")
    ('date', 6, 'both', 'number')
    """
    if code is None:
        return _BUILT_IN_DATES.get(number, "number")
    bare = _NOT_CODE.sub("", code).split(";")[0].lower()
    if _ZEROS.fullmatch(bare):
        return len(bare)
    if "general" in bare or not re.search(r"[ymdhs年月日]", bare):
        return "number"
    day, hour = re.search(r"[yd年日]|mmm", bare) is not None, re.search(r"[hs]", bare) is not None
    return "both" if day and hour else "time" if hour else "date"


def number_text(value: str, shown: Shown, from_1904: bool = False) -> str:
    """Return a number as it is shown; what is no number stays as it is.

    >>> number_text("1.3800138E10", "number"), number_text("501", 6), number_text("45962", "date")
    ('13800138000', '000501', '2025-11-01')
    """
    if shown == "number" and value.isdecimal():
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if isinstance(shown, int):
        return str(int(number)).zfill(shown) if number.is_integer() else plain(number)
    return plain(number) if shown == "number" else _moment(number, shown, from_1904)


def plain(number: float) -> str:
    """Return a number without exponent where its digits are few enough to be read.

    >>> plain(5.0), plain(0.1), plain(1.2345678901234501e17), plain(1e30)
    ('5', '0.1', '123456789012345010', '1e+30')
    """
    return f"{Decimal(repr(number)):f}".removesuffix(".0") if abs(number) < _LONGEST else repr(number)


def _moment(number: float, shown: Shown, from_1904: bool) -> str:
    """Return the date or time that a serial number stands for, as ISO 8601."""
    if not 0 <= number < 2_958_466:
        return plain(number)
    epoch = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if not from_1904 and number < 60:  # 1900 was no leap year, though spreadsheets think so
        epoch += datetime.timedelta(days=1)
    moment = epoch + datetime.timedelta(seconds=round(number * 86_400))
    return moment_text(moment if number >= 1 or shown != "time" else moment.time())


def moment_text(moment: datetime.datetime | datetime.date | datetime.time) -> str:
    """Return a date without a midnight, a time without empty seconds.

    >>> moment_text(datetime.datetime(2026, 5, 2)), moment_text(datetime.time(8, 30))
    ('2026-05-02', '08:30')
    """
    if isinstance(moment, datetime.datetime):
        if moment.time() == datetime.time():
            return moment.date().isoformat()
        return moment.isoformat(" ", "seconds" if moment.second else "minutes")
    if isinstance(moment, datetime.time):
        return moment.isoformat("seconds" if moment.second else "minutes")
    return moment.isoformat()
