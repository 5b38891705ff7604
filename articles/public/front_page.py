"""The order of a front page: a lead story, a few beside it, and the rest by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from articles.models import Article, Section
from newsroom.languages import column

SECONDARY = 4
# How many of the newest articles are searched for a lead story with a picture.
LEAD_CANDIDATES = 4


@dataclass
class FrontPage:
    """A front page laid out. groups: (section or None, its articles) in the order of sections."""

    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    groups: list[tuple[Section | None, list[Article]]] = field(default_factory=list)


def lay_out(articles: Sequence[Article]) -> FrontPage:
    """Lay out articles (newest first) as a newspaper's front: the newest with a picture leads, or else the newest."""
    rest = list(articles)
    if not rest:
        return FrontPage()
    lead = next((article for article in rest[:LEAD_CANDIDATES] if article.lead_image), rest[0])
    rest.remove(lead)
    secondary, rest = rest[:SECONDARY], rest[SECONDARY:]
    groups: dict[int | None, tuple[Section | None, list[Article]]] = {}
    for article in rest:
        groups.setdefault(article.section_id, (article.section, []))[1].append(article)
    # Articles without a section are last.
    ordered = sorted(groups.values(), key=lambda group: (group[0] is None, group[0].position if group[0] else 0))
    return FrontPage(lead, secondary, ordered)


def sections_in(language: str) -> list[Section]:
    """Return the sections that have a name and articles in a language. One query."""
    name = column("name", language)
    # One probe of an index for each section: as a condition it would be a join with the whole archive.
    newest = Article.objects.published(language).in_section(OuterRef("pk")).values("pk")[:1]
    named = Section.objects.exclude(**{name: None}).exclude(**{name: ""}).only("key", "position", name)
    return [section for section in named.annotate(newest=Subquery(newest)) if section.newest is not None]
