"""What findings say: the templates of all checks, and their English. Pure. translation.wording: in other languages."""

from __future__ import annotations

from newsroom.messages import Message, merged, render
from translation.checks import registry
from translation.checks.parse import footnotes
from translation.checks.rules.article import across, consistency, names, source, source_article, terms
from translation.checks.rules.facts import (
    dayparts,
    facts_in_words,
    identifiers,
    measures,
    money,
    months,
    numbers,
    opposites,
    rankings,
    signs,
    versions,
    weekdays,
)
from translation.checks.rules.text import (
    endings,
    field_lengths,
    language,
    leftovers,
    lengths,
    markup,
    no_words,
    placeholders,
    punctuation,
    repetition,
    safety,
    sentence_marks,
    text,
    typography,
    untranslated,
)

# A module that makes messages is listed here.
SOURCES = (
    *(across, consistency, names, source, source_article, terms),
    *(dayparts, facts_in_words, identifiers, measures, money, months),
    *(numbers, opposites, rankings, signs, versions, weekdays, footnotes),
    *(endings, field_lengths, language, leftovers, lengths, markup, no_words, placeholders),
    *(punctuation, repetition, safety, sentence_marks, text, typography, untranslated),
    registry,
)
CATALOGUE = merged(module.MESSAGES for module in SOURCES)


def english(message: Message) -> str:
    """Return what a finding says, in English."""
    return render(message, CATALOGUE)
