"""How translations come to be: jobs, segments, findings, engine calls, memory, terms.

Domain steps live in desk.py (people) and pipeline.py (workers), not in save().
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, LanguageVersion
from newsroom.languages import CHOICES


class TranslationJob(models.Model):
    """One request to bring one article up to date in one language. The row is the truth; the broker is a doorbell.

    Counts are of segments: memory + machine + kept = total when the job is done; requested is how many an engine was
    asked for. `engine` is the name that routing chose or a person named.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        PARTIAL = "partial", _("partial")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (State.QUEUED, State.RUNNING)

    article = models.ForeignKey(Article, models.CASCADE, related_name="translation_jobs")
    language = models.CharField(_("language"), max_length=7, choices=CHOICES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    engine = models.CharField(_("engine"), max_length=40)
    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    total = models.PositiveIntegerField(_("segments"), default=0)
    memory = models.PositiveIntegerField(_("from memory"), default=0)
    machine = models.PositiveIntegerField(_("by machine"), default=0)
    kept = models.PositiveIntegerField(_("kept"), default=0)
    requested = models.PositiveIntegerField(_("asked of the engine"), default=0)
    findings = models.PositiveIntegerField(_("findings"), default=0)
    message = models.TextField(_("message"), blank=True, default="")

    created_at = models.DateTimeField(_("created"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    ring_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                condition=models.Q(state__in=("queued", "running")),
                name="one_open_job_per_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("queued", "running")) | models.Q(finished_at__isnull=False),
                name="ended_job_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["ring_at"], condition=models.Q(state__in=("queued", "running")), name="job_due")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.language}: {self.get_state_display()}"

    @property
    def open(self) -> bool:
        """Tell whether the job has not ended."""
        return self.state in self.OPEN

    @property
    def ready(self) -> int:
        """Return how many segments have their target."""
        return self.memory + self.machine + self.kept


class Segment(models.Model):
    """One text of one language version: its source and its target.

    revision grows with every write; machine writes are compare-and-set on (revision, source_hash).
    made_from is the hash of the source that the target translates; while it differs from source_hash, the target is
    outdated. job is the job that wrote the target, and null once a person did. A proposal is what a machine would write
    where a person's words stand.
    """

    class State(models.TextChoices):
        INITIAL = "initial", _("initial")
        TRANSLATED = "translated", _("translated")
        REVIEWED = "reviewed", _("reviewed")
        FINAL = "final", _("final")

    class Origin(models.TextChoices):
        SOURCE = "source", _("source")
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
        """Tell whether a person wrote, corrected or approved the target: no machine may overwrite it."""
        reviewed = self.state in (self.State.REVIEWED, self.State.FINAL)
        return bool(self.target) and (reviewed or self.origin in (self.Origin.HUMAN, self.Origin.POST_EDITED))

    @property
    def current(self) -> bool:
        """Tell whether there is a target and it translates the source as it stands now."""
        return bool(self.target) and self.made_from == self.source_hash


class SegmentFinding(models.Model):
    """What a check found. A person fixes the text or waives the finding; a waiver holds until the text changes."""

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("critical")
        MAJOR = "major", _("major")
        MINOR = "minor", _("minor")

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="findings")
    check_name = models.CharField(_("check"), max_length=40)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    message = models.TextField(_("message"))
    source_spans = models.JSONField(default=list, blank=True)
    target_spans = models.JSONField(default=list, blank=True)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["segment_id", "severity", "check_name", "id"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [models.Index(fields=["severity"], condition=models.Q(waived_at__isnull=True), name="finding_open")]

    def __str__(self) -> str:
        return f"{self.check_name} ({self.severity})"


class EngineCall(models.Model):
    """One call of an engine, recorded before it is made and settled after: the spend ledger."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(TranslationJob, models.SET_NULL, null=True, related_name="calls")
    engine = models.CharField(_("engine"), max_length=40)
    source_language = models.CharField(max_length=7)
    target_language = models.CharField(max_length=7)
    segments = models.PositiveIntegerField(_("segments"))
    characters = models.PositiveIntegerField(_("characters"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    error = models.TextField(_("error"), blank=True, default="")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("engine call")
        verbose_name_plural = _("engine calls")

    def __str__(self) -> str:
        return f"{self.engine} {self.source_language}→{self.target_language}: {self.segments}"


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
    """A word of the house: how it is to be translated, how not, or that it must stay as it is."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        FORBIDDEN = "forbidden", _("forbidden")
        DO_NOT_TRANSLATE = "do-not-translate", _("do not translate")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.PREFERRED)
    source_language = models.CharField(_("source language"), max_length=7, choices=CHOICES)
    term = models.CharField(_("term"), max_length=200)
    target_language = models.CharField(_("target language"), max_length=7, choices=CHOICES, blank=True, default="")
    target = models.CharField(_("translation"), max_length=200, blank=True, default="")
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

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
