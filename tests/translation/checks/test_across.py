"""The version that disagrees with most of the others is flagged there; what a language writes otherwise is not."""

from __future__ import annotations

import pytest

from translation.checks.registry import ACROSS_CHECKS, run_across
from translation.checks.wording import english

SOURCE = "On 4 May Sigrun Aldal showed the Helio-2.5X in Veslund; it costs 1.5 million euros and weighs 283 kg."
VERSIONS = {
    "de": "Am 4. Mai zeigte Sigrun Aldal in Veslund den Helio-2.5X; er kostet 1,5 Millionen Euro und wiegt 283 kg.",
    "fr": "Le 4 mai, Sigrun Aldal a montré à Veslund le Helio-2.5X ; il coûte 1,5 million d’euros et pèse 283 kg.",
    "es": "El 4 de mayo Sigrun Aldal mostró en Veslund el Helio-2.5X; cuesta 1,5 millones de euros y pesa 283 kg.",
    "fi": "Sigrun Aldal esitteli Helio-2.5X:n Veslundissa 4. toukokuuta; hinta on 1,5 miljoonaa euroa, paino 283 kg.",
    "ru": "4 мая Сигрун Альдаль показала в Веслунне Helio-2.5X; он стоит 1,5 миллиона евро и весит 283 кг.",
    "el": "Στις 4 Μαΐου η Σίγκρουν Άλνταλ έδειξε το Helio-2.5X στο Βέσλουντ· κοστίζει 1,5 εκατ. ευρώ, βάρος 283 κιλά.",
    "ja": "5月4日、シグルン・アルダルはヴェスルンドでHelio-2.5Xを公開した。価格は150万ユーロ、重さは283キロである。",
    "ko": "5월 4일 시그룬 알달은 베슬룬드에서 Helio-2.5X를 공개했다. 가격은 150만 유로, 무게는 283kg이다.",
    "zh-hans": "5月4日，西格伦在韦斯伦德展示了Helio-2.5X，售价150万欧元，重283公斤。",
    "sa": "मेमासस्य ४ दिने सिग्रुन् आल्दाल् वेस्लुन्द्-नगरे Helio-2.5X अदर्शयत्। मूल्यं १.५ मिलियन् यूरो, भारः २८३ किलो।",
    "la": "Die 4 Maii Sigrun Aldal Veslundae Helio-2.5X ostendit; pretium est 1,5 milionum euronum, pondus 283 kg.",
}


def across(changed=None, only=None, source=SOURCE, language="en"):
    versions = {code: text for code, text in VERSIONS.items() if only is None or code in only}
    return run_across(source, versions | (changed or {}), language)


def said(code, old, new, **options):
    """Return (check, severity, message, marked words) of what is found when one version says something else."""
    text = VERSIONS[code].replace(old, new)
    assert text != VERSIONS[code]
    found = across({code: text}, **options)
    assert set(found) <= {code}
    return [
        (one.check, one.severity, english(one.message), [text[start:end] for start, end in one.target_spans])
        for one in found.get(code, [])
    ]


def test_the_same_facts_in_eleven_notations_are_no_finding():
    assert across() == {}


@pytest.mark.parametrize(
    ("code", "old", "new", "message"),
    [
        ("de", "283", "238", "10 of 11 versions have “283”; German has “238”."),
        ("ja", "283", "2830", "10 of 11 versions have “283”; Japanese has “2830”."),
        ("zh-hans", "150万", "150亿", "10 of 11 versions have “1.5 million”; Simplified Chinese has “150亿”."),
        ("sa", "२८३", "२८४", "10 of 11 versions have “283”; Sanskrit has “२८४”."),
        ("ru", "283", "823", "10 of 11 versions have “283”; Russian has “823”."),
    ],
)
def test_another_number_is_critical_where_all_others_agree(code, old, new, message):
    [(check, severity, says, words)] = said(code, old, new)
    assert (check, severity, says) == ("across_numbers", "critical", message)
    assert words == [message.rpartition("has “")[2].rstrip(".”")]


def test_another_languages_decimal_mark_is_another_number():
    [(check, severity, says, words)] = said("fr", "1,5", "1.5")
    assert (check, severity, words) == ("across_numbers", "critical", ["1.5 million"])
    assert says == "10 of 11 versions have “1.5 million”; French has “1.5 million”."


@pytest.mark.parametrize(
    ("code", "new", "severity", "message"),
    [
        ("de", "Helio-2,5X", "critical", "10 of 11 versions have “Helio-2.5X”; German has “Helio-2,5X”."),
        ("ko", "Helio-25X", "critical", "10 of 11 versions have “Helio-2.5X”; Korean has “Helio-25X”."),
        ("el", "Helio 2.5X", "major", "10 of 11 versions have “Helio-2.5X”; Greek has “Helio 2.5X”."),
        ("es", "aparato", "major", "10 of 11 versions have “Helio-2.5X”; Spanish does not."),
    ],
)
def test_an_identifier_that_is_not_the_same_everywhere_is_flagged(code, new, severity, message):
    [found] = [one for one in said(code, "Helio-2.5X", new) if one[0] == "across_identifiers"]
    assert found[1:3] == (severity, message)


def test_an_address_is_compared_sign_by_sign():
    addresses = {code: f"{text} https://tide.example/a" for code, text in VERSIONS.items()}
    addresses["it"] = "Testo https://tide.example/e"
    found = run_across(f"{SOURCE} https://tide.example/a", addresses, "en")["it"]
    assert "11 of 12 versions have “https://tide.example/a”; Italian does not." in [
        english(one.message) for one in found
    ]


VOLTS = {
    "de": "Der Chip 1.5V ist neu.",
    "fr": "La puce 1.5V est nouvelle.",
    "es": "El chip 1.5V es nuevo.",
    "it": "Il chip 1.5V è nuovo.",
    "ru": "Чип 1.5V новый.",
    "ja": "1.5Vチップは新しい。",
}


def test_what_most_languages_with_a_comma_write_with_a_point_is_a_name():
    changed = VOLTS | {"de": "Der Chip 1,5V ist neu."}
    messages = {one.check: english(one.message) for one in run_across("The 1.5V chip is new.", changed, "en")["de"]}
    assert messages["across_identifiers"] == "5 of 6 versions have “1.5V”; German has “1,5V”."


def test_volts_with_each_languages_mark_are_left_alone():
    volts = {code: text if code == "ja" else text.replace("1.5V", "1,5V") for code, text in VOLTS.items()}
    assert run_across("The 1.5V chip is new.", volts, "en") == {}


@pytest.mark.parametrize(
    ("code", "old", "new", "message"),
    [
        ("de", "Aldal", "Petrosyan", "German has “Petrosyan”."),
        ("la", "Sigrun", "Okonkwo", "Latin has “Okonkwo”."),
        ("fi", "Aldal", "Marchetti", "Finnish has “Marchetti”."),
    ],
)
def test_another_name_is_major(code, old, new, message):
    latin = {"de", "fr", "es", "fi", "la"}
    [(check, severity, says, words)] = said(code, old, new, only=latin)
    assert (check, severity) == ("across_names", "minor")
    assert says == f"4 of 5 versions have “{old}”; {message}"
    assert words == [new]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("fi", "Aldal", "Aldalin"),
        ("la", "Aldal", "Aldala"),
        ("fi", "Veslundissa", "Veslussa"),
        ("fr", "Aldal", "Aldál"),
        ("de", "283 kg", "624 Pfund"),
        ("es", "1,5 millones", "un millón y medio"),
        ("de", "4. Mai", "vierten Mai"),
        ("ko", "283kg", "이백팔십삼kg"),
        ("ja", "283", "２８３"),
        ("zh-hans", "150万", "一百五十万"),
        ("fi", "Helio-2.5X:n", "Helio-2.5X-laitteen"),
    ],
)
def test_what_script_inflection_words_and_units_explain_is_left_alone(code, old, new):
    assert said(code, old, new, only=None) == []


def test_the_source_may_be_in_any_language():
    source = VERSIONS["ja"]
    versions = {code: text for code, text in VERSIONS.items() if code != "ja"} | {"en": SOURCE}
    assert run_across(source, versions, "ja") == {}
    versions["de"] = versions["de"].replace("Veslund", "Halvorsen")
    [finding] = run_across(source, versions, "ja")["de"]
    assert english(finding.message).endswith("German has “Halvorsen”.")


def test_fewer_than_five_versions_cannot_outvote_one():
    four = {code: VERSIONS[code] for code in ("de", "fr", "es", "ja")}
    four["de"] = four["de"].replace("283", "238")
    assert run_across(SOURCE, four, "en") == {}
    assert run_across(SOURCE, four | {"ru": VERSIONS["ru"]}, "en")
    assert run_across(SOURCE, four | {"ru": "<strong> </strong>"}, "en") == {}


def test_spans_lead_to_the_inline_html():
    text = VERSIONS["de"].replace("283 kg", "<strong>238&nbsp;kg</strong>")
    [finding] = across({"de": text})["de"]
    assert [text[start:end] for start, end in finding.target_spans] == ["238"]


def test_a_number_where_the_others_are_divided_is_left_alone():
    half = {code: text.replace("283", "284") for code, text in list(VERSIONS.items())[:5]}
    assert across(half) == {}


def test_every_check_names_itself():
    broken = VERSIONS["de"].replace("283", "238").replace("Helio-2.5X", "Helio-3.5X").replace("Aldal", "Okonkwo")
    latin = {"fr", "es", "fi", "la", "it"}
    versions = {code: VERSIONS["es" if code == "it" else code] for code in latin} | {"de": broken}
    found = run_across(SOURCE, versions, "en")["de"]
    assert {one.check for one in found} == {check.__name__ for check in ACROSS_CHECKS}


CLOCKS = {
    "de": "Das Tor fällt um 21.30 Uhr.",
    "fr": "But à 21 h 30.",
    "es": "Gol a las 21:30.",
    "zh-hans": "下午9点30分进球。",
    "fi": "Maali tuli kello 21.30.",
    "ko": "오후 9시 30분에 골이 터졌다.",
}


def test_times_of_day_are_compared_as_times():
    source = "The goal fell at 9:30 pm."
    assert run_across(source, CLOCKS, "en") == {}
    [finding] = run_across(source, CLOCKS | {"fi": "Maali tuli kello 21.50."}, "en")["fi"]
    assert english(finding.message) == "5 of 6 versions have “9:30”; Finnish has “21.50”."
