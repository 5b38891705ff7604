"""The admin of translation memory, glossary and editions' styles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.saving import KeepsWhatWasTyped
from articles.body import clean_inline
from newsroom.languages import BY_CODE
from translation import desk
from translation.models import EditionStyle, MemoryEntry, Term
from translation.segments.units import text_hash


class MemoryForm(forms.ModelForm):
    class Meta:
        model = MemoryEntry
        fields = ["source_language", "target_language", "source", "target"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            code = getattr(self.instance, f"{name}_language", "")
            if code in BY_CODE and name in self.fields:
                self.fields[name].widget.attrs |= {"lang": BY_CODE[code].tag, "dir": BY_CODE[code].direction}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        # In the form of segments: another one would never be found.
        data |= {name: clean_inline(data[name]) for name in ("source", "target") if name in data}
        for name in ("source", "target"):
            if name in data and not data[name]:
                self.add_error(name, forms.Field.default_error_messages["required"])
        if data.get("source_language") and data.get("source_language") == data.get("target_language"):
            self.add_error("target_language", _("Source and target are the same language."))
        self.instance.source_hash = text_hash(data.get("source", ""))
        twins = MemoryEntry.objects.filter(
            source_language=data.get("source_language"),
            target_language=data.get("target_language"),
            source_hash=self.instance.source_hash,
        ).exclude(pk=self.instance.pk)
        if twins.exists():
            self.add_error("source", _("The memory already contains this text for these languages."))
        return data


@admin.register(MemoryEntry)
class MemoryEntryAdmin(KeepsWhatWasTyped):
    form = MemoryForm
    list_display = ["source_shown", "target_shown", "source_language", "target_language", "updated_at"]
    list_filter = ["source_language", "target_language"]
    search_fields = ["source", "target"]
    list_per_page = 50

    class Media:
        css = {"all": ["css/desk.css"]}

    @admin.display(description=gettext_lazy("source"), ordering="source")
    def source_shown(self, entry: MemoryEntry) -> str:
        return Truncator(entry.source).chars(90)

    @admin.display(description=gettext_lazy("target"), ordering="target")
    def target_shown(self, entry: MemoryEntry) -> str:
        return Truncator(entry.target).chars(90)


@admin.register(Term)
class TermAdmin(KeepsWhatWasTyped):
    list_display = ["term", "kind", "source_language", "target", "target_language", "note"]
    list_filter = ["kind", "source_language", "target_language"]
    search_fields = ["term", "target", "note"]

    def save_model(self, request: HttpRequest, obj: Term, form: Any, change: bool) -> None:
        """Save, and check the scheduled versions that the term concerns, or concerned before."""
        before = list(Term.objects.filter(pk=obj.pk))
        super().save_model(request, obj, form, change)
        desk.glossary_changed([*before, obj])

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        super().delete_model(request, obj)
        desk.glossary_changed([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Term]) -> None:
        gone = list(queryset)
        super().delete_queryset(request, queryset)
        desk.glossary_changed(gone)


@admin.register(EditionStyle)
class EditionStyleAdmin(KeepsWhatWasTyped):
    list_display = ["language", "formality", "style_shown"]
    list_filter = ["formality"]
    search_fields = ["style"]

    @admin.display(description=gettext_lazy("style note"), ordering="style")
    def style_shown(self, style: EditionStyle) -> str:
        return Truncator(style.style).chars(90)
