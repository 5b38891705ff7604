"""Numbers whose points are no decimal points, pages, and units that are glued to numbers."""

from __future__ import annotations

import pytest

from .pairs import critical, serious

COMMA = ("de", "fr", "es", "pt", "it", "ru", "fi", "el", "id", "la")
# What stays as it is in a language with a decimal comma.
UNCHANGED = [
    ("It works with 802.11a, 802.11b and 802.11g.", "802.11a, 802.11b, 802.11g."),
    ("It works with 802.11ac and 802.3.", "802.11ac, 802.3."),
    ("Art. 212.1 forbids it.", "Art. 212.1."),
    ("See § 3.1 and § 4.12.", "§ 3.1, § 4.12."),
    ("Version 3.0 is out.", "3.0."),
    ("The 3.0 release is out.", "3.0."),
    ("Version v2.5 is out.", "v2.5."),
    ("The server 192.168.1.10 is down.", "192.168.1.10."),
    ("It opened on 1.5.2024.", "1.5.2024."),
    ("Web 2.0 is old.", "Web 2.0."),
    ("See No. 4.2 of the list.", "Nr. 4.2."),
]
GOOD = [
    ("en", "de", "It works with 802.11a, 802.11b and 802.11g.", "Es funktioniert mit 802.11a, 802.11b und 802.11g."),
    ("ja", "de", "802.11nに対応する。", "Es unterstützt 802.11n."),
    ("en", "ru", "Art. 212.1 of the code forbids it.", "Ст. 212.1 кодекса запрещает это."),
    ("ru", "de", "Ст. 212.1 запрещает это.", "Art. 212.1 verbietet das."),
    ("ru", "fr", "Статья 212.1 запрещает это.", "L’article 212.1 l’interdit."),
    ("en", "id", "Article 28.3 forbids it.", "Pasal 28.3 melarangnya."),
    ("zh-hans", "es", "第212.1条禁止这样做。", "El artículo 212.1 lo prohíbe."),
    ("en", "de", "See § 3.1.", "Siehe § 3.1."),
    ("en", "fi", "Clause 4.2 says so.", "Kohta 4.2 sanoo niin."),
    ("en", "de", "The 3.0 release is out.", "Die Version 3.0 ist da."),
    ("en", "it", "The 3.0 release is out.", "È uscita la release 3.0."),
    ("en", "de", "Industry 4.0 needs it.", "Die Industrie 4.0 braucht es."),
    ("en", "es", "Version v2.5 runs on 10.0.0.1.", "La versión v2.5 funciona en 10.0.0.1."),
    ("en", "de", "It opens at 9.30.", "Es öffnet um 9.30 Uhr."),
    ("en", "fi", "It opens at 9.30.", "Se avataan kello 9.30."),
    ("en", "id", "It opens at 9.30.", "Dibuka pukul 9.30."),
    ("en", "el", "It opens at 9.30.", "Ανοίγει στις 9.30."),
    ("en", "it", "It opens at 9.30 and closes at 18.15.", "Apre alle 9.30 e chiude alle 18.15."),
    ("en", "ru", "It opens at 9.30.", "Открывается в 9.30."),
    ("en", "de", "It opened on 1.5.2024.", "Es wurde am 1.5.2024 eröffnet."),
    ("de", "en", "Am 1.5.24 öffnete es.", "It opened on 1 May 2024."),
    ("fi", "en", "Se avattiin 1.5.24.", "It opened on May 1, 2024."),
    ("de", "zh-hans", "Am 01.05.24 öffnete es.", "2024年5月1日开业。"),
    ("en", "de", "See p109 for details.", "Einzelheiten siehe S. 109."),
    ("en", "de", "See p. 12 and pp. 3-5.", "Siehe S. 12 und S. 3–5."),
    ("en", "ru", "See p109.", "См. с. 109."),
    ("en", "fr", "See pp12-15.", "Voir p. 12-15."),
    ("en", "ja", "See p109.", "109ページを参照。"),
    ("en", "zh-hans", "See pp. 3-5.", "见第3—5页。"),
    ("en", "ko", "See p109.", "109쪽을 보라."),
    ("en", "el", "See p109.", "Βλ. σ. 109."),
    ("en", "fi", "See p109.", "Ks. s. 109."),
    ("en", "es", "See p109.", "Véase pág. 109."),
    ("en", "id", "See p109.", "Lihat hlm. 109."),
    ("de", "en", "Siehe S109.", "See p. 109."),
    ("en", "de", "It cost £3million.", "Es kostete 3 Millionen Pfund."),
    ("en", "fr", "It cost £3million.", "Cela a coûté 3 millions de livres."),
    ("en", "zh-hans", "It cost £3million.", "耗资300万英镑。"),
    ("en", "ja", "It cost $2bn.", "20億ドルかかった。"),
    ("en", "ru", "It cost €5m.", "Это стоило 5 млн евро."),
    ("en", "ko", "It cost $2bn.", "20억 달러가 들었다."),
    ("de", "en", "Es kostete 5Mio. Euro.", "It cost 5 million euros."),
    ("en", "el", "It is 3km long and weighs 20kg.", "Έχει μήκος 3 χλμ. και ζυγίζει 20 κιλά."),
    ("en", "pt", "It took 3hours and 20minutes.", "Levou 3 horas e 20 minutos."),
    ("en", "de", "A 5years plan for 30people.", "Ein Fünfjahresplan für 30 Menschen."),
    ("en", "fr", "It is 500metres away.", "C’est à 500 mètres."),
    ("fr", "en", "Cela coûte 5euros et 20centimes.", "It costs 5 euros and 20 cents."),
    ("en", "de", "She finished in 2:11.60.", "Sie kam nach 2:11,60 Minuten ins Ziel."),
    ("ja", "en", "放送は25時30分から始まる。", "The broadcast starts at 1:30 a.m."),
    ("ja", "de", "店は26時に閉まる。", "Das Geschäft schließt um 2 Uhr."),
]  # fmt: skip
BAD = [
    ("en", "de", "It works with 802.11a.", "Es funktioniert mit 802.11b."),
    ("en", "de", "It works with 802.11a.", "Es funktioniert mit 802,11a."),
    ("en", "ru", "Art. 212.1 forbids it.", "Ст. 212.2 запрещает это."),
    ("en", "de", "It rose by 283.82 metres.", "Es stieg um 283.82 Meter."),
    ("en", "de", "It cost 9.30 euros.", "Es kostete 9.30 Euro."),
    ("en", "it", "Prices rose from 9.30 to 10.40 euros.", "I prezzi sono saliti da 9.30 a 10.40 euro."),
    ("en", "de", "It weighs 3.0 kilos.", "Es wiegt 3.0 Kilo."),
    ("en", "fi", "It opens at 9.30.", "Se avataan kello 9.50."),
    ("de", "en", "Am 1.5.24 öffnete es.", "It opened on 1 June 2024."),
    ("de", "en", "Am 1.5.24 öffnete es.", "It opened on 1 May 2025."),
    ("en", "de", "See p109 for details.", "Einzelheiten siehe S. 190."),
    ("en", "ja", "See p109.", "190ページを参照。"),
    ("en", "de", "It cost £3million.", "Es kostete 3 Milliarden Pfund."),
    ("en", "zh-hans", "It cost £3million.", "耗资3000万英镑。"),
    ("en", "ko", "It cost $2bn.", "2억 달러가 들었다."),
    ("en", "fr", "It is 500metres away.", "C’est à 300 mètres."),
    ("ja", "en", "放送は25時30分から始まる。", "The broadcast starts at 2:30 a.m."),
    ("ru", "es", "Статья 212.1 запрещает это.", "El artículo 221.1 lo prohíbe."),
]


@pytest.mark.parametrize("target", COMMA)
def test_what_is_no_decimal_keeps_its_point(target):
    wrong = [
        (source, kept, says)
        for source, kept in UNCHANGED
        for says in critical(source, kept, ("en", target))
        if says.startswith(("numbers", "identif"))
    ]
    assert wrong == []


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_number_in_its_own_form_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_number_or_mark_is_critical(source, target, before, after):
    assert critical(before, after, (source, target))
