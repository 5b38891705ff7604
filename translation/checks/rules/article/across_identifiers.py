"""Identifiers across languages: product names, versions, codes and addresses that one version spells otherwise."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from articles.body.plain import plain
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.numbers.notation import COMMA, swapped
from translation.checks.rules.article.across import (
    MOST,
    NEARLY_ALL,
    Version,
    disagrees,
    versions_of,
)
from translation.checks.rules.facts.identifiers import identifiers, spans

# 1.5V: volts in most texts, but a name where languages that write a comma keep the point.
_MEASURE_LIKE = re.compile(r"(?<![\w.,-])\d+\.\d+[A-Z][A-Za-z]?(?![\w.,]*\d)", re.A)
# So many of the languages with a decimal comma must keep the point.
_FEWEST_WITH_COMMA = 3


def across_identifiers(source: str, versions: Mapping[str, str], source_language: str) -> dict[str, list[Finding]]:
    """Find an identifier that most of the versions have, character for character, and one has not."""
    texts = versions_of(versions)
    found: dict[str, list[Finding]] = {}
    if not texts:
        return found
    counts = Counter(token for version in texts for token in _tokens(version.text))
    # Where no space follows an address, only the source tells where it ends.
    usual = {token for token, count in counts.items() if count > MOST * (len(texts) - 1)}
    for token in sorted(usual | _tokens(plain(source).text)):
        if sum(token in version.text for version in texts) > MOST * (len(texts) - 1):
            _compare(found, token, texts, versions, source_language)
    _compare_names_like_measures(found, texts)
    return found


def _tokens(text: str) -> set[str]:
    return {text[start:end] for start, end in spans(text)}


def _compare(
    found: dict[str, list[Finding]],
    token: str,
    texts: Sequence[Version],
    versions: Mapping[str, str],
    source_language: str,
) -> None:
    """Add a finding for each version in which the token is missing or has become another; minor remarks are left."""
    written = html.escape(token, quote=False)
    lacking: dict[str, Finding] = {}
    agree = len(texts)
    for version in texts:
        pair = Pair(source_language, version.language)
        if remarks := identifiers(written, versions[version.language], pair):
            agree -= 1
            if remarks[0].severity != "minor":
                lacking[version.language] = remarks[0]
    for version in texts:
        if version.language not in lacking or agree <= MOST * (len(texts) - 1):
            continue
        spots = lacking[version.language].target_spans
        if not spots and agree < NEARLY_ALL * (len(texts) - 1):
            continue
        own = versions[version.language][slice(*spots[0])] if spots else None
        nearly_all = agree >= NEARLY_ALL * (len(texts) - 1)
        severity: Severity = "critical" if own and nearly_all and _apart(own) != _apart(token) else "major"
        says = disagrees(agree, version.language, len(texts), token, own)
        found.setdefault(version.language, []).append(Finding("across_identifiers", severity, says, target_spans=spots))


def _apart(token: str) -> str:
    """Return a token as it is without its hyphens and spaces: A1 GP for A1GP misleads nobody."""
    return re.sub(r"[\s-]", "", html.unescape(token))


def _compare_names_like_measures(found: dict[str, list[Finding]], texts: Sequence[Version]) -> None:
    """Add a finding where one version writes 1,5V and most others, those with a decimal comma among them, 1.5V."""
    tokens = Counter(token for version in texts for token in set(_MEASURE_LIKE.findall(version.text)))
    for token, count in tokens.items():
        other = re.compile(rf"(?<![\w.,]){re.escape(swapped(token))}(?!\w)", re.A)
        for version in texts:
            spot = other.search(version.text)
            keep = [one for one in texts if one.language in COMMA and token in one.text]
            comma = sum(one.language in COMMA for one in texts)
            enough = count >= NEARLY_ALL * (len(texts) - 1) and 2 * len(keep) > comma
            if spot and enough and len(keep) >= _FEWEST_WITH_COMMA:
                says = disagrees(count, version.language, len(texts), token, spot[0])
                spans_ = (version.plain.span(*spot.span()),)
                found.setdefault(version.language, []).append(
                    Finding("across_identifiers", "major", says, target_spans=spans_)
                )
