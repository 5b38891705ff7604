"""Scales: a trillion is 万亿, 兆, 조, Billion, billón; one place more or less is another fact."""

from __future__ import annotations

import pytest

from .pairs import critical, serious

# One trillion, in all editions that have a word for it; every one of them translates every other.
TRILLIONS = {
    "en": "The budget is 3 trillion dollars.",
    "de": "Der Haushalt beträgt 3 Billionen Dollar.",
    "fr": "Le budget s’élève à 3\u202f000 milliards de dollars.",
    "es": "El presupuesto es de 3 billones de dólares.",
    "pt": "O orçamento é de 3 trilhões de dólares.",
    "it": "Il bilancio è di 3 mila miliardi di dollari.",
    "ru": "Бюджет составляет 3 трлн долларов.",
    "fi": "Budjetti on 3 biljoonaa dollaria.",
    "el": "Ο προϋπολογισμός είναι 3 τρισεκατομμύρια δολάρια.",
    "id": "Anggarannya 3 triliun dolar.",
    "zh-hans": "预算为3万亿美元。",
    "ja": "予算は3兆ドルです。",
    "ko": "예산은 3조 달러입니다.",
}
BILLIONS = {
    "en": "The budget is 3 billion dollars.",
    "de": "Der Haushalt beträgt 3 Milliarden Dollar.",
    "fr": "Le budget s’élève à 3 milliards de dollars.",
    "es": "El presupuesto es de 3.000 millones de dólares.",
    "pt": "O orçamento é de 3 bilhões de dólares.",
    "it": "Il bilancio è di 3 miliardi di dollari.",
    "ru": "Бюджет составляет 3 млрд долларов.",
    "fi": "Budjetti on 3 miljardia dollaria.",
    "el": "Ο προϋπολογισμός είναι 3 δισεκατομμύρια δολάρια.",
    "id": "Anggarannya 3 miliar dolar.",
    "zh-hans": "预算为30亿美元。",
    "ja": "予算は30億ドルです。",
    "ko": "예산은 30억 달러입니다.",
}
GOOD = [
    ("en", "zh-hans", "The budget is 3 trillion yuan.", "预算为3万亿元。"),
    ("zh-hans", "en", "预算为3万亿元。", "The budget is 3 trillion yuan."),
    ("zh-hans", "en", "去年的产值为2.5万亿元。", "Last year output came to 2.5 trillion yuan."),
    ("zh-hans", "de", "债务达到12万亿元。", "Die Schulden erreichten 12 Billionen Yuan."),
    ("zh-hans", "fr", "出口额为1.2万亿元。", "Les exportations ont atteint 1\u202f200 milliards de yuans."),
    ("zh-hans", "es", "投资1.2万亿元。", "Se invirtieron 1,2 billones de yuanes."),
    ("zh-hans", "ja", "投资总额为1.2万亿元。", "投資総額は1兆2000億元である。"),
    ("ja", "zh-hans", "予算は1兆2000億円だ。", "预算为1.2万亿日元。"),
    ("ja", "ko", "予算は3兆円だ。", "예산은 3조 엔이다."),
    ("ko", "zh-hans", "예산은 657조 원이다.", "预算为657万亿韩元。"),
    ("ko", "de", "예산은 657조 원이다.", "Der Haushalt beträgt 657 Billionen Won."),
    ("en", "zh-hans", "More than 4 million people live here.", "这里居住着400多万人。"),
    ("zh-hans", "en", "这里居住着400多万人。", "More than 4 million people live here."),
    ("zh-hans", "ru", "这里居住着400多万人。", "Здесь живёт более 4 млн человек."),
    ("zh-hans", "de", "约3000余万人受灾。", "Rund 30 Millionen Menschen sind betroffen."),
    ("zh-hans", "en", "投资10多亿元。", "More than 1 billion yuan was invested."),
    ("zh-hans", "en", "三百多万人失业。", "More than 3 million people lost their jobs."),
    ("zh-hans", "en", "预算为三万亿元。", "The budget is 3 trillion yuan."),
    ("zh-hans", "fi", "预算为三万亿元。", "Budjetti on 3 biljoonaa juania."),
    ("zh-hans", "en", "总额三点五万亿元。", "The total is 3.5 trillion yuan."),
    ("zh-hans", "en", "总额一百二十万亿元。", "The total is 120 trillion yuan."),
    ("zh-hans", "pt", "贷款为3万5000亿元。", "Os empréstimos somam 3,5 trilhões de yuans."),
    ("en", "zh-hans", "It cost 3.5 trillion yuan.", "花费三万五千亿元。"),
    ("ko", "en", "400여만 명이 산다.", "More than 4 million people live there."),
    ("ko", "fr", "3만여 명이 모였다.", "Plus de 30\u202f000 personnes se sont rassemblées."),
    ("ja", "en", "400万人余りが住んでいる。", "More than 4 million people live there."),
    ("ja", "it", "数千億円、合計で5千億円を失った。", "Hanno perso in tutto 500 miliardi di yen."),
    ("en", "ko", "Article 3 of the constitution guarantees it.", "헌법 제3조가 이를 보장한다."),
    ("ko", "de", "형법 250조에 따른 것이다.", "Das folgt aus Artikel 250 des Strafgesetzbuchs."),
    ("en", "de", "Debt rose to $1.2tn.", "Die Schulden stiegen auf 1,2 Billionen Dollar."),
    ("en", "it", "Debt rose to 3 trillion euros.", "Il debito è salito a tremila miliardi di euro."),
    ("en", "es", "Debt rose to 3 trillion euros.", "La deuda subió a tres billones de euros."),
    ("en", "fr", "Debt rose to 3 trillion euros.", "La dette a atteint trois mille milliards d’euros."),
    ("fr", "en", "La dette atteint 3 billions d’euros.", "Debt has reached 3 trillion euros."),
    ("en", "sa", "Debt rose to 3 trillion rupees.", "ऋणं ३ लक्षकोटिरूप्यकाणि अभवत्।"),
    ("en", "la", "Debt rose to 3 trillion euros.", "Debitum ad 3 milia miliardorum euronum crevit."),
    ("en", "zh-hans", "It weighs 40 million tonnes.", "重达4000万吨。"),
    ("en", "zh-hans", "Some 2 to 3 trillion yuan went there.", "约有2万亿至3万亿元流向那里。"),
    ("en", "ja", "Some 2 to 3 trillion yen went there.", "2兆～3兆円ほどがそこに流れた。"),
    ("en", "zh-hans", "Some 2 to 3 trillion yuan went there.", "约有2至3万亿元流向那里。"),
]
BAD = [
    ("en", "zh-hans", "The budget is 3 trillion yuan.", "预算为3亿元。"),
    ("en", "zh-hans", "The budget is 3 trillion yuan.", "预算为3万元。"),
    ("en", "zh-hans", "The budget is 3 trillion yuan.", "预算为30万亿元。"),
    ("zh-hans", "en", "预算为3万亿元。", "The budget is 3 billion yuan."),
    ("zh-hans", "en", "债务达到12万亿元。", "Debt reached 1.2 trillion yuan."),
    ("zh-hans", "de", "债务达到12万亿元。", "Die Schulden erreichten 12 Milliarden Yuan."),
    ("zh-hans", "es", "投资1.2万亿元。", "Se invirtieron 1,2 millones de yuanes."),
    ("zh-hans", "en", "这里居住着400多万人。", "More than 4,000 people live here."),
    ("zh-hans", "en", "这里居住着400多万人。", "More than 400 million people live here."),
    ("ja", "en", "予算は3兆円だ。", "The budget is 3 billion yen."),
    ("ja", "ko", "予算は3兆円だ。", "예산은 3억 엔이다."),
    ("ko", "ru", "예산은 657조 원이다.", "Бюджет составляет 657 млрд вон."),
    ("fr", "en", "La dette atteint 3 billions d’euros.", "Debt has reached 3 billion euros."),
    ("es", "en", "El presupuesto asciende a 3,2 billones de pesos.", "The budget amounts to 3.2 billion pesos."),
    ("zh-hans", "pt", "贷款为3万5000亿元。", "Os empréstimos somam 3,5 bilhões de yuans."),
    ("en", "el", "Debt rose to 3 trillion euros.", "Το χρέος έφτασε τα 3 δισεκατομμύρια ευρώ."),
]  # fmt: skip


@pytest.mark.parametrize("target", TRILLIONS)
def test_a_trillion_is_a_trillion_in_every_language(target):
    others = [source for source in TRILLIONS if source != target]
    found = {source: serious(TRILLIONS[source], TRILLIONS[target], (source, target)) for source in others}
    assert {source: says for source, says in found.items() if says} == {}


@pytest.mark.parametrize("target", TRILLIONS)
def test_a_trillion_is_no_billion_in_any_language(target):
    missed = [
        (source, before)
        for source in TRILLIONS
        if source != target
        for before, after in ((TRILLIONS[source], BILLIONS[target]), (BILLIONS[source], TRILLIONS[target]))
        if not critical(before, after, (source, target))
    ]
    assert missed == []


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_big_number_as_the_other_language_counts_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_order_of_magnitude_is_critical(source, target, before, after):
    assert critical(before, after, (source, target))
