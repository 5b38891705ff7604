"""The checks, in the order in which their findings are shown. A new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from newsroom.messages import N_, say
from newsroom.unforeseen import Fault, attempt
from translation.checks.base import Finding, Pair, Row, TermRule
from translation.checks.rules.article.across_identifiers import across_identifiers
from translation.checks.rules.article.across_names import across_names
from translation.checks.rules.article.across_numbers import across_numbers
from translation.checks.rules.article.consistency import headline_facts, same_source
from translation.checks.rules.article.names import proper_names
from translation.checks.rules.article.source import (
    glued_words,
    source_ending,
    source_quotes,
    source_repetition,
    stray_word,
)
from translation.checks.rules.article.source_article import glued_names, mixed_marks, sentences_repeated
from translation.checks.rules.article.terms import one_term, terms
from translation.checks.rules.facts.identifiers import identifiers
from translation.checks.rules.facts.measures import measures
from translation.checks.rules.facts.money import money
from translation.checks.rules.facts.numbers import numbers
from translation.checks.rules.facts.opposites import opposites
from translation.checks.rules.facts.rankings import same_ranking
from translation.checks.rules.text.endings import (
    cut_short,
    end_mark,
    sentence_count,
    stray_sentence,
)
from translation.checks.rules.text.field_lengths import field_length
from translation.checks.rules.text.language import language, same_as_source, whole_language
from translation.checks.rules.text.leftovers import leftovers
from translation.checks.rules.text.lengths import length, short_items
from translation.checks.rules.text.markup import (
    code,
    link_texts,
    links,
    tag_spaces,
    tags,
)
from translation.checks.rules.text.no_words import no_words
from translation.checks.rules.text.placeholders import placeholders
from translation.checks.rules.text.punctuation import brackets, quotes
from translation.checks.rules.text.repetition import doubled_words, loops, sentence_twice
from translation.checks.rules.text.safety import (
    foreign_html,
    garbled,
    hidden_characters,
    masked_words,
)
from translation.checks.rules.text.sentence_marks import sentence_marks
from translation.checks.rules.text.text import empty
from translation.checks.rules.text.typography import ellipsis_marks, quote_marks, spaces
from translation.checks.rules.text.untranslated import script, untranslated
from translation.checks.words.number_words import SCALES
from translation.localize import by_rule

MESSAGES = {
    "registry.failed": N_("The check %(check)s failed (%(error)s). Read this text yourself."),
}

C = TypeVar("C", bound=Callable[..., Any])
Check = Callable[[str, str, Pair], list[Finding]]
FieldCheck = Callable[[str, str], list[Finding]]
SourceCheck = Callable[[str, str], list[Finding]]
SourceArticleCheck = Callable[[Mapping[str, str], str], dict[str, list[Finding]]]
ArticleCheck = Callable[[Sequence[Row], Pair, Sequence[TermRule]], dict[str, list[Finding]]]
AcrossCheck = Callable[[str, Mapping[str, str], str], dict[str, list[Finding]]]

CHECKS: tuple[Check, ...] = (
    empty,
    no_words,
    same_as_source,
    language,
    script,
    untranslated,
    length,
    cut_short,
    sentence_count,
    stray_sentence,
    end_mark,
    loops,
    doubled_words,
    sentence_twice,
    numbers,
    money,
    measures,
    identifiers,
    proper_names,
    opposites,
    tags,
    links,
    link_texts,
    code,
    placeholders,
    tag_spaces,
    quotes,
    brackets,
    foreign_html,
    hidden_characters,
    garbled,
    leftovers,
    masked_words,
    quote_marks,
    spaces,
    sentence_marks,
    ellipsis_marks,
)
# These need Unicode, HTML and newsroom.languages alone. The others need words of both languages: where one has no
# tables, they are not run, because they would guess.
NEED_NO_WORDS: frozenset[str] = frozenset(
    check.__name__
    for check in (
        *(empty, no_words, same_as_source, loops, identifiers, tags, links, link_texts, code, placeholders, tag_spaces),
        *(foreign_html, hidden_characters, garbled, masked_words, quote_marks),
        *(terms, one_term, same_source, across_identifiers),
    )
)
# On one segment's target, by the field that it stands in.
FIELD_CHECKS: tuple[FieldCheck, ...] = (field_length,)
# On a text that nobody has translated yet.
SOURCE_CHECKS: tuple[SourceCheck, ...] = (source_ending, source_quotes, stray_word, glued_words, source_repetition)
# On all texts of an article that nobody has translated yet.
SOURCE_ARTICLE_CHECKS: tuple[SourceArticleCheck, ...] = (
    mixed_marks,
    glued_names,
    sentences_repeated,
    same_ranking,
)
# On all segments of one version.
ARTICLE_CHECKS: tuple[ArticleCheck, ...] = (whole_language, short_items, terms, one_term, same_source, headline_facts)
# On one segment in all its languages.
ACROSS_CHECKS: tuple[AcrossCheck, ...] = (across_numbers, across_identifiers, across_names)
# Counted up whenever a check finds something else than before, so that stored findings can be told from current ones.
CHECKS_VERSION = 12


def run(source: str, target: str, pair: Pair, only: Collection[str] | None = None) -> list[Finding]:
    """Run the checks (all, or those named by function name in `only`) on inline HTML texts; return their findings.

    A target that is empty or has no word is one finding, not one for every number and tag that it lacks. What a rule
    makes of a text without letters is right.
    """
    if target == by_rule(source, pair.source, pair.target):
        return []
    if only is None:
        nothing = _found(empty, source, target, pair) or _found(no_words, source, target, pair)
        if any(finding.severity == "critical" for finding in nothing):
            return nothing
    wanted = [check for check in CHECKS if only is None or check.__name__ in only]
    wanted = _able(wanted, pair.source, pair.target)
    return [finding for check in wanted for finding in _found(check, source, target, pair)]


def run_field(kind: str, target: str, only: Collection[str] | None = None) -> list[Finding]:
    """Run the checks of the field that a target (inline HTML) stands in; kind: the segment's."""
    wanted = [check for check in FIELD_CHECKS if only is None or check.__name__ in only]
    return [finding for check in wanted for finding in _found(check, kind, target)]


def run_source(text: str, language: str) -> list[Finding]:
    """Run the source checks on one text (inline HTML) in its own language; spans are in target_spans."""
    return [finding for check in _able(SOURCE_CHECKS, language) for finding in _found(check, text, language)]


def run_source_article(texts: Mapping[str, str], language: str) -> dict[str, list[Finding]]:
    """Run the source checks on every text of an article (inline HTML by segment key) and on all of them together."""
    able = _able(SOURCE_ARTICLE_CHECKS, language)
    together = _merged(_found_in(list(texts), check, texts, language) for check in able)
    found = {}
    for key, text in texts.items():
        # Who knows the whole article says more about the same words.
        known = {finding.target_spans for finding in together.get(key, [])}
        alone = [finding for finding in run_source(text, language) if finding.target_spans not in known]
        if findings := [*alone, *together.get(key, [])]:
            found[key] = findings
    return found


def run_article(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Run the checks that look at all segments of a version; return findings by segment key."""
    keys = [row.key for row in rows]
    able = _able(ARTICLE_CHECKS, pair.source, pair.target)
    return _merged(_found_in(keys, check, rows, pair, terms) for check in able)


def run_across(source: str, versions: Mapping[str, str], source_language: str) -> dict[str, list[Finding]]:
    """Run the checks that compare a segment's versions, by language without the source; return findings by language."""
    versions = {code: text for code, text in versions.items() if has_tables(code)}
    able = _able(ACROSS_CHECKS, source_language)
    found = _merged(_found_in(list(versions), check, source, versions, source_language) for check in able)
    return {code: made for code, made in found.items() if versions[code] != by_rule(source, source_language, code)}


def has_tables(code: str) -> bool:
    """Tell whether the checks know the words of a language: numbers, units, months and the like."""
    return code in SCALES


def _able(checks: Iterable[C], *languages: str) -> list[C]:
    """Return the checks that can judge texts of these languages."""
    known = all(has_tables(code) for code in languages)
    return [check for check in checks if known or check.__name__ in NEED_NO_WORDS]


def names() -> list[str]:
    """Return the names of all checks, in the order in which they are listed, each once."""
    listed = (*CHECKS, *FIELD_CHECKS, *SOURCE_CHECKS, *SOURCE_ARTICLE_CHECKS, *ARTICLE_CHECKS, *ACROSS_CHECKS)
    return list(dict.fromkeys(check.__name__ for check in listed))


def _merged(results: Iterable[dict[str, list[Finding]]]) -> dict[str, list[Finding]]:
    merged: dict[str, list[Finding]] = {}
    for result in results:
        for key, findings in result.items():
            merged.setdefault(key, []).extend(findings)
    return merged


def _found(check: Callable[..., list[Finding]], *texts: Any) -> list[Finding]:
    """Run a check on one text. A check that fails costs neither the text nor the other checks: it is the finding."""
    found = attempt(lambda: check(*texts), f"The check {check.__name__}")
    return [_failed(check, found)] if isinstance(found, Fault) else found


def _found_in(
    places: Sequence[str], check: Callable[..., dict[str, list[Finding]]], *texts: Any
) -> dict[str, list[Finding]]:
    """The same for a check on several texts; if it fails, the first of the places has the finding."""
    found = attempt(lambda: check(*texts), f"The check {check.__name__}")
    if isinstance(found, Fault):
        return {place: [_failed(check, found)] for place in places[:1]}
    return found


def _failed(check: Callable[..., object], fault: Fault) -> Finding:
    return Finding(check.__name__, "major", say("registry.failed", check=check.__name__, error=fault.kind))
