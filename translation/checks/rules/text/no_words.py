"""A target without a word, where the source has words. Pure."""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.languages.letters import has_letter
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.figures_only import figures_only, units_only

MESSAGES = {
    "no_words.no_words": N_("The translation contains no words: “%(text)s”."),
}

_FIGURE = re.compile("[\\d\u00bc-\u00be\u2150-\u218b]")
_SIGN = re.compile(r"\s*[%‰°℃℉$€£¥₩₽₹]\s*")
# "Not available", which a table shows as a dash.
_NOT_AVAILABLE = re.compile(r"\s*(?:n\s?/\s?[ad]|n\.\s?[ad]\.|k\.\s?A\.|s\s?/\s?[do]|н\s?/\s?д|μ\s?/\s?δ)\s*", re.I)
_DASH = re.compile(r"\s*[-–—―]{1,2}\s*")
_SHOWN = 20  # characters of the target in the message


def no_words(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target without a letter for a source with words. Critical: nothing of it was translated."""
    if not says_nothing(source, target, pair):
        return []
    after = plain(target)
    shown = " ".join(after.text.split())[:_SHOWN]
    return [
        Finding("no_words", "critical", say("no_words.no_words", text=shown), (), (after.span(0, len(after.text)),))
    ]


def says_nothing(source: str, target: str, pair: Pair) -> bool:
    """Tell whether a target (inline HTML) has no letter although its source has words that figures cannot say.

    An engine's answer of this kind is no text.
    """
    after = plain(target).text
    if has_letter(after):
        return False
    before = plain(source).text
    if not has_letter(before):
        return False
    if _DASH.fullmatch(after) and _NOT_AVAILABLE.fullmatch(before):
        return False
    if _SIGN.fullmatch(after):
        return not units_only(before, pair.source)
    return not (_FIGURE.search(after) and figures_only(before, pair.source))
