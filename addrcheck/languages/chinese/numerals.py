"""Numbers as addresses write them: 十二, 一〇五, 甲12 and 12号之3 in one canonical spelling.

A numeral is rewritten in Arabic digits only where a unit word follows it (二单元 is unit 2); inside a
name (三里屯, 文一西路) it stays what it is, and the callers never bring it here.
"""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100}
NUMERAL = "零〇一二两三四五六七八九十百"
"""Every character of a Chinese numeral, for use inside a regex class."""

_NUMERALS = re.compile(f"[{NUMERAL}]+")
_INNER_UNIT = re.compile("号(?=[附副之])")
_DASHED = re.compile(r"(?<=\d)一(?=\d)")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


def to_arabic(numeral: str) -> str:
    """Return a Chinese numeral in Arabic digits; positional writing (一〇五) is understood.

    >>> to_arabic("二十三"), to_arabic("十"), to_arabic("一〇五"), to_arabic("一百零八")
    ('23', '10', '105', '108')
    """
    if not any(c in _UNITS for c in numeral):
        return "".join(str(_DIGITS[c]) for c in numeral)
    total, digit = 0, 0
    for c in numeral:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return str(total + digit)


def canonical(number: str) -> str:
    """Return ``number`` (without its unit word) in canonical form: Arabic digits, capitals, 附 and 之 kept.

    >>> canonical("甲十二"), canonical("12号之3"), canonical("b"), canonical("3副2"), canonical("2一9"), canonical("-1")
    ('甲12', '12之3', 'B', '3附2', '2-9', '负1')
    """
    number = number.replace(" ", "").removeprefix("第").upper()
    if number.startswith("-"):
        return f"负{number[1:]}"
    if number.isascii():
        return number
    number = _DASHED.sub("-", _INNER_UNIT.sub("", number.translate(_FORMAL))).replace("副", "附")
    return _NUMERALS.sub(lambda m: to_arabic(m[0]), number)
