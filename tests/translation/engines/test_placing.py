"""Where tags come back: around whole words, in their own sentence, and told where that is a guess."""

from __future__ import annotations

import pytest

from tests.translation.engines.tagging import through


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        # Parts of words: a word goes with a tag that holds most of it.
        ("Spread by <em>the virus</em>.", {"the virus": "o vírus"}, "Causada pelo <em>vírus</em>."),
        ("The National <em>Congress</em>", {"Congress": "Congress"}, "O <em>Congresso</em> Nacional"),
        ("That <em>the Hindu</em> keep", {"the Hindu": "o hindu"}, "A tradição <em>hindu</em>"),
        ("More <em>by year</em> here", {"by year": "o mais violento"}, "Por cento <em>mais violentos</em>"),
        # An apostrophe and a hyphen are borders.
        ("It is <em>the man</em>.", {"the man": "homme"}, "C'est l'<em>homme</em>."),
        ("It is <em>the Orsay</em>.", {"the Orsay": "Orsay"}, "C'est le musée d'<em>Orsay</em>."),
        ("It is <em>a virus</em>.", {"a virus": "vírus"}, "É anti-<em>vírus</em>."),
        # Nothing of a word that is mostly something else.
        ("Great <em>land</em> here", {"land": "terra"}, "A grande Inglaterra"),
    ],
)
def test_a_tag_never_comes_back_inside_a_word(text, said, expected):
    whole = expected.replace("<em>", "").replace("</em>", "")
    plain = text.replace("<em>", "").replace("</em>", "")
    result = through(text, lambda words: {plain: whole, **said}.get(words, words))
    if "<em>" in expected:
        assert result == expected
    assert "<em>" in result and not _splits(result)


@pytest.mark.parametrize(
    ("target", "words", "expected"),
    [
        ("zh-hans", "病毒", "在<em>病毒</em>中"),
        ("ja", "ウイルス", "その<em>ウイルス</em>は"),
        ("ja", "Orvane", "<em>Orvane</em>社は"),
        ("ko", "항구", "함께 <em>항구가</em> 닫힌"),
        ("ko", "항구", "바다와 지금 하국 <em>항구</em>"),  # the same first letters are not the same syllables
        ("sa", "रामायणम्", "अद्य <em>रामायणम्</em> अस्ति"),
        ("sa", "पुस्तक", "अद्य <em>पुस्तकानि</em> सन्ति"),
    ],
)
def test_words_of_other_scripts_are_whole_where_they_have_borders(target, words, expected):
    whole = expected.replace("<em>", "").replace("</em>", "")
    change = {"Now the thing is": whole, "the thing": words}.__getitem__
    assert through("Now <em>the thing</em> is", change, "en", target) == expected


def _splits(text: str) -> bool:
    """Tell whether a tag stands between two letters."""
    for tag in ("<em>", "</em>"):
        before, _, after = text.partition(tag)
        if before[-1:].isalnum() and after[:1].isalnum():
            return True
    return False
