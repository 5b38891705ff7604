"""Findings, people's judgements, check settings of editions, and the state of checks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField
from articles.models import Article, LanguageVersion
from newsroom.languages import CHOICES
from translation.models.messages import SaysMessage
from translation.models.segments import Segment


class Severity(models.TextChoices):
    CRITICAL = "critical", _("critical")
    MAJOR = "major", _("major")
    MINOR = "minor", _("minor")


class Scope(models.TextChoices):
    """The input of a check: a segment alone, its whole version, all its languages, or a text of the source.

    ENGINE: a remark of the engine itself about its text.
    """

    SEGMENT = "segment", _("segment")
    ARTICLE = "article", _("article")
    ACROSS = "across", _("across languages")
    SOURCE = "source", _("source")
    ENGINE = "engine", _("engine")


class SegmentFinding(SaysMessage):
    """A finding of a check. A person fixes the text or waives the finding; a waiver applies until the text changes.

    A translation's finding refers to its segment. The source has no segments: its findings refer to the source version
    and the text's key. text_hash shows whether source and target are still those that were checked. fix is the whole
    text after the one-click fix, "" if only a person can decide.
    """

    Severity = Severity
    Scope = Scope

    segment = models.ForeignKey(Segment, models.CASCADE, null=True, blank=True, related_name="findings")
    source_version = models.ForeignKey(
        LanguageVersion, models.CASCADE, null=True, blank=True, related_name="source_findings"
    )
    source_key = models.CharField(max_length=40, blank=True, default="")
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.SEGMENT)
    check_name = models.CharField(_("check"), max_length=40)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    source_spans = models.JSONField(default=list, blank=True)
    target_spans = models.JSONField(default=list, blank=True)
    fix = models.TextField(blank=True, default="")
    text_hash = models.CharField(max_length=32, blank=True, default="", editable=False)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["segment_id", "severity", "check_name", "id"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(segment__isnull=False, source_version__isnull=True, source_key="")
                | (models.Q(segment__isnull=True, source_version__isnull=False) & ~models.Q(source_key="")),
                name="finding_in_one_text",
            )
        ]
        indexes = [models.Index(fields=["severity"], condition=models.Q(waived_at__isnull=True), name="finding_open")]

    def __str__(self) -> str:
        return f"{self.check_name} ({self.severity})"


class FindingJudgement(SaysMessage):
    """A person's judgement of a finding: fixed or waived. It is kept after the finding and the text are deleted.

    Precision of a check is fixed / (fixed + waived). While the text is the same (text_hash), a waiver is found here
    again after its finding was deleted: a check switched off and on, a text changed and changed back.
    engine: the text's writer: an engine's name, "memory", "source", or "" for a translator. finding: while it
    exists.
    """

    class Verdict(models.TextChoices):
        FIXED = "fixed", _("fixed")
        WAIVED = "waived", _("waived")

    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="judgements")
    finding = models.ForeignKey(SegmentFinding, models.SET_NULL, null=True, related_name="judgements")
    key = models.CharField(max_length=40)
    language = models.CharField(_("language"), max_length=7, choices=CHOICES)
    engine = models.CharField(_("engine"), max_length=40, blank=True, default="")
    check_name = models.CharField(_("check"), max_length=40)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    text_hash = models.CharField(max_length=32, blank=True, default="")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(_("judged"), default=timezone.now)

    class Meta:
        ordering = ["-judged_at", "-id"]
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        indexes = [
            models.Index(fields=["judged_at"], name="judgement_time"),
            models.Index(fields=["text_hash"], condition=models.Q(verdict="waived"), name="judgement_waived"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.verdict}"


class CheckSetting(models.Model):
    """An edition's setting for a check: off, or another severity. A row for one language overrides one for all."""

    check_name = models.CharField(_("check"), max_length=40)
    language = models.CharField(
        _("edition"), max_length=7, choices=CHOICES, blank=True, default="", help_text=_("Empty: all editions.")
    )
    off = models.BooleanField(_("off"), default=False)
    severity = models.CharField(
        _("severity"),
        max_length=10,
        choices=Severity.choices,
        blank=True,
        default="",
        help_text=_("Empty: the check’s own severity."),
    )
    note = LineField(_("note"), max_length=300, blank=True, default="", help_text=_("Why, for your colleagues."))

    class Meta:
        ordering = ["check_name", "language"]
        verbose_name = _("check setting")
        verbose_name_plural = _("check settings")
        constraints = [models.UniqueConstraint(fields=["check_name", "language"], name="one_setting_per_edition")]

    def __str__(self) -> str:
        return f"{self.check_name} {self.language}".strip()


class CheckRun(models.Model):
    """The input of the last checks of one scope of an article, so that only changes are checked again.

    language: the version's for scope article, "" for the source and across languages. stamps: checked-state hashes by
    segment key ("" for all), of the texts, the checks' version and the edition's settings.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="check_runs")
    scope = models.CharField(max_length=48)
    language = models.CharField(max_length=7, blank=True, default="")
    stamps = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("check run")
        verbose_name_plural = _("check runs")
        constraints = [models.UniqueConstraint(fields=["article", "scope", "language"], name="one_check_run")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.scope} {self.language}".strip()
