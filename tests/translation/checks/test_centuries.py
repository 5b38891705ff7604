"""Centuries and ordinals in Roman numerals, raised endings and words; number words that are put together."""

from __future__ import annotations

import pytest

from .pairs import critical, serious

# The nineteenth century as the editions write it; each is a right translation of each other one.
CENTURY = {
    "en": ["The house was built in the 19th century.", "The house was built in the 19<sup>th</sup> century.",
           "The house was built in the nineteenth century."],
    "fr": ["La maison a été construite au XIXᵉ siècle.", "La maison a été construite au XIX<sup>e</sup> siècle.",
           "La maison a été construite au XIXe siècle.", "La maison a été construite au 19ᵉ siècle.",
           "La maison a été construite au dix-neuvième siècle."],
    "es": ["La casa se construyó en el siglo XIX.", "La casa se construyó en el s. XIX.",
           "La casa se construyó en el siglo diecinueve."],
    "pt": ["A casa foi construída no século XIX.", "A casa foi construída no século dezenove."],
    "it": ["La casa fu costruita nel XIX secolo.", "La casa fu costruita nell’Ottocento.",
           "La casa fu costruita nel diciannovesimo secolo."],
    "ru": ["Дом построен в XIX веке.", "Дом построен в ХІХ веке.", "Дом построен в 19-м веке.",
           "Дом построен в девятнадцатом веке."],
    "de": ["Das Haus wurde im 19. Jahrhundert gebaut.", "Das Haus wurde im XIX. Jahrhundert gebaut.",
           "Das Haus wurde im neunzehnten Jahrhundert gebaut."],
    "zh-hans": ["这座房子建于19世纪。", "这座房子建于十九世纪。"],
    "ja": ["この家は19世紀に建てられた。", "この家は十九世紀に建てられた。", "この家はXIX世紀に建てられた。"],
    "ko": ["이 집은 19세기에 지어졌다.", "이 집은 십구 세기에 지어졌다."],
    "el": ["Το σπίτι χτίστηκε τον 19ο αιώνα.", "Το σπίτι χτίστηκε τον 19<sup>ο</sup> αιώνα.",
           "Το σπίτι χτίστηκε τον ΙΘ΄ αιώνα.", "Το σπίτι χτίστηκε τον δέκατο ένατο αιώνα."],
    "id": ["Rumah itu dibangun pada abad ke-19.", "Rumah itu dibangun pada abad kesembilan belas.",
           "Rumah itu dibangun pada abad XIX."],
    "fi": ["Talo rakennettiin 1800-luvulla.", "Talo rakennettiin 19. vuosisadalla.",
           "Talo rakennettiin yhdeksännellätoista vuosisadalla."],
    "la": ["Domus saeculo XIX aedificata est.", "Domus saeculo undevicesimo aedificata est.",
           "Domus saeculo undevicensimo aedificata est."],
    "sa": ["गृहं १९ तमे शतके निर्मितम्।", "गृहं एकोनविंशतितमे शतके निर्मितम्।", "गृहं नवदशे शतके निर्मितम्।"],
}  # fmt: skip
GOOD = [
    ("en", "fr", "Ninety-five people came.", "95 personnes sont venues."),
    ("en", "fr", "95 people came.", "Quatre-vingt-quinze personnes sont venues."),
    ("en", "fr", "71 people came.", "Soixante et onze personnes sont venues."),
    ("en", "fr", "75 people came.", "Soixante-quinze personnes sont venues."),
    ("de", "fr", "91 Menschen kamen.", "Quatre-vingt-onze personnes sont venues."),
    ("en", "fr", "98 people came.", "Nonante-huit personnes sont venues."),
    ("en", "fr", "73 people came.", "Septante-trois personnes sont venues."),
    ("en", "fr", "84 people came.", "Huitante-quatre personnes sont venues."),
    ("en", "fr", "195 people came.", "Cent quatre-vingt-quinze personnes sont venues."),
    ("fr", "de", "Cent quatre-vingt-quinze personnes sont venues.", "195 Menschen kamen."),
    ("fr", "ja", "Quatre-vingt-dix-neuf personnes sont venues.", "99人が来た。"),
    ("en", "fr", "It opened in 1995.", "Elle a ouvert en mil neuf cent quatre-vingt-quinze."),
    ("en", "la", "He died on the fifth of May 1821.",
     "Mortuus est die quinto mensis Maii anno millesimo octingentesimo vicesimo primo."),
    ("en", "la", "In the 14th year of his reign he died.", "Anno regni sui quarto decimo mortuus est."),
    ("en", "la", "In the 18th year of his reign he died.", "Anno regni sui duodevicesimo mortuus est."),
    ("en", "la", "In the 29th year of his reign he died.", "Anno regni sui undetricesimo mortuus est."),
    ("en", "la", "In the 45th year of his reign he died.", "Anno regni sui quadragesimo quinto mortuus est."),
    ("en", "la", "It had 450 ships.", "Quadringentas quinquaginta naves habuit."),
    ("en", "es", "In the 19th chapter he dies.", "En el capítulo decimonoveno muere."),
    ("en", "pt", "In the 19th chapter he dies.", "No décimo nono capítulo ele morre."),
    ("en", "es", "It is the 25th edition.", "Es la vigésima quinta edición."),
    ("en", "pt", "It is the 31st edition.", "É a trigésima primeira edição."),
    ("en", "el", "It is the 21st edition.", "Είναι η εικοστή πρώτη διοργάνωση."),
    ("en", "de", "It sank in 1984.", "Es sank neunzehnhundertvierundachtzig."),
    ("en", "fi", "It is the 25th edition.", "Se on kahdeskymmenesviides painos."),
    ("en", "ru", "It is the 21st edition.", "Это двадцать первое издание."),
    ("en", "it", "It is the 21st edition.", "È la ventunesima edizione."),
    ("en", "id", "It is the 21st edition.", "Ini edisi kedua puluh satu."),
    ("en", "ko", "It is the 21st edition.", "스물한 번째 판이다."),
    ("en", "sa", "There are 96 villages.", "तत्र षण्णवतिः ग्रामाः सन्ति।"),
    ("en", "sa", "There are 29 villages.", "तत्र एकोनत्रिंशत् ग्रामाः सन्ति।"),
    ("en", "sa", "There are 85 villages.", "तत्र पञ्चाशीतिः ग्रामाः सन्ति।"),
    ("en", "ja", "She has type 1 diabetes.", "彼女はI型糖尿病だ。"),
    ("en", "zh-hans", "World War 2 began.", "第二次世界大战爆发。"),
    ("en", "ja", "Louis 14 built it.", "ルイXIV世が建てた。"),
    ("en", "el", "Louis 14 built it.", "Το έχτισε ο Λουδοβίκος ΙΔ΄."),
    ("en", "fr", "The 1<sup>st</sup> of May is a holiday.", "Le 1<sup>er</sup> mai est férié."),
    ("en", "de", "The 1<sup>st</sup> of May is a holiday.", "Der 1. Mai ist ein Feiertag."),
    ("fr", "en", "Le 2<sup>nd</sup> et le 3<sup>e</sup> étages sont fermés.", "The 2nd and 3rd floors are closed."),
    ("fr", "ru", "M<sup>me</sup> Roux est arrivée le 1<sup>er</sup> mai.", "Госпожа Ру приехала 1 мая."),
    ("es", "en", "El n.<sup>o</sup> 5 ganó.", "No. 5 won."),
    ("en", "ru", "The style peaked in the 14th century.", "Расцвет стиля пришёлся на XIV в."),
    ("ru", "en", "В XIX—XX вв. здесь был порт.", "There was a port here in the 19th and 20th centuries."),
    ("fr", "zh-hans", "Du XVIIIᵉ au XXᵉ siècle, c’était un port.", "18世纪至20世纪，这里是港口。"),
]  # fmt: skip
WRONG_CENTURY = {
    "fr": "La maison a été construite au XVIᵉ siècle.", "es": "La casa se construyó en el siglo XVI.",
    "pt": "A casa foi construída no século XVI.", "it": "La casa fu costruita nel XVI secolo.",
    "ru": "Дом построен в XVI веке.", "de": "Das Haus wurde im 16. Jahrhundert gebaut.",
    "zh-hans": "这座房子建于16世纪。", "ja": "この家は16世紀に建てられた。", "ko": "이 집은 16세기에 지어졌다.",
    "el": "Το σπίτι χτίστηκε τον ΙΣΤ΄ αιώνα.", "id": "Rumah itu dibangun pada abad ke-16.",
    "fi": "Talo rakennettiin 1500-luvulla.", "la": "Domus saeculo sexto decimo aedificata est.",
    "sa": "गृहं षोडशे शतके निर्मितम्।",
}  # fmt: skip
BAD = [
    ("en", "fr", "95 people came.", "Quatre-vingt-cinq personnes sont venues."),
    ("en", "fr", "75 people came.", "Soixante-cinq personnes sont venues."),
    ("en", "fr", "95 people came.", "85 personnes sont venues."),
    ("en", "la", "In the 14th year of his reign he died.", "Anno regni sui quinto decimo mortuus est."),
    ("en", "el", "Louis 14 built it.", "Το έχτισε ο Λουδοβίκος ΙΕ΄."),
    ("de", "fr", "91 Menschen kamen.", "Quatre-vingt-deux personnes sont venues."),
    ("en", "sa", "There are 29 villages.", "तत्र नवत्रिंशत् ग्रामाः सन्ति।"),
    ("ja", "fr", "95人が来た。", "Quatre-vingt-seize personnes sont venues."),
]  # fmt: skip


@pytest.mark.parametrize("target", CENTURY)
def test_a_century_is_the_same_in_every_language(target):
    wrong = {
        (source, before, after): says
        for source in CENTURY
        if source != target
        for before in CENTURY[source]
        for after in CENTURY[target]
        if (says := serious(before, after, (source, target)))
    }
    assert wrong == {}


@pytest.mark.parametrize("target", WRONG_CENTURY)
def test_another_century_is_critical(target):
    assert critical(CENTURY["en"][0], WRONG_CENTURY[target], ("en", target))
    assert critical(CENTURY["zh-hans"][0], WRONG_CENTURY[target], ("zh-hans", target)) or target == "zh-hans"


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_number_in_words_or_roman_numerals_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_number_in_words_is_found(source, target, before, after):
    assert critical(before, after, (source, target))
