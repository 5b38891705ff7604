"""More units: Latin and Sanskrit words, other forms, squares of feet and metres. The rest is in units.py.

The notation is that of translation.checks.parse.word_forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.body.plain import KEPT
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.numbers.units import Measure, converted, measures_in
from translation.checks.parse.word_forms import Forms, figures

# Of units that translation.checks.parse.numbers.units knows, what it does not know of them.
_KNOWN: dict[str, str] = {
    "mile": "mille*|milia passuum|milium passuum|milibus passuum|मील|माइल|μιλίων",
    "km": "χιλιομέτρ*|chiliometr*|किलोमीटर|किमी|कि.मी.",
    "m": "metrorum|metris|metrum|मीटर",
    "foot": "pedes|pedum|pedibus|ποδιών|पाद|फुट|फीट",
    "inch": "ιντσών|इञ्च|इंच|digitorum",
    "cm": "सेण्टीमीटर|सेंटीमीटर|सेन्टिमीटर|सेमी",
    "mm": "milimeter|मिलिमीटर|मिलीमीटर",
    "kg": "κιλών|kilon|kilos|Kilo|chiliogramm*|किलोग्राम|किलो",
    "pound": "librae|librarum|libris|पाउण्ड|पाउंड",
    "tonne": "tonnae|tonnarum|tonnas|टन",
    "gram": "grammaa|grammata|grammatum|ग्राम",
    "ounce": "unciae|unciarum|uncias|औंस",
    "litre": "litrorum|litrae|litris|लीटर|लिटर",
    "gallon": "γαλονιών|गैलन|गेलन",
    "hectare": "hektar*|εκταρίων|hectarea*|हेक्टेयर|हेक्टर",
    "acre": "Acre*|ekar|εικρ|έικρ|iuger*|iugerum|एकर",
    "°C": "gradus Celsi*|gradibus Celsi*|gradus centigrad*|डिग्री सेल्सियस|अंश सेल्सियस|celsiusaste*|Celsius aste*",
    "°F": "gradus Fahrenheit*|gradibus Fahrenheit*|डिग्री फारेनहाइट|अंश फारेनहाइट|Fahrenheit aste*|"
          "градус* по Фаренгейту|graus Fahrenheit|gradi Fahrenheit|grados Fahrenheit|derajat Fahrenheit|"
          "βαθμ* Φαρενάιτ",
    "per cent": "centesim*|प्रतिशत",
}  # fmt: skip
# Units of their own; the others that begin like them ("metri quadrati" is no length) must not be taken for those.
_OWN: dict[str, str] = {
    "m²": "m²|㎡|m2|sq m|sq. m|square metre*|square meter*|Quadratmeter*|mètre* carré*|metro* cuadrado*|"
          "metro* quadrado*|metr* quadrat*|м²|кв. м|кв. метр*|квадратн* метр*|τετραγωνικ* μέτρ*|τ.μ.|neliömetr*|"
          "meter persegi|平方米|平米|平方メートル|제곱미터|평방미터|वर्गमीटर|वर्ग मीटर",
    "square foot": "sq ft|sq. ft|ft²|square feet|square foot|Quadratfuß|pied* carré*|pie* cuadrado*|pé* quadrado*|"
                   "pied* quadrat*|ped* quadrat*|кв. фут*|квадратн* фут*|τετραγωνικ* πόδι*|τετραγωνικ* ποδι*|"
                   "neliöjal*|kaki persegi|平方英尺|平方フィート|제곱피트|평방피트|वर्गफुट|वर्ग फुट",
    "km²": "kilomètre* carré*|chiliometr* quadrat*",
    "square mile": "mille* carré*",
}  # fmt: skip
_SQUARE_METRES = {"m²": 1.0, "square foot": 0.09290304}
_MORE = Forms({**_KNOWN, **_OWN})
_GAP = re.compile(r"[\s\u00a0\u202f\u2011-]{0,2}")
_ENDING = re.compile("[A-Za-zÀ-ɏͰ-ӿ]*")
# A speed is often written as a length where the sentence says that it is one: 40マイル of wind.
_SPEED = {"mile": "mph", "km": "km/h"}
_KINDS = {"m²": "surface", "square foot": "surface", "km²": "area", "square mile": "area"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the kind of it; start and end: both of them."""

    number: Number
    unit: str
    kind: str
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def quantities_in(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers of a plain text that have a unit; small number words count as numbers."""
    text = figures(text, language)
    found = numbers_in(text, language)
    if not found:
        return ()
    by_start = {measure.number.start: measure for measure in measures_in(text, language)}
    result = []
    marks = _MORE.find(text)
    for number in found:
        measure = by_start.get(number.start)
        for mark in marks:
            # A longer word wins: 5 metri quadrati are no five metres.
            longer = measure is None or mark.end > measure.end
            if longer and 0 <= mark.start - number.end <= 2 and _GAP.fullmatch(text, number.end, mark.start):
                kind = _KINDS.get(mark.name) or Measure(number, mark.name, mark.end).kind
                result.append(Quantity(number, mark.name, kind, number.start, mark.end))
                break
        else:
            if measure is not None:
                ending = _ENDING.match(text, measure.end)
                end = ending.end() if ending else measure.end
                result.append(Quantity(number, measure.unit, measure.kind, number.start, end))
    return tuple(result)


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities have one unit; a speed may be written as a length."""
    return one.unit == other.unit or _SPEED.get(one.unit) == other.unit or _SPEED.get(other.unit) == one.unit


def equal(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities in different units are the same, people's roundings allowed."""
    if one.unit in _SQUARE_METRES and other.unit in _SQUARE_METRES:
        left, right = (
            [float(value) * _SQUARE_METRES[quantity.unit] for value in quantity.number.values]
            for quantity in (one, other)
        )
        return one.unit != other.unit and any(abs(a - b) <= 0.07 * abs(b) for a in left for b in right)
    if one.kind == "surface" or other.kind == "surface":
        return False
    return converted(Measure(one.number, one.unit, one.end), Measure(other.number, other.unit, other.end))
