"""Forms of the admin keep what was typed when the database rolls a save back: the form returns with a message."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse

from newsroom.database import transactions


class KeepsWhatWasTyped(admin.ModelAdmin):
    """Retries a save once after a transient database error, then shows the form again.

    Django opens the transaction of a save around the whole view, so the view is retried.
    """

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        def view() -> HttpResponse:
            # Messages of a save that was rolled back are not valid, and its files are read again from the start.
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
        """Check lengths in the form, not in the browser: a browser truncates pasted text silently."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs.pop("maxlength", None)
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        trouble = getattr(request, "not_stored", "")
        return _refusing(form, trouble) if trouble else form


def _refusing(form: Any, trouble: str) -> Any:
    """Return the form with an error, so that it stores nothing."""

    class Refusing(form):
        def clean(self) -> Any:
            data = super().clean()
            self.add_error(None, trouble)
            return data

    return Refusing
