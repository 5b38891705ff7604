"""Check settings of editions: off, or another severity. Stored findings are updated immediately."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.saving import KeepsWhatWasTyped
from newsroom.languages import BY_CODE
from translation import desk, wording
from translation.models import CheckSetting


class SettingForm(forms.ModelForm):
    """A setting whose check is chosen from the existing ones; a setting of a removed check keeps its name."""

    check_name = forms.ChoiceField(label=gettext_lazy("Check"))

    class Meta:
        model = CheckSetting
        fields = ["check_name", "language", "off", "severity", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = wording.check_summaries()
        if self.instance.check_name:
            known.setdefault(self.instance.check_name, "")
        choices = [(name, f"{name}: {finds}" if finds else name) for name, finds in known.items()]
        self.fields["check_name"].choices = [("", "---------"), *choices]  # type: ignore[attr-defined]


@admin.register(CheckSetting)
class CheckSettingAdmin(KeepsWhatWasTyped):
    form = SettingForm
    list_display = ["check_name", "edition_shown", "off", "severity_shown", "note"]
    list_filter = ["language", "off", "severity"]
    search_fields = ["check_name", "note"]
    fields = ["check_name", "language", "off", "severity", "note"]

    @admin.display(description=gettext_lazy("edition"), ordering="language")
    def edition_shown(self, setting: CheckSetting) -> str:
        return BY_CODE[setting.language].endonym if setting.language in BY_CODE else _("all editions")

    @admin.display(description=gettext_lazy("severity"), ordering="severity")
    def severity_shown(self, setting: CheckSetting) -> str:
        return setting.get_severity_display() if setting.severity else _("the check’s own")

    def save_model(self, request: HttpRequest, obj: CheckSetting, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        names = {obj.check_name, form.initial.get("check_name") or obj.check_name}
        self._follow(request, names)

    def delete_model(self, request: HttpRequest, obj: CheckSetting) -> None:
        super().delete_model(request, obj)
        self._follow(request, {obj.check_name})

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CheckSetting]) -> None:
        names = set(queryset.values_list("check_name", flat=True))
        super().delete_queryset(request, queryset)
        self._follow(request, names)

    def _follow(self, request: HttpRequest, names: set[str]) -> None:
        for name in names:
            desk.settings_changed(name, request.user)
        messages.info(
            request,
            _("New texts are checked with this setting from now on. For the archive, run: %s")
            % "manage.py check_translations",
        )
