"""Speeches that lost their marks, single marks, inches."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.punctuation import quotes
from translation.checks.wording import english


@pytest.mark.parametrize(
    ("target", "source", "text", "severity"),
    [
        ("fi", "“It cost 3.5 million euros to build this,” he said.", "Se maksoi 3,5 miljoonaa, hän sanoi.", "major"),
        ("ja", "He said: “Yes.”", "彼はそうだと言った。", "major"),
        ("ru", "so-called “camping” areas", "так называемые кемпинги", "minor"),
        ("ko", "a “neighbour” star", "이웃 별", "minor"),
        ("sa", "“We shall open the harbour soon,” she said.", "नौकाश्रयं शीघ्रम् उद्घाटयिष्यामः इति सा अवदत्।", "major"),
        ("ko", "the “old” port", "‘낡은 항구", "critical"),
        ("zh-hans", "the “old” port", "“老’港”", "critical"),
        ("de", "the “old” port", "der ‚alte Hafen", "critical"),
        ("es", "“cosmonaut No. 11”", "cosmonauta n.º 11”", "critical"),
        ("el", "“It was opened on Monday in the harbour.", "Άνοιξε τη Δευτέρα στο λιμάνι.", "minor"),
    ],
)
def test_lost_marks(target, source, text, severity):
    assert [finding.severity for finding in quotes(source, text, Pair("en", target))] == [severity]


@pytest.mark.parametrize(
    ("target", "source", "text"),
    [
        ("de", 'a 3.5" screen', 'ein Bildschirm von 3,5"'),
        ("en", "“Kyllä”", "‘Yes’, and rock ’n’ roll"),
        ("ko", "the “old” port", "‘낡은’ 항구"),
        ("fr", "the ’90s “sound”", "le « son » des années 90"),
        ("ja", "“Yes”", "「はい」"),
    ],
)
def test_marks_in_order(target, source, text):
    assert quotes(source, text, Pair("en", target)) == []


def test_the_message_names_what_was_said():
    (finding,) = quotes("“It is high, very high indeed,” he said.", "हाँ", Pair("en", "sa"))
    assert "It is high" in english(finding.message) and finding.source_spans
