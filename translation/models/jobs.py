"""Jobs: one article to be brought up to date in one language."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.languages import CHOICES
from newsroom.messages import Message
from translation import wording


class TranslationJob(models.Model):
    """One request to update one article in one language. The row holds all state; the broker only carries messages.

    Counts are of segments: memory + machine + kept = total when the job is done. requested: how many were sent to
    engines, each once; a run after a crash counts those that it sends again. Texts localised by rule count as kept.
    `engine` is the name that routing chose, or that a person chose (`named`): then there is no fallback. It is "" if no
    engine serves the pair and none is needed. `requester` is the name of the account, also after its deletion; "" for a
    command, which has all rights.
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
    named = models.BooleanField(default=False, editable=False)
    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    requester = models.CharField(_("requested by"), max_length=150, blank=True, default="", editable=False)

    total = models.PositiveIntegerField(_("segments"), default=0)
    memory = models.PositiveIntegerField(_("from memory"), default=0)
    machine = models.PositiveIntegerField(_("by machine"), default=0)
    kept = models.PositiveIntegerField(_("kept"), default=0)
    requested = models.PositiveIntegerField(_("sent to the engine"), default=0)
    findings = models.PositiveIntegerField(_("findings"), default=0)
    messages = models.JSONField(_("message"), blank=True, default=list)

    created_at = models.DateTimeField(_("created"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    # When a worker should claim it: now, after a pause, or at lease expiry.
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    # When the last message about it was sent to the broker since it became due.
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        permissions = [("install_models", _("Can have models fetched for the workers"))]
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
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state__in=("queued", "running")), name="job_due")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.language}: {self.get_state_display()}"

    @property
    def said(self) -> list[Message]:
        """Return what became of the job, as messages."""
        return [Message.from_json(stored) for stored in self.messages]

    @property
    def message(self) -> str:
        """Return what became of the job in the active language, one message a line; "" if all went well."""
        return wording.render_all(self.said)

    @property
    def open(self) -> bool:
        """Return whether the job has not ended."""
        return self.state in self.OPEN

    @property
    def ready(self) -> int:
        """Return how many segments have their target."""
        return self.memory + self.machine + self.kept
