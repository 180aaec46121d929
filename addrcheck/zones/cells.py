"""What one cell says: a number, a date, a range, yes or no, in the words of the station; and back to text.

Every reader returns the value, or raises ``CellError`` with the trouble's code and what to tell.
"""

from __future__ import annotations

import datetime
import re

from addrcheck.zones.columns import known_words, value_named

_LIST = re.compile(r"[;；、|\n]+")
_NAMES = re.compile(r"[;；、|\n，]+|,(?!\s*\d+$)")
_RANGE = re.compile(
    r"(?:от|с|из)?\s*+(\d++)\s*+(?:号\s*+)?(?:-|–|—|~|～|至|到|до|по|\.\.+|…)\s*(.*)$", re.IGNORECASE
)
_FROM = re.compile(r"(?:от|с|из)?\s*+(\d++)\s*+(?:[号幢栋]\s*+)?(.*)$", re.IGNORECASE)
_INDEX = re.compile(r"(\d{6})(?:[-–—~](\d{6}))?$")
_PREFIX = re.compile(r"(\d{1,5})[*xх…]+$", re.IGNORECASE)
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
_TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%H：%M", "%H时%M分", "%H点")


class CellError(ValueError):
    """A cell cannot be understood; ``code`` is the trouble's, ``values`` what its sentence needs."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a cell, separated by semicolons, 、 or line breaks.

    >>> listed("08:30; 13:30"), listed("1、3、5А")
    (('08:30', '13:30'), ('1', '3', '5А'))
    """
    return tuple(item.strip() for item in _LIST.split(text) if item.strip())


def named(text: str) -> tuple[str, ...]:
    """Return the names in a cell; commas part them too.

    >>> named("文三路，学院路"), named("ул. Баумана, ул. Пушкина")
    (('文三路', '学院路'), ('ул. Баумана', 'ул. Пушкина'))
    """
    return tuple(item.strip() for item in _NAMES.split(text) if item.strip())


def numbered(text: str) -> tuple[str, ...]:
    """Return the house numbers in a cell; commas part them too."""
    return tuple(item.strip() for item in re.split(r"[;；、|\n,，]+", text) if item.strip())


def number(text: str) -> int:
    """Return a whole number."""
    cleaned = text.strip().removesuffix("号").strip()
    if not cleaned.isdecimal() or len(cleaned) > 9:
        raise CellError("BAD_NUMBER", value=text)
    return int(cleaned)


def decimal(text: str) -> float:
    """Return a number with a point or a comma; 3 % is 0.03."""
    cleaned = text.replace(",", ".").replace(" ", "")
    try:
        value = float(cleaned.removesuffix("%"))
    except ValueError:
        raise CellError("BAD_NUMBER", value=text) from None
    if value != value or abs(value) == float("inf"):
        raise CellError("BAD_NUMBER", value=text)
    return value / 100 if cleaned.endswith("%") else value


def bounds(first: str, last: str) -> tuple[int | None, int | None]:
    """Return the two ends of a range from its one or two cells; None is open.

    >>> bounds("1", "35"), bounds("100 и далее", ""), bounds("100", "以上"), bounds("1—35", "")
    ((1, 35), (100, None), (100, None), (1, 35))
    """
    if first and not last:
        whole = _RANGE.match(first)
        if whole and whole[2]:
            return bounds(whole[1], whole[2])
        start = _FROM.match(first)
        if start and start[2] and (whole or _is_open(start[2])):
            return number(start[1]), None
        if whole:
            return number(whole[1]), None
    low = number(first) if first else None
    high = None if not last or _is_open(last) else number(last)
    if low is not None and high is not None and low > high:
        raise CellError("REVERSED_RANGE", value=str(low), other=str(high))
    return low, high


def _is_open(text: str) -> bool:
    return value_named("open", text) is not None


def word(asked: str, text: str) -> str:
    """Return the value that a word stands for in columns that ask for one of a few."""
    value = value_named(asked, text)
    if value is None:
        raise CellError("BAD_WORD", value=text, known=known_words(asked))
    return value


def flag(text: str) -> bool:
    """Return whether a cell says yes.

    >>> flag("是"), flag("нет")
    (True, False)
    """
    return word("flag", text) == "yes"


def date(text: str) -> datetime.date:
    """Return a date in one of the usual writings.

    >>> date("22.11.2026") == date("2026-11-22") == date("2026年11月22日")
    True
    """
    for pattern in _DATES:
        try:
            return datetime.datetime.strptime(text.split("T")[0].strip(), pattern).date()
        except ValueError:
            continue
    raise CellError("BAD_DATE", value=text)


def times(text: str) -> tuple[datetime.time, ...]:
    """Return the times of day in a cell."""
    return tuple(_time(item) for item in re.split(r"[;；、|\n,，]+|\s+", text) if item.strip())


def _time(text: str) -> datetime.time:
    for pattern in _TIMES:
        try:
            return datetime.datetime.strptime(text.strip(), pattern).time()
        except ValueError:
            continue
    raise CellError("BAD_TIME", value=text)


def moment(text: str) -> datetime.datetime:
    """Return a local date and time, midnight where only a date stands."""
    try:
        return datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return datetime.datetime.combine(date(text), datetime.time())


def indexes(text: str) -> tuple[tuple[str, str], ...]:
    """Return postal indexes and ranges, both ends included; spaces inside do not matter.

    >>> indexes("420 111; 420000-420015; 3100*")
    (('420111', '420111'), ('420000', '420015'), ('310000', '310099'))
    """
    return tuple(_index(item) for item in re.split(r"[;；、|\n,，]+", text) if item.strip())


def _index(text: str) -> tuple[str, str]:
    cleaned = re.sub(r"\s+", "", text)
    prefix = _PREFIX.match(cleaned)
    if prefix:
        return prefix[1].ljust(6, "0"), prefix[1].ljust(6, "9")
    found = _INDEX.match(cleaned)
    if not found:
        raise CellError("BAD_INDEX", value=text)
    low, high = found[1], found[2] or found[1]
    if low > high:
        raise CellError("REVERSED_RANGE", value=low, other=high)
    return low, high


def index_text(ranges: tuple[tuple[str, str], ...]) -> str:
    """Return postal indexes as a cell holds them."""
    return "; ".join(low if low == high else f"{low}-{high}" for low, high in ranges)
