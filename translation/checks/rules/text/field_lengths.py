"""Fields with a limit: the headline, the kicker, the search description. Pure."""

from __future__ import annotations

from articles.body.document import HELD, LONGEST, as_plain
from articles.body.plain import plain
from translation.checks.base import Finding

_NAMES = {"kicker": "kicker", "headline": "headline", "seo_description": "search description"}


def field_length(kind: str, target: str) -> list[Finding]:
    """Find a headline, kicker or search description longer than its field. Critical if no page can be made of it.

    kind: the segment's. Counted as it is stored: without markup, a reference as one character.
    """
    if kind not in LONGEST or (count := len(as_plain(target))) <= LONGEST[kind]:
        return []
    text = plain(target)
    rest = (text.span(min(LONGEST[kind], len(text.text)), len(text.text)),)
    message = f"The {_NAMES[kind]} has {count} characters; {LONGEST[kind]} are the most"
    if count <= HELD[kind]:
        return [Finding("field_length", "major", f"{message}: shorten it.", (), rest)]
    return [
        Finding(
            "field_length", "critical", f"{message}, and no page holds more than {HELD[kind]}: shorten it.", (), rest
        )
    ]
