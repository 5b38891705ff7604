"""What browsers may load on our pages: nothing from another host, no inline scripts or styles."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
# Django's admin sets styles from its scripts, and draws icons from data URLs.
ADMIN_POLICY = f"{POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:"


class ContentSecurityPolicyMiddleware:
    """Set the Content-Security-Policy of every response without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN_POLICY if request.path_info.startswith("/admin/") else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
