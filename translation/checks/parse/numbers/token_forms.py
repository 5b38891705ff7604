"""Tokens that languages write in their own way: pages (p109), short dates (1.5.24), glued units (£3million)."""

from __future__ import annotations

import re

from translation.checks.parse.numbers.notation import to_ascii
from translation.checks.words.number_words import SCALES

_SCALE_WORDS = "|".join(
    sorted({word for stems in SCALES.values() for word in stems if " " not in word and word.isascii()})
)
# A number and a word without the space between them: £3million, 5years, 500metres.
GLUED = re.compile(
    # 4,5Md€, 10mila, 5Mrd
    rf"(?<![\d.,])\d[\d.,]*(?:(?:{_SCALE_WORDS})[a-zäöõãéí]{{0,4}}|Mds?|Mia|Mi|mi|rb|jt|tys|tis)|"
    # Rp5,5, EUR5m, kr200
    r"(?:Rp|Rs|RM|kr|Fr|Tk|K[Ss]h|RMB|NT|HK|CHF|EUR|USD|GBP|JPY|CNY|KRW|IDR|INR|AUD|CAD|BRL|RUB|TRY|SEK|NOK|DKK|PLN|ZAR|MXN)"
    r"\d[\d.,]*(?:k|m|b|t|bn|mn|tn)?|"
    # 4x100m, 3ff.
    r"\d{1,4}ff?\.?|\d{1,3}[x×]\d{1,4}(?:m|km|cm|mm)?|"
    # ch3, fig2, p.109, S.109: a reference, whose number is compared as a number.
    r"(?:ch|chap|kap|cap|fig|figs|abb|vol|nr|no|nos|art|arts|sec|sect|tab|bab|pasal|para)\.?\d{1,4}(?:[-–]\d{1,4})?|"
    r"(?:pp?|[Ss]|pág|págs|pag|pagg|hlm|hal|siv|f|ff)\.\d{1,4}(?:[-–]\d{1,4})?|"
    r"(?<![\d.,])\d[\d.,]*(?:thousand|million|billion|trillion|hundred|mio|mrd|mln|mld|tsd|millionen|milliarden|millones|milhões|milioni|"
    r"miliardi|milliards|juta|ribu|miliar|triliun|miljoonaa|miljardia|"
    r"years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?|jahren?|monaten?|wochen?|tagen?|stunden?|minuten|uhr|"
    r"ans?|mois|jours?|heures?|años?|meses|días?|horas?|minutos?|anni|mesi|giorni|minuti|"
    r"met(?:re|er)s?|kilomet(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?|lit(?:re|er)s?|gram(?:me)?s?|kilos?|tonnes?|tons?|"
    r"pounds?|euros?|dollars?|cents?|centimes?|pence|yen|yuan|won|pfund|rupiah|reais|"
    r"percent|prozent|people|persons?|points?|pts|degrees?|times|fold|km²|cm²|mm²|m²|m³|kms|kgs|mph|kmh)",
    re.I,
)
_PAGE = re.compile(r"(?:pp?|[Ss])(\d{1,4})(?:-(\d{1,4}))?")
_PAGE_WORD = (
    r"(?:(?<!\w)(?:pp?|S|s|hlm|hal|págs?|pag|pagg|σσ?|сс?|стр|siv|σελ|पृ|f|ff|पृष्ठे?)\.?\s?|(?:[Ss]eiten?|[Pp]ages?|[Pp]áginas?|[Pp]agin[ae]|"
    r"[Ss]ivu\w*|[Hh]alaman|[Σσ]ελίδ\w+|[Сс]траниц\w+|पृष्ठ\w*)\s|第)"
)
_PAGE_BEHIND = r"\s?(?:頁|页|ページ|쪽|페이지|\.\s?(?:sivu|Seite)|(?:तम\S* )?पृष्ठ)"
_SHORT_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})")
# What may stand before a date; before a version stands a name or another word for it.
_BEFORE_A_DATE_TEXT = (
    "am vom bis ab seit zum den der dem le du au il dal al el del em de pada tanggal die kuni с до от на по к в στις "
    "από έως την on from until since by and und et e y и και ja dan"
)
_BEFORE_A_DATE = frozenset(_BEFORE_A_DATE_TEXT.split())
_WORD = re.compile(r"([^\W\d_][\w'’-]*\.?)\s?$")
_VERSION_WORDS = re.compile(r"v|ver|versi\w*|version\w*|версия|версии|έκδοση|build|release", re.I)


def is_page_there(token: str, text: str) -> bool:
    """Tell whether a page ("p109", "pp12-15") stands in a text as its language writes pages."""
    match = _PAGE.fullmatch(token)
    if match is None:
        return False
    text = to_ascii(text)
    number = match[1] + (rf"\s?[-–—~～至bisato]+\s?{match[2]}" if match[2] else "")
    return re.search(rf"{_PAGE_WORD}{number}(?!\d)|(?<!\d){number}{_PAGE_BEHIND}", text) is not None


def is_short_date(text: str, start: int, token: str) -> bool:
    """Tell whether a token such as 1.5.24 at a place is a date; behind a name or "version" it is a version."""
    match = _SHORT_DATE.fullmatch(token)
    if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
        return False
    before = _WORD.search(text, max(0, start - 20), start)
    word = before[1].rstrip(".") if before else ""
    named = word[:1].isupper() and word.lower() not in _BEFORE_A_DATE
    return not (named or _VERSION_WORDS.fullmatch(word))


_AGE_GROUP = re.compile(r"U-?(\d{2})s?")


def is_age_group_there(token: str, text: str) -> bool:
    """Tell whether a text has a team of young players (U17, U-20) as its language names it: sub-17, 17岁以下, до 17 лет."""
    match = _AGE_GROUP.fullmatch(token)
    if match is None:
        return False
    age = match[1]
    words = rf"(?:sub|under|unter|moins de|menores de|até|κάτω (?:των|από)|до|alle|usia|bawah|infra|न्यून|ऊन|K|Κ|У|Ю)[\s‐‑-]?{age}(?!\d)"
    return re.search(rf"{words}|(?<!\d){age}\s?(?:岁|歳|才|세|वर्ष)", to_ascii(text), re.I) is not None
