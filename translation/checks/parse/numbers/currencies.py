"""Currencies in the fifteen languages: signs, codes and words. The notation: translation.checks.parse.word_forms.

A currency that the table does not know says nothing, so a word too few makes a check quieter, never louder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.body.plain import KEPT
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.word_forms import Forms, Mark, figures

_TABLE: dict[str, str] = {
    "USD": "US $|U.S. $|USD|US dollar*|U.S. dollar*|American dollar*|dollar* américain*|dollar* US|"
           "dólar* estadounidense*|dólar* americano*|dólar* norte americano*|dólar* EUA|dollar* statunitens*|"
           "dollar* american*|доллар* США|американск* доллар*|долл. США|δολ* ΗΠΑ|δολ* Αμερικής|Yhdysvalta* dollar*|"
           "USA:n dollar*|dolar AS|dolar Amerika|美元|美金|米ドル|미국 달러|미 달러|미화|dollar* Americ*|"
           "अमेरिकी डॉलर|अमेरिकाडॉलर",
    "AUD": "A$|AU$|AUD|Australian dollar*|australische* Dollar*|dollar* australien*|dólar* australian*|"
           "dollar* australian*|австралийск* доллар*|δολ* Αυστραλίας|dolar Australia|澳元|澳大利亚元|澳币|豪ドル|"
           "オーストラリアドル|호주 달러",
    "CAD": "C$|CA$|CAD|Canadian dollar*|kanadische* Dollar*|dollar* canadien*|dólar* canadiense*|dólar* canadens*|"
           "dollar* canades*|канадск* доллар*|δολ* Καναδά|Kanadan dollar*|dolar Kanada|加元|加拿大元|加币|"
           "カナダドル|加ドル|캐나다 달러",
    "HKD": "HK$|HKD|Hong Kong dollar*|Hongkong Dollar*|dollar* de Hong Kong|dólar* de Hong Kong|"
           "dollar* di Hong Kong|гонконгск* доллар*|δολ* Χονγκ Κονγκ|Hongkongin dollar*|dolar Hong Kong|港元|港币|"
           "香港ドル|홍콩 달러",
    "SGD": "S$|SGD|Singapore dollar*|Singapur Dollar*|dollar* de Singapour|dólar* de Singapur|dólar* de Singapura|"
           "сингапурск* доллар*|Singaporen dollar*|dolar Singapura|新加坡元|新元|シンガポールドル|싱가포르 달러",
    "NZD": "NZ$|NZD|New Zealand dollar*|neuseeländische* Dollar*|dollar* néo zélandais*|dólar* neozelandes*|"
           "dollar* neozelandes*|новозеландск* доллар*|新西兰元|纽元|NZドル|ニュージーランドドル|뉴질랜드 달러",
    "TWD": "NT$|TWD|Taiwan dollar*|Taiwan Dollar*|тайваньск* доллар*|新台币|台币|台湾ドル|台湾元|대만 달러",
    "dollar": "$|＄|dollar*|dólar*|dolar|доллар*|долл.|δολάρι*|δολαρί*|ドル|달러|弗|डॉलर|डालर",
    "EUR": "€|EUR|euro|euros|euroa|euron|eurolla|eurosta|euroon|eurot|euroja|eurojen|eurone*|euronum|euronis|euronibus|"
           "евро|ευρώ|欧元|ユーロ|유로|यूरो",
    "GBP": "£|￡|GBP|pound* sterling|Pfund Sterling|livre* sterling|libra* esterlina*|sterlin*|фунт* стерлингов|"
           "λίρ* στερλ*|British pound*|britische* Pfund|Britannian pun*|Englannin pun*|英镑|英ポンド|영국 파운드|"
           "poundsterling",
    "pound": "pound*|Pfund|livre|livres|libra*|libbr*|фунт*|λίρ*|λιρ*|punta*|punna*|pon|pound|镑|ポンド|파운드|"
             "पाउण्ड|पाउंड|पौण्ड",
    "CNY": "RMB|CNY|CN¥|yuan*|juan|juania|juanin|renminbi*|юан*|γουάν|γιουάν|人民币|人民元|위안|युआन",
    "JPY": "JPY|JP¥|yen|yens|yenes|ienes|iene|yenin|jeni*|jenejä|иен*|йен*|γιεν|日元|日圆|日本円|円|येन|ienorum|"
           "ienis",
    "yen or yuan": "¥|￥",
    "엔": "엔",
    "元": "元|圆|圓",
    "KRW": "₩|￦|KRW|South Korean won|韩元|韩币|韓国ウォン|ウォン|한화|वॉन",
    "won": "원|won|wonia|wonin|вон|воны|вона|γουόν",
    "RUB": "₽|RUB|RUR|rouble*|ruble*|rubel*|Rubel*|rublo|rublos|rubli|рубл*|руб.|руб|ρούβλι*|ρουβλί*|rupla|ruplaa|"
           "ruplan|卢布|ルーブル|루블|रूबल|rublorum|rublis",
    "INR": "₹|INR|Rs.|Indian rupee*|indische* Rupien|印度卢比|インドルピー|인도 루피",
    "rupee": "rupee*|roupie*|Rupie*|rupia|rupias|rupie|rúpia*|рупи*|ρουπί*|rupiaa|rupian|卢比|ルピー|루피|रुप्यक|"
             "रूप्यक|रुपय|रुपि|रूप्य|rupiarum|rupiis",
    "IDR": "Rp|IDR|rupiah|印尼盾|印尼卢比|ルピア|루피아|рупий Индонезии",
    "CHF": "CHF|Swiss franc*|Schweizer Franken|franc* suisse*|franco* suizo*|franco* suíço*|franch* svizzer*|"
           "franco svizzero|швейцарск* франк*|ελβετικ* φράγκ*|Sveitsin frang*|franc Swiss|franc* Helvetic*|"
           "瑞士法郎|瑞郎|スイスフラン|스위스 프랑",
    "franc": "franc|francs|Franken|franco|francos|franchi|франк*|φράγκ*|frangi*|法郎|フラン|프랑",
    "BRL": "R$|BRL|Brazilian rea*|brasilianische* Real|reais|réaux|réal brésilien|бразильск* реал*|雷亚尔|レアル|"
           "헤알",
    "real": "real|reales|reali|Reals|реал|реала|реалов|ρεάλ|realia",
    "SEK": "SEK|Swedish kron*|schwedische* Krone*|couronne* suédoise*|corona* sueca*|coroa* sueca*|coron* svedes*|"
           "шведск* крон*|Ruotsin kruunu*|瑞典克朗|スウェーデンクローナ|스웨덴 크로나",
    "NOK": "NOK|Norwegian kron*|norwegische* Krone*|couronne* norvégienne*|corona* norueg*|coroa* norueg*|"
           "coron* norveges*|норвежск* крон*|Norjan kruunu*|挪威克朗|ノルウェークローネ|노르웨이 크로네",
    "DKK": "DKK|Danish kron*|dänische* Krone*|couronne* danoise*|corona* danesa*|coron* danes*|датск* крон*|"
           "Tanskan kruunu*|丹麦克朗|デンマーククローネ|덴마크 크로네",
    "PLN": "PLN|zł|zloty*|złoty*|злот*|ζλότι|兹罗提|ズウォティ|즈워티",
    "TRY": "₺|TRY|Turkish lira*|türkische* Lira|livre* turque*|lira* turca*|lire turche|турецк* лир*|τουρκικ* λίρ*|"
           "Turkin liira*|土耳其里拉|トルコリラ|터키 리라",
    "ILS": "₪|ILS|shekel*|Schekel*|séquel*|shequel*|шекел*|σέκελ|谢克尔|シェケル|셰켈",
    "UAH": "₴|UAH|hryvni*|гривен*|гривн*|格里夫纳|フリヴニャ|흐리우냐",
    "THB": "฿|THB|baht|Baht|бат|батов|泰铢|バーツ|바트",
    "ZAR": "ZAR|rand|rands|Rand|рэнд*|兰特|ランド|랜드",
    "MXN": "MX$|MXN|Mexican peso*",
    "peso": "peso|pesos|песо|πέσο|πέσος|比索|ペソ|페소",
    "bitcoin": "₿|BTC|bitcoin*|Bitcoin*|биткоин*|比特币|ビットコイン|비트코인",
}  # fmt: skip
# What a sign or word without a country may stand for.
_GENERIC: dict[str, frozenset[str]] = {
    "dollar": frozenset({"USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN", "peso", "BRL"}),
    "pound": frozenset({"GBP"}),
    "yen or yuan": frozenset({"CNY", "JPY", "元"}),
    "元": frozenset({"CNY", "HKD", "TWD", "yen or yuan"}),
    "won": frozenset({"KRW"}),
    "엔": frozenset({"JPY", "yen or yuan"}),
    "rupee": frozenset({"INR", "IDR"}),
    "franc": frozenset({"CHF"}),
    "real": frozenset({"BRL"}),
    "peso": frozenset({"MXN"}),
}
# Names that are other words too (pounds of flour, "has won 5", "real"): never believed without a number's word for it.
_DOUBTFUL = frozenset({"pound", "won", "엔", "real", "元", "franc", "ZAR", "THB", "rupee", "TRY"})
_FORMS = Forms(_TABLE)
# Between a number and its currency: 10 Millionen Euro, 3 Mrd. €, 10 mil millones de dólares, 5亿多美元.
_GAP = re.compile(r"[\s\u00a0\u202f\u2011-]{0,2}(?:d[ei]\s|d['’]|of\s|多|余|여\s?)?")
_SCALED_GAP = re.compile(rf"[^\W\d_]{{0,8}}\.?{_GAP.pattern}")
_IN_FRONT = re.compile(r"[\s\u00a0\u202f.:]{0,2}")
# 원자, 원칙, 엔진, 元素: the sign begins another word.
_LONGER = {
    "원": "자인래칙하정유형소로가숭고리점", "엔": "진지터딩", "元": "素月年旦首件组帅老祖", "円": "形周盤錐柱滑熟",
    "ドル": "トムビ", "フラン": "スクチク", "ランド": "ー", "圆": "形周桌满", "弗": "雷洛里朗", "レアル": "マソ",
    "ユーロ": "ピトス", "유로": "파존",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its currency; start and end: both of them."""

    number: Number
    currency: str
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def currencies_in(text: str) -> tuple[Mark, ...]:
    """Return the currencies that a plain text names, with or without a number."""
    found = _FORMS.find(text)
    return tuple(mark for mark in found if text[mark.end : mark.end + 1] not in _rest(text[mark.start : mark.end]))


@lru_cache(maxsize=128)
def amounts_in(text: str, language: str) -> tuple[Amount, ...]:
    """Return the amounts of money in a plain text; small number words count as numbers."""
    return tuple(_amounts(text, language))


def compatible(one: str, other: str) -> bool:
    """Tell whether two names of currencies may mean the same one: dollar and USD, ¥ and JPY."""
    return one == other or other in _GENERIC.get(one, ()) or one in _GENERIC.get(other, ())


def doubtful(currency: str) -> bool:
    """Tell whether the currency's name is another word too."""
    return currency in _DOUBTFUL


def _rest(word: str) -> tuple[str, ...]:
    return tuple(_LONGER.get(word, ""))


def _amounts(text: str, language: str) -> Iterator[Amount]:
    marks = currencies_in(text)
    if not marks:
        return
    found = numbers_in(figures(text, language), language)
    for mark in marks:
        number = _in_front_of(found, mark, text) or _behind(found, mark, text)
        if number:
            yield Amount(number, mark.name, min(mark.start, number.start), max(mark.end, number.end))


def _behind(found: tuple[Number, ...], mark: Mark, text: str) -> Number | None:
    for number in found:
        if 0 <= mark.start - number.end <= 14:
            gap = _SCALED_GAP if number.power and not number.han else _GAP
            if gap.fullmatch(text, number.end, mark.start):
                return number
    return None


def _in_front_of(found: tuple[Number, ...], mark: Mark, text: str) -> Number | None:
    """Return the number behind a sign or code: $5, USD 5, 人民币5; a word in small letters stands behind its number."""
    written = text[mark.start : mark.end]
    if written.isalpha() and written.upper() != written and written != "Rp":
        return None
    # 5元, 5円: words that never come first.
    if mark.name in ("元", "won", "엔", "KRW", "JPY") and not written.isascii() and written not in "₩￦":
        return None
    for number in found:
        if 0 <= number.start - mark.end <= 2 and _IN_FRONT.fullmatch(text, mark.end, number.start):
            close = number.start == mark.end
            return number if close or not (text[mark.start - 1 : mark.start].isdigit()) else None
    return None
