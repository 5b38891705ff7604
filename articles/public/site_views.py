"""Views of the whole site without a language: the entrance, robots.txt, pictures, spellings of an edition."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.public.addresses import (
    Meant,
    absolute,
    front_url,
    redirect,
)

# Django gives every upload a name of its own, so that a picture never changes under its address.
MEDIA_MAX_AGE = 365 * 24 * 3600


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Redirect a reader to the browser's preferred edition, which the middleware has negotiated."""
    response = HttpResponseRedirect(front_url(request.LANGUAGE_CODE))
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def misspelt(request: HttpRequest, language: Meant, rest: str = "") -> HttpResponse:
    """Redirect /DE/…, /zh_Hans/… and /pt-BR/… to the edition that is meant.

    Temporarily for a variety that may get an edition of its own (/zh-TW/), because caches keep permanent ones.
    """
    return redirect(request, f"/{language.language}/{rest}", permanent=language.same)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt: the sitemaps, and no access to the admin."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {absolute(request, reverse('articles:sitemaps'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect browsers that request /favicon.ico by default to the SVG icon."""
    return HttpResponseRedirect(static("favicon.svg"))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve an uploaded picture. In production a proxy may do this instead (docs/how-to/operate.md)."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = f"public, max-age={MEDIA_MAX_AGE}, immutable"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
