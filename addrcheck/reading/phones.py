"""Phone numbers in a read text: mobiles, landlines, extensions, hotlines, numbers hidden by asterisks.

The usual library drops asterisks silently, glues extensions to the number and knows nothing of digits that
stand next to each other in an address; so the patterns here find and prepare what it may judge. It is
imported only when a number needs it: Chinese and Russian mobiles are told by their prefixes alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct


class LiftedPhone(Struct, frozen=True, gc=False):
    """One phone number: its stretch of the text, E.164 number, extension, and the issue it raises.

    ``number`` is None where the digits cannot be dialled; ``issue`` is PHONE_INVALID, PHONE_MASKED,
    PHONE_UNREACHABLE or None.
    """

    start: int
    end: int
    number: str | None = None
    extension: str | None = None
    issue: str | None = None


_Reader = Callable[[re.Match[str]], LiftedPhone | None]

_UNIT = "号弄栋幢座楼层单元室房户铺组村路街巷里期区年月日点时元%㎡米"
_CN_EXTENSION = (
    r"(?:\s?(?:转|轉|分机号?|#|;ext=|ext\.?)[\s:]*(?P<x1>\d{1,6})(?!\d)"
    rf"|[-_](?P<x2>\d{{3,6}})(?![\d{_UNIT}]|-\d)"
    r"|\s?[\[【](?P<x3>\d{3,6})[\]】]"
    r"|[,\s](?P<x4>\d{3,5})\s*$)?"
)
_RU_EXTENSION = (
    r"(?:[\s,;(]{0,3}(?:доб(?:ав(?:очный)?)?\.?|вн(?:утр(?:енний)?)?\.|ext\.?|;ext=|#)[\s:№]*(?P<x1>\d{1,6})\)?"
    r"|,?\s?д\.\s?(?P<x2>\d{3,6})(?=\s*(?:[,;\n]|$)))?"
)
_HIDDEN = "[*xX•●]"

_CN_MASKED = re.compile(
    rf"(?<![\d*])(?:\(?(?:\+|00)?86\)?[- ]?)?"
    rf"(?:1[\d -]{{0,4}}{_HIDDEN}{{3,9}}[ -]?\d{{0,5}}|0\d{{2,3}}-?\d{{0,4}}{_HIDDEN}{{3,8}}\d{{0,4}})(?![\d*])"
    + _CN_EXTENSION
)
_RU_MASKED = re.compile(
    r"(?<![\d*])(?:\+7|[78])[ (-]{0,2}[\d*]{0,3}\)?(?=[\d *-]*\*{2})[\d*][\d *-]{2,11}[\d*](?![\d*])"
)
_CN_MOBILE = re.compile(
    r"(?<![\d*])"
    r"(?:\(?(?:\+|00)?86\)?[- ]{0,2})?"
    r"(?P<number>1[3-9]\d(?:\d{8}|[- .]\d{4}[- .]\d{4}|\d[- ]\d{3}[- ]\d{4}|\d{2}[- ]\d{6}))(?![\d*])"
    + _CN_EXTENSION
)
_CN_GLUED = re.compile(r"(?<![\d*])\d{1,6}(?P<number>1[3-9]\d{9})(?![\d*])" + _CN_EXTENSION)
_CN_LANDLINE = re.compile(
    r"(?<![\dA-Za-z*-])(?:\+86[- ]?\(?0?|\(?0)(?P<area>10|2\d|[3-9]\d\d)\)?[- ]{0,2}"
    r"(?P<number>[2-8]\d{2,3}[- ]?\d{4})(?![\d*])" + _CN_EXTENSION
)
_CN_HOTLINE = re.compile(r"(?<![\dA-Za-z*-])[48]00[- ]?(?:\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3})(?![\d*号弄-])")
_CN_WRONG = re.compile(
    rf"(?<![\dA-Za-z*#-])(?:1[3-9]\d{{8}}|1\d{{10}}|1[3-9]\d{{10}})(?![\d{_UNIT}-])" + _CN_EXTENSION
)
_CN_LABELLED = re.compile(
    r"(?:电话|電話|手机|手機|座机|热线|联系方式)(?:号码?|號碼?)?\s*[:.]?\s*(?P<number>\d[\d -]{3,13}\d)(?![\d*])"
)

_RU_NUMBER = re.compile(
    r"(?<![\d*+-])(?P<number>\+7(?:[ ().-]{0,2}\d){10}|[78](?:[ ().-]{0,2}\d){10}"
    r"|9\d{2}[ ).-]{0,2}\d{3}[ .-]?\d{2}[ .-]?\d{2}|\(\d{3,5}\) ?\d{1,3}-\d{2}-\d{2})(?!-?\d)" + _RU_EXTENSION
)
_RU_LABELLED = re.compile(
    r"(?<!\w)(?:тел(?:ефон)?|моб(?:ильный)?|номер\s+телефона|сот(?:овый)?)\b[\s.:№]*"
    r"(?P<number>[+\d][\d ().-]{3,17}\d)(?!\d)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?<![\d*])(?:\+|00|8[- ]?10[- ]?(?=[1-9]))(?P<number>[1-9](?:[ ()-]{0,2}\d){7,14})(?!\d)"
    + _RU_EXTENSION
)
_CN_VALID_MOBILE = re.compile(r"1(?:3\d|4[579]|5[0-35-9]|6[2567]|7[0-35-8]|8\d|9[0-35-9])\d{8}")
_ENDS_IN_UNIT = re.compile(
    r"(?<!\w)(?:кв|квартира|д|дом|оф|офис|к|корп|корпус|стр|строение|эт|этаж|под|подъезд|пом|комн?|уч)\.?\s?$",
    re.IGNORECASE,
)
_NOT_DIGIT = re.compile(r"\D")


def digits_of(text: str) -> str:
    """Return the digits alone."""
    return _NOT_DIGIT.sub("", text)


def dialled(digits: str, region: str | None) -> str | None:
    """Return ``digits`` as E.164 where the number can exist, else None.

    ``region`` is the country that a national number is dialled from, None for one with a plus sign.

    >>> dialled("8 (916) 123-45-67", "RU"), dialled("0477-3909949", "CN"), dialled("12345678901", "CN")
    ('+79161234567', '+864773909949', None)
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _extension(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((groups[x] for x in ("x1", "x2", "x3", "x4") if groups.get(x)), None)


def _lifted(match: re.Match[str], number: str | None, issue: str | None = None) -> LiftedPhone:
    return LiftedPhone(match.start(), match.end(), number, _extension(match), issue)


def _masked(match: re.Match[str]) -> LiftedPhone | None:
    return _lifted(match, None, "PHONE_MASKED")


def _cn_mobile(match: re.Match[str]) -> LiftedPhone | None:
    digits = digits_of(match["number"])
    if _CN_VALID_MOBILE.fullmatch(digits):
        return _lifted(match, f"+86{digits}")
    number = dialled(digits, "CN")
    return _lifted(match, number, None if number else "PHONE_INVALID")


def _cn_glued(match: re.Match[str]) -> LiftedPhone | None:
    """Read a mobile behind the digits of a house or room: 2单元100113800138000."""
    if not _CN_VALID_MOBILE.fullmatch(match["number"]):
        return None
    return LiftedPhone(match.start("number"), match.end(), f"+86{match['number']}", _extension(match))


def _cn_landline(match: re.Match[str]) -> LiftedPhone | None:
    number = dialled(f"0{match['area']}{digits_of(match['number'])}", "CN")
    return _lifted(match, number) if number else None


def _cn_hotline(match: re.Match[str]) -> LiftedPhone | None:
    return _lifted(match, dialled(match[0], "CN"), "PHONE_UNREACHABLE")


def _wrong(match: re.Match[str]) -> LiftedPhone | None:
    return _lifted(match, None, "PHONE_INVALID")


def _cn_labelled(match: re.Match[str]) -> LiftedPhone | None:
    digits = digits_of(match["number"])
    hotline = len(digits) in (5, 6) and digits[0] in "19"
    start, end = match.span("number")
    return LiftedPhone(start, end, None, None, "PHONE_UNREACHABLE" if hotline else "PHONE_INVALID")


def _ru_number(match: re.Match[str]) -> LiftedPhone | None:
    digits = digits_of(match["number"])
    start = match.start()
    if len(digits) == 11:
        digits = digits[1:]
        if digits[0] == "9" and _ENDS_IN_UNIT.search(match.string, 0, start):
            start += match[0].index("9")  # «кв 8 916…»: the 8 is the flat
    if digits.startswith("800"):
        return LiftedPhone(start, match.end(), f"+7{digits}", _extension(match), "PHONE_UNREACHABLE")
    number = f"+7{digits}" if digits[0] == "9" and len(digits) == 10 else dialled(f"+7{digits}", None)
    return LiftedPhone(start, match.end(), number, _extension(match), None if number else "PHONE_INVALID")


def _ru_labelled(match: re.Match[str]) -> LiftedPhone | None:
    number = dialled(match["number"], "RU")
    return LiftedPhone(*match.span("number"), number, None, None if number else "PHONE_INVALID")


def _foreign(match: re.Match[str]) -> LiftedPhone | None:
    number = dialled("+" + digits_of(match["number"]), None)
    return _lifted(match, number) if number else None


_CHINESE: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_CN_MASKED, _masked),
    (_CN_MOBILE, _cn_mobile),
    (_CN_LANDLINE, _cn_landline),
    (_CN_HOTLINE, _cn_hotline),
    (_CN_GLUED, _cn_glued),
    (_CN_WRONG, _wrong),
    (_FOREIGN, _foreign),
    (_CN_LABELLED, _cn_labelled),
)
_RUSSIAN: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_RU_MASKED, _masked),
    (_FOREIGN, _foreign),
    (_RU_NUMBER, _ru_number),
    (_RU_LABELLED, _ru_labelled),
)
_MAY_BE_PHONE = re.compile(r"\d[\d\s().*xX•●-]{3,}[\d*xX•●]|\*{3}")


def find_phones(text: str, country: str) -> list[LiftedPhone]:
    """Return the phone numbers in ``text``, in the order of the text.

    Patterns stand in the order of their certainty; a stretch that one has taken is no longer there for
    the next.

    >>> [(p.number, p.extension) for p in find_phones("李四 13800138000转801", "CN")]
    [('+8613800138000', '801')]
    >>> [p.issue for p in find_phones("138****5678", "CN")]
    ['PHONE_MASKED']
    >>> find_phones("10-12-1122室", "CN")
    []
    """
    if not _MAY_BE_PHONE.search(text):
        return []
    found: list[LiftedPhone] = []
    for pattern, read in _RUSSIAN if country == "RU" else _CHINESE:
        if pattern is _CN_GLUED and found:
            continue  # a number that stands alone is surer than one cut out of a longer run
        for match in pattern.finditer(text):
            phone = read(match)
            if phone is not None:
                found.append(phone)
                text = f"{text[: phone.start]}{'~' * (phone.end - phone.start)}{text[phone.end :]}"
    return sorted(found, key=lambda phone: phone.start)
