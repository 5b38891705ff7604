"""The admin's forms keep what was typed where the database does not store it: the form comes back with a message."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse

from newsroom.database import transactions


class KeepsWhatWasTyped(admin.ModelAdmin):
    """Saves once more where the database undid a save for a reason that may pass, then shows the form again.

    Django opens the transaction of a save around the whole view, so that is what runs again.
    """

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        def view() -> HttpResponse:
            # What a save that was undone has announced did not happen, and its files are read again from the start.
            request._messages = default_storage(request)
            for file in request.FILES.values():
                file.seek(0)
            return super(KeepsWhatWasTyped, self).changeform_view(request, object_id, form_url, extra_context)

        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return transactions.run(view, f"a form of {self.opts.verbose_name}")
        except transactions.NotStored as error:
            request.not_stored = str(error)
            return view()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let the form, not the browser, see to lengths: a browser cuts what is pasted, and says nothing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs.pop("maxlength", None)
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        trouble = getattr(request, "not_stored", "")
        return _refusing(form, trouble) if trouble else form


def _refusing(form: Any, trouble: str) -> Any:
    """Return the form as one that stores nothing, and says why."""

    class Refusing(form):
        def clean(self) -> Any:
            data = super().clean()
            self.add_error(None, trouble)
            return data

    return Refusing
