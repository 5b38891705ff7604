"""Lock articles before any other of their rows, always in the same order."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from articles.models import LanguageVersion


class ArticleGone(LanguageVersion.DoesNotExist):
    """Raised when an article was deleted meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This article was deleted meanwhile."))


def lock_article(article_id: int) -> LanguageVersion:
    """Lock an article, and return its source version. Call it before locking any other row of the article.

    The locked row is the source version's, which a save of the source locks anyway. The fixed order prevents
    deadlocks. Raises ArticleGone.
    """
    return _locked(LanguageVersion.objects.filter(article_id=article_id))


def lock_article_of(version_id: int) -> LanguageVersion:
    """Lock the article of a version, as lock_article does, and return its source version. Raises ArticleGone."""
    return _locked(LanguageVersion.objects.filter(article__versions=version_id))


def _locked(versions: QuerySet[LanguageVersion]) -> LanguageVersion:
    rows = versions.filter(language=F("article__source_language")).select_for_update(of=("self",))
    try:
        return rows.get()
    except LanguageVersion.DoesNotExist:
        raise ArticleGone from None


def lock_articles(article_ids: Iterable[int]) -> None:
    """Lock several articles, always in the same order."""
    rows = LanguageVersion.objects.filter(article__in=set(article_ids), language=F("article__source_language"))
    list(rows.order_by("article_id").select_for_update(of=("self",)))
