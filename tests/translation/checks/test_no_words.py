"""A target without a word for a source with words, in every language; figures that say the whole source are right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.languages import DEFAULT_CODES
from newsroom.languages.letters import has_letter
from translation.checks import registry
from translation.checks.base import Pair
from translation.checks.parse.figures_only import figures_only, units_only
from translation.checks.wording import english

SOURCES = {
    "zh-hans": "春天，港口重新开放。",
    "ko": "봄에 항구가 다시 열렸다.",
    "ru": "Весной гавань снова открылась.",
    "en": "In spring the harbour reopened.",
    "fr": "Au printemps, le port a rouvert.",
    "id": "Pada musim semi pelabuhan dibuka kembali.",
    "sa": "वसन्ते नौकाश्रयः पुनः उद्घाटितः।",
    "ja": "春に港が再開した。",
    "de": "Im Frühling öffnete der Hafen wieder.",
    "pt": "Na primavera, o porto reabriu.",
    "el": "Την άνοιξη το λιμάνι άνοιξε ξανά.",
    "es": "En primavera el puerto reabrió.",
    "it": "In primavera il porto ha riaperto.",
    "fi": "Keväällä satama avattiin uudelleen.",
    "la": "Vere portus iterum apertus est.",
    "ar": "في الربيع أعيد فتح الميناء.",
}
MARKS = """
    . … ... ??? ! 。 、 । ॥ ؟ ، — – - * *** "" “” «» 「」 () / # 👍 🇫🇮 → ★ ♪ © € % № § + = ~ | ¿? · • ー 々 ʻ º
    2019 ２０１９ २०१९ ٢٠١٩ 1,200.50 ½ ² ① 3-1 12/05/2024 5% <strong>.</strong> <em>2019</em> &hellip; &#46;
""".split()  # noqa: SIM905
MARKS += ["&mdash;", "<br>…", "5\u00a0%", "\u0301", "\u0301\u0302", "\u093f", "\u3099", ". . .", "— —"]
BLANKS = "&nbsp; &#160; <br> <br><br> <strong></strong> &zwj; <em>\u200d</em>".split()  # noqa: SIM905
BLANKS += [
    "\u00a0",
    "\u200b",
    "\u200c\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u3000",
    "\u115f",
    "\u3164",
    "\uffa0",
    "\u200e",
]


def checks_of(source: str, target: str, pair: Pair) -> list[tuple[str, str]]:
    return [(finding.check, finding.severity) for finding in registry.run(source, target, pair)]


@pytest.mark.parametrize("language", SOURCES)
def test_a_mark_or_figure_for_words_is_critical(language):
    source = language if language in DEFAULT_CODES else "en"
    for target in MARKS:
        for to in DEFAULT_CODES:
            if to != source:
                found = checks_of(SOURCES[language], target, Pair(source, to))
                assert found == [("no_words", "critical")], (target, to)


@pytest.mark.parametrize("language", SOURCES)
def test_what_nobody_sees_is_empty(language):
    source = language if language in DEFAULT_CODES else "en"
    for target in BLANKS:
        found = checks_of(SOURCES[language], target, Pair(source, "de" if source != "de" else "ja"))
        assert found == [("empty", "critical")], target


@pytest.mark.parametrize("source", ["OK", "Harbour", "May I?", "Five sailors", "Twelve", "N/A", "Page 3"])
def test_short_texts_too(source):
    for target in (".", "👍"):
        assert checks_of(source, target, Pair("en", "de")) == [("no_words", "critical")]


RIGHT = [
    ("en", "5 %", "de", "5 %"),
    ("en", "Yes!", "zh-hans", "是！"),
    ("en", "—", "ja", "…"),
    ("en", "2019", "ko", "2019년"),
    ("en", "five per cent", "de", "5 %"),
    ("en", "Per cent", "ko", "%"),
    ("en", "Euro", "de", "€"),
    ("en", "August 13, 2024", "fi", "13.8.2024"),
    ("en", "Mon 12 Aug", "de", "12.8."),
    ("en", "twenty-four", "de", "24"),
    ("en", "5 dollars", "fr", "5 $"),
    ("en", "2:30 pm", "de", "14:30"),
    ("en", "5th", "de", "5."),
    ("en", "Second", "de", "2."),
    ("en", "XII", "zh-hans", "12"),
    ("en", "A half", "de", "½"),
    ("en", "two thirds", "de", "2/3"),
    ("en", "10 million", "zh-hans", "10,000,000"),
    ("en", "N/A", "de", "—"),
    ("en", "No. 5", "ru", "№ 5"),
    ("zh-hans", "3万人", "en", "30,000"),
    ("zh-hans", "三", "en", "3"),
    ("ja", "二〇二四年八月十三日", "en", "2024/8/13"),
    ("ko", "8월 13일", "de", "13.8."),
    ("ko", "삼십", "en", "30"),
    ("ko", "퍼센트", "en", "%"),
    ("de", "siebenunddreißig", "en", "37"),
    ("de", "50 Prozent", "en", "50%"),
    ("fr", "vingtième", "de", "20."),
    ("fr", "quatre-vingt-dix-sept", "en", "97"),
    ("ru", "двадцать пятый", "en", "25"),
    ("ru", "13 августа 2024 г.", "en", "13/8/2024"),
    ("el", "πέντε τοις εκατό", "en", "5%"),
    ("es", "13 de agosto de 2024", "de", "13.8.2024"),
    ("pt", "vinte e cinco por cento", "en", "25%"),
    ("it", "ventunesimo", "de", "21."),
    ("id", "dua puluh lima", "en", "25"),
    ("fi", "kaksikymmentäviisi", "en", "25"),
    ("la", "viginti", "en", "20"),
    ("sa", "पञ्चाशत्", "en", "50"),
    ("sa", "५० प्रतिशतम्", "en", "50%"),
]


@pytest.mark.parametrize(("one", "source", "other", "target"), RIGHT)
def test_figures_that_say_the_whole_source_are_no_fault(one, source, other, target):
    assert "no_words" not in [check for check, _severity in checks_of(source, target, Pair(one, other))]


WRONG = [
    ("en", "five per cent", "de", "%"),
    ("en", "Metre", "de", "5"),
    ("en", "Money", "de", "$"),
    ("en", "Second chance", "de", "2."),
    ("en", "The hours of the clock", "de", "5"),
    ("zh-hans", "2019年改革", "en", "2019"),
    ("ko", "2019년 개혁", "en", "2019"),
    ("zh-hans", "18世纪的港口被两个邻国包围。", "en", "18"),
    ("ja", "18世紀末には港が両国の間にあった。", "en", "18"),
    ("ru", "Реформа 2019 года", "en", "2019"),
    ("fi", "Prosentti", "de", "."),
]


@pytest.mark.parametrize(("one", "source", "other", "target"), WRONG)
def test_figures_that_say_a_part_are_one(one, source, other, target):
    assert checks_of(source, target, Pair(one, other)) == [("no_words", "critical")]


def test_the_finding_shows_and_marks_what_stands_there():
    (finding,) = registry.run("Yes", "<em>…</em>", Pair("en", "de"))
    assert "“…”" in english(finding.message) and finding.target_spans == ((4, 5),)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=40), language=st.sampled_from(DEFAULT_CODES))
def test_no_text_breaks_the_reading_of_figures(text, language):
    assert not (figures_only(text, language) and units_only(text, language)) or not has_letter(text)
