"""Years counted from an era, in and out of every language; another year is another fact."""

from __future__ import annotations

import pytest

from translation.checks.registry import run_across

from .pairs import critical, serious

# The year 2024, and 1989, as the editions write it.
IN_2024 = {
    "ja": ["令和6年8月に開業した。", "令和六年八月に開業した。", "2024年（令和6年）8月に開業した。",
           "R6年8月に開業した。"],
    "zh-hans": ["2024年8月开业。", "民国113年8月开业。", "令和6年8月开业。", "民国一百一十三年八月开业。"],
    "ko": ["2024년 8월에 문을 열었다.", "레이와 6년 8월에 문을 열었다.", "레이와(令和) 6년 8월에 문을 열었다.",
           "단기 4357년 8월에 문을 열었다."],
    "en": ["It opened in August 2024.", "It opened in August of Reiwa 6 (2024)."],
    "de": ["Es öffnete im August 2024.", "Es öffnete im August Reiwa 6."],
    "fr": ["Il a ouvert en août 2024.", "Il a ouvert en août 2024 (Reiwa 6)."],
    "es": ["Abrió en agosto de 2024."], "pt": ["Abriu em agosto de 2024."], "it": ["Aprì nell’agosto 2024."],
    "ru": ["Он открылся в августе 2024 года.", "Он открылся в августе 6-го года эры Рэйва."],
    "fi": ["Se avattiin elokuussa 2024."], "el": ["Άνοιξε τον Αύγουστο του 2024."], "id": ["Dibuka pada Agustus 2024."],
    "la": ["Mense Augusto anno 2024 apertum est.", "Mense Augusto A.D. MMXXIV apertum est.",
           "Mense Augusto anno Domini MMXXIV apertum est."],
    "sa": ["२०२४ तमे वर्षे अगस्त-मासे उद्घाटितम्।", "विक्रमसंवत् २०८१ अगस्त-मासे उद्घाटितम्।",
           "शके १९४६ अगस्त-मासे उद्घाटितम्।"],
}  # fmt: skip
WRONG = {
    "ja": "令和5年8月に開業した。", "zh-hans": "民国112年8月开业。", "ko": "단기 4356년 8월에 문을 열었다.",
    "en": "It opened in August of Reiwa 5.", "de": "Es öffnete im August 2023.", "fr": "Il a ouvert en août 2042.",
    "ru": "Он открылся в августе 2023 года.", "fi": "Se avattiin elokuussa 2006.",
    "el": "Άνοιξε τον Αύγουστο του 2014.",
    "la": "Mense Augusto anno MMXXIII apertum est.", "sa": "विक्रमसंवत् २०८३ अगस्त-मासे उद्घाटितम्।",
}  # fmt: skip
GOOD = [
    ("en", "de", "The old station opened in August of the 6th year of Reiwa.",
     "Der alte Bahnhof öffnete im August des Jahres 2024."),
    ("ja", "en", "令和6年8月", "August 2024"),
    ("ja", "de", "平成元年に建てられた。", "Es wurde 1989 gebaut."),
    ("en", "ja", "It was built in 1989.", "平成元年に建てられた。"),
    ("zh-hans", "ja", "建于1989年。", "平成元年に建てられた。"),
    ("ja", "en", "令和元年の台風", "The typhoon of 2019"),
    ("ja", "en", "令和6年1月1日に能登半島で地震が発生した。",
     "An earthquake struck the Noto Peninsula on January 1, 2024."),
    ("ja", "ko", "昭和39年に五輪が開かれた。", "1964년에 올림픽이 열렸다."),
    ("ja", "fr", "大正12年の地震", "Le séisme de 1923"),
    ("ja", "ru", "明治45年に亡くなった。", "Он умер в 1912 году."),
    ("ja", "es", "慶応3年に生まれた。", "Nació en 1867."),
    ("ja", "en", "昭和30年代に建てられた。", "It was built between 1955 and 1964."),
    ("ja", "en", "昭和30年代に建てられた。", "It was built in the late 1950s."),
    ("ja", "en", "平成28～30年に増えた。", "It grew from 2016 to 2018."),
    ("ja", "fi", "平成28年から令和2年まで続いた。", "Se jatkui vuodesta 2016 vuoteen 2020."),
    ("ja", "it", "H30.4.1に始まった。", "È iniziato il 1º aprile 2018."),
    ("ja", "pt", "令和6.8.13", "13 de agosto de 2024"),
    ("ja", "id", "令和6年度の予算", "Anggaran tahun fiskal 2024"),
    ("ja", "zh-hans", "昭和六十四年", "1989年"),
    ("zh-hans", "en", "民国26年战争爆发。", "War broke out in 1937."),
    ("zh-hans", "en", "光绪二十四年变法失败。", "The reform failed in 1898."),
    ("zh-hans", "de", "康熙61年皇帝去世。", "Der Kaiser starb 1722."),
    ("zh-hans", "en", "大韩民国2020年人口为5000万。", "South Korea had 50 million people in 2020."),
    ("ko", "en", "쇼와 20년에 전쟁이 끝났다.", "The war ended in 1945."),
    ("en", "ko", "The Republic of Korea was founded in 1948.", "대한민국은 단기 4281년에 세워졌다."),
    ("en", "la", "The war began in 1914 and ended in 1918.", "Bellum anno MCMXIV coeptum, anno MCMXVIII finitum est."),
    ("la", "en", "Anno MMDCCLXXVII ab urbe condita apertum est.", "It opened in 2024."),
    ("en", "ja", "Meiji beat Waseda 10 to 3.", "明治が早稲田に10－3で勝った。"),
    ("ja", "en", "明治10－3早稲田", "Meiji 10, Waseda 3"),
    ("ja", "en", "皇紀2600年の祝典", "The celebrations of 1940"),
    ("ja", "en", "明治4年生の選手が優勝した。", "A fourth-year student of Meiji won."),
]  # fmt: skip
BAD = [
    ("ja", "en", "令和5年に開業した。", "It opened in 2024."),
    ("ja", "en", "平成30年7月の豪雨", "The torrential rains of July 2008"),
    ("ja", "ko", "昭和39年に五輪が開かれた。", "1946년에 올림픽이 열렸다."),
    ("ja", "de", "平成元年に建てられた。", "Es wurde 1998 gebaut."),
    ("ja", "ru", "令和元年に建てられた。", "Построено в 2018 году."),
    ("zh-hans", "fi", "民国26年战争爆发。", "Sota syttyi vuonna 1926."),
    ("zh-hans", "el", "光绪二十四年变法失败。", "Η μεταρρύθμιση απέτυχε το 1889."),
    ("en", "ja", "It was built in 1989.", "平成2年に建てられた。"),
    ("ja", "en", "令和6.8.13", "August 13, 2023"),
    ("ja", "en", "平成28～30年に増えた。", "It grew from 2016 to 2020."),
    ("la", "en", "Anno MCMXIV coeptum est.", "It began in 1941."),
]


@pytest.mark.parametrize("target", IN_2024)
def test_a_year_of_an_era_is_its_year(target):
    wrong = {
        (source, before, after): says
        for source in IN_2024
        if source != target
        for before in IN_2024[source]
        for after in IN_2024[target]
        if (says := serious(before, after, (source, target)))
    }
    assert wrong == {}


@pytest.mark.parametrize("target", WRONG)
def test_another_year_of_an_era_is_critical(target):
    missed = [
        (source, before)
        for source in IN_2024
        if source != target
        for before in IN_2024[source]
        if not critical(before, WRONG[target], (source, target))
    ]
    assert missed == []


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_year_is_the_same_in_both_calendars(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_year_is_critical(source, target, before, after):
    assert critical(before, after, (source, target))


def test_versions_side_by_side_agree_on_a_year_of_an_era():
    versions = {code: texts[-1] for code, texts in IN_2024.items() if code != "ja"}
    found = run_across(IN_2024["ja"][0], versions, "ja")
    assert {code: says for code, says in found.items() if any(one.severity != "minor" for one in says)} == {}
    wrong = run_across(IN_2024["ja"][0], versions | {"zh-hans": WRONG["zh-hans"]}, "ja")
    assert [one.check for one in wrong["zh-hans"]] == ["across_numbers"]
