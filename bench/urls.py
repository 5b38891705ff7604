"""The newsroom's addresses and one bare view, so that both are measured through the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import urlpatterns as newsroom_urls


def bare(request: HttpRequest) -> HttpResponse:
    """Answer with one line: what Django itself costs."""
    return HttpResponse("bare\n", content_type="text/plain")


urlpatterns = [path("bare/", bare), *newsroom_urls]
