"""Words that stand twice and are right, and words that are not."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.repetition import doubled_words

from .pairs import serious

GOOD = [
    ("en", "el", "The programme started at 8:30 p.m.", "Το πρόγραμμα ξεκίνησε στις 8:30 μ.μ."),
    ("de", "el", "Es begann um 8 Uhr 30 morgens.", "Ξεκίνησε στις 8:30 π.μ. το πρωί."),
    ("en", "el", "Messrs Alexiou and Makris came.", "Ήρθαν οι κ.κ. Αλεξίου και Μακρής."),
    ("en", "el", "It was built in 480 BC.", "Χτίστηκε το 480 π.Χ."),
    ("en", "el", "It begins at 5 p.m. today.", "Ξεκινά στις 5 μ. μ. σήμερα."),
    ("en", "ko", "He ran fast.", "그는 빨리 빨리 달렸다."),
    ("de", "ko", "Sie las langsam.", "그녀는 천천히 천천히 읽었다."),
    ("en", "pt", "Bye!", "Tchau tchau!"),
    ("en", "it", "Bye, he said.", "Ciao ciao, disse."),
    ("en", "ru", "Yes, of course.", "Да да, конечно."),
    ("en", "fi", "Yes, of course.", "Joo joo, tietysti."),
    ("en", "id", "The children play.", "Anak-anak bermain."),
    ("en", "id", "The children play.", "Anak anak bermain."),
    ("ja", "id", "人々が来た。", "Orang orang datang."),
    ("en", "fr", "J. J. Abrams came.", "J. J. Abrams est venu."),
    ("en", "sa", "Day by day it grows.", "दिने दिने वर्धते।"),
    ("en", "zh-hans", "He looks at it.", "他看看它。"),
]
BAD = [
    ("en", "el", "The ministry said so.", "Το υπουργείο υπουργείο το είπε."),
    ("en", "ko", "The government said so.", "정부는 정부는 그렇게 말했다."),
    ("en", "pt", "The minister came.", "O ministro ministro veio."),
    ("en", "id", "The book that he read.", "Buku yang yang dia baca."),
    ("en", "id", "The government said so.", "Pemerintah pemerintah mengatakan demikian."),
    ("de", "ru", "Der Minister kam.", "Министр министр пришёл."),
    ("ja", "fi", "大臣が来た。", "Ministeri ministeri tuli."),
]


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_a_word_that_is_meant_twice_is_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_a_word_that_stands_twice_is_found(source, target, before, after):
    (finding,) = doubled_words(before, after, Pair(source, target))
    assert finding.severity == "major"
    assert finding.fix is not None


def test_an_indonesian_plural_gets_its_hyphen_and_keeps_both_halves():
    (finding,) = doubled_words("The children play.", "Semua anak anak bermain.", Pair("en", "id"))
    assert (finding.severity, finding.fix) == ("minor", "Semua anak-anak bermain.")


def test_the_fix_of_another_doubled_word_leaves_an_abbreviation_alone():
    (finding,) = doubled_words("At 5 p.m. he came.", "Στις 5 μ.μ. ήρθε ήρθε.", Pair("en", "el"))
    assert finding.fix == "Στις 5 μ.μ. ήρθε."
