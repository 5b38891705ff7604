"""Placeholders: parts of a text that a program fills in, %(name)s, {0}, {{ name }}, ${name}, %s. They must stay.

Articles rarely have any, but the newsroom's own labels, alerts and code samples do, and engines like to translate them.
"""

from __future__ import annotations

import re

from articles.body.plain import Plain, Span, plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair

MESSAGES = {
    "placeholders.missing": N_("The placeholder %(text)s is missing."),
    "placeholders.changed": N_("The placeholder %(source)s has become %(target)s."),
    "placeholders.added": N_("The placeholder %(text)s is not in the source."),
}

# Python, C and gettext; Django and Jinja; JavaScript and shell; str.format. "%i" behind a digit is German "100%ig",
# and "% s" with a blank is a per cent sign before a word.
_PLACEHOLDER = re.compile(
    r"\{\{\s*[\w.|:\"' ]+?\s*\}\}|\{%-?\s*[\w.\"' ]+?\s*-?%\}|%\([\w ]+\)[-+0#]*\d*(?:\.\d+)?[sdifrx]|\$\{\w+\}"
    r"|\{\w*(?:[.\[]\w+\]?)*(?:![rsa])?(?::[^{}\s]{0,12})?\}|(?<![\d\w%])%(?:\d+\$)?(?:\.\d+)?[sdif](?!\w)"
)
# The same with blanks and full-width marks let in, as engines leave them; for the message and for the fix.
_BROKEN = re.compile(
    r"[%％]\s*[(（]\s*([^()（）{}]{1,40}?)\s*[)）]\s*[sdifrxДдс]?|(?:[$＄]\s?)?[{｛]{1,2}\s*([^{}｛｝]{0,40}?)\s*[}｝]{1,2}|[%％]\s+[sdif](?!\w)"
)


def placeholders(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find placeholders that were lost, changed or added. Critical: the page would show the wrong thing, or none."""
    if not any(mark in source or mark in target for mark in ("{", "%")):
        return []
    before, after = plain(source), plain(target)
    theirs, ours = _found(before), _found(after)
    lost, added = _more(theirs, ours), _more(ours, theirs)
    broken = [match for match in _BROKEN.finditer(after.text) if match[0] not in theirs]
    fix = _fixed(target, after, lost, broken)
    wrong = tuple(after.span(*match.span()) for match in broken)
    findings = []
    for token in lost:
        says = say("placeholders.missing", text=token)
        if len(broken) == 1:
            says = say("placeholders.changed", source=token, target=broken[0][0].strip())
        findings.append(Finding("placeholders", "critical", says, theirs[token], wrong, fix))
    if lost:
        return findings
    for token in added:
        says = say("placeholders.added", text=token)
        findings.append(Finding("placeholders", "critical", says, target_spans=ours[token]))
    return findings


def _found(text: Plain) -> dict[str, tuple[Span, ...]]:
    """Return the placeholders of a text, each with where it stands."""
    found: dict[str, list[Span]] = {}
    for match in _PLACEHOLDER.finditer(text.text):
        found.setdefault(match[0], []).append(text.span(*match.span()))
    return {token: tuple(spans) for token, spans in found.items()}


def _more(these: dict[str, tuple[Span, ...]], those: dict[str, tuple[Span, ...]]) -> dict[str, int]:
    """Return which placeholders stand more often among these than among those, and how many times more."""
    counts = {token: len(spans) - len(those.get(token, ())) for token, spans in these.items()}
    return {token: count for token, count in counts.items() if count > 0}


def _fixed(target: str, after: Plain, lost: dict[str, int], broken: list[re.Match[str]]) -> str | None:
    """Return the target with its one broken placeholder put right; None where more than one could be meant."""
    if sum(lost.values()) != 1 or len(broken) != 1:
        return None
    start, end = after.span(*broken[0].span())
    (token,) = lost
    return f"{target[:start]}{token}{target[end:]}"
