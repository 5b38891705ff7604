"""Lengths: what a text weighs, and whether a translation weighs what translations of this pair do.

The table beside this file is learned from parallel texts (bench/learn_lengths.py): what a letter of each script weighs
in letters of English, and for each language how heavy translations are beside their English and how far they stray.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from articles.body.plain import KEPT, plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Row, Severity, TermRule

MESSAGES = {
    "length.far_too_short": N_("The text is far too short: about %(percent)d%% of the expected length."),
    "length.too_short": N_("The text is too short: about %(percent)d%% of the expected length."),
    "length.too_long": N_("The text is too long: about %(times)s times the expected length."),
    "short_items.short": N_("This text is short: about %(percent)d%% of the expected length."),
}

_TABLE = json.loads(Path(__file__).with_name("lengths.json").read_text(encoding="utf-8"))
_SCRIPTS: dict[str, float] = _TABLE["scripts"]
_LANGUAGES: dict[str, dict[str, float]] = _TABLE["languages"]
_NO_LETTERS = re.compile(r"[\W_]+")
_CLASSES = {
    "han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]"),
    "kana": re.compile("[\u3041-\u3096\u30a1-\u30faー]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
}
# The texts of the table weigh about so much; shorter ones stray further.
TYPICAL = 100
# Below this weight of the source a length says nothing: "Yes." and its translations differ threefold.
_LEAST = 12
# How many spreads make a finding: rare on people's translations (docs/reference/checks/length.md).
_MAJOR = 4.5
_LOST = 0.25
_SHORT_ITEM = 0.5
# Kinds of text where editors miss a loss, because nothing around them tells.
_ITEMS = frozenset({"item", "caption", "heading", "alt", "cell", "headline", "kicker"})


@lru_cache(maxsize=KEPT)
def weight(text: str) -> float:
    """Return how long a plain text is, in letters of English; blanks and marks weigh nothing."""
    total = float(len(_NO_LETTERS.sub("", text)))
    if text.isascii():
        return total
    for name, pattern in _CLASSES.items():
        total += (_SCRIPTS[name] - 1) * len(pattern.findall(text))
    return total


def ratio(before: str, after: str, pair: Pair) -> float:
    """Return a plain text's weight over the one expected of its source; 1.0 is as usual, also for an empty source."""
    expected = weight(before) * math.exp(_LANGUAGES[pair.target]["mean"] - _LANGUAGES[pair.source]["mean"])
    return weight(after) / expected if expected else 1.0


def bounds(source_weight: float, pair: Pair) -> tuple[float, float]:
    """Return the least and the greatest ratio that is usual for a source of this weight.

    A pair without English is composed of its halves: their spreads add up as those of independent errors do.
    """
    variance = 0.0
    for code in {pair.source, pair.target}:
        spread = _LANGUAGES[code]
        variance += spread["own"] + spread["short"] * TYPICAL / max(source_weight, 1.0)
    reach = _MAJOR * math.sqrt(variance)
    return math.exp(-reach), math.exp(reach)


def length(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target much shorter or longer than translations are. Major; critical if three quarters are gone."""
    before, after = plain(source).text, plain(target).text
    heavy = weight(before)
    if heavy < _LEAST or not weight(after):
        return []
    found = ratio(before, after, pair)
    least, most = bounds(heavy, pair)
    if found < least:
        severity: Severity = "critical" if found < _LOST and heavy >= TYPICAL else "major"
        code = "length.far_too_short" if found < _LOST else "length.too_short"
        return [Finding("length", severity, say(code, percent=round(100 * found)))]
    if found > most:
        return [Finding("length", "major", say("length.too_long", times=round(found, 1)))]
    return []


def short_items(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find list items, captions and the like that lost most of their words, though `length` bears it. Minor."""
    found: dict[str, list[Finding]] = {}
    for row in rows:
        before, after = plain(row.source).text, plain(row.target).text
        heavy = weight(before)
        if row.kind not in _ITEMS or heavy < _LEAST or not weight(after):
            continue
        part = ratio(before, after, pair)
        if bounds(heavy, pair)[0] <= part < _SHORT_ITEM:
            says = say("short_items.short", percent=round(100 * part))
            found[row.key] = [Finding("short_items", "minor", says)]
    return found
