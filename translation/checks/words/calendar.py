"""Words of the calendar in the fifteen languages: months, decades, centuries, dozens, halves. Stems in lower case.

A number may hide in them: “three decades” are 30年, “August” is 8月, “1.5 hours” are “an hour and a half”.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache

from translation.checks.words.letter_case import folded
from translation.checks.words.number_words import bare

# January to December. "/" parts the forms of one month.
_MONTHS: dict[str, str] = {
    "en": "january/jan|february/feb|march/mar|april/apr|may|june/jun|july/jul|august/aug|september/sept/sep|october/oct|november/"
          "nov|december/dec",
    "de": "januar/jänner|februar/feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août/aout|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre/setiembre|octubre|noviembre|diciembre",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "id": "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    "ru": "январ|феврал|марта/марте/март/мартом|апрел|мая/мае/май|июн|июл|август|сентябр|октябр|ноябр|декабр",
    "el": "ιανουάρι/ιανουαρί/γενάρη|φεβρουάρι/φεβρουαρί/φλεβάρη|μάρτι/μαρτί/μάρτη|απρίλι/απριλί/απρίλη|μάιο/μάϊο/μαΐο/"
          "μαΐου/μάη|ιούνι/ιουνί/ιούνη|ιούλι/ιουλί/ιούλη|αύγουστ/αυγούστ|σεπτέμβρ/σεπτεμβρί|οκτώβρ/οκτωβρί|"
          "νοέμβρ/νοεμβρί|δεκέμβρ/δεκεμβρί",
    "fi": "tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|syyskuu|lokakuu|marraskuu|joulukuu",
    "la": "ianuari|februari|martii/martiis/martias/mense martio|april|maii/maiis/maias/mense maio|iunii/iuniis/iunias/"
          "iunio|iulii/iuliis/iulias/iulio|august|septembr|octobr|novembr|decembr",
    "sa": "जनवरी/जान्युअरी|फरवरी/फेब्रुअरी|मार्च|अप्रैल/एप्रिल|मई/मे मास/मे-मास/मेमास|जून/जुन|जुलाई/जुलै|अगस्त/ऑगस्ट|सितम्बर/सितंबर/सप्टेम्बर|अक्तूबर/"
          "अक्टूबर/ऑक्टोबर|नवम्बर/नवंबर/नोव्हेम्बर|दिसम्बर/दिसंबर/डिसेम्बर",
}  # fmt: skip
# Short forms: they count only as whole words beside a number. English ones are above.
_SHORT_MONTHS: dict[str, str] = {
    "de": "jan/jän|feb|mär/mrz|apr|-|jun|jul|aug|sep/sept|okt|nov|dez",
    "fr": "janv/jan|févr/fév|mar|avr|-|-|juil|-|sept/sep|oct|nov|déc",
    "es": "ene|feb|mar|abr|may|jun|jul|ago|sep/sept|oct|nov|dic",
    "pt": "jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez",
    "it": "gen|feb|mar|apr|mag|giu|lug|ago|set/sett|ott|nov|dic",
    "id": "jan|feb|mar|apr|-|jun|jul|agu/agt/ags|sep/sept|okt|nov|des",
    "ru": "янв|фев/февр|мар|апр|-|-|-|авг|сен/сент|окт|ноя/нояб|дек",
    "el": "ιαν|φεβ|μαρ|απρ|μαϊ/μαΐ|ιουν|ιουλ|αυγ|σεπ/σεπτ|οκτ|νοε|δεκ",
    "la": "ian|feb|mar|apr|mai|iun|iul|aug|sept|oct|nov|dec",
}  # fmt: skip
# Languages in which a month's name is a common word as well unless it has a capital.
_CAPITAL = frozenset({"en", "de", "id"})
# Months whose names are common words even with a capital ("May I", "Mars"): they count only beside a number.
_DOUBTFUL = re.compile(r"may|march|mar|jan|dec|nov|mars|mai|mei|august|maret|marzo|maio|maggio", re.I)

# What a word makes of the number before it, and what it is worth alone.
_MULTIPLES: dict[str, dict[int, str]] = {
    "en": {10: "decade", 100: "centur", 12: "dozen", 1000: "millenni", 14: "fortnight", 24: "day",
           2: "pair/couple/double/both/twin/twice", 4: "quarter"},
    "de": {10: "jahrzehnt", 100: "jahrhundert", 12: "dutzend", 1000: "jahrtausend", 24: "tag",
           2: "paar/doppel/beid", 4: "viertel/quartal"},
    "fr": {10: "décenni/dizaine", 100: "siècle/centaine", 12: "douzaine", 1000: "millénaire/millier",
           15: "quinzaine", 20: "vingtaine", 24: "jour", 2: "paire/double/deux", 4: "quart"},
    "es": {10: "década/decena/decenio", 100: "siglo/centenar", 12: "docena", 1000: "milenio/millar",
           15: "quincena", 20: "veintena", 24: "día", 2: "par /doble/ambos", 4: "cuart/trimestr"},
    "pt": {10: "década/dezena", 100: "século/centena", 12: "dúzia", 1000: "milénio/milênio/milhar",
           15: "quinzena", 24: "dia", 2: "par /dobro/ambos", 4: "quart/trimestr"},
    "it": {10: "decenni/decina/decine", 100: "secol/centinai", 12: "dozzin", 1000: "millenni/migliai",
           15: "quindicin", 20: "ventina", 24: "giorn", 2: "paio/coppia/doppi/entramb", 4: "quart/trimestr"},
    "id": {10: "dekade/dasawarsa", 100: "abad", 12: "lusin", 1000: "milenium", 24: "hari",
           2: "sepasang/ganda", 4: "seperempat/kuartal"},
    "ru": {10: "десятилети/десятк", 100: "столети/век/сотн", 12: "дюжин", 1000: "тысячелети", 24: "сут/круглосут/дня/дней/день",
           2: "пара /пары/двойн/оба /обе/обо", 4: "четверт/квартал"},
    "el": {10: "δεκαετί/δεκάδ", 100: "αιών/αιώνα/εκατοντ", 12: "δωδεκάδ/ντουζίν", 1000: "χιλιετ", 24: "ημέρ/μέρ",
           2: "ζευγάρ/διπλ/ζεύγ", 4: "τέταρτ/τρίμην"},
    "fi": {10: "vuosikymmen", 100: "vuosisa/vuosisad", 12: "tusina", 1000: "vuositu", 24: "vuorokau/päiv",
           2: "pari/tupla/kaksin/molem", 4: "neljänne/vartti/vartin"},
    "la": {10: "decenni", 100: "saecul", 1000: "millenni", 24: "dies /diebus", 2: "duplex/ambo", 4: "quadran"},
    "sa": {10: "दशक/दशाब्द", 100: "शताब्द/शतक", 12: "द्वादश", 24: "दिन", 2: "युगल/उभ"},
    "zh-hans": {10: "十年", 100: "世纪", 12: "打", 1000: "千年", 24: "天", 2: "双/两", 4: "季度/刻"},
    "ja": {10: "十年", 100: "世紀", 12: "ダース", 1000: "千年", 24: "日間", 2: "両/双/ペア/ダブル", 4: "四半"},
    "ko": {10: "십 년/십년", 100: "세기", 12: "다스", 1000: "천년", 24: "하루/일간", 2: "쌍/양쪽/두/이중", 4: "분기"},
}  # fmt: skip
_HALVES: dict[str, str] = {
    "en": "half|halves", "de": "halb|anderthalb|hälfte", "fr": "demi|moitié", "es": "medi[ao]|mitad",
    "pt": "mei[ao]|metade",
    "it": "mezz[ao]|metà", "id": "setengah|separuh|paruh", "ru": "полтор|полов|пол", "el": "μισ|ήμισ|μισή",
    "fi": "puol",
    "la": "semi|dimidi|sesqui", "sa": "अर्ध|सार्ध", "zh-hans": "半", "ja": "半", "ko": "반|절반",
}  # fmt: skip
_HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_HAN_MONTH = re.compile(
    "(?<![〇零一二三四五六七八九十百千万数几第个])(十[一二]?|[一二三四五六七八九])月(?![间間余餘亮球光]|に?一)"
)
_NUMBER_BEFORE = re.compile(r"\d\w{0,3}\.?(?:\s(?:de|of|di))?\s$")
_NUMBER_AFTER = re.compile(r"\.?:?,?\s(?:de\s|di\s)?\d")
_EDGELESS = frozenset({"ko", "ja", "zh-hans", "fi", "de", "sa"})


def months_in(text: str, language: str, doubtful: bool = False) -> list[tuple[int, int, int]]:
    """Return (month 1-12, start, end) for every month's name in a plain text, in order.

    doubtful: also where the word may mean something else ("May I", "Mars").
    """
    pattern, meanings = _months(language)
    if pattern is None:
        return _han_months(text) if language in ("zh-hans", "ja") and "月" in text else []
    found = []
    for match in pattern.finditer(text):
        word = folded(match[0])
        if language in _CAPITAL and not match[0][0].isupper():
            continue
        doubted = match[1] is not None or (not doubtful and _DOUBTFUL.fullmatch(word))
        if doubted and not _by_number(text, *match.span()):
            continue
        found.append((meanings[word], *match.span()))
    return found


def _han_months(text: str) -> list[tuple[int, int, int]]:
    """Return the months that Han numerals number: 八月, 十二月; 三月间 are three months."""
    return [(_HAN_MONTHS.index(match[1]) + 1, *match.span()) for match in _HAN_MONTH.finditer(text)]


def multiples(text: str, language: str) -> frozenset[int]:
    """Return what words such as "decade" in a text multiply by."""
    pattern = _multiple_pattern(language)
    return frozenset(int((match.lastgroup or "x1")[1:]) for match in pattern.finditer(bare(text)))


def has_half(text: str, language: str) -> bool:
    """Tell whether a text speaks of a half."""
    return re.search(_HALVES.get(language, "(?!)"), text.lower()) is not None


# Words for one and a half in languages whose word for half says nothing of it.
_ONE_AND_A_HALF = {"ru": "полтор", "de": "anderthalb|eineinhalb|einundeinhalb", "fi": "puolitois|puolentois"}


def halves(text: str, language: str) -> tuple[Decimal, ...]:
    """Return what the halves of a text may mean as amounts: 0.5, 1.5, 2.5."""
    low = text.lower()
    found = ["0.5", "2.5"]
    if language not in _ONE_AND_A_HALF or re.search(_ONE_AND_A_HALF[language], low):
        found.append("1.5")
    return tuple(map(Decimal, found)) if has_half(text, language) else ()


def worth(factors: frozenset[int], amounts: Collection[Decimal]) -> set[Decimal]:
    """Return what the amounts of a text come to with its multiples: "three decades" are 30, "a decade" 10."""
    return {Decimal(factor) for factor in factors} | {amount * factor for factor in factors for amount in amounts}


def _by_number(text: str, start: int, end: int) -> bool:
    return bool(_NUMBER_BEFORE.search(text, max(0, start - 9), start) or _NUMBER_AFTER.match(text, end))


@cache
def _months(language: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    if language not in _MONTHS:
        return None, {}
    long, short = (
        {
            folded(stem): month
            for month, stems in enumerate(listed.split("|"), 1)
            for stem in stems.split("/")
            if stem != "-"
        }
        for listed in (_MONTHS[language], _SHORT_MONTHS.get(language, "-"))
    )
    stems, shorts = ("|".join(sorted(map(re.escape, table), key=len, reverse=True)) for table in (long, short))
    edge = r"(?![^\W\d_])"
    whole = "" if language in ("ru", "el", "fi", "la", "sa") else edge
    return re.compile(rf"(?<![^\W\d_])(?:(?:{stems}){whole}|({shorts or '(?!)'}){edge})", re.I), short | long


@cache
def _multiple_pattern(language: str) -> re.Pattern[str]:
    groups = [
        f"(?P<x{factor}>{'|'.join(re.escape(bare(stem)) for stem in stems.split('/'))})"
        for factor, stems in _MULTIPLES.get(language, {}).items()
    ]
    edge = "" if language in _EDGELESS else r"(?<!\w)"
    return re.compile(f"{edge}(?:{'|'.join(groups)})" if groups else "(?!)")
