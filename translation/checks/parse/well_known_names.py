"""Well-known names with a number that languages have names of their own for: Covid-19 is 新冠, G7 is 七国集团.

Where both texts have one of the forms of a name, the numbers in those forms are the same, whatever they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from articles.body.plain import KEPT, Span

_OPEN, _CLOSE = r"(?<![A-Za-z\d])", r"(?![A-Za-z\d])"
_NAMES: dict[str, str] = {
    "covid": r"covid(?:[\s‐‑-]?19)?|sars[‐‑-]cov[‐‑-]2|corona\w{0,12}|korona\w{0,12}|корон\w{1,12}|"
    r"ковид\w{0,12}(?:-19)?|κορ[οω]ν\w{1,12}|κόβιντ\w{0,12}|新冠|コロナ|코로나(?:\s?19)?|"
    r"कोविड्?(?:-?(?:19|१९))?|कोरोना",
    "september 11": rf"{_OPEN}(?:9/11|11/9|11-S|11S){_CLOSE}|九一一|"
    r"911(?=事件|恐|袭|テロ|테러)|9[·・.]11|同時多発テロ|9월 11일|"
    r"september 11(?:th)?|11(?:th)?\.? (?:of )?september|11 septembre|11 de septiembre|11 de setembro|"
    r"11 settembre|11 сентября|"
    r"11[ηςth]{0,2} σεπτεμβρίου|syyskuun 11|11\. syyskuuta|११ सितम्बर",
    "seven-eleven": r"7[\s‐‑-]?eleven|seven[\s‐‑-]?eleven|7-11(?!\d)|セブン[\s‐‑・-]?イレブン|세븐\s?일레븐",
    "formula one": rf"{_OPEN}F1{_CLOSE}|formul[ae][\s-]?(?:1|one|eins|uno|um)\b|formel[\s-]?(?:1|eins)\b|"
    rf"fórmula[\s-]?(?:1|uno|um)\b|"
    r"формул\w{1,12}[\s-](?:1|один)|φόρμουλα[\s-]?1|一级方程式|フォーミュラ・?(?:1|ワン)|포뮬러\s?(?:1|원)",
    "carbon dioxide": rf"{_OPEN}CO[2₂]{_CLOSE}|carbon dioxide|kohlen(?:stoff)?dioxid|dioxyde de carbone|gaz carbonique|"
    r"dióxido de carbono|gás carbônico|anidride carbonica|diossido di carbonio|углекисл\w{1,12}|"
    r"диоксид\w{0,12} углерода|hiilidioksid\w{1,12}|"
    r"διοξείδι\w{1,12} του άνθρακα|karbon dioksida|二氧化碳|二酸化炭素|이산화탄소|"
    r"dioxid\w{1,12} carbon\w{1,12}|अङ्गाराम्ल|कार्बन ?डाइऑक्साइड",
    "particles of 2.5": rf"{_OPEN}PM\s?(?:<sub>)?2[.,]5(?:</sub>)?(?![\d])|微小粒子状物質|细颗粒物|초미세먼지",
    "particles of 10": rf"{_OPEN}PM\s?10(?![\d.,])|可吸入颗粒物",
    "MI5": rf"{_OPEN}MI-?5(?!\d)|МИ-?5(?!\d)|军情五处|軍情五處",
    "MI6": rf"{_OPEN}MI-?6(?!\d)|МИ-?6(?!\d)|军情六处|軍情六處",
    "May 1968": r"mai (?:19)?68(?!\d)|(?:mayo|maio|maggio) (?:d[ei]l? )?['’]?(?:19)?68(?!\d)|may (?:19|['’])68|"
    r"мая? 1968|五月风暴|5월 혁명|(?:19)?68 (?:protests|movement)|五月革命",
    "year 2000": rf"{_OPEN}Y2K{_CLOSE}|千年虫|2000年問題|jahr-2000|bug de l['’]an 2000|efecto 2000|"
    r"проблем\w{1,12} 2000|bug do milênio",
    "24/7": r"24/7|24 (?:hours a day,? )?7 days|7\s?[x×]\s?24|24\s?[x×]\s?7|24時間365日|年中無休|全天候|24小时",
}
# Groups of countries: G7, 七国集团, Большая семёрка; the number in words by language.
_GROUP_WORDS = {
    5: "五|пят[её]рк|Fünf|Cinq|Cinco|Cinque", 7: "七|сем[её]рк|Sieben|Sept|Siete|Sete|Sette|Επτά|Tujuh|seitsemän",
    8: "八|восьм[её]рк|Acht|Huit|Ocho|Oito|Otto|Οκτώ|Delapan|kahdeksan",
    10: "十|десятк|Zehn|Dix|Diez|Dez|Dieci|Δέκα|Sepuluh",
    20: "二十|двадцатк|Zwanzig|Vingt|Veinte|Vinte|Venti|Είκοσι|Dua Puluh|kahdenkymmenen", 77: "七十七|77",
}  # fmt: skip
_IN_GENITIVE = {5: "пяти", 7: "семи", 8: "восьми", 10: "десяти", 20: "двадцати", 77: "семидесяти семи|77"}
# Networks of the third to the sixth generation.
_GENERATIONS = {3: "三|трет", 4: "四|четв[её]рт", 5: "五|пят", 6: "六|шест"}
_OF_GROUP = r"(?:Gruppe der |Groupe des |Grupo de los |Grupo dos |Gruppo dei |Ομάδα\w{0,12} των |Kelompok )"
# World wars: WW2, World War II, Zweiter Weltkrieg, 二战.
_WARS = {
    1: r"(?:WW\s?(?:I|1)|(?:World War|Perang Dunia) (?:I|1|One|Pertama))(?![I\d])|First World War|Great War|"
    r"Erst\w{1,12} Weltkrieg|"
    r"Première Guerre|Primera Guerra|Primeira Guerra|Prima guerra|Перв\w{1,12} миров\w{1,12}|(?:Α['΄’]|"
    r"Πρώτ\w{1,12}) Παγκόσμι\w{1,12}|"
    r"ensimmäi\w{1,12} maailmanso\w{1,12}|bell\w{1,12} mundan\w{1,12} prim\w{1,12}|"
    r"第一次世界大|一战|1차 (?:세계)?\s?대전",
    2: r"(?:WW\s?(?:II|2)|(?:World War|Perang Dunia) (?:II|2|Two|Kedua))(?![I\d])|Second World War|"
    r"Zweit\w{1,12} Weltkrieg|"
    r"(?:Seconde|Deuxième|2de) Guerre|Segunda Guerra|Seconda guerra|Втор\w{1,12} миров\w{1,12}|(?:Β['΄’]|"
    r"Δεύτερ\w{1,12}|Δευτέρ\w{1,12}) Παγκ[όο]σμ\w{1,12}|"
    r"(?:toi[ns]\w{1,12}|II) maailmanso\w{1,12}|bell\w{1,12} mundan\w{1,12} (?:secund|alter)\w{1,12}|第二次世界大|二战|"
    r"2차 (?:세계)?\s?대전",
}


@lru_cache(maxsize=KEPT)
def forms_in(text: str) -> dict[str, tuple[Span, ...]]:
    """Return where the forms of well-known names stand in a plain text, by name."""
    found = {name: tuple(match.span() for match in pattern.finditer(text)) for name, pattern in _patterns().items()}
    return {name: spans for name, spans in found.items() if spans}


def in_both(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return where the forms of the names that both texts have stand, in each of them."""
    theirs, ours = forms_in(before), forms_in(after)
    common = [name for name in theirs if name in ours]
    return (
        tuple(span for name in common for span in theirs[name]),
        tuple(span for name in common for span in ours[name]),
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    forms = dict(_NAMES)
    for number, words in _GROUP_WORDS.items():
        forms[f"G{number}"] = (
            rf"{_OPEN}G-?{number}{_CLOSE}|{_OF_GROUP}(?:{words})|Больш\w{{1,12}} (?:{words})\w{{0,12}}|"
            rf"«(?:{words})\w{{0,12}}»|Групп\w{{1,3}} (?:{_IN_GENITIVE.get(number, '(?!)')})(?!\w)|"
            rf"(?:{words}|{number})国(?:集团|集團|首脑)|"
            rf"(?:主要|先進){number}[カか科ヵヶケ]国|주요\s?{number}개국"
        )
    for number, words in _GENERATIONS.items():
        forms[f"{number}G"] = (
            rf"{_OPEN}{number}G{_CLOSE}|第\s?(?:{words}|{number})\s?(?:代|世代)|(?<!\d){number}\s?세대|"
            rf"(?:{words})\w{{1,4}} поколени"
        )
    forms |= {f"world war {number}": written for number, written in _WARS.items()}
    return {name: re.compile(written, re.I) for name, written in forms.items()}
