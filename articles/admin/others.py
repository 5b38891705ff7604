"""Sections, people and pictures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.pictures import ImageForm
from articles.admin.saving import KeepsWhatWasTyped
from articles.models import Image, Person, Section
from newsroom import editions
from newsroom.languages import BUILT_IN, column


class SectionForm(forms.ModelForm):
    """The names in all languages, each field marked with its language for spell checkers and screen readers."""

    class Meta:
        model = Section
        fields = ["key", "position", *(column("name", edition.code) for edition in BUILT_IN)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for edition in editions.active():
            if field := self.fields.get(column("name", edition.code)):
                field.label = edition.endonym
                field.required = False
                field.widget.attrs |= {"lang": edition.tag, "dir": edition.direction}


@admin.register(Section)
class SectionAdmin(KeepsWhatWasTyped):
    """Not modeltranslation's tabbed admin, whose tabs load scripts from another host."""

    form = SectionForm
    list_display = ["key", "names", "position"]
    list_editable = ["position"]
    search_fields = ["key"]

    def get_fieldsets(self, request: HttpRequest, obj: Section | None = None) -> Any:
        names = [column("name", edition.code) for edition in editions.active()]
        return [
            (None, {"fields": ["key", "position"]}),
            (_("Name in each language"), {"fields": names, "classes": ["desk-names"]}),
        ]

    class Media:
        css = {"all": ["css/desk.css"]}

    @admin.display(description=_("names"))
    def names(self, section: Section) -> str:
        written = [getattr(section, column("name", edition.code)) for edition in editions.active()]
        missing = sum(not name for name in written)
        shown = " · ".join(name for name in written if name)
        lacking = ngettext("%d missing", "%d missing", missing) % missing
        return f"{shown} ({lacking})" if missing else shown


@admin.register(Person)
class PersonAdmin(KeepsWhatWasTyped):
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Image)
class ImageAdmin(KeepsWhatWasTyped):
    form = ImageForm
    list_display = ["thumbnail", "number", "description", "credit", "size", "created_at"]
    list_display_links = ["thumbnail", "number"]
    search_fields = ["description", "credit", "file"]
    fields = ["thumbnail", "file", "description", "credit", "size"]
    readonly_fields = ["thumbnail", "size"]

    class Media:
        css = {"all": ["css/desk.css"]}

    @admin.display(description=_("number"), ordering="id")
    def number(self, image: Image) -> str:
        return f"image: {image.pk}"

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString | str:
        if not image.file:
            return "–"
        return format_html('<img class="desk-thumbnail" src="{}" alt="" loading="lazy">', image.file.url)

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else "–"

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        return self.fields if obj else ["file", "description", "credit"]
