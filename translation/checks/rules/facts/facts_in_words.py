"""Numbers in words that became others: seven as seis, second as troisième, two thirds as drei Viertel; lost zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.body.plain import Plain, Span
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.parse.numbers.spelled import exact_in, spelled_in
from translation.checks.rules.facts.exchanges import Kind, exchanged
from translation.checks.rules.facts.excuses import lost_words

MESSAGES = {
    "facts_in_words.changed": N_("The source has “%(source)s”, the translation “%(target)s”."),
    "facts_in_words.missing": N_("“%(text)s” is missing."),
    "facts_in_words.zone": N_("The time zone “%(text)s” is missing."),
}

_ORDINALS = Kind(
    ("2", "3", "4", "5"),
    {
        "en": r"(?:finish\w*|came|placed) second/second[- ](?:place|largest|biggest|most|time|round|half)/?second|"
        r"third(?!s)|"
        r"fourth(?!s)|fifth(?!s)",
        "de": r"zweit(?:e[nrsm]?|größt\w*)\b|dritt(?:e[nrsm]?|größt\w*)\b|viert(?:e[nrsm]?|größt\w*)\b|"
        r"fünft(?:e[nrsm]?|größt\w*)\b",
        "fr": r"deuxième/?second/?2|troisième|quatrième|cinquième",
        "es": r"?segund[oa]|tercer[oa]?\b|?cuart[oa]|quint[oa]\b",
        "pt": r"?segund[oa]|terceir[oa]\b|?quart[oa]|quint[oa]\b",
        "it": r"?second[oa]|terz[oa]\b|?quart[oa]|quint[oa]\b",
        "ru": r"втор(?:о|ы|а|у)|трет(?:ий|ь[еюя]|ьи)|четв[её]рт(?:ы|о|а|у)|пят(?:ы[йем]|о[йем]|ая|ую)",
        "fi": r"toiseksi/?toi|kolma(?:s|nne|tta|nte)|neljä(?:s|nne|ttä|nte)|viide(?:s|nne|ttä|nte)",
        "el": r"δεύτερ|τρίτ(?!η)/?τρίτ|?τέταρτ|πέμπτ(?!η)/?πέμπτ",
        "id": r"?kedua|ketiga|keempat|kelima",
        "zh-hans": "第二|第三|第四|第五",
        "ja": "第二/二位/二番目|第三/三位/三番目|第四/四位/四番目|第五/五位/五番目",
        "ko": "두 ?번째|세 ?번째|네 ?번째|다섯 ?번째",
    },
)
_FRACTIONS = Kind(
    ("1/3", "2/3", "1/4", "3/4"),
    {
        "en": "one[- ]third/?third|two[- ]thirds|one[- ]quarter/one[- ]fourth/?quarter/?fourth|three[- ]quarters/"
        "three[- ]fourths",
        "de": "ein drittel/?drittel|zwei[- ]?drittel|ein viertel/?viertel|drei[- ]?viertel",
        "fr": "un tiers/?tiers|deux[- ]tiers|un quart/?quart|trois[- ]quarts",
        "es": "un tercio/?tercio|dos tercios|una cuarta parte/?cuart|tres cuart",
        "pt": "um terço/?terço|dois terços|um quarto/?quart|três quart",
        "it": "un terzo/?terzo|due terzi|un quarto/?quart|tre quarti",
        "ru": "треть/?трет|две трети/двух третей|четверть/?четверт|три четверти/тр[её]х четвертей",
        "fi": "kolmasosa/kolmannes/?kolm|kaksi kolma|neljäsosa/neljännes/?nelj|kolme nelj",
        "el": "ένα τρίτο/?τρίτ|δύο τρίτα|ένα τέταρτο/?τέταρτ|τρία τέταρτα",
        "id": "sepertiga|dua ?pertiga|seperempat|tiga ?perempat",
        "zh-hans": "三分之一|三分之二|四分之一|四分之三",
        "ja": "(?:3|三)分の(?:1|一)|(?:3|三)分の(?:2|二)|(?:4|四)分の(?:1|一)/?四半|(?:4|四)分の(?:3|三)",
        "ko": "(?:3|삼)분의 ?(?:1|일)|(?:3|삼)분의 ?(?:2|이)|(?:4|사)분의 ?(?:1|일)|(?:4|사)분의 ?(?:3|삼)",
    },
)
_DOZEN = {
    "en": re.compile(r"\b(?:a|one) dozen\b(?! or)", re.I), "de": re.compile(r"\bein Dutzend\b", re.I),
    "fr": re.compile(r"\bune douzaine\b", re.I), "es": re.compile(r"\buna docena\b", re.I),
    "pt": re.compile(r"\buma dúzia\b", re.I), "it": re.compile(r"\buna dozzina\b", re.I),
    "ru": re.compile(r"\bдюжин[ау]\b", re.I), "fi": re.compile(r"\btusina\b", re.I),
}  # fmt: skip
_TWELVE_OR_SO = {Decimal(10), Decimal(11), Decimal(12), Decimal(13)}
_ZONE = re.compile(r"\d\s?(GMT|UTC)\b")
_ANY_ZONE = re.compile(
    r"GMT|UTC|\bUT\b|TU\b|TUC|HMG|TMG|WEZ|greenwich|гринвич|格林|世界时|协调|グリニッジ|世界時|世界標準|国際標準|그리니치|세계시|표준시|"
    r"weltzeit|temps universel|tiempo universal|tempo universal|Γκρίνουιτς|παγκόσμι|Γκρήνουιτς|ग्रीनविच|universali",
    re.I,
)


def word_facts(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find number words, ordinals and fractions that became others. All major: two words may mean one thing."""
    found = [*_numbers(before, after, pair), *_ordinals(before, after, pair), *_fractions(before, after, pair)]
    findings = [
        Finding(
            "numbers",
            "major",
            say("facts_in_words.changed", source=before.text[slice(*where)], target=after.text[slice(*there)]),
            (before.span(*where),),
            (after.span(*there),),
        )
        for where, there in found
    ]
    if (dozen := _dozen(before.text, pair.source)) and not _TWELVE_OR_SO & _values(after.text, pair.target):
        says = say("facts_in_words.missing", text=before.text[slice(*dozen)])
        findings.append(Finding("numbers", "major", says, (before.span(*dozen),)))
    zone = _ZONE.search(before.text)
    if zone and not _ANY_ZONE.search(after.text):
        says = say("facts_in_words.zone", text=zone[1])
        findings.append(Finding("numbers", "major", says, (before.span(*zone.span(1)),)))
    return findings


def _dozen(text: str, language: str) -> Span | None:
    """Return where a text says "a dozen", once: dozens are tens or scores in other languages."""
    match = _DOZEN[language].search(text) if language in _DOZEN else None
    return match.span() if match else None


def _numbers(before: Plain, after: Plain, pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Yield where a number word of the source stands and where another one of the target, for words without partner."""
    lost = lost_words(before.text, after.text, pair) if exact_in(before.text, pair.source) else []
    if not lost:
        return
    known = _values(before.text, pair.source)
    strange = [word for word in exact_in(after.text, pair.target) if word[0] not in known]
    for (_value, start, end), (_other, first, last) in zip(lost, strange, strict=False):
        yield (start, end), (first, last)


def _ordinals(before: Plain, after: Plain, pair: Pair) -> Iterator[tuple[Span, Span]]:
    for value, where, other, there in exchanged(_ORDINALS, before, after, (pair.source, pair.target)):
        in_target, in_source = _values(after.text, pair.target), _values(before.text, pair.source)
        if Decimal(value) not in in_target and Decimal(other) not in in_source:
            yield where, there


def _fractions(before: Plain, after: Plain, pair: Pair) -> Iterator[tuple[Span, Span]]:
    for _value, where, _other, there in exchanged(_FRACTIONS, before, after, (pair.source, pair.target)):
        yield where, there


def _values(text: str, language: str) -> set[Decimal]:
    digits = {value for number in numbers_in(text, language) for value in (*number.values, *number.parts)}
    return digits | spelled_in(text, language)
