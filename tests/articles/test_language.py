"""Dates, lists and names of languages, in all fifteen."""

import datetime

import pytest

from newsroom.languages import CODES
from newsroom.languages.dates import listing, long_date, native_digits
from newsroom.languages.names import language_name

DATES = {
    "zh-hans": "2024年8月13日",
    "ko": "2024년 8월 13일",
    "ru": "13 августа 2024 г.",
    "en": "August 13, 2024",
    "fr": "13 août 2024",
    "id": "13 Agustus 2024",
    "sa": "१३ अगस्तमासः २०२४",
    "ja": "2024年8月13日",
    "de": "13. August 2024",
    "pt": "13 de agosto de 2024",
    "el": "13 Αυγούστου 2024",
    "es": "13 de agosto de 2024",
    "it": "13 agosto 2024",
    "fi": "13. elokuuta 2024",
    "la": "die 13 Augusti 2024",
    "ar": "13 أغسطس 2024",
}


@pytest.mark.parametrize("code", CODES)
def test_dates_are_written_as_each_language_writes_them(code: str) -> None:
    # CLDR sets a narrow no-break space before the Russian "г."
    written = long_date(datetime.date(2024, 8, 13), code).replace("\u202f", " ").replace("\u00a0", " ")
    assert written == DATES[code]


@pytest.mark.parametrize("reader", CODES)
def test_every_language_has_a_name_in_every_language(reader: str) -> None:
    names = [language_name(code, reader) for code in CODES]
    assert all(names)
    assert len(set(names)) == len(CODES)
    assert not any("_" in name for name in names)


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("de", "fr", "allemand"),
        ("zh-hans", "de", "Chinesisch (vereinfacht)"),
        ("zh-hans", "ko", "중국어(간체)"),
        ("en", "la", "Anglica"),
        ("la", "sa", "लातिनीभाषा"),
        ("id", "en", "Indonesian"),
    ],
)
def test_names_are_those_that_newspapers_use(code: str, reader: str, name: str) -> None:
    assert language_name(code, reader) == name


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "A, B und C"), ("ja", "A、B、C"), ("zh-hans", "A、B和C"), ("fi", "A, B ja C"), ("la", "A, B et C")],
)
def test_names_of_people_are_joined_as_the_language_joins_them(code: str, text: str) -> None:
    assert listing(["A", "B", "C"], code) == text


def test_only_sanskrit_writes_its_own_digits() -> None:
    assert [code for code in CODES if native_digits("7", code) != "7"] == ["sa"]
