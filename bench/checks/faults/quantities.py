"""Faults in amounts: an invented price or measure is put into both texts, then its currency or unit changes."""

from __future__ import annotations

import random

from bench.checks.faults.base import UNSPACED, Seeded, Segment, put

# Currencies by language, as they stand behind a number; the first line is the English source's.
_CURRENCIES: dict[str, tuple[str, ...]] = {
    "en": ("dollars", "euros", "yuan", "yen", "roubles"),
    "de": ("US-Dollar", "Euro", "Yuan", "Yen", "Rubel"),
    "fr": ("dollars", "euros", "yuans", "yens", "roubles"),
    "it": ("dollari", "euro", "yuan", "yen", "rubli"),
    "es": ("dólares", "euros", "yuanes", "yenes", "rublos"),
    "pt": ("dólares", "euros", "yuans", "ienes", "rublos"),
    "ru": ("долларов", "евро", "юаней", "иен", "рублей"),
    "el": ("δολάρια", "ευρώ", "γουάν", "γιεν", "ρούβλια"),
    "fi": ("dollaria", "euroa", "juania", "jeniä", "ruplaa"),
    "id": ("dolar AS", "euro", "yuan", "yen", "rubel"),
    "zh-hans": ("美元", "欧元", "元人民币", "日元", "卢布"),
    "ja": ("ドル", "ユーロ", "人民元", "円", "ルーブル"),
    "ko": ("달러", "유로", "위안", "엔", "루블"),
}
# Each unit, and behind it one of the same kind that it is mistaken for.
_UNITS: dict[str, tuple[str, ...]] = {
    "en": ("miles", "kilometres", "kg", "pounds", "litres", "gallons", "°F", "°C", "hectares", "acres"),
    "de": ("Meilen", "Kilometer", "kg", "Pfund", "Liter", "Gallonen", "°F", "°C", "Hektar", "Acres"),
    "fr": ("miles", "kilomètres", "kg", "livres", "litres", "gallons", "°F", "°C", "hectares", "acres"),
    "it": ("miglia", "chilometri", "kg", "libbre", "litri", "galloni", "°F", "°C", "ettari", "acri"),
    "es": ("millas", "kilómetros", "kg", "libras", "litros", "galones", "°F", "°C", "hectáreas", "acres"),
    "pt": ("milhas", "quilômetros", "kg", "libras", "litros", "galões", "°F", "°C", "hectares", "acres"),
    "ru": ("миль", "километров", "кг", "фунтов", "литров", "галлонов", "°F", "°C", "гектаров", "акров"),
    "el": ("μίλια", "χιλιόμετρα", "κιλά", "λίβρες", "λίτρα", "γαλόνια", "°F", "°C", "εκτάρια", "έικρ"),
    "fi": ("mailia", "kilometriä", "kiloa", "paunaa", "litraa", "gallonaa", "°F", "°C", "hehtaaria", "eekkeriä"),
    "id": ("mil", "kilometer", "kg", "pon", "liter", "galon", "°F", "°C", "hektare", "ekar"),
    "zh-hans": ("英里", "公里", "公斤", "磅", "升", "加仑", "°F", "°C", "公顷", "英亩"),
    "ja": ("マイル", "キロメートル", "kg", "ポンド", "リットル", "ガロン", "°F", "°C", "ヘクタール", "エーカー"),
    "ko": ("마일", "킬로미터", "kg", "파운드", "리터", "갤런", "°F", "°C", "헥타르", "에이커"),
}


def currency_swapped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put an invented price into both texts, then give the translation's another currency."""
    names = _CURRENCIES[segment.language]
    one, other = pick.sample(range(len(names)), 2)
    return _swapped(segment, _CURRENCIES["en"][one], names[one], names[other], pick)


def unit_swapped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put an invented measure into both texts, then give the translation's the unit that it is mistaken for."""
    names = _UNITS[segment.language]
    one = pick.randrange(len(names))
    return _swapped(segment, _UNITS["en"][one], names[one], names[one ^ 1], pick)


def _swapped(segment: Segment, theirs: str, right: str, wrong: str, pick: random.Random) -> Seeded | None:
    number = str(pick.randint(13, 990))
    gap = "" if segment.language in UNSPACED or segment.language == "ko" else " "
    source = put(segment.source, "en", f"{number} {theirs}", pick)
    state = pick.getstate()
    before = put(segment.target, segment.language, number + gap + right, pick)
    pick.setstate(state)
    after = put(segment.target, segment.language, number + gap + wrong, pick)
    return Seeded(source, before, after) if source and before and after else None
