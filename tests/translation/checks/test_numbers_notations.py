"""Numbers, amounts, times and dates as the editions' own notation (CLDR) writes them: the check must know them all."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from babel import Locale, dates, numbers

from newsroom.languages import BY_CODE, DEFAULT_CODES
from translation.checks.base import Pair
from translation.checks.rules.facts.identifiers import identifiers
from translation.checks.rules.facts.numbers import numbers as check
from translation.checks.wording import english

DECIMALS = (
    "0.5",
    "1",
    "2",
    "3.5",
    "7",
    "12",
    "15",
    "21",
    "60",
    "99.9",
    "100",
    "250",
    "1000",
    "1200",
    "1234.5",
    "1999",
    "4350",
    "12000",
    "54321.25",
    "300000",
    "7000000",
)
AMOUNTS = ("1200000", "4500000", "54000000", "120000000", "4350000000", "43500000000")
TIMES = [(0, 5), (2, 30), (7, 0), (9, 5), (11, 29), (12, 0), (15, 20), (20, 45), (23, 59)]
DATES = [(2024, 8, 13), (1999, 1, 1), (2027, 12, 31), (2026, 5, 2), (1789, 7, 14), (2024, 3, 9), (2024, 10, 11)]
CODES = list(DEFAULT_CODES)


def written(code):
    """Return what is to be written by how the edition's language writes it."""
    locale = Locale.parse(BY_CODE[code].locale)
    forms = {("number", value): numbers.format_decimal(Decimal(value), locale=locale) for value in DECIMALS}
    for value in ("0.05", "0.125", "2.5"):
        forms["per cent", value] = numbers.format_percent(Decimal(value), locale=locale, decimal_quantization=False)
    style = "long" if locale.compact_decimal_formats.get("long") else "short"
    # CLDR has no words for the powers of ten in Sanskrit yet.
    for value in AMOUNTS if code != "sa" else ():
        forms["amount", value] = numbers.format_compact_decimal(
            Decimal(value), locale=locale, format_type=style, fraction_digits=2
        )
    for value in ("12", "1250", "3.5", "4999.99"):
        forms["dollars", value] = numbers.format_currency(Decimal(value), "USD", locale=locale)
    for time in TIMES:
        forms["time", time] = dates.format_time(datetime.time(*time), format="short", locale=locale)
    for date in DATES:
        for style in ("medium", "long", "full"):
            forms[style, date] = dates.format_date(datetime.date(*date), format=style, locale=locale)
    return forms


FORMS = {code: written(code) for code in CODES}


@pytest.mark.parametrize("target", CODES)
def test_the_notation_of_each_language_is_that_of_the_others(target):
    found = {
        (source, name, text, FORMS[target][name], english(finding.message))
        for source in CODES
        if source != target
        for name, text in FORMS[source].items()
        if name in FORMS[target]
        for judge in (check, identifiers)
        for finding in judge(text, FORMS[target][name], Pair(source, target))
        if finding.severity != "minor"
    }
    assert found == set()


@pytest.mark.parametrize("target", [code for code in CODES if code != "en"])
def test_another_number_in_the_notation_of_the_language_is_critical(target):
    pair = Pair("en", target)
    for value, other in pairwise(AMOUNTS) if target != "sa" else ():
        findings = check(FORMS["en"]["amount", value], FORMS[target]["amount", other], pair)
        assert [finding.severity for finding in findings] == ["critical"], (value, other)
    for time, other in pairwise(TIMES):
        findings = check(FORMS["en"]["time", time], FORMS[target]["time", other], pair)
        assert "critical" in [finding.severity for finding in findings], (time, other)
    for date, other in pairwise(DATES):
        findings = check(FORMS["en"]["long", date], FORMS[target]["long", other], pair)
        assert "critical" in [finding.severity for finding in findings], (date, other)
