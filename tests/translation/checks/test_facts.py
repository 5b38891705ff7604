"""Facts that become others without a digit changed: half of the day, minus, weekday, score, direction, words."""

from __future__ import annotations

import pytest

from .pairs import serious

GOOD = [
    # Half of the day.
    ("en", "fi", "The shop closes at 9 p.m.", "Kauppa suljetaan kello 21."),
    ("en", "de", "The shop closes at 9 p.m.", "Das Geschäft schließt um 9 Uhr abends."),
    ("en", "pt", "It opened at 9:30pm.", "Abriu às 21h30."),
    ("en", "es", "It opened at 9:30 pm.", "Abrió a las 9:30 de la noche."),
    ("en", "zh-hans", "It opened at 9:30 pm.", "晚上9点30分开门。"),
    ("ja", "ko", "午後9時に開いた。", "오후 9시에 열었다."),
    ("el", "ru", "Άνοιξε στις 9:30 μ.μ.", "Открылось в 21:30."),
    ("en", "sa", "It opened at 9:30 pm.", "रात्रौ ९:३० वादने उद्घाटितम्।"),
    ("en", "fr", "It opened at 9 a.m.", "Il a ouvert à 9 heures."),
    # Signs.
    ("en", "ru", "Temperatures fell to −25 °C overnight.", "Ночью температура упала до −25 °C."),
    ("en", "ja", "Temperatures fell to −25 °C overnight.", "夜間の気温は氷点下25度まで下がった。"),
    ("de", "zh-hans", "Die Temperatur fiel auf −5 Grad.", "气温降至零下5度。"),
    ("en", "fr", "GDP growth was −3%.", "Le PIB a reculé de 3\u202f%."),
    ("en", "es", "It was 20-25 degrees.", "Había entre 20 y 25 grados."),
    # Weekdays.
    ("en", "ru", "Talks resume on Wednesday.", "Переговоры возобновятся в среду."),
    ("en", "pt", "Talks resume on Tuesday.", "As conversações recomeçam na terça."),
    ("de", "zh-hans", "Am Dienstag geht es weiter.", "周二继续。"),
    ("ja", "ko", "火曜日に再開する。", "화요일에 재개한다."),
    ("en", "de", "It happened on Good Friday.", "Es geschah am Karfreitag."),
    ("en", "el", "The second part comes on Monday.", "Το δεύτερο μέρος έρχεται τη Δευτέρα."),
    ("en", "zh-hans", "It meets once a week.", "每周一次会议。"),
    # Scores.
    ("en", "de", "Finland lost 1-3 to Sweden.", "Finnland verlor 1:3 gegen Schweden."),
    ("en", "de", "Finland lost 3-1 to Sweden.", "Finnland verlor 1:3 gegen Schweden."),
    ("en", "ja", "Finland won 3-1.", "フィンランドは3－1で勝った。"),
    # Words.
    ("en", "es", "Seven people died and twelve were injured.", "Siete personas murieron y doce resultaron heridas."),
    ("en", "fr", "She finished second.", "Elle a terminé deuxième."),
    ("en", "ru", "Two-thirds of voters back the plan.", "План поддерживают две трети избирателей."),
    ("en", "de", "Two-thirds of voters back the plan.", "Zwei Drittel der Wähler sind dafür."),
    ("en", "ja", "A dozen people came.", "十数人が来た。"),
    ("en", "fi", "A dozen people came.", "Kymmenkunta ihmistä tuli."),
    ("en", "it", "It starts at 14:30 GMT.", "Comincia alle 14:30 GMT."),
    ("en", "ru", "It starts at 14:30 GMT.", "Начало в 14:30 по Гринвичу."),
    # Opposites.
    ("en", "de", "The quake struck 40 km north of Tokyo.", "Das Beben ereignete sich 40 km nördlich von Tokio."),
    ("en", "zh-hans", "The quake struck north of Nanjing.", "地震发生在南京以北。"),
    ("en", "el", "Fewer than 300 people came.", "Ήρθαν λιγότεροι από 300 άνθρωποι."),
    ("en", "de", "No fewer than 300 people came.", "Mindestens 300 Menschen kamen."),
    ("en", "pt", "Unemployment fell to 6 percent.", "O desemprego caiu para 6%."),
    ("ko", "fi", "실업률이 6%로 하락했다.", "Työttömyys laski 6 prosenttiin."),
    ("en", "de", "Support rose by five percentage points.", "Die Zustimmung stieg um fünf Prozentpunkte."),
    ("en", "ko", "It rose by 5 percentage points.", "5%포인트 올랐다."),
]
BAD = [
    ("en", "fi", "The shop closes at 9 p.m.", "Kauppa suljetaan kello 9."),
    ("en", "pt", "It opened at 9:30pm.", "Abriu às 9:30."),
    ("en", "fr", "It opened at 8 p.m.", "Il a ouvert à 8 heures."),
    ("en", "zh-hans", "It opened at 9:30 pm.", "9点30分开门。"),
    ("ja", "de", "午後9時に開いた。", "Es öffnete um 9 Uhr."),
    ("el", "ru", "Άνοιξε στις 9:30 μ.μ.", "Открылось в 9:30."),
    ("ko", "id", "오후 9시에 열었다.", "Dibuka pukul 9."),
    ("en", "ru", "Temperatures fell to −25 °C overnight.", "Ночью температура упала до 25 °C."),
    ("en", "de", "It was -5 degrees.", "Es waren 5 Grad."),
    ("zh-hans", "es", "气温为−5度。", "La temperatura era de 5 grados."),
    ("de", "ja", "Es waren −5 °C.", "気温は5°Cだった。"),
    ("en", "ru", "Talks resume on Tuesday.", "Переговоры возобновятся в четверг."),
    ("en", "de", "Talks resume on Tuesday.", "Die Gespräche gehen am Donnerstag weiter."),
    ("ja", "fr", "火曜日に再開する。", "Cela reprend jeudi."),
    ("de", "zh-hans", "Am Dienstag geht es weiter.", "周四继续。"),
    ("en", "sa", "Talks resume on Tuesday.", "वार्ताः गुरुवासरे पुनः भविष्यन्ति।"),
    ("en", "el", "Talks resume on Friday.", "Οι συνομιλίες συνεχίζονται το Σάββατο."),
    ("en", "de", "Finland won 3-1.", "Finnland gewann 1:3."),
    ("en", "de", "Finland lost 1-3 to Sweden.", "Finnland verlor 3:1 gegen Schweden."),
    ("ru", "ja", "Финляндия победила 3:1.", "フィンランドは1－3で勝った。"),
    ("en", "pt", "It opened in 2019.", "Abriu em 2019 2019."),
    ("en", "es", "Seven people died and twelve were injured.", "Seis personas murieron y doce resultaron heridas."),
    ("fi", "en", "Onnettomuudessa kuoli viisi ihmistä.", "Four people died in the accident."),
    ("en", "fr", "She finished second in the race.", "Elle a terminé troisième de la course."),
    ("en", "de", "Two-thirds of voters back the plan.", "Drei Viertel der Wähler unterstützen den Plan."),
    ("ja", "ru", "有権者の3分の2が支持する。", "План поддерживают три четверти избирателей."),
    ("en", "de", "A dozen protesters were arrested.", "Zwanzig Demonstranten wurden festgenommen."),
    ("en", "es", "The launch is set for 14:30 GMT.", "El lanzamiento está previsto para las 14:30, hora local."),
    ("en", "de", "The quake struck 40 km north of Tokyo.", "Das Beben ereignete sich 40 km südlich von Tokio."),
    ("ja", "en", "東京の北で地震があった。", "There was a quake south of Tokyo."),
    ("ru", "zh-hans", "Землетрясение к востоку от города.", "城市以西发生地震。"),
    ("en", "el", "Fewer than 300 people came.", "Ήρθαν περισσότεροι από 300 άνθρωποι."),
    ("ko", "fi", "300명 이상이 왔다.", "Paikalla oli alle 300 ihmistä."),
    ("en", "pt", "Unemployment fell to 6 percent.", "O desemprego subiu para 6%."),
    ("zh-hans", "ru", "失业率下降到6%。", "Безработица выросла до 6%."),
    ("en", "de", "Support rose by five percentage points.", "Die Zustimmung stieg um fünf Prozent."),
    ("en", "ko", "Inflation slowed to 2.4 percent.", "물가상승률은 2.4%포인트로 둔화됐다."),
    (
        "en",
        "fr",
        "The museum will reopen on Sunday.",
        "Le musée rouvrira dimanche. Les billets sont disponibles en ligne.",
    ),
]


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_fact_as_the_language_says_it_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_a_fact_that_became_another_is_found(source, target, before, after):
    assert serious(before, after, (source, target))
