"""The house's words: terms of the glossary, and one rendering of a name throughout an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from articles.body.plain import plain
from newsroom.languages import BY_CODE
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Row, Severity, TermRule
from translation.checks.parse import edits, term_forms
from translation.checks.parse.transliteration import apart, latin
from translation.checks.rules.article.names import names_in

MESSAGES = {
    "terms.missing": N_("The glossary has “%(targets)s” for “%(term)s”."),
    "terms.kept": N_("“%(text)s” must stay as it is; it is not in the translation."),
    "terms.forbidden": N_("“%(text)s” must not be used."),
    "terms.forbidden_instead": N_("“%(text)s” must not be used. Write “%(right)s”."),
    "one_term.other": N_("“%(text)s” is “%(here)s” here and “%(usual)s” elsewhere in the article."),
}

_WORDS = {"Deva": re.compile("[\u0900-\u0963\u0971-\u097f]+"), "Jpan": re.compile("[ァ-ヺー]{2,}")}
_WORD = re.compile(r"[^\W\d_]+")
# Below this two words are renderings of one name; above it a word may be another one by chance.
_SURE = {"Kore": 0.4, "Jpan": 0.4, "Deva": 0.4}
_SURE_ELSE = 0.3
_LONG = 4


def terms(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find glossary terms that are missing, forbidden words that are used, names that should have stayed as they are.

    All major: the house has decided. A forbidden word is put right by one click if the glossary says what to write.
    """
    found: dict[str, list[Finding]] = {}
    if not terms:
        return found
    wanted: dict[str, list[str]] = {}
    for rule in terms:
        if rule.kind == "preferred" and rule.target:
            wanted.setdefault(rule.term, []).append(rule.target)
    for row in rows:
        if row.target and (findings := _row(row, pair, terms, wanted)):
            found[row.key] = findings
    return found


def one_term(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find a name that is spelled in two ways within one article. Minor, major where most of the article disagrees."""
    script = BY_CODE[pair.target].script if pair.target in BY_CODE else "Latn"
    if pair.source == "de" or BY_CODE.get(pair.source, BY_CODE["en"]).script not in ("Latn", "Cyrl", "Grek"):
        return {}
    if script == "Hans":
        return {}
    renderings: dict[str, list[tuple[Row, str]]] = {}
    for row in rows:
        if not row.target:
            continue
        pure = (name for name in names_in(plain(row.source).text) if name.pure)
        for word in {word for name in pure for word in name.words if len(word) > _LONG}:
            if rendering := _rendering(word, plain(row.target).text, script):
                renderings.setdefault(word, []).append((row, rendering))
    found: dict[str, list[Finding]] = {}
    for word, ones in renderings.items():
        for row, rendering, usual, severity in _odd_ones(ones):
            place = plain(row.target).text.find(rendering)
            says = say("one_term.other", text=word, here=rendering, usual=usual)
            spans = (plain(row.target).span(place, place + len(rendering)),)
            found.setdefault(row.key, []).append(Finding("one_term", severity, says, target_spans=spans))
    return found


def _row(row: Row, pair: Pair, terms: Sequence[TermRule], wanted: dict[str, list[str]]) -> list[Finding]:
    before, after = plain(row.source), plain(row.target)
    findings = []
    for term, targets in wanted.items():
        places = term_forms.find(before.text, term, pair.source)
        if places and not any(term_forms.find(after.text, target, pair.target) for target in targets):
            says = say("terms.missing", targets="” / “".join(targets), term=term)
            findings.append(Finding("terms", "major", says, tuple(before.span(*place) for place in places)))
    for rule in terms:
        if rule.kind == "forbidden":
            findings += _forbidden(rule, row, pair, wanted)
        elif rule.kind == "do-not-translate":
            places = term_forms.find(before.text, rule.term, pair.source, exact=True)
            if places and not term_forms.find(after.text, rule.term, pair.target, exact=True):
                says = say("terms.kept", text=rule.term)
                findings.append(Finding("terms", "major", says, tuple(before.span(*place) for place in places)))
    return findings


def _forbidden(rule: TermRule, row: Row, pair: Pair, wanted: dict[str, list[str]]) -> list[Finding]:
    before, after = plain(row.source), plain(row.target)
    word = rule.target or rule.term
    # With a target, the rule forbids one translation of a term; without, a word of the source may not be taken over.
    if rule.term and rule.target and not term_forms.find(before.text, rule.term, pair.source):
        return []
    places = term_forms.find(after.text, word, pair.target)
    right = wanted.get(rule.term, [])
    # A preferred term may have the forbidden word in it: „Hafenbatterie“, not „Batterie“.
    allowed = [place for target in right for place in term_forms.find(after.text, target, pair.target)]
    places = [place for place in places if not any(start <= place[0] and place[1] <= end for start, end in allowed)]
    if not places:
        return []
    fix = None
    if right and all(after.text[start:end] == word for start, end in places):
        fix = edits.apply(row.target, after, [(start, end, right[0]) for start, end in places])
    spans = tuple(after.span(*place) for place in places)
    used = after.text[slice(*places[0])]
    says = say("terms.forbidden", text=used)
    if right:
        says = say("terms.forbidden_instead", text=used, right=right[0])
    return [Finding("terms", "major", says, target_spans=spans, fix=fix)]


def _rendering(name: str, target: str, script: str) -> str:
    """Return the word of the target that a name sounds like; "" if none does clearly."""
    if name in target:
        return name
    spelled = latin(name)
    words = _WORDS.get(script, _WORD).findall(target)
    if script in ("Latn", "Cyrl", "Grek"):
        words = [word for word in words if word[0].isupper()]
    near = sorted((apart(spelled, latin(word)), word) for word in dict.fromkeys(words) if len(word) > 1)
    sure = _SURE.get(script, _SURE_ELSE) * (0.7 if len(name) < 6 else 1)
    if not near or near[0][0] > sure or (len(near) > 1 and near[1][0] <= sure):
        return ""
    return near[0][1]


def _odd_ones(ones: list[tuple[Row, str]]) -> list[tuple[Row, str, str, Severity]]:
    """Return the renderings that differ from the usual one by more than an ending: row, rendering, usual, severity."""
    groups: list[list[tuple[Row, str]]] = []
    for row, rendering in ones:
        for group in groups:
            if _same(group[0][1], rendering):
                group.append((row, rendering))
                break
        else:
            groups.append([(row, rendering)])
    if len(groups) < 2:
        return []
    groups.sort(key=len, reverse=True)
    usual = Counter(rendering for _row, rendering in groups[0]).most_common(1)[0][0]
    severity: Severity = "major" if len(groups[0]) > 1 and len(groups[0]) > len(ones) - len(groups[0]) else "minor"
    return [(row, rendering, usual, severity) for group in groups[1:] for row, rendering in group]


def _same(one: str, other: str) -> bool:
    """Tell whether two words are one name in two cases or with two particles."""
    short, long = sorted((one, other), key=len)
    common = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    stem = len(short) - (1 if "\uac00" <= short[0] <= "\ud7a3" or "\u30a1" <= short[0] <= "\u30ff" else 3)
    return common == len(short) or common >= max(2, stem)
