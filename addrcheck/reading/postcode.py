"""The postcode in a text: six digits that stand alone, at an end or behind a label."""

from __future__ import annotations

import re

from addrcheck.model import Span

_SIX_DIGITS = re.compile(r"\d{6}")
_LABELLED = re.compile(r"(?:邮政编码|邮编|индекс|postcode|zip)[:\s]*(\d{6})(?!\d)", re.IGNORECASE)
_AT_AN_END = re.compile(r"^[\s,;]*(\d{6})(?![\d-])|(?<![\d-])(\d{6})[\s,;.]*$")
_ALONE = re.compile(r"(?:^|[\s,;])(\d{6})(?=[\s,;]|$)")


def find_postcode(text: str, country: str) -> Span | None:
    """Return the span of the postcode in the read text, or None.

    Chinese ones stand at an end or behind 邮编, since six digits inside are a room or a company's number;
    Russian ones may stand in any field.

    >>> find_postcode("浙江省杭州市西湖区文三路100号 310012", "CN")
    (17, 23)
    >>> find_postcode("Россия, 101000, Москва, Мясницкая ул., 26", "RU")
    (8, 14)
    """
    if not _SIX_DIGITS.search(text):
        return None
    found = _LABELLED.search(text) or (_ALONE if country == "RU" else _AT_AN_END).search(text)
    if not found:
        return None
    group = found.lastindex or 0
    return found.span(group)
