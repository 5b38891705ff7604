"""One place in a ranking that goes to two things: "the second-largest startup after Orvik" here, "the second-largest
harbour after Orvik" there, are often one claim, once misread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding

MESSAGES = {
    "same_ranking.other": N_(
        "“%(text)s” after %(name)s is “%(other)s” elsewhere in this article. Is it the same ranking?"
    ),
}

_WORD = r"[^\W\d_][\w'’-]*"
_THING = rf"(?P<thing>{_WORD}(?:\s+{_WORD})?)"
_NAME = r"(?P<name>[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ][\w.'’-]*)"
_GERMAN = r"(?P<rank>(?:zweit|dritt|viert|fünft)\w*(?:ste|ßte)[nrsm]?)"
_ENGLISH = r"(?P<rank>(?:second|third|fourth|fifth)[\s-](?:most\s+\w+|\w+est))"
_ENDING = re.compile(r"(?<=\w{4})(?:e[nrsm]?|[oai]s?|s)$")
# By language: the rank, the thing ranked, and whom it comes after; German says it the other way round as well.
_RANKINGS = {
    "de": (
        rf"\b{_GERMAN}\s+{_THING}\s+(?:nach|hinter)\s+{_NAME}",
        rf"\b(?:[Nn]ach|[Hh]inter)\s+{_NAME}\s+d(?:er|ie|as|en|em)\s+{_GERMAN}\s+(?P<thing>{_WORD})",
    ),
    "en": (rf"\b{_ENGLISH}\s+{_THING}\s+(?:after|behind)\s+{_NAME}",),
    "fr": (rf"\b(?P<rank>(?:deuxième|troisième)\s+plus\s+\w+)\s+{_THING}\s+(?:après|derrière)\s+{_NAME}",),
    "es": (rf"\b(?P<rank>(?:segund|tercer|cuart)[oa]?)\s+{_THING}\s+(?:después\s+de|tras)\s+{_NAME}",),
    "it": (rf"\b(?P<rank>(?:second|terz|quart)[oa])\s+{_THING}\s+(?:dopo|dietro)\s+{_NAME}",),
    "pt": (rf"\b(?P<rank>(?:segund|terceir|quart)[oa])\s+{_THING}\s+(?:depois|atrás)\s+d[eoa]\s+{_NAME}",),
}


def same_ranking(texts: Mapping[str, str], language: str) -> dict[str, list[Finding]]:
    """Find one place in a ranking that goes to different things within an article. Minor: both may be meant."""
    claims: dict[tuple[str, ...], list[tuple[str, tuple[int, int], str, frozenset[str]]]] = {}
    for key, text in texts.items():
        read = plain(text)
        for pattern in _RANKINGS.get(language, ()):
            for match in re.finditer(pattern, read.text):
                start, end = match.start("rank"), match.end("thing")
                claim = (match["name"].rstrip("."), *sorted(_stems(match["rank"].replace("-", " "))))
                said = (key, read.span(start, end), read.text[start:end], _stems(match["thing"]))
                claims.setdefault(claim, []).append(said)
    found: dict[str, list[Finding]] = {}
    for (name, *_rank), lines in claims.items():
        for key, span, words, things in lines:
            other = next((line[2] for line in lines if not line[3] & things), None)
            if other:
                says = say("same_ranking.other", text=words, name=name, other=other)
                found.setdefault(key, []).append(Finding("same_ranking", "minor", says, target_spans=(span,)))
    return found


def _stems(words: str) -> frozenset[str]:
    """Return words without their endings: höchste, höchsten, höchster are one rank."""
    return frozenset(_ENDING.sub("", word.lower()) for word in words.split())
