"""One place in a ranking for two things within an article is worth a look."""

from __future__ import annotations

import pytest

from translation.checks.rules.facts.rankings import same_ranking
from translation.checks.wording import english


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Nach Tarn die zweitgrößte Stadt.", "Der zweitgrößten Hafen hinter Tarn."),
        ("en", "The second-largest startup after Orvik.", "It beat the second largest innovation behind Orvik."),
        ("en", "The third most visited museum after Tarn.", "The third most visited harbour after Tarn."),
        ("fr", "La deuxième plus grande ville après Tarn.", "Le deuxième plus grand port après Tarn."),
        ("es", "La segunda ciudad después de Tarn.", "La segunda industria tras Tarn."),
        ("it", "La seconda città dopo Tarn.", "La seconda industria dopo Tarn."),
        ("pt", "A segunda cidade depois de Tarn.", "A segunda indústria atrás de Tarn."),
    ],
)
def test_two_things_in_one_place_are_flagged_in_both_texts(language, one, other):
    found = same_ranking({"a": one, "b": f"<em>{other}</em>", "c": "Tarn."}, language)
    assert set(found) == {"a", "b"}
    assert {finding.severity for findings in found.values() for finding in findings} == {"minor"}
    (start, end), text = found["b"][0].target_spans[0], f"<em>{other}</em>"
    assert text[start:end] in english(found["a"][0].message)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("de", ["Nach Tarn die zweitgrößte Stadt.", "Die zweitgrößte Stadt Veslunds nach Tarn."]),
        ("de", ["Nach Tarn die zweitgrößte Stadt.", "Der zweitgrößte Hafen nach Orvik."]),
        ("en", ["The second-largest port after Tarn.", "The third-largest town after Tarn."]),
        ("ja", ["ターンに次ぐ第二の都市。", "ターンに次ぐ第二の港。"]),
        ("ru", ["Второй город после Тарна."]),
    ],
)
def test_other_places_other_names_and_the_same_thing_are_left_alone(language, texts):
    assert same_ranking(dict(enumerate_keys(texts)), language) == {}


def enumerate_keys(texts: list[str]) -> list[tuple[str, str]]:
    return [(f"key{number}", text) for number, text in enumerate(texts)]
