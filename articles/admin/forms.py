"""The source version's form: one article, written as a document, in the language it was written in.

Fields of the text are called text_…: a form field named `headline` would be written through modeltranslation into the
column of the language that the editor's browser prefers.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing, wording
from articles.admin.story import Clash, clash, typed
from articles.body import BodyError
from articles.body.blocks import Body
from articles.body.document import LONGEST, Document, as_plain
from articles.body.markup import parse
from articles.models import Article, Image, LanguageVersion
from articles.publishing import lengths
from articles.publishing.slugs import MAX_LENGTH
from newsroom import editions
from newsroom.languages import BUILT_IN, BY_CODE, column

# The form's fields of the text that are stored without markup, by column.
PLAIN = {"kicker": "text_kicker", "headline": "text_headline", "seo_description": "text_description"}
SHARED = ["source_language", "date", "section", "dateline", "source_name", "source_url", "embargo_until"]


class SourceForm(forms.ModelForm):
    """Edit the source version. `document`, `slug` and `expected_digest` are arguments of publishing.save_source."""

    text_kicker = forms.CharField(label=gettext_lazy("Kicker"), required=False)
    text_headline = forms.CharField(label=gettext_lazy("Headline"))
    headline_confirmed = forms.BooleanField(label=gettext_lazy("This is the headline"), required=False)
    text_dek = forms.CharField(label=gettext_lazy("Dek"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    text_body = forms.CharField(
        label=gettext_lazy("Body"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "class": "desk-body", "spellcheck": "true"}),
    )
    text_slug = forms.CharField(
        label=gettext_lazy("Slug"),
        required=False,
        help_text=gettext_lazy(
            "The end of the address; made from the headline if empty. Links to an old address lead to the new one."
        ),
    )
    text_description = forms.CharField(
        label=gettext_lazy("Search description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Source address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    # The user; ArticleAdmin sets it.
    user: Any = None

    class Meta:
        model = Article
        fields = SHARED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "source_url" in self.fields:
            self.fields["source_url"].widget.attrs.pop("maxlength", None)
        if "source_language" in self.fields:
            written_in = cast(forms.ChoiceField, self.fields["source_language"])
            written_in.choices = [("", "---------"), *editions.choices()]
        self.version: LanguageVersion | None = None
        self.clash: Clash | None = None
        self.body: Body = []
        if self.instance.pk:
            self._show_source()
        if "text_headline" in self.fields and not (self.version and self.version.headline_proposed):
            del self.fields["headline_confirmed"]

    def _show_source(self) -> None:
        language = self.instance.source_language
        self.version = LanguageVersion.objects.get(article=self.instance, language=language)
        stored = typed(publishing.read_document(self.instance, language))
        stored["text_slug"] = self.instance.in_language("slug", language) or ""
        for name, value in {**stored, "digest": self.version.digest}.items():
            self.initial.setdefault(name, value)
        for name, field in self.fields.items():
            if name.startswith("text_") and name != "text_slug":
                field.widget.attrs |= {"lang": BY_CODE[language].tag, "dir": BY_CODE[language].direction}

    @property
    def document(self) -> Document:
        """Return what was typed, as a document."""
        data = self.cleaned_data
        return Document(
            data["text_headline"], data["text_kicker"], data["text_dek"], data["text_description"], self.body
        )

    @property
    def slug(self) -> str:
        """Return the slug to store, "" to keep the present one."""
        wanted = self.cleaned_data["text_slug"]
        return "" if wanted == self.initial.get("text_slug") else wanted

    @property
    def expected_digest(self) -> str:
        """Return the digest of the text that the editor replaces: as opened, or as shown in a conflict since."""
        return self.data.get("overwrite") or self.data.get("digest") or ""

    @property
    def headline_seen(self) -> bool:
        """Return whether a proposed headline was confirmed, or another one written."""
        proposed = bool(self.version and self.version.headline_proposed)
        return proposed and (bool(self.cleaned_data.get("headline_confirmed")) or "text_headline" in self.changed_data)

    def clean_text_body(self) -> str:
        text = self.cleaned_data["text_body"]
        try:
            self.body = parse(text)
        except BodyError as error:
            raise ValidationError(wording.render(error.said)) from error
        named = {block["image"] for block in self.body if block["type"] == "figure" and block["image"] is not None}
        if unknown := named - set(Image.objects.filter(pk__in=named).values_list("pk", flat=True)):
            number = min(unknown)
            raise ValidationError(
                _("Line %(line)s: there is no picture %(number)s.") % {"line": _line_of(text, number), "number": number}
            )
        return text

    def clean_text_slug(self) -> str:
        """A slug that was typed is stored unchanged; only one made from a headline is cut."""
        typed = self.cleaned_data["text_slug"]
        if typed != self.initial.get("text_slug"):
            MaxLengthValidator(MAX_LENGTH)(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stored = {name: as_plain(data.get(field) or "") for name, field in PLAIN.items()}
        for name, error in lengths.errors(stored, LONGEST).items():
            self.add_error(PLAIN[name], error)
        if self.instance.pk and self.version:
            self._refuse_clash(self.version)
        self._refuse_taken_addresses(data.get("date"))
        return data

    def _refuse_clash(self, opened: LanguageVersion) -> None:
        # Locked until the admin's transaction ends: no other save can happen between this check and ours.
        version = LanguageVersion.objects.select_for_update().get(pk=opened.pk)
        if version.is_shown and not publishing.may_publish(self.user):
            words = _("Readers see what is saved here, and your account may not publish. What you typed stays below.")
            self.add_error(None, words)
        if version.digest == self.expected_digest:
            return
        fields = ("text_kicker", "text_headline", "text_dek", "text_description", "text_body")
        mine = {name: self.data.get(name, "") for name in fields}
        self.clash = clash(publishing.read_document(self.instance, version.language), mine, version)
        self.add_error(None, _("Another person saved this article since you opened it. Nothing you typed is lost."))

    def _refuse_taken_addresses(self, date: Any) -> None:
        """Moving to another day must not take another article's address in any language."""
        article = self.instance
        if not article.pk or not date or "date" not in self.changed_data:
            return
        slugs = [column("slug", edition.code) for edition in BUILT_IN]
        taken = Q()
        for name in slugs:
            if value := getattr(article, name):
                taken |= Q(**{name: value})
        if taken and (other := Article.objects.filter(taken, date=date).exclude(pk=article.pk).first()):
            message = _("On that day, “%(article)s” has the same address in a language.") % {"article": other}
            self.add_error("date", message)


def _line_of(text: str, image: int) -> int:
    """Return the number of the line that names an image."""
    for number, line in enumerate(text.splitlines(), 1):
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "image" and value.strip() == str(image):
            return number
    return 1
