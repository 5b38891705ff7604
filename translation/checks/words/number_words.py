"""Number words of the fifteen languages: scales (million, Milliarde, 亿) and what small numbers are called.

Stems in lower case; a word that begins with one counts. They excuse a number that was spelled out, so a stem too many
makes a check quieter, never louder. A new language is one line in each table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from translation.checks.words.letter_case import folded

# Powers of ten. "Billion" is 10^9 in English and 10^12 in German.
SCALES: dict[str, dict[str, int]] = {
    "en": {
        "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12, "hundred": 2,
        "lakh": 5, "crore": 7
    },
    "de": {
        "tausend": 3, "tsd": 3, "million": 6, "mio": 6, "milliarde": 9, "mrd": 9, "billion": 12, "bio": 12,
        "hundert": 2
    },
    "fr": {
        "mille": 3, "millier": 3, "million": 6, "milliard": 9, "billion": 12, "md": 9, "mds": 9, "mrd": 9, "mio": 6
    },
    "es": {
        "mil millones": 9, "miles de millones": 9, "millardo": 9, "mil": 3, "millon": 6, "millón": 6,
        "billon": 12, "billón": 12, "millones de millones": 12, "millón de millones": 12
    },
    "pt": {
        "mil milhões": 9, "mil": 3, "milhão": 6, "milhões": 6, "mi": 6, "bilhão": 9, "bilhões": 9, "bi": 9,
        "trilhão": 12, "trilhões": 12,
        "bilião": 12, "biliões": 12
    },
    "it": {
        "mila": 3, "mille": 3, "mln": 6, "milion": 6, "mld": 9, "miliard": 9, "bilion": 12, "trilion": 18
    },
    "ru": {
        "тысяч": 3, "тыс": 3, "т.р": 3, "миллион": 6, "млн": 6, "миллиард": 9, "млрд": 9, "триллион": 12, "трлн": 12
    },
    "el": {
        "χιλιάδ": 3, "χιλ": 3, "εκατομμ": 6, "εκατ": 6, "δισεκατ": 9, "δισ": 9, "τρισεκατ": 12, "τρισ": 12
    },
    "fi": {
        "tuhat": 3, "tuhan": 3, "miljoon": 6, "milj": 6, "miljard": 9, "mrd": 9, "biljoon": 12, "sata": 2
    },
    "id": {
        "puluh": 1, "ribu": 3, "juta": 6, "miliar": 9, "triliun": 12, "ratus": 2, "jt": 6, "rb": 3
    },
    "la": {
        "milia": 3, "millia": 3, "mille": 3, "millibus": 3, "milion": 6, "million": 6, "miliard": 9, "milliard": 9,
        "billion": 9, "trillion": 12, "centum": 2
    },
    "sa": {
        "सहस्र": 3, "दशसहस्र": 4, "लक्ष": 5, "लाख": 5, "दशलक्ष": 6, "नियुत": 6, "मिलियन": 6, "कोटि": 7, "करोड": 7,
        "दशकोटि": 8, "शतकोटि": 9, "अर्बुद": 9, "बिलियन": 9, "सहस्रकोटि": 10, "लक्षकोटि": 12, "त्रिलियन": 12, "ट्रिलियन": 12, "शत": 2
    },
    "zh-hans": {},
    "ja": {},
    "ko": {},
}  # fmt: skip
HAN_SCALES = {"万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12, "만": 4, "억": 8, "조": 12}
HAN_TENS = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}

# 0-12, then 13-19 where they are words of their own ("-" where not listed), then 20, 30 … 90, 100, 1000.
_VALUES = (*range(13), *range(13, 20), *range(20, 100, 10), 100, 1000)
_WORDS: dict[str, str] = {
    "en":
        "zero|one/first/once|two/second/twice/dual/duo|three/third/triple/triad/trio/thrice|four|five/fifth/quint|six|"
        "seven|eight|nine/ninth|ten|eleven|twelve/twelfth/dozen|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
        "nineteen|twent|thirty/thirti|forty/forti|fifty/fifti|sixty/sixti|seventy/seventi|eighty/eighti|ninety/nineti|"
        "hundred|thousand",
    "de":
        "null|ein/erst|zwei|drei/dritt|vier|fünf|sechs|sieb|acht|neun|zehn|elf|zwölf/dutzend|dreizehn|vierzehn|"
        "fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig|dreißig/dreissig|vierzig|fünfzig|sechzig|siebzig|"
        "achtzig|neunzig|hundert|tausend",
    "fr":
        "zéro|un/premi|deux/second|trois/troisi/tiers|quatre/quatri|cinq|six/sixi|sept|huit|neuf/neuvi|dix|onz|douz|treiz|"
        "quatorz|quinz|seiz|dix-sept|dix-huit|dix-neuf/dix-neuv|vingt|trent|quarant|cinquant|soixant|soixante-dix/septant|"
        "quatre-vingt/huitant/octant|quatre-vingt-dix/nonant|cent|mill",
    "es":
        "cero|un/prim|dos/segund|tres/tercer/terci|cuatro/cuart|cinco/quint|seis/sext|siete/séptim|ocho/octav|nueve/noven|"
        "diez/décim|once/undécim|doce/duodécim|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|"
        "veint/vigésim|treint/trigésim|cuarent/cuadragésim|cincuent/quincuagésim|sesent/sexagésim|setent/septuagésim|"
        "ochent/octogésim|novent/nonagésim|cien/centésim|mil",
    "pt":
        "zero|um/prim|dois/duas/segund|três/terceir/terç|quatro/quart|cinco/quint|seis/sext|sete/sétim|oito/oitav|"
        "nove/non|dez/décim|onze|doze|treze|quatorze/catorze|quinze|dezesseis/dezasseis|dezessete/dezassete|dezoito|"
        "dezenove/dezanove|vint/vigésim|trint/trigésim|quarent/quadragésim|cinquent/quinquagésim|sessent/sexagésim|"
        "setent/septuagésim|oitent/octogésim|novent/nonagésim|cem/cent|mil",
    "it":
        "zero|un/prim|due/second|tre/terz|quattro/quart|cinque/quint|sei/sest|sette/settim|otto/ottav|nove/non|"
        "dieci/decim|undic|dodic|tredic|quattordic|quindic|sedic|diciassette|diciotto|diciannove|vent|trent|quarant|"
        "cinquant|sessant|settant|ottant|novant|cent|mill",
    "ru":
        "нул/ноль|один/одн/перв|два/две/дву/втор|три/трет/трое/трёх/трех|четыр/четв|пят|шест|сем/седьм|восем/восьм|"
        "девят|десят|одиннадцат|двенадцат/дюжин|тринадцат|четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|"
        "девятнадцат|двадцат|тридцат|сорок/сорока|пятьдесят/пятидесят|шестьдесят/шестидесят|семьдесят/семидесят|"
        "восемьдесят/восьмидесят|девяност|сто/сот|тысяч",
    "el":
        "μηδέν|έν/ένα/μία/μια/πρώτ|δύο/δυο/δεύτερ|τρεις/τρία/τριών/τρίτ|τέσσερ/τέταρτ|πέντε/πέμπτ|έξι/έκτ|"
        "επτά/εφτά/έβδομ|οκτώ/οχτώ/όγδο|εννέα/εννιά/ένατ|δέκα/δέκατ|έντεκα/ενδέκατ|δώδεκα/δωδέκατ|δεκατρ|δεκατέσσερ|"
        "δεκαπέντε|δεκαέξι/δεκάξι|δεκαεπτά|δεκαοκτώ|δεκαεννέα|είκοσι/εικοσ|τριάντα/τριακοστ|σαράντα/τεσσαρακοστ|πενήντα/πεντηκοστ|"
        "εξήντα/εξηκοστ|εβδομήντα/εβδομηκοστ|ογδόντα/ογδοηκοστ|ενενήντα/ενενηκοστ|εκατό/εκατοστ|χίλι/χιλιάδ",
    "fi":
        "nolla|yks/yhde/yhtä/yhte/ensimmäi|kaks/kahde/kahta/toinen/toise/toisen/kahden/puolentoista|kolm|neljä/neljän|viis/viide/viitt|"
        "kuus/kuude/kuutt|seitsem|kahdeksa|yhdeksä|kymmen|yksitoista/yhdentoista/yhdestoista|"
        "kaksitoista/kahdentoista|kolmetoista|neljätoista|viisitoista|kuusitoista|seitsemäntoista|kahdeksantoista|"
        "yhdeksäntoista|kaksikymmen/kahdenkymmen|kolmekymmen|neljäkymmen|viisikymmen|kuusikymmen|seitsemänkymmen|"
        "kahdeksankymmen|yhdeksänkymmen|sata/sada|tuha",
    "id":
        "nol|satu/se/pertama|dua/kedua|tiga/ketiga|empat/keempat|lima/kelima|enam/keenam|tujuh/ketujuh|delapan|"
        "sembilan|sepuluh|sebelas|dua belas/lusin|tiga belas|empat belas|lima belas|enam belas|tujuh belas|"
        "delapan belas|sembilan belas|dua puluh|tiga puluh|empat puluh|lima puluh|enam puluh|tujuh puluh|"
        "delapan puluh|sembilan puluh|seratus/ratus|seribu/ribu",
    "la":
        "nihil|un/prim|du/secund/bis|tri/tres/terti|quattuor/quart|quinque/quint|sex|septem/septim|octo/octav|"
        "novem/non|decem/decim|undecim|duodecim|tredecim|quattuordecim|quindecim|sedecim|septendecim|-|-|"
        "vigint/vices/vicens|trigint/triges/trices/tricens|quadrag|quinquag|sexag|septuag|octog|nonag|centum/cent|"
        "mill/mil",
    "sa":
        "शून्य|एक/प्रथम|द्व/द्वि/द्वौ/द्वे/द्वय|त्रि/त्रय/तृतीय/तिस्र|चतु/चत्वार/चतस्र|पञ्च|षट्/षष्ठ/षड्/षण्|सप्त|अष्ट|"
        "नव|दश|एकादश|द्वादश|त्रयोदश|चतुर्दश|पञ्चदश|षोडश|सप्तदश|अष्टादश|नवदश/एकोनविंश|विंश|त्रिंश|चत्वारिंश|पञ्चाश|"
        "षष्टि|सप्तति|अशीति/ाशीति|नवति/णवति|शत|सहस्र",
    "ko":
        "영|하나/한/일/첫|두/둘/이|세/셋/삼|네/넷/사|다섯/오|여섯/육|일곱/칠|여덟/팔|아홉/구|열/십|열한/십일|열두/십이|열세/십삼|열네/십사|열다섯/십오|열여섯/십육|열일곱/십칠|"
        "열여덟/십팔|열아홉/십구|스무/스물/이십|서른/삼십|마흔/사십|쉰/오십|예순/육십|일흔/칠십|여든/팔십|아흔/구십|백|천",
    "ja": "ゼロ|ひと|ふた|みっ|よっ|いつ|むっ|なな|やっ|ここの|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-",
    "zh-hans": "零|-|两/双|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-",
}  # fmt: skip


# Two to twelve in forms that mean nothing but the number: a check may accuse on their word. No stems, no doubtful forms
# (fi "kuusi" is a spruce, it "sei" is also "you are", la "sex").
EXACT: dict[str, str] = {
    "en": "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "de": "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf",
    "fr": "deux|trois|quatre|cinq|six|sept|huit||dix|onze|douze",
    "es": "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez||doce",
    "pt": "dois/duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze",
    "it": "due|tre|quattro|cinque||sette|otto|nove|dieci|undici|dodici",
    "id": "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|",
    "ru": "два/две/двух/двумя/двум|три/трёх/трех/тремя/трем/трём|четыре/четырёх/четырех/четырьмя|пять/пяти/пятью|шесть/шести|"
          "семь/семи|восемь/восьми|девять/девяти|десять/десяти|одиннадцать/одиннадцати|двенадцать/двенадцати",
    "el": "δύο/δυο|τρεις/τρία/τριών|τέσσερις/τέσσερα/τεσσάρων|πέντε|έξι|επτά/εφτά|οκτώ/οχτώ|εννέα/εννιά|δέκα|έντεκα|δώδεκα",
    "fi": "kaksi/kahden/kahdella/kahta|kolme/kolmen/kolmella/kolmea|neljä/neljän/neljällä/neljää|viisi/viiden/viittä||"
          "seitsemän|kahdeksan|yhdeksän|kymmenen||",
    "ko": "두/둘|세/셋|네/넷|다섯|여섯|일곱|여덟|아홉|열||",
    "la": "duo/duae/duobus/duabus|tres/tria/tribus/trium|quattuor|quinque||septem|octo|novem|decem|undecim|duodecim",
}  # fmt: skip


# Hundreds with names of their own, and what else is a number.
_MORE: dict[str, dict[str, int]] = {
    "es": {"quinient": 500, "setecient": 700, "novecient": 900},
    "pt": {"duzent": 200, "trezent": 300, "quinhent": 500},
    "it": {"duemila": 2000},
    "ru": {"двест": 200, "двухсот": 200, "трист": 300, "трёхсот": 300, "четырест": 400},
    "el": {"διακόσι": 200, "τριακόσι": 300, "τετρακόσι": 400, "πεντακόσι": 500, "εξακόσι": 600, "επτακόσι": 700,
           "οκτακόσι": 800, "εννιακόσι": 900, "εικοσά": 20, "δεκαπεντ": 15},
    "fr": {"mil ": 1000, "midi": 12, "minuit": 12},
    "la": {"ducent": 200, "trecent": 300, "quadringent": 400, "quingent": 500, "sescent": 600, "sexcent": 600,
           "septingent": 700, "octingent": 800, "nongent": 900},
    "sa": {"पञ्चाशीति": 85},
    "ja": {"十代": 10}, "en": {"teen": 10, "semi": 2, "quarter": 25, "noon": 12, "midnight": 12},
    "de": {"mittag": 12, "mitternacht": 12},
    "fi": {"keskipäiv": 12, "puolipäiv": 12, "keskiyö": 12, "puoliyö": 12}, "ko": {"정오": 12, "자정": 12},
    "zh-hans": {"正午": 12, "中午": 12, "午夜": 12},
    "id": {"tengah hari": 12, "tengah malam": 12},
}  # fmt: skip
for _language in ("de", "fr", "es", "pt", "it", "fi", "id"):
    _MORE.setdefault(_language, {}).update({"top ten": 10, "top-ten": 10, "top five": 5, "top-five": 5})
# People by their decade: un quadragénaire.
_AGED = {"quadragen": 40, "quinquagen": 50, "sexagen": 60, "septuagen": 70, "octogen": 80, "nonagen": 90, "trenten": 30}
for _language in ("fr", "es", "pt"):
    _MORE.setdefault(_language, {}).update(_AGED)
_MORE["es"] |= {"mediodía": 12, "medianoche": 12}
_MORE["pt"] |= {"meio-dia": 12, "meia-noite": 12}
_MORE["it"] |= {"mezzogiorno": 12, "mezzanotte": 12}
_MORE["ru"] |= {"час ночи": 1, "час дня": 1, "полдень": 12, "полноч": 12, "полудн": 12}
_MORE["el"] |= {"μεσημέρι": 12, "μεσάνυχτα": 12}
_MORE["ja"] |= {"正午": 12, "真夜中": 12}
# Languages that count back from the next ten.
_FROM_THE_NEXT = {"la": {"unde": 1, "duode": 2}, "sa": {"एकोन": 1, "ऊन": 1}}
# In these, parts of a word count wherever they stand; in the others, a word must begin with one.
_ANYWHERE = frozenset({"ko", "ja", "zh-hans", "fi", "de", "la", "sa"})


# Latin counts its big numbers in both ways: 10^9 and 10^12 are billiones.
LONG_SCALES = {"la": {9: 12, 12: 18}}


@cache
def words(language: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """Return patterns that find number words of a language, in a text and inside a word, and what each stem means.

    The patterns and stems are those of texts without accents (see bare).
    """
    meanings: dict[str, int] = {}
    for value, stems in zip(_VALUES, _WORDS.get(language, "").split("|"), strict=False):
        for stem in stems.split("/"):
            if stem not in ("", "-"):
                meanings.setdefault(bare(stem), value)
    meanings |= {bare(stem): value for stem, value in _MORE.get(language, {}).items()}
    meanings |= _derived(meanings, language)
    stems = "|".join(re.escape(stem) for stem in sorted(meanings, key=len, reverse=True))
    inside = f"(?:{stems})" if stems else r"(?!)"
    return re.compile(inside if language in _ANYWHERE else rf"(?<!\w){inside}"), re.compile(inside), meanings


def _derived(meanings: Mapping[str, int], language: str) -> dict[str, int]:
    """Return the stems that a language makes of its others: undeviginti is one from twenty, ketujuh the seventh."""
    if language == "id":
        return {f"ke{stem}": value for stem, value in meanings.items()}
    found: dict[str, int] = {}
    for prefix, less in _FROM_THE_NEXT.get(language, {}).items():
        tens = {stem: value for stem, value in meanings.items() if 20 <= value <= 100}
        found |= {prefix + stem.removeprefix("अ"): value - less for stem, value in tens.items()}
    return found


def bare(text: str) -> str:
    """Return a text in lower case without the accents of Latin, Greek and Cyrillic letters, sign by sign."""
    low = text.lower()
    if low.isascii() or len(low) != len(text):
        return low
    return low.translate(_ACCENTS)


_ACCENTS = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x370, 0x460), *range(0x1F00, 0x2000))
    if unicodedata.normalize("NFD", chr(code)) != chr(code)
}


@cache
def scales(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return a pattern for a scale word at a place in a text (group 1 or 2), and the power of ten of each folded stem.

    English scales are known everywhere: names of funds and quoted titles keep them.
    """
    stems = {**({} if language in ("de", "fr") else SCALES["en"]), **SCALES.get(language, {})}
    powers = {folded(stem): power for stem, power in stems.items()}
    # Short stems are abbreviations and must be whole: "5 mi" but not "5 minutos", "5 χιλ." but not "5 χιλιόμετρα".
    whole = "|".join(re.escape(stem) for stem in powers if len(stem) <= 4)
    long = "|".join(re.escape(stem) for stem in sorted(powers, key=len, reverse=True) if len(stem) > 4)
    # French miles ("20 milles") are no thousands.
    return re.compile(rf"[\s\u00a0\u202f-]{{0,2}}(?!milles\b)(?:({long})|({whole})(?![^\W\d_]))", re.I), powers
