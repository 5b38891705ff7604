"""Calls of engines and their cost: the spend ledger."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.languages import CHOICES
from translation.models.jobs import TranslationJob


class EngineCall(models.Model):
    """One call of an engine, recorded before it is made and settled after.

    cost: before the call its upper bound, afterwards the actual cost, also of a failed call; None without a price.
    A call that is open after its job has ended, or unknown, may have been charged: its estimate counts as spent.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown")

    class Reason(models.TextChoices):
        FIRST = "", _("first choice")
        FALLBACK = "fallback", _("the previous engine failed")
        CHECKS = "checks", _("the previous answer failed a check")
        PROBE = "probe", _("manual trial")

    job = models.ForeignKey(
        TranslationJob, models.SET_NULL, null=True, related_name="calls", verbose_name=_("translation job")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("requested by")
    )
    engine = models.CharField(_("engine"), max_length=40)
    reason = models.CharField(_("why this engine"), max_length=10, choices=Reason.choices, blank=True, default="")
    source_language = models.CharField(_("source language"), max_length=7, choices=CHOICES)
    target_language = models.CharField(_("target language"), max_length=7, choices=CHOICES)
    segments = models.PositiveIntegerField(_("segments"))
    characters = models.PositiveIntegerField(_("characters"))
    # As the service counts; null if it does not report it.
    billed_characters = models.PositiveIntegerField(_("characters charged"), null=True, blank=True)
    tokens_in = models.PositiveIntegerField(_("tokens sent"), null=True, blank=True)
    tokens_out = models.PositiveIntegerField(_("tokens received"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=6, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    error = models.TextField(_("error"), blank=True, default="")
    asked_at = models.DateTimeField(_("called"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("engine call")
        verbose_name_plural = _("engine calls")
        indexes = [
            models.Index(fields=["engine", "asked_at"], name="calls_of_engine"),
            models.Index(fields=["asked_at"], name="calls_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.source_language}→{self.target_language}: {self.segments}"
