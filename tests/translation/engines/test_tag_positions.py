"""Where tags come back: around whole words, in their own sentence, and told where that is a guess."""

from __future__ import annotations

import re

import pytest

from tests.translation.engines.tagging import through, told


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We <a>turned down<br>the bid</a>", "Rejeitamos<a><br>a oferta</a>"),
        ("We <a>gave up. The bid</a> failed.", "Rejeitamos. <a>A oferta</a> falhou."),
        ("He had <a>given up <code>vi</code></a> then", "Largou <a><code>vi</code></a>"),
    ],
)
def test_a_tag_around_half_of_its_words_is_told(text, expected):
    said = {"We turned down": "Rejeitamos", "the bid": "a oferta", "We gave up.": "Rejeitamos.", "The bid": "A oferta"}
    said |= {"The bid failed.": "A oferta falhou.", "He had given up QX7 then": "Largou QX7"}
    result, remarks = told(text, lambda words: said.get(words, "xyzw"))
    assert result == expected
    assert len(remarks) == 1 and "may stand at the wrong words" in remarks[0]


@pytest.mark.parametrize(
    "text",
    ["See <a><code>vi</code></a> then", "See <a>“<code>vi</code>”</a> then", "He left. <a>It rained. It poured.</a>"],
)
def test_a_tag_around_all_of_its_words_is_not(text):
    result, remarks = told(text, str.upper)
    assert (result, remarks) == (re.sub(r">[^<]*|^[^<]*", lambda match: match[0].upper(), text).replace("VI", "vi"), [])


def test_a_guess_stays_in_its_own_sentence():
    said = {"They made off.": "Eles saíram.", "One two three four five six.": "Um dois três quatro cinco seis."}
    text = "They <a>made off</a>. One two three four five six."
    result, remarks = told(text, lambda words: said.get(words, "xyzw"))
    assert result == "<a>Eles saíram</a>. Um dois três quatro cinco seis." and len(remarks) == 1
    text = "One two three four five six. <a>They made</a> off."
    result, _ = told(text, lambda words: said.get(words, "xyzw"))
    assert result == "Um dois três quatro cinco seis. <a>Eles</a> saíram."


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("The CO<sub>2</sub> fell by 2", "Em 2 caiu o CO2", "Em 2 caiu o CO<sub>2</sub>"),
        ("Has 90 m<sup>2</sup> now", "Tem 90 m2 agora", "Tem 90 m<sup>2</sup> agora"),
        ("C<sub>6</sub>H<sub>6</sub> and CH<sub>4</sub>", "CH4 e C6H6", "CH<sub>4</sub> e C<sub>6</sub>H<sub>6</sub>"),
        ("CO<sub>2</sub> is CO<sub>2</sub>", "CO2 igual a CO2", "CO<sub>2</sub> igual a CO<sub>2</sub>"),
        ("A <em>foot</em>ball fan", "Um fã de football", "Um fã de <em>foot</em>ball"),
    ],
)
def test_a_part_of_a_word_is_found_in_that_word(text, said, expected):
    plain = re.sub("<[^>]*>", "", text)
    assert told(text, lambda words: {plain: said}.get(words, words)) == (expected, [])


def test_a_part_of_a_word_that_is_gone_is_told():
    said = {"The CO2 fell": "O gás caiu", "2": "dois"}
    result, remarks = told("The CO<sub>2</sub> fell", said.__getitem__)
    assert "<sub>" in result and len(remarks) == 1
