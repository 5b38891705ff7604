"""The addresses at which readers could read something, kept for ever.

Two rules make links permanent: an address in this table never leads to another article, and free_slug never assigns
it to another one. Rows are written when a version becomes public and before any change that could hide or
move it. A schedule or an embargo that comes due writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.querysets import unembargoed
from newsroom.languages import CHOICES, CODES, column


class PublicAddressQuerySet(QuerySet):
    """Querysets of public addresses; `record` is the only way to write them."""

    def record(self, articles: Iterable[int]) -> None:
        """Record the present addresses of the public versions of these articles. Two queries; idempotent.

        articles: primary keys. Call it before a change of slug, date, embargo or publication, and after a publication.
        """
        rows = [self._address(version) for version in self.seen(articles)]
        self.bulk_create([row for row in rows if row.slug], ignore_conflicts=True)

    def seen(self, articles: Iterable[int]) -> QuerySet[Any]:
        """Return the versions of these articles that readers can see, or could before they were withdrawn.

        Each comes with its article's date and slugs. A withdrawn version whose addresses are recorded is left out: it
        was public there, not at a slug that it got since.
        """
        now = timezone.now()
        own = self.model._default_manager.filter(article=OuterRef("article"), language=OuterRef("language"))
        withdrawn = Q(publication="withdrawn") & ~Exists(own)
        condition = Q(publication__in=("published", "scheduled")) | withdrawn
        versions = self._versions().filter(condition, unembargoed(now, "article__"), publish_at__lte=now)
        return versions.filter(article__in=articles).select_related("article")

    def _address(self, version: Any) -> Any:
        article = version.article
        return self.model(
            language=version.language,
            date=article.date,
            slug=article.in_language("slug", version.language),
            article=article,
            article_number=article.pk,
        )

    def _versions(self) -> QuerySet[Any]:
        article: Any = self.model._meta.get_field("article").related_model
        versions: Any = article._meta.get_field("versions").related_model
        slugs = [f"article__{column('slug', code)}" for code in CODES]
        return versions.objects.only("publication", "language", "article__date", *slugs)


class PublicAddress(models.Model):
    """An address at which readers could read an article once, in a language. It never leads to another article."""

    language = models.CharField(_("language"), max_length=7, choices=CHOICES)
    date = models.DateField(_("date"))
    slug = models.CharField(_("slug"), max_length=120)
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, related_name="public_addresses", db_index=False
    )
    # The article's primary key as a value: it outlives the article.
    article_number = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PublicAddressQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "public addresses"
        # In this order it also finds a slug of another language: language bars link to absent languages that way.
        constraints = [models.UniqueConstraint(fields=["date", "slug", "language"], name="unique_public_address")]
        indexes = [models.Index(fields=["article", "language"], name="public_address_of")]

    def __str__(self) -> str:
        return f"{self.language} {self.date} {self.slug}"
