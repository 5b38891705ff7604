"""Names with a number that languages have names of their own for are the same name; another number is not."""

from __future__ import annotations

import pytest

from translation.checks.registry import run_across

from .pairs import critical, serious

GOOD = [
    ("en", "zh-hans", "Covid-19 spread fast.", "新冠肺炎迅速传播。"),
    ("en", "zh-hans", "COVID-19 spread fast.", "新冠病毒迅速传播。"),
    ("en", "ja", "Covid-19 spread fast.", "新型コロナウイルスは急速に広がった。"),
    ("en", "ko", "Covid-19 spread fast.", "코로나19는 빠르게 퍼졌다."),
    ("ko", "de", "코로나19는 빠르게 퍼졌다.", "Corona breitete sich schnell aus."),
    ("ko", "zh-hans", "코로나19는 빠르게 퍼졌다.", "新冠迅速传播。"),
    ("en", "ru", "Covid-19 spread fast.", "Коронавирус быстро распространялся."),
    ("en", "el", "COVID-19 spread fast.", "Ο κορωνοϊός εξαπλώθηκε γρήγορα."),
    ("en", "fi", "COVID-19 spread fast.", "Koronavirus levisi nopeasti."),
    ("en", "sa", "COVID-19 spread fast.", "कोविड्-१९ शीघ्रं प्रासरत्।"),
    ("zh-hans", "fr", "新冠迅速传播。", "Le Covid-19 s’est vite répandu."),
    ("en", "es", "After 9/11 everything changed.", "Tras el 11-S todo cambió."),
    ("en", "zh-hans", "After 9/11 everything changed.", "911事件之后，一切都变了。"),
    ("en", "zh-hans", "After 9/11 everything changed.", "9·11事件之后，一切都变了。"),
    ("en", "ja", "After 9/11 everything changed.", "同時多発テロの後、すべてが変わった。"),
    ("en", "ko", "After 9/11 everything changed.", "9·11 테러 이후 모든 것이 변했다."),
    ("en", "de", "After 9/11 everything changed.", "Nach dem 11. September änderte sich alles."),
    ("fr", "ru", "Après le 11-Septembre, tout a changé.", "После 11 сентября всё изменилось."),
    ("en", "pt", "After 9/11 everything changed.", "Depois do 11 de setembro, tudo mudou."),
    ("en", "zh-hans", "The G7 met in June.", "七国集团6月举行会议。"),
    ("en", "ja", "The G7 met in June.", "主要7カ国は6月に会合を開いた。"),
    ("en", "ko", "The G20 met in June.", "주요 20개국은 6월에 회의를 열었다."),
    ("en", "ru", "The G20 met in June.", "«Большая двадцатка» собралась в июне."),
    ("de", "zh-hans", "Die G20 tagten im Juni.", "二十国集团6月举行会议。"),
    ("en", "fr", "The G7 met in June.", "Le Groupe des Sept s’est réuni en juin."),
    ("en", "ja", "A 7-Eleven opened here.", "ここにセブン-イレブンが開店した。"),
    ("en", "ko", "A 7-Eleven opened here.", "여기에 세븐일레븐이 문을 열었다."),
    ("ja", "en", "セブンイレブンが開店した。", "A 7-Eleven opened."),
    ("en", "it", "He is a former F1 driver.", "È un ex pilota di Formula 1."),
    ("en", "zh-hans", "He is a former F1 driver.", "他是前一级方程式车手。"),
    ("ru", "ja", "Он бывший пилот Формулы-1.", "彼は元F1ドライバーだ。"),
    ("en", "de", "CO<sub>2</sub> levels rose.", "Die Werte von CO<sub>2</sub> stiegen."),
    ("en", "zh-hans", "CO2 levels rose.", "二氧化碳浓度上升。"),
    ("en", "fi", "CO2 levels rose.", "Hiilidioksidipitoisuus nousi."),
    ("de", "ko", "Der CO2-Gehalt stieg.", "이산화탄소 농도가 높아졌다."),
    ("en", "de", "He fought in WW2.", "Er kämpfte im Zweiten Weltkrieg."),
    ("en", "zh-hans", "He fought in WWII.", "他参加过二战。"),
    ("en", "ru", "He fought in WW1.", "Он воевал в Первую мировую."),
    ("en", "de", "Sales fell in Q3 2024.", "Der Absatz sank im dritten Quartal 2024."),
    ("en", "zh-hans", "Sales fell in Q3 2024.", "2024年第三季度销售额下降。"),
    ("en", "ja", "Sales fell in Q3 2024.", "2024年第3四半期の売上高は減少した。"),
    ("en", "ru", "Sales fell in Q3 2024.", "Продажи упали в III квартале 2024 года."),
    ("en", "fr", "Sales fell in Q3 2024.", "Les ventes ont baissé au troisième trimestre 2024."),
    ("en", "ko", "Sales fell in Q3 2024.", "2024년 3분기 매출이 감소했다."),
    ("fr", "en", "Les ventes ont baissé au T3 2024.", "Sales fell in Q3 2024."),
    ("en", "zh-hans", "Leaders met at COP28.", "各国领导人在第28届联合国气候变化大会上会面。"),
    ("en", "ja", "Leaders met at COP28.", "首脳らは第28回締約国会議で会談した。"),
]
BAD = [
    ("en", "zh-hans", "The G7 met in June.", "二十国集团6月举行会议。"),
    ("en", "ru", "The G20 met in June.", "«Большая семёрка» собралась в июне."),
    ("en", "de", "The G7 met in June.", "Die G8 tagten im Juni."),
    ("en", "ja", "The H5N1 virus spread.", "H5N2型ウイルスが広がった。"),
    ("en", "de", "He fought in WW2.", "Er kämpfte im Ersten Weltkrieg."),
    ("en", "fr", "Sales fell in Q3 2024.", "Les ventes ont baissé au deuxième trimestre 2024."),
    ("en", "zh-hans", "Sales fell in Q3 2024.", "2024年第二季度销售额下降。"),
    ("en", "zh-hans", "Leaders met at COP28.", "各国领导人在第27届联合国气候变化大会上会面。"),
    ("en", "ko", "It happened 9/11 times out of 12.", "12번 중 9/10번 일어났다."),
    ("en", "it", "He is a former F1 driver.", "È un ex pilota di Formula 2."),
]


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_name_in_the_form_of_the_language_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_number_in_a_name_is_found(source, target, before, after):
    assert critical(before, after, (source, target))


def test_versions_side_by_side_may_name_it_each_in_its_way():
    versions = {
        "de": "Nach dem 11. September traf sich die G7 wegen Covid-19.",
        "es": "Tras el 11-S, el G7 se reunió por la covid-19.",
        "zh-hans": "911事件后，七国集团因新冠疫情开会。",
        "ja": "同時多発テロの後、主要7カ国は新型コロナをめぐり会合を開いた。",
        "ko": "9·11 이후 주요 7개국은 코로나19 때문에 모였다.",
        "ru": "После 11 сентября «Большая семёрка» собралась из-за коронавируса.",
        "fr": "Après le 11-Septembre, le G7 s’est réuni à cause du Covid-19.",
    }
    found = run_across("After 9/11 the G7 met over Covid-19.", versions, "en")
    assert {code: says for code, says in found.items() if any(one.severity != "minor" for one in says)} == {}
