"""A wrong number is seen though a word, a unit or a conversion beside it looks like the right one."""

from __future__ import annotations

import pytest

from translation.checks.registry import run_across

MILES = {
    "de": "Das Tal zieht sich über 1.650 Kilometer (1.000 Meilen).",
    "fr": "La vallée mesure 1 650 kilomètres (1 000 milles).",
    "es": "El valle mide 1650 kilómetros (1000 millas).",
    "pt": "O vale tem 1.650 quilômetros (1.000 milhas).",
    "el": "Η κοιλάδα έχει μήκος 1.650 χιλιόμετρα (1.000 μίλια).",
    "ja": "谷の長さは1650キロ（1000マイル）だ。",
}
DECADES = {
    "de": "Die Technik stammt aus den 1930er Jahren.",
    "fr": "Cette technique date des années 1930.",
    "es": "La técnica viene de los años 1930.",
    "it": "La tecnica viene dagli anni 1930.",
    "ja": "この技術は1930年代のものである。",
    "ko": "이 기술은 1930년대의 연구를 기반으로 한다.",
}
WEIGHTS = {
    "de": "Sie wiegt 36 Pfund (16 kg).",
    "fr": "Elle pèse 36 livres (16 kg).",
    "es": "Pesa 36 libras (16 kg).",
    "it": "Pesa 36 libbre (16 kg).",
    "ja": "重さは36ポンド（16kg）だ。",
}
HEAT = {
    "de": "Es waren 90 °F (32 °C).",
    "fr": "Il faisait 90 °F.",
    "es": "Había 90 °F.",
    "it": "C'erano 90 °F.",
    "ja": "気温は90°Fだった。",
}
VALLEY = "The valley is 1,650 kilometres (1,000 miles) long."


@pytest.mark.parametrize(
    ("source", "versions", "code", "old", "new"),
    [
        (VALLEY, MILES, "pt", "1.000", "1.010"),
        (VALLEY, MILES, "el", "1.000", "6.000"),
        ("The technique is from the 1930s.", DECADES, "ko", "1930", "1950"),
        ("She weighs 36 pounds (16 kg).", WEIGHTS, "ja", "36", "16"),
        ("It was 90 °F.", HEAT, "de", "90", "20"),
    ],
)
def test_a_wrong_number_is_found_beside_what_looks_like_the_right_one(source, versions, code, old, new):
    assert run_across(source, versions, "en") == {}
    text = versions[code].replace(old, new)
    found = run_across(source, versions | {code: text}, "en")
    assert set(found) == {code}
    [finding] = found[code]
    [(start, end)] = finding.target_spans
    assert (finding.check, text[start:end]) == ("across_numbers", new)


def test_a_conversion_alone_stays_an_excuse():
    assert run_across("It was 90 °F.", HEAT | {"de": "Es waren 32 °C."}, "en") == {}
