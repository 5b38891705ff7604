"""Choose the interface language of a request; handle rolled-back saves and deleted articles."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.defaults import page_not_found

from articles.publishing.locks import ArticleGone
from newsroom import editions
from newsroom.database.transactions import NotStored
from newsroom.languages import BY_CODE


class EditionMiddleware:
    """Serve /<code>/… in that edition's language, the admin in the browser's preferred language.

    Pages outside both (`/`, unknown addresses) are in the edition that the browser prefers. override() puts the
    previous language back when the response is made: activate() would leak into the thread's next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        head = request.path_info.split("/", 2)[1]
        if editions.is_active(head):
            language = head
        elif head == "admin":
            language = translation.get_language_from_request(request)
        else:
            language = preferred_edition(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", BY_CODE[language].tag if language in BY_CODE else language)
        return response


class NothingStoredMiddleware:
    """Handle two errors that no view handled: a save that was rolled back, an article that was deleted meanwhile.

    After a button the page comes back with a message; a script gets status 503 and the same message.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the response to these two errors; Django handles all others."""
        if isinstance(exception, ArticleGone):
            return page_not_found(request, exception)
        if not isinstance(exception, NotStored):
            return None
        if "X-Requested-With" in request.headers or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return HttpResponse(str(exception), status=503, content_type="text/plain; charset=utf-8")
        messages.error(request, str(exception))
        return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return the address of the page whose button was pressed."""
    page = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return page if page and own else reverse("admin:index")


def preferred_edition(request: HttpRequest) -> str:
    """Return the code of the edition that the browser prefers, or of the default edition."""
    for wanted, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            code = translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
        if editions.is_active(code):
            return code
    return editions.default().code
