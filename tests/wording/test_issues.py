from pathlib import Path

import pytest

from addrcheck.model import Issue
from addrcheck.wording import CODES, SENTENCES, choices, issue, sentence_language
from addrcheck.wording.documentation import document
from addrcheck.wording.sentences import TABLE, placeholders_in

LONGEST = 120
DOC = Path(__file__).parents[2] / "docs" / "issues.md"
SHORT_VALUES = dict.fromkeys(("given", "value", "former", "name", "choices"), "西湖区")


def test_codes_are_unique():
    assert len(CODES) == len(TABLE)


@pytest.mark.parametrize("code", CODES)
def test_sentence_exists_in_all_three_languages(code):
    sentence = SENTENCES[code]
    assert sentence.when
    assert sentence.severity in ("info", "warning", "error")
    for text in (sentence.zh, sentence.ru, sentence.en):
        assert text == text.strip()
        assert 0 < len(text) <= LONGEST
    assert any("一" <= c <= "鿿" for c in sentence.zh)
    assert any("а" <= c <= "я" for c in sentence.ru)


@pytest.mark.parametrize("code", CODES)
def test_placeholders_agree_between_languages(code):
    sentence = SENTENCES[code]
    assert placeholders_in(sentence.zh) == placeholders_in(sentence.ru) == placeholders_in(sentence.en)
    assert sentence.placeholders <= set(SHORT_VALUES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_filled_sentence_has_no_braces_left(code, lang):
    found = issue(code, lang, (1, 3), None, **SHORT_VALUES)
    assert isinstance(found, Issue)
    assert "{" not in found.message
    assert found.span == (1, 3)


def test_no_sentence_blames():
    for sentence in TABLE:
        assert "invalid" not in sentence.en.lower()
        assert "некорректн" not in sentence.ru.lower()
        assert "无效" not in sentence.zh
        assert "非法" not in sentence.zh


def test_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        issue("NO_SUCH_CODE", "zh", None)


def test_missing_value_is_an_error():
    with pytest.raises(KeyError):
        issue("CONFLICT", "ru", None, given="Казань")


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-Hans", "zh"), ("zh-Hant", "zh"), ("zh", "zh"), ("ru", "ru"), ("en", "en")]
)
def test_report_language_chooses_the_sentence(language, expected):
    assert sentence_language(language) == expected


@pytest.mark.parametrize(
    ("names", "lang", "expected"),
    [([], "en", ""), (["проезд"], "ru", "«проезд»"), (["a", "b", "c"], "en", "“a”, “b” or “c”")],
)
def test_choices_are_joined_as_people_say_them(names, lang, expected):
    assert choices(names, lang) == expected


def test_page_is_up_to_date():
    assert DOC.read_text(encoding="utf-8") == document(), "run: python -m addrcheck.wording > docs/issues.md"


def test_every_code_is_documented():
    page = DOC.read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(CODES)


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("西湖区", "西湖区"),
        ("a\0b", "a b"),
        ("evil\u202etxt", "evil txt"),
        ("x\x1b[31mred", "x [31mred"),
        ("two\r\n  lines", "two lines"),
        ("широкий\u3000пробел", "широкий пробел"),
    ],
)
def test_what_cannot_be_seen_is_not_quoted(typed, quoted):
    assert quoted in issue("PLACE_NOT_FOUND", "en", None, name=typed).message
