"""Short names of periods and meetings, written out: Q3 is 第三季度, H1 is 1. Halbjahr, COP28 is 第28届大会."""

from __future__ import annotations

import re
from decimal import Decimal

from translation.checks.parse.numbers.spelled import spelled_in

_QUARTER = re.compile(r"[QTК]([1-4])|([1-4])[QTК]")
_QUARTER_WORD = re.compile(
    r"quart[ae]l|quarter|trimestr|季度|四半期|분기|квартал|τρίμην|τριμήν|kuartal|triwulan|neljänne|(?<!\w)[QTК]\s?[1-4]|[1-4][QTК]|त्रैमास",
    re.I,
)
_HALF = re.compile(r"H([12])|([12])H")
_HALF_WORD = re.compile(
    r"halbjahr|half|semest|полугоди|εξάμην|εξαμήν|vuosipuol|paruh|(?P<first>上半|상반)|(?P<second>下半|하반)", re.I
)
_MEETING = re.compile(r"COP-?(\d{1,2})")


def is_period_there(token: str, text: str, language: str) -> bool:
    """Tell whether a plain text writes out what a token such as Q3, H1 or COP28 stands for."""
    if match := _QUARTER.fullmatch(token):
        return _QUARTER_WORD.search(text) is not None and _says(int(match[1] or match[2]), text, language)
    if match := _HALF.fullmatch(token):
        number, word = int(match[1] or match[2]), _HALF_WORD.search(text)
        if word and (word["first"] or word["second"]):
            return (word["first"] is not None) == (number == 1)
        return word is not None and _says(number, text, language)
    if match := _MEETING.fullmatch(token):
        which = match[1]
        forms = rf"第{which}[届回次]|제?{which}[차회]|КС-?{which}|{which}(?:st|nd|rd|th|\.|ª|e|-я)"
        return re.search(forms, text) is not None
    return False


def _says(number: int, text: str, language: str) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", text) is not None or Decimal(number) in spelled_in(text, language)
