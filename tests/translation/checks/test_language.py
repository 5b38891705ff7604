"""Another language or script than the target's, and what was not translated."""

from __future__ import annotations

import subprocess
import sys

import pytest
from py3langid import langid

from newsroom.languages import DEFAULT_CODES
from newsroom.languages.names import language_name
from translation.checks.base import Pair, Row
from translation.checks.parse import detect
from translation.checks.rules.text.language import (
    language,
    same_as_source,
    whole_language,
)
from translation.checks.rules.text.untranslated import script, untranslated
from translation.checks.wording import english

EN = "The town council of Marrowby voted on Tuesday to buy a new battery for the harbour."
TEXTS = {
    "de": "Der Stadtrat von Marrowby hat am Dienstag beschlossen, für 4,35 Millionen einen Speicher zu kaufen.",
    "fr": "Le conseil municipal de Marrowby a décidé mardi d’acheter une nouvelle batterie pour le port.",
    "es": "El ayuntamiento de Marrowby decidió el martes comprar una batería nueva para el puerto.",
    "pt": "A câmara municipal de Marrowby decidiu na terça-feira comprar uma bateria nova para o porto.",
    "it": "Il consiglio comunale di Marrowby ha deciso martedì di comprare una nuova batteria per il porto.",
    "id": "Dewan kota Marrowby pada hari Selasa memutuskan untuk membeli baterai baru bagi pelabuhan.",
    "fi": "Marrowbyn kaupunginvaltuusto päätti tiistaina ostaa satamaan uuden akun.",
    "la": "Consilium oppidi Marrowby die Martis decrevit novum accumulatorium portui emendum esse.",
    "ru": "Городской совет Марроуби решил во вторник купить новую батарею для порта за 4,35 миллиона.",
    "el": "Το δημοτικό συμβούλιο του Μάροουμπι αποφάσισε την Τρίτη να αγοράσει νέα μπαταρία για το λιμάνι.",
    "ko": "마로비 시의회는 화요일에 항구에 쓸 새 배터리를 4.35백만에 사기로 결정했다.",
    "ja": "マローレビーの町議会は火曜日、港のために新しい蓄電池を買うことを決めた。",
    "zh-hans": "马罗比市议会周二投票决定为港口购买一套新的储能电池，价格为435万。",
    "sa": "मारोबीनगरस्य परिषत् मङ्गलवासरे पोताश्रयाय नूतनं विद्युत्कोशं क्रेतुं निश्चितवती।",
}


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_in_its_own_language_is_left_alone(code):
    assert language(EN, TEXTS[code], Pair("en", code)) == []
    assert script(EN, TEXTS[code], Pair("en", code)) == []
    assert untranslated(EN, TEXTS[code], Pair("en", code)) == []


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_in_any_other_language_is_critical_and_both_are_named(code):
    for other, text in TEXTS.items():
        if other != code:
            (finding,) = language(EN, text, Pair("en", code))
            assert finding.severity == "critical", (code, other)
            assert f"is {language_name(other, 'en')}, not {language_name(code, 'en')}" in english(finding.message)


def test_one_sentence_in_another_language_is_major():
    target = f"{TEXTS['de']} {TEXTS['fr']}"
    (finding,) = language(EN, target, Pair("en", "de"))
    assert finding.severity == "major" and target[slice(*finding.target_spans[0])] == TEXTS["fr"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Marrow University School of Navigation"),
        ("fi", "Orvane Works, Marrowby"),
        ("fr", "Internet"),
        ("ja", "東京証券取引所株価指数"),
        ("sa", "२०२७"),
        ("de", "⟦Ţĥîš îšš pšêûðööļöçåļîšééð ţêẋẋţ, 4,35 ţîṁêšš⟧"),
    ],
)
def test_names_short_texts_and_pseudolocalisation_are_left_alone(code, text):
    assert language(EN, text, Pair("en", code)) == []


@pytest.mark.parametrize(
    ("code", "text", "named"),
    [
        ("de", "Der Rat kaufte 电池储能 für 4,35 Millionen.", "电池储能"),
        ("ru", "Совет кyпил батарею.", "кyпил"),
        ("el", "Η Bουλή ψήφισε.", "Bουλή"),
        ("ja", "議会は这个电池を买いました。", "这"),
        ("zh-hans", "議會這樣決定。", "這"),
        ("fi", "Neuvosto osti 배터리를 satamaan.", "배터리를"),
        ("sa", "परिषत् батарею क्रीतवती।", "батарею"),
    ],
)
def test_a_wrong_script_is_major_and_named(code, text, named):
    findings = script(EN, text, Pair("en", code))
    assert severities(findings) == ["major"] and named in english(findings[0].message)


def test_a_script_that_the_source_shows_may_stay():
    assert script("The sign says 北京烤鸭.", "Auf dem Schild steht 北京烤鸭.", Pair("en", "de")) == []
    assert script("The angle α", "Der Winkel α", Pair("en", "de")) == []
    assert script("An Il-76", "IT-компания и Il-76МД", Pair("en", "ru")) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "found"),
    [
        (Pair("en", "de"), EN, "Der Stadtrat hat beschlossen, to buy a new battery for the harbour.", True),
        (Pair("en", "ja"), EN, "マローレビーの議会は to buy a new battery を決めた。", True),
        (Pair("zh-hans", "de"), TEXTS["zh-hans"], "Der Rat hat 周二投票决定为港口 gekauft.", True),
        (Pair("ru", "de"), TEXTS["ru"], "Der Rat решил во вторник купить новую Batterie.", True),
        (Pair("sa", "de"), TEXTS["sa"], "Der Rat पोताश्रयाय नूतनं विद्युत्कोशं क्रेतुं.", True),
        (
            Pair("en", "de"),
            "The Society for the Protection of Swifts",
            "Die Society for the Protection of Swifts",
            False,
        ),
        (Pair("es", "pt"), "Una carta que sabe esperar.", "Uma carta que sabe esperar.", False),
        (Pair("ja", "zh-hans"), "東京大学の人", "他是東京大学的人", False),
    ],
)
def test_a_run_of_the_source_left_standing_is_major(pair, source, target, found):
    assert severities(untranslated(source, target, pair)) == ["major"] * found


def test_a_copy_of_the_source_is_found_once():
    assert severities(same_as_source(EN, EN, Pair("en", "de"))) == ["major"]
    assert language(EN, EN, Pair("en", "de")) == [] and untranslated(EN, EN, Pair("en", "de")) == []
    assert same_as_source("Helio-2.5X, 4,35", "Helio-2.5X, 4,35", Pair("en", "de")) == []


def test_a_version_of_short_texts_is_judged_as_a_whole():
    short = ["Der Hafen ist offen", "Das Schiff kommt nicht", "Wir warten auf sie", "Die Stadt schläft noch"]
    rows = [Row(str(number), "item", "The harbour", text) for number, text in enumerate(short)]
    assert severities(whole_language(rows, Pair("en", "fr")).get("0", [])) == ["critical"]
    assert whole_language(rows, Pair("en", "de")) == {}


def test_the_smaller_model_says_what_the_whole_one_says():
    whole = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    whole.set_languages([*("zh" if code == "zh-hans" else code for code in DEFAULT_CODES), *detect.OTHERS])
    for code, text in TEXTS.items():
        assert detect.identify(text) == code
        assert whole.classify(text)[0] == code.partition("-")[0]


def test_the_registry_loads_no_model():
    loaded = "import sys, translation.checks.registry; sys.exit('numpy' in sys.modules or 'py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
