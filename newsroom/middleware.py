"""Choose the interface language of a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from newsroom.languages import BY_CODE


class EditionMiddleware:
    """Serve /<code>/… in that edition's language, everything else (the admin) in the language the browser asks for.

    override() puts the previous language back when the response is made: activate() would leak into the thread's next
    request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        head = request.path_info.split("/", 2)[1]
        language = head if head in BY_CODE else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", BY_CODE[language].tag if language in BY_CODE else language)
        return response
