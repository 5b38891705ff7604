"""Segments: one text of one language version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion
from translation.models.jobs import TranslationJob


class Segment(models.Model):
    """One text of one language version: its source and its target.

    revision grows with every write; machine writes are compare-and-set on (revision, source_hash).
    made_from is the hash of the source that the target translates; while it differs from source_hash, the target is
    outdated. job is the job that wrote the target, and null once a person did. A proposal is a machine's translation
    beside a person's target. checked_with identifies the checks and settings of its findings; it is "" while the texts
    have not been checked.
    """

    class State(models.TextChoices):
        INITIAL = "initial", _("initial")
        TRANSLATED = "translated", _("translated")
        REVIEWED = "reviewed", _("reviewed")
        FINAL = "final", _("final")

    class Origin(models.TextChoices):
        SOURCE = "source", _("source")
        # Translators: how a text came about: a number or date, written for the language by rule, without any engine
        RULE = "rule", _("rule")
        MEMORY = "memory", _("memory")
        MACHINE = "machine", _("machine")
        POST_EDITED = "post-edited", _("post-edited")
        HUMAN = "human", _("human")

    version = models.ForeignKey(LanguageVersion, models.CASCADE, related_name="segments")
    key = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=16)
    source = models.TextField(_("source"))
    source_hash = models.CharField(max_length=64)
    target = models.TextField(_("target"), blank=True, default="")
    made_from = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.INITIAL)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin.choices, blank=True, default="")
    engine = models.CharField(_("engine"), max_length=40, blank=True, default="")
    proposal = models.TextField(_("proposal"), blank=True, default="")
    proposal_engine = models.CharField(max_length=40, blank=True, default="")
    proposal_made_from = models.CharField(max_length=64, blank=True, default="")
    job = models.ForeignKey(
        TranslationJob, models.SET_NULL, null=True, blank=True, related_name="written", verbose_name=_("written by job")
    )
    checked_with = models.CharField(max_length=24, blank=True, default="", editable=False)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["version_id", "position"]
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_segment_per_key")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.key}"

    @property
    def by_person(self) -> bool:
        """Return whether a person wrote, corrected or approved the target: no machine may overwrite it.

        A target by rule stays the rule's, approved or not: it follows the source.
        """
        if self.origin == self.Origin.RULE:
            return False
        return bool(self.target) and (self.approved or self.origin in (self.Origin.HUMAN, self.Origin.POST_EDITED))

    @property
    def approved(self) -> bool:
        """Return whether a person approved the target, or it needs no approval because it was made by rule."""
        return self.state in (self.State.REVIEWED, self.State.FINAL) or self.origin == self.Origin.RULE

    @property
    def current(self) -> bool:
        """Return whether there is a target and it translates the current source."""
        return bool(self.target) and self.made_from == self.source_hash
