import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from addrcheck.model import Contact
from addrcheck.reading.contact import lift_contact
from addrcheck.reading.normalise import read


def words(text):
    """Leave out what blanking may leave behind between two parts: blanks and separators."""
    return re.sub(r"[\s,]+", " ", text).strip()


@pytest.mark.parametrize("case", cases("contact.tsv"), ids=lambda case: case["why"])
def test_case(case):
    text = read(case["text"]).text
    contact, rest, _ = lift_contact(text, case["country"])
    contact = contact or Contact()
    got = (contact.name, contact.phone, contact.extension, contact.note)
    assert got == tuple(case[key] or None for key in ("name", "phone", "extension", "note"))
    assert words(rest) == words(read(case["rest"].replace("\\n", "\n")).text)
    assert len(rest) == len(text)


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("CN", "张三 138****5678 杭州市", [("PHONE_MASKED", "138****5678")]),
        ("CN", "张三 14112345678 杭州市", [("PHONE_INVALID", "14112345678")]),
        ("CN", "张三1380013800 杭州市", [("PHONE_INVALID", "1380013800")]),
        ("CN", "400-123-4567 杭州市", [("PHONE_UNREACHABLE", "400-123-4567")]),
        ("CN", "杭州市文三路1**号****", [("MASKED_TEXT", "1**号****")]),
        ("CN", "杭州市XX路XX号", [("MASKED_TEXT", "XX路XX号")]),
        ("RU", "Казань, ул. Мира, кв. **, 8-800-555-35-35", [("PHONE_UNREACHABLE", "8-800-555-35-35"), ("MASKED_TEXT", "**")]),
        ("RU", "Казань, ул. Мира 5, +7 916 ***-**-67", [("PHONE_MASKED", "+7 916 ***-**-67")]),
        ("RU", "Казань, тел. 123-45-67", [("PHONE_INVALID", "123-45-67")]),
    ],
)  # fmt: skip
def test_findings_name_code_and_stretch(country, text, expected):
    _, _, findings = lift_contact(text, country)
    assert [(f.code, text[f.start : f.end]) for f in findings] == expected


@pytest.mark.parametrize(
    "text", ["浙江省杭州市西湖区文三路100号2幢301室", "г. Казань, ул. Баумана, д. 5, кв. 12", "", " "]
)
@pytest.mark.parametrize("country", ["CN", "RU"])
def test_address_alone_is_left_as_it_is(text, country):
    assert lift_contact(text, country) == (None, text, ())


def test_name_is_quoted_as_it_was_typed():
    contact, _, _ = lift_contact("张三 13800138000 台北", "CN", typed="張三 13800138000 臺北")
    assert contact == Contact("張三", "+8613800138000")


PIECES = st.lists(
    st.sampled_from(
        ["张三", "13800138000", "138****5678", "收货人:", "浙江省杭州市", "文三路1号", "\n", " ", ",", "(", ")", "[2568]", "放门口", "收",
         "Иванов Иван", "8 916 123-45-67", "ул. Мира 5", "домофон 12", "Кому:", "кв. 3", "*", "-", "12"]
    ),
    max_size=9,
).map("".join)  # fmt: skip


@given(PIECES | st.text(max_size=40), st.sampled_from(["CN", "RU"]))
def test_text_keeps_its_length_and_only_loses(text, country):
    text = read(text).text
    _, rest, findings = lift_contact(text, country)
    assert len(rest) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, rest, strict=True))
    assert all(0 <= f.start < f.end <= len(text) for f in findings)


@given(PIECES, st.sampled_from(["CN", "RU"]))
def test_a_phone_that_stands_alone_is_always_lifted(text, country):
    phone = "13800138000" if country == "CN" else "89161234567"
    contact, rest, _ = lift_contact(read(f"{text}\n{phone}").text, country)
    assert contact is not None
    assert rest.endswith(" " * len(phone))
