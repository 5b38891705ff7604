"""Units behind (or before) a number, in the fifteen languages, and what they come to in other units.

A unit that the table does not know says nothing; so a word too few makes a check quieter, never louder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translation.checks.parse.numbers.numerals import Number, numbers_in

# unit: (kind, factor to the kind's base unit, how it is written behind a number). Long before short: the first one wins.
_UNITS: dict[str, tuple[str, float, str]] = {
    "percentage point": ("points", 1, r"percent(?:age)? points?\b|Prozentpunkt\w{0,2}|points? de pourcentage|puntos? porcentual(?:es)?|"
                         r"pontos? percentua(?:l|is)|punt[oi] percentual[ei]|процентн\w{1,3} пункт\w{0,3}|п\. ?п\.|"
                         r"ποσοστιαί\w{1,3} μονάδ\w{1,3}|prosenttiyksik\w{1,8}|poin persen\w{0,4}|个?百分点|"
                         r"[%％]ポイント|パーセント・?ポイント|%\s?포인트|퍼센트\s?포인트"),
    "basis point": ("points", 0.01, r"basis points?\b|Basispunkt\w{0,2}|points? de base|puntos? b[áa]s(?:icos?|e)|pontos?[- ]base|"
                    r"pontos básicos|punt[oi] base|базисн\w{1,3} пункт\w{0,3}|μονάδ\w{1,3} βάσης|korkopiste\w{0,6}|basis poin|poin basis|"
                    r"个?基点|ベーシスポイント|bps?\b|베이시스 ?포인트"),
    "per cent": ("per cent", 1, r"%|％|per ?cent(?!ile|age p)|Prozent(?!p)|pour cent|por ciento|por cento|per cento|процент(?!н)|"
                 r"τοις εκατό|prosent|persen(?!til)|パーセント(?!ポ)|퍼센트(?!포)|프로(?![가-힣])|centesim|प्रतिशत"),
    "km/h": ("speed", 1, r"km ?/ ?h|kph|kmh|km/jam|км/ч|χλμ\.? ?/ ?ώρα|χλμ/ώ|χλμ\.? την ώρα|公里[/每]小?时|千米[/每]小?时|"
             r"kilomet\w+ (?:per|an) hour|Stundenkilometer|Kilometer pro Stunde|kilomètres[- ](?:à l’|à l'|par )heure|"
             r"kil[óo]metros por hora|quil[ôó]metros por hora|chilometri (?:all['’]ora|orari)|километр\w* в час|"
             r"χιλιόμετρα (?:την|ανά) ώρα|kilometri\w* tunnissa|kilometer per jam|時速|시속"),
    "mph": ("speed", 1.609344, r"mph|mi/h|mil/jam|миль/ч|миль в час|miles?(?: per | an |/)h(?:our)?|Meilen pro Stunde|milles? (?:à l['’]|par )heure|"
            r"millas por hora|milhas por hora|miglia (?:all['’]ora|orarie)|мил\w+ в час|μίλια (?:την|ανά) ώρα|mil per jam|"
            r"mailia\w* tunnissa|英里[/每]小?时"),
    "knot": ("speed", 1.852, r"knots?\b|Knoten|nœuds?|nudos|nós\b|nodi\b|узл|κόμβ|solmu|ノット|노트|节"),
    "km²": ("area", 1, r"km²|km2|sq\.? ?km|square kilomet|Quadratkilometer|kilomètres? carrés?|kilómetros? cuadrados?|"
            r"quil[ôó]metros? quadrados?|chilometri quadrati|км²|кв\. ?км|квадратн\w+ километр|τετραγωνικ\w+ χιλιόμετρ|τ\.?χλμ|"
            r"neliökilometr|kilometer persegi|平方公里|平方千米|平方キロ|제곱킬로|제곱 ?킬로|km\^2|वर्ग ?किलोमीटर"),
    "square mile": ("area", 2.58999, r"square miles?|sq\.? ?mi|mi²|mi2|Quadratmeilen?|milles? carrés?|millas cuadradas|milhas quadradas|"
                    r"miglia quadrate|квадратн\w+ мил|τετραγωνικά μίλια|neliömaili|mil persegi|平方英里|平方マイル|제곱마일|제곱 마일"),
    "hectare": ("area", 0.01, r"ha\b|hect[aá]r|Hektar|ettar|гектар|га\b|εκτάρι|hehtaari|公顷|ヘクタール|헥타르"),
    "acre": ("area", 0.0040468564, r"acres?\b|acri\b|акр|εικρ|στρέμμα\w* άκρ|eekkeri|英亩|エーカー|에이커"),
    "mm": ("length", 0.001, r"mm\b|millimet|Millimeter|millimètre|milímetro|millimetr|мм\b|миллиметр|χιλιοστ|毫米|ミリ(?:メートル)?|밀리미터"),
    "cm": ("length", 0.01, r"cm\b|centimet|Zentimeter|centimètre|centímetro|centimetr|sentti|sentimeter|см\b|сантиметр|"
           r"εκατοστ(?!ό)|厘米|センチ|센티미터"),
    "inch": ("length", 0.0254, r"inch(?:es)?\b|in\.(?= )|Zoll\b|pouces?\b|pulgadas?|polegadas?|pollic|дюйм|ίντσ|tuuma|inci\b|"
             r"英寸|インチ|인치"),
    "foot": ("length", 0.3048, r"feet\b|foot\b|ft\b|Fuß\b|pieds?\b|pies\b|pés\b|piedi\b|фут|πόδι(?:α|ών)|jalka|jalan|kaki\b|英尺|フィート|피트"),
    "yard": ("length", 0.9144, r"yards?\b|yd\b|Yards?\b|yardas?|iarde?|jardas?|ярд|υάρδ|γιάρδ|jaardi|yard\b|码|ヤード|야드"),
    "km": ("length", 1000, r"km\b|kilomet|Kilometer|kilomètre|kilómetro|quil[ôó]metro|chilometr|kilometr|км\b|километр|χλμ|χιλιόμετρ|"
           r"公里|千米|キロ(?!グ|ワ|バ|ヘ|カ)|㎞|킬로미터|किलोमीटर|chiliometr"),
    "mile": ("length", 1609.344, r"miles?\b|mi\b|Meilen?\b|milles?\b|millas?\b|milhas?\b|miglia\b|мил(?:ь|[яиюе][хм]?\b)|μίλι|maili|mil\b(?! m)|"
             r"英里|マイル|마일"),
    "m": ("length", 1, r"m\b(?!²|2|³|3|\.)|met(?:re|er)s?\b|Metern?\b|mètres?\b|metros?\b|metri\b|metro\b|м\b|метр|μέτρ|metri|"
          r"米(?!国|ドル|軍)|メートル|미터|मीटर|metra\b"),
    "kg": ("mass", 1, r"kg\b|kilo(?:gram\w*|s)?\b|Kilogramm|quilo|chil[io]|кг\b|килограмм|κιλ[άό]|kiloa?\b|公斤|千克|キログラム|㎏|킬로그램"),
    "pound": ("mass", 0.45359237, r"lbs?\b|(?:pounds?\b|Pfund\b|livres?\b|libras?\b|libbr[ae]\b|λίβρ\w+|фунт\w*|naulaa?\b|pon\b|paunaa?\b|磅|ポンド|"
              r"파운드)(?! ?(?:sterling|стерл|στερλ|esterlina))"),
    "tonne": ("mass", 1000, r"tonn?es?\b|tons?\b|t\b|Tonnen?\b|toneladas?|tonnellat|тонн|τόν|tonni|ton\b|吨|トン|톤"),
    "gram": ("mass", 0.001, r"g\b|grams?\b|Gramm\b|grammes?\b|gramos?|gramas?|gramm[io]|г\b(?!\.)|грамм|γραμμ|克(?!朗|拉|罗)|グラム|그램"),
    "ounce": ("mass", 0.0283495, r"ounces?\b|oz\b|Unzen?\b|onces?\b|onzas?|onças?|once\b|унци|ουγγι|unssi|盎司|オンス|온스"),
    "litre": ("volume", 1, r"l\b|L\b|lit(?:re|er)s?\b|Litern?\b|litres?\b|litros?\b|litri\b|литр|л\b|λίτρ|litra|升|リットル|리터"),
    "gallon": ("volume", 3.785, r"gal(?:lon)?s?\b|Gallonen?|galones?|galões|galloni|галлон|γαλόνι|gallona|galon\b|加仑|ガロン|갤런"),
    "°F": ("temperature", -1, r"° ?F\b|℉|度?\s?[(（]F[)）]|degrees? F(?:ahrenheit)?\b|Grad Fahrenheit|degrés Fahrenheit|华氏度|(?:grados|graus|gradi|derajat) Fahrenheit|градус\w* (?:по )?Фаренгейт\w+|"
           r"βαθμ\w+ Φαρενάιτ|fahrenheitast"),
    "°C": ("temperature", 1, r"° ?C\b|℃|\(C\)|degrees? C(?:elsius|entigrade)?\b|Grad Celsius|degrés Celsius|grados (?:Celsius|centígrados)|"
           r"graus Celsius|gradi (?:Celsius|centigradi)|градус\w* (?:по )?Цельси\w+|βαθμ\w+ Κελσίου|astetta(?: Celsius\w*)?|"
           r"derajat Celsius|摄氏度|摂氏|섭씨"),
}  # fmt: skip
_END = r"\b"
# \\b would not end "km" before 以: letters of unspaced scripts are word characters too.
_ANY = "|".join(
    f"(?P<u{place}>{written.replace(_END, '(?![A-Za-zÀ-ɏͰ-ӿ])')})"
    for place, (_kind, _factor, written) in enumerate(_UNITS.values())
)
_AFTER = re.compile(rf"[\s\u00a0\u202f-]{{0,2}}(?:{_ANY})")
_BARE = re.compile(rf"(?<![\dA-Za-zÀ-ɏͰ-ӿ%])(?:{_ANY})")
_NAMES = tuple(_UNITS)
# 3割, 3할, 8成: see translation.checks.parse.numbers.shares.
_TENTHS = tuple("割할成折")
# 摄氏32度, 華氏90度, 时速160公里, 百分之八, 섭씨 32도: the unit comes first.
_BEFORE = re.compile(r"(?:(摄氏|摂氏|섭씨)|(华氏|華氏|화씨)|(时速|時速|毎時|每小时|每小時|시속))\s?约?約?약?\s?$")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit; end: where the unit's sign ends."""

    number: Number
    unit: str
    end: int

    @property
    def kind(self) -> str:
        """Return what is measured: length, mass, per cent."""
        return _UNITS[self.unit][0]


@lru_cache(maxsize=128)
def measures_in(text: str, language: str) -> tuple[Measure, ...]:
    """Return the numbers of a plain text that have a known unit. Of "5–10 km" both have."""
    return tuple(_measures(text, language))


@lru_cache(maxsize=64)
def bare_units(text: str, language: str) -> frozenset[str]:
    """Return the units that stand in a plain text without a number."""
    ends = {measure.end for measure in measures_in(text, language)}
    return frozenset(_unit_of(match) for match in _BARE.finditer(text) if match.end() not in ends)


def converted(one: Measure, other: Measure) -> bool:
    """Tell whether two measures in different units are the same, roundings by people allowed (5 %; a degree)."""
    # "25 basis points" are often said as 0.25 %.
    alike = one.kind == other.kind or {one.unit, other.unit} == {"basis point", "per cent"}
    if not alike or one.unit == other.unit:
        return False
    return any(
        abs(left - right) <= (1.0 if one.kind == "temperature" else 0.05 * abs(right))
        for left in _base(one)
        for right in _base(other)
    )


def _base(measure: Measure) -> list[float]:
    factor = _UNITS[measure.unit][1]
    values = [float(value) for value in measure.number.values]
    if measure.kind == "temperature":
        return [(value - 32) * 5 / 9 if factor < 0 else value for value in values]
    return [value * factor for value in values]


def _measures(text: str, language: str) -> Iterator[Measure]:
    found = numbers_in(text, language)
    waiting: list[Number] = []
    for place, number in enumerate(found):
        unit, end = _unit_at(text, number)
        follows = place + 1 < len(found) and found[place + 1].start - number.end <= 5
        if unit:
            yield from (Measure(before, unit, before.end) for before in waiting)
            yield Measure(number, unit, end)
            waiting = []
        elif follows and re.fullmatch(
            r"\s?(?:[-–—~～〜]|to|bis|à|a|до|έως|至|到|から)\s?", text[number.end : found[place + 1].start]
        ):
            waiting.append(number)
        else:
            waiting = []


def _unit_at(text: str, number: Number) -> tuple[str, int]:
    if before := _BEFORE.search(text[max(0, number.start - 8) : number.start]):
        unit = "°C" if before[1] else "°F" if before[2] else ""
        if unit:
            return unit, number.end
    if number.raw[-1:] in _TENTHS or "割" in number.raw:
        return "per cent", number.end
    match = _AFTER.match(text, number.end)
    if not match:
        return "", number.end
    unit = _unit_of(match)
    if before and before[3] and unit in ("km", "mile"):
        unit = "km/h" if unit == "km" else "mph"
    return unit, match.end()


def _unit_of(match: re.Match[str]) -> str:
    return _NAMES[int((match.lastgroup or "u0")[1:])]
