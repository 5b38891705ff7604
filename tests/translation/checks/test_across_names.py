"""A name counts as there in each language's spelling; another one in its place is seen by what stands around it."""

from __future__ import annotations

import pytest

from translation.checks.parse.spelling import alike, edits, nearer
from translation.checks.registry import run_across
from translation.checks.wording import english

SOURCE = "Lena Veslund met Ida Howarth and Guru Tarn Noreen in Puerto Salina. Veslund spoke to nine gurus."
VERSIONS = {
    "de": "Lena Veslund traf Ida Howarth und Guru Tarn Noreen in Puerto Salina. Veslund sprach mit neun Gurus.",
    "fr": "Lena Veslund a rencontré Ida Howarth et Guru Tarn Noreen à Puerto Salina. Veslund a parlé à neuf gourous.",
    "es": "Lena Veslund vio a Ida Howarth y a Guru Tarn Noreen en Puerto Salina. Veslund habló con nueve gurus.",
    "it": "Lena Veslund ha visto Ida Howarth e Guru Tarn Noreen a Puerto Salina. Veslund ha parlato a nove gurus.",
    "id": "Lena Veslund lihat Ida Howarth dan Guru Tarn Noreen di Puerto Salina. Veslund bicara pada sembilan gurus.",
    "ru": "Лена Веслунд встретила Иду Ховарт и гуру Тарна Норина. Веслунд говорила с девятью гуру.",
}


def said(code, old, new, versions=VERSIONS):
    """Return (severity, marked words) of what is found in one language when the last `old` there became `new`."""
    start, _found, end = versions[code].rpartition(old)
    text = start + new + end
    assert text != versions[code]
    found = run_across(SOURCE, versions | {code: text}, "en")
    assert set(found) <= {code}
    return [(one.severity, [text[slice(*span)] for span in one.target_spans]) for one in found.get(code, [])]


def test_the_same_names_everywhere_are_no_finding():
    assert run_across(SOURCE, VERSIONS, "en") == {}


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("it", "Howarth", "Halvorsen"),  # sounds a little like it, but has other letters
        ("es", "Guru", "Okonkwo"),  # "gurus" stands there still: the source has that word too
        ("id", "Puerto", "Petrosyan"),  # known by what stands behind it
    ],
)
def test_another_name_is_found_though_a_like_word_stands_there(code, old, new):
    assert said(code, old, new) == [("minor", [new])]


# Few are in Latin letters, so a name has no majority.
FEW = {code: VERSIONS[code] for code in ("de", "fr", "es", "ru")} | {
    "el": "Η Λένα Βέσλουντ είδε την Άιντα Χάουαρθ και τον γκουρού Ταρν Νορίν. Η Βέσλουντ μίλησε σε εννέα γκουρού.",
    "ja": "レナ・ヴェスルンドは、プエルト・サリナでアイダ・ハワースとタルン・ノリーンに会った。",
    "zh-hans": "莱娜在萨利纳港会见了艾达和诺琳，并与九位上师交谈。",
}
SHIPS = {
    "de": "Das Schiff nach Puerto fährt morgen.",
    "fr": "Le bateau pour Puerto part demain.",
    "es": "El barco a Puerto sale mañana.",
    "it": "La nave per Puerto parte domani.",
    "id": "Kapal ke Puerto berangkat besok.",
}


def test_a_name_without_a_majority_is_known_by_the_word_beside_it():
    assert run_across(SOURCE, FEW, "en") == {}
    assert said("fr", "Salina", "Petrosyan", FEW) == [("minor", ["Petrosyan"])]


def test_a_name_without_a_majority_is_missed_where_the_source_has_it_once_more():
    assert said("fr", "Veslund", "Petrosyan", FEW) == [("minor", [])]


def test_a_word_that_only_sounds_alike_does_not_stand_for_a_name():
    text = SHIPS["it"].replace("Puerto", "Petrosyan")
    [finding] = run_across("The ship to Puerto leaves tomorrow.", SHIPS | {"it": text}, "en")["it"]
    assert (finding.severity, english(finding.message)) == (
        "minor",
        "4 of 5 versions have “Puerto”; Italian has “Petrosyan”.",
    )


def test_a_name_that_stands_there_once_more_is_missed_by_the_count():
    # A sentence begins with it, so any word might be meant: none is marked.
    assert said("it", "Veslund", "Petrosyan") == [("minor", [])]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [("fr", "Noreen", "Norine"), ("it", "Howarth", "Howart"), ("id", "Salina", "Saline")],
)
def test_another_spelling_of_a_name_is_left_alone(code, old, new):
    assert said(code, old, new) == []


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("drukgyal", "drukyel", True),
        ("noreen", "noreenin", True),
        ("howarth", "vorsitzender", False),
        ("mara", "marchetti", False),
    ],
)
def test_spellings_are_compared_letter_by_letter(name, word, same):
    assert alike(name, word) is same


def test_the_rest_of_a_word_is_free_and_the_nearer_name_wins():
    assert edits("noreen", "noreenissa") == 0
    assert nearer("namgyalin", "namgyal", "ngawang")
    assert not nearer("namgyalin", "ngawang", "namgyal")
