"""The models of publishing. Actions (save a source, publish, withdraw) are in articles.publishing, not in save()."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body.document import HELD
from articles.fields import AddressField, LineField
from articles.models.public_addresses import PublicAddress
from articles.querysets import PUBLIC, ArticleManager, LanguageVersionManager
from newsroom.languages import BUILT_IN, CHOICES, column


class Section(models.Model):
    """A part of the newspaper: business, culture. People translate its name, never an engine."""

    key = models.SlugField(
        _("key"), max_length=40, unique=True, help_text=_("Part of addresses, the same in all languages.")
    )
    name = LineField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "key"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name or self.key


class Person(models.Model):
    """A person or an organisation in an article's credits. Names never go to an engine."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    name = LineField(_("name"), max_length=200, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Image(models.Model):
    """A picture. Caption and alternative text belong to the figure that shows it, in each language."""

    file = models.ImageField(_("file"), upload_to="images/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    description = LineField(
        _("description"), max_length=200, blank=True, help_text=_("For staff; readers never see it.")
    )
    credit = LineField(_("credit"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.description or self.file.name or ""


class Article(models.Model):
    """One article in all languages. The translated columns (headline_de …) hold the readers' texts.

    The base columns (headline …) hold the value that modeltranslation saved last: never read or constrain them.
    """

    # Annotated by querysets (articles.querysets, articles.admin).
    provenance: str
    reviewed: bool
    published_at: datetime
    version_updated_at: datetime
    credits: list[dict[str, str]]
    source_headline: str

    source_language = models.CharField(_("source language"), max_length=7, choices=CHOICES)
    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("The article's date; part of its address.")
    )
    dateline = LineField(_("dateline"), max_length=80, blank=True, help_text=_("Where it was written: a place name."))
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("section")
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    source_name = LineField(_("source line"), max_length=200, blank=True, help_text=_("Where the story comes from."))
    source_url = AddressField(_("source address"), max_length=500, blank=True)
    lead_image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )

    kicker = models.CharField(_("kicker"), max_length=HELD["kicker"], blank=True, default="")
    headline = models.CharField(_("headline"), max_length=HELD["headline"], blank=True, default="")
    # NULL, not "": the constraints below let any number of versions be without an address.
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, null=True, blank=True, db_index=False)  # noqa: DJ001
    dek = models.TextField(_("dek"), blank=True, default="")
    body = models.JSONField(_("body"), default=list, blank=True)
    seo_description = models.CharField(
        _("search description"), max_length=HELD["seo_description"], blank=True, default=""
    )

    people = models.ManyToManyField(Person, through="Contribution", related_name="articles", verbose_name=_("people"))
    import_digest = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[Any] = ArticleManager()

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-date", "-id"], name="article_newest")]
        constraints = [
            # Two articles of one day cannot share an address in a language; NULL (no slug yet) may repeat. The slug
            # is first, so that a link with a wrong date is looked up without reading the archive.
            models.UniqueConstraint(fields=[column("slug", edition.code), "date"], name=f"unique_slug_{edition.suffix}")
            for edition in BUILT_IN
        ]

    def __str__(self) -> str:
        return self.in_language("headline", self.source_language) or f"#{self.pk}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the article with its versions. Its public addresses stay reserved: no other article appears there."""
        with transaction.atomic():
            PublicAddress.objects.record([self.pk])
            return super().delete(*args, **kwargs)

    def in_language(self, field: str, language: str) -> Any:
        """Return a translated field's value in one language, whatever language is active. No fallback."""
        return getattr(self, column(field, language))


class Contribution(models.Model):
    """A person on an article, in a role. The role's label comes from gettext, in the reader's language."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        COMPILER = "compiler", _("compiler")
        EDITOR = "editor", _("editor")
        TRANSLATOR = "translator", _("translator")
        PHOTOGRAPHER = "photographer", _("photographer")

    article = models.ForeignKey(Article, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [models.UniqueConstraint(fields=["article", "person", "role"], name="unique_contribution")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"


class LanguageVersion(models.Model):
    """One article in one language: whether readers see it, how it came to be, and what it was made from.

    provenance and reviewed are derived from the translation's segments when its columns are assembled.
    Outdated is derived, never stored: made_from differs from the source version's digest. unscheduled, unreleased: why
    readers do not see the current text or schedule, else "".
    """

    # Annotated by with_source_digest().
    outdated: bool
    current_source_digest: str | None

    class Publication(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Provenance(models.TextChoices):
        SOURCE = "source", _("original")
        HUMAN = "human", _("human translation")
        POST_EDITED = "post-edited", _("post-edited machine translation")
        MACHINE = "machine", _("machine translation")

    class Unreleased(models.TextChoices):
        """Why readers of a public version do not have the text of its segments."""

        RIGHT = "right", _("Readers keep the version they have: its changes are not published yet.")
        FINDING = "finding", _("Readers keep the version they have: a critical finding is open in the new one.")
        DRAFT = "draft", _("Readers keep the version they have: the new one contains unreviewed drafts.")
        PSEUDO = "pseudo", _("Readers keep the version they have: the new one contains pseudolocalised text.")
        GAPS = "gaps", _("Readers keep the version they have: the new one is not complete.")

    class Unscheduled(models.TextChoices):
        """Why a version was unscheduled before its time."""

        FINDING = "finding", _("No longer scheduled: a critical finding was opened.")
        SOURCE = "source", _("No longer scheduled: the original was changed.")
        PSEUDO = "pseudo", _("No longer scheduled: it contains pseudolocalised text.")

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=7, choices=CHOICES)
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication.choices, default=Publication.DRAFT
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    unscheduled = models.CharField(max_length=8, choices=Unscheduled.choices, blank=True, default="", editable=False)
    unreleased = models.CharField(max_length=8, choices=Unreleased.choices, blank=True, default="", editable=False)
    provenance = models.CharField(_("provenance"), max_length=12, choices=Provenance.choices, blank=True, default="")
    reviewed = models.BooleanField(_("reviewed"), default=False)
    detached = models.BooleanField(
        _("detached"),
        default=False,
        help_text=_("An editor writes this version as its own document; translation jobs do not change it."),
    )
    headline_proposed = models.BooleanField(_("headline is only proposed"), default=False)
    digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    made_from = models.CharField(max_length=64, blank=True, default="", editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # The article's, for the order of readers' lists: triggers of the database keep them equal (migration 0007).
    date = models.DateField(null=True, editable=False)
    section = models.ForeignKey(Section, models.PROTECT, null=True, editable=False, related_name="+", db_index=False)

    objects: ClassVar[Any] = LanguageVersionManager()

    class Meta:
        ordering = ["article_id", "language"]
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="unique_version"),
            models.CheckConstraint(
                condition=~models.Q(publication__in=PUBLIC) | models.Q(publish_at__isnull=False),
                name="public_version_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["language", "publication", "publish_at"], name="version_public"),
            models.Index(
                fields=["language", "-date", "-article"],
                condition=models.Q(publication__in=PUBLIC),
                name="version_newest",
            ),
            models.Index(
                fields=["language", "section", "-date", "-article"],
                condition=models.Q(publication__in=PUBLIC),
                name="version_newest_in_section",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"

    @property
    def is_public(self) -> bool:
        """Return whether this version itself is public: published, or scheduled and due (querysets.due)."""
        shown = self.publication in (self.Publication.PUBLISHED, self.Publication.SCHEDULED)
        return bool(shown and self.publish_at and self.publish_at <= timezone.now())

    @property
    def is_shown(self) -> bool:
        """Return whether readers see this version, or will see it at its scheduled time without a further action."""
        return self.stage in (self.Publication.PUBLISHED, self.Publication.SCHEDULED)

    @property
    def stage(self) -> str:
        """Return the current publication: a scheduled version whose time has come is a published one."""
        return self.Publication.PUBLISHED if self.is_public else self.publication

    @property
    def indexable(self) -> bool:
        """Return whether search engines may list this version: unreviewed machine text is not listed."""
        return self.reviewed or self.provenance in (self.Provenance.SOURCE, self.Provenance.HUMAN)

    @property
    def has_text(self) -> bool:
        """Return whether there is a text to read: a version row alone is only a plan."""
        return bool(self.digest)
