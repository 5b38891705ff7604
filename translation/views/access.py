"""Permissions of the translation pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

View = Callable[..., HttpResponseBase]


def staff(permission: str) -> Callable[[View], View]:
    """Restrict a view to staff with a permission: others are sent to the login page or get status 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return decorate


@staff("translation.view_segment")
@never_cache
@require_GET
def token(request: HttpRequest) -> HttpResponse:
    """Return a CSRF token as plain text, for a page whose own is out of date: a login creates a new one."""
    return HttpResponse(get_token(request), content_type="text/plain")


def demand(request: HttpRequest, permission: str) -> None:
    """Raise PermissionDenied unless the user has a permission."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def log(request: HttpRequest, thing: Model, message: str) -> None:
    """Record a person's action on an object in the admin's history."""
    user = request.user
    if isinstance(user, get_user_model()):
        LogEntry.objects.log_actions(user.pk, [thing], 2, change_message=message, single_object=True)
