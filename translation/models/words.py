"""Translation memory, glossary, and editions' styles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, ProseField
from articles.models import Article
from newsroom.languages import CHOICES


class MemoryEntry(models.Model):
    """A text and its translation that a person wrote or approved, for exact reuse."""

    source_language = models.CharField(_("source language"), max_length=7, choices=CHOICES)
    target_language = models.CharField(_("target language"), max_length=7, choices=CHOICES)
    source_hash = models.CharField(max_length=64, editable=False)
    source = models.TextField(_("source"))
    target = models.TextField(_("target"))
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("memory entry")
        verbose_name_plural = _("translation memory")
        constraints = [
            models.UniqueConstraint(
                fields=["source_language", "target_language", "source_hash"], name="one_memory_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_language}→{self.target_language}: {self.source[:60]}"


class Term(models.Model):
    """A glossary term: its preferred translation, a forbidden one, or do-not-translate."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        FORBIDDEN = "forbidden", _("forbidden")
        DO_NOT_TRANSLATE = "do-not-translate", _("do not translate")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.PREFERRED)
    source_language = models.CharField(_("source language"), max_length=7, choices=CHOICES)
    term = LineField(_("term"), max_length=200)
    target_language = models.CharField(_("target language"), max_length=7, choices=CHOICES, blank=True, default="")
    target = LineField(_("translation"), max_length=200, blank=True, default="")
    note = LineField(_("note"), max_length=300, blank=True, default="")

    class Meta:
        ordering = ["term"]
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_language", "term", "target_language", "target"], name="unique_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.target}" if self.target else self.term


class EditionStyle(models.Model):
    """An edition's style, for engines with such options."""

    class Formality(models.TextChoices):
        DEFAULT = "", _("as the engine does")
        MORE = "more", _("formal")
        LESS = "less", _("informal")

    language = models.CharField(_("edition"), max_length=7, choices=CHOICES, unique=True)
    formality = models.CharField(_("address"), max_length=4, choices=Formality.choices, blank=True, default="")
    style = ProseField(
        _("style note"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("In plain English, for language models: “Short sentences. Swiss spelling, ss for ß.”"),
    )

    class Meta:
        ordering = ["language"]
        verbose_name = _("edition’s style")
        verbose_name_plural = _("editions’ styles")

    def __str__(self) -> str:
        return str(self.get_language_display())
