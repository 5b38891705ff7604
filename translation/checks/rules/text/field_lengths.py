"""Fields with a limit: the headline, the kicker, the search description. Pure."""

from __future__ import annotations

from articles.body.document import HELD, LONGEST, as_plain
from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding

MESSAGES = {
    "field_length.too_long": N_("The %(field)s has %(count)d characters; the limit is %(limit)d. Shorten it."),
    "field_length.no_page": N_(
        "The %(field)s has %(count)d characters; the limit is %(limit)d, and no page holds more than %(most)d. "
        "Shorten it."
    ),
    "field:kicker": N_("kicker"),
    "field:headline": N_("headline"),
    "field:seo_description": N_("search description"),
}


def field_length(kind: str, target: str) -> list[Finding]:
    """Find a headline, kicker or search description longer than its field. Critical if no page can be made of it.

    kind: the segment's. Counted as it is stored: without markup, a reference as one character.
    """
    if kind not in LONGEST or (count := len(as_plain(target))) <= LONGEST[kind]:
        return []
    text = plain(target)
    rest = (text.span(min(LONGEST[kind], len(text.text)), len(text.text)),)
    limit, most = LONGEST[kind], HELD[kind]
    if count <= most:
        says = say("field_length.too_long", field=kind, count=count, limit=limit)
        return [Finding("field_length", "major", says, (), rest)]
    says = say("field_length.no_page", field=kind, count=count, limit=limit, most=most)
    return [Finding("field_length", "critical", says, (), rest)]
