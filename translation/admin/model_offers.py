"""Offers of the request page for languages that no engine serves: a model to fetch, or a hint to ask for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.languages import BY_CODE, PIVOT
from newsroom.languages.dates import listing
from newsroom.languages.names import language_name
from newsroom.redis_server import Away
from translation import desk, model_downloads
from translation.engines import routing
from translation.engines.firefox.catalogue import directions, refusal
from translation.model_downloads import ENGINE, Download, Offered
from translation.worker_pairs import WorkerPairs, pair

Kind = str  # "get", "failed", "waiting", "running", "unreachable", "ask" or "other"


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer for one language. codes: those of the missing models, sent by the button.

    done, total: megabytes, while a worker fetches; error: why that failed, in English.
    """

    kind: Kind
    codes: str = ""
    label: str = ""
    done: int = 0
    total: int = 0
    error: str = ""


class Offers:
    """Models that can be fetched, running downloads, and the user; loaded once for a page."""

    def __init__(self, user: Any, pairs: WorkerPairs, engine: str) -> None:
        self.may = desk.may_get_models(user)
        self.open = False  # whether something will change by itself
        self._usable = ENGINE in routing.names() and engine in ("", ENGINE)
        self._pairs = pairs
        self._downloads: dict[str, Download] | None = None
        self._offered: Offered | None = None

    @property
    def problem(self) -> str:
        """Why the list of models is unknown, in English; "" if it is known or was not requested."""
        return self._offered.problem if self._offered else ""

    def of(self, sources: Iterable[str], target: str) -> Offer:
        """Return the offer that makes translation from these languages into another possible."""
        missing = {leg for source in sources for leg in self._missing(source, target)}
        codes = sorted({code for leg in missing for code in leg} - {PIVOT})
        if not codes or any(map(refusal, codes)):
            return Offer("other")
        self._look()
        size = self._size(codes, missing)
        return Offer("other") if size is None else self._offer(codes, size)

    def _size(self, codes: list[str], missing: set[tuple[str, str]]) -> int | None:
        """Return the download size of languages in bytes: 0 if unknown, None if there is no such model.

        Each language comes with the way to English and back, as far as it is not here.
        """
        if not self._offered or self.problem:
            return 0
        if not all(pair(*leg) in self._offered.sizes for leg in missing):
            return None
        fetched = [leg for code in codes for leg in directions(code) if not self._served(*leg)]
        return sum(self._offered.sizes.get(pair(*leg), 0) for leg in fetched)

    def _offer(self, codes: list[str], size: int) -> Offer:
        """Return the offer for a language with models. size: bytes, 0 if unknown."""
        found = [row for code in codes if (row := (self._downloads or {}).get(code))]
        if under_way := [row for row in found if row.state in ("waiting", "running")]:
            return self._under_way(codes, under_way)
        if not self.may:
            return Offer("ask", label=_("Ask an administrator to get the model for %(languages)s.") % _words(codes))
        for row in found:
            if row.state == "failed":
                return Offer("failed", ",".join(codes), _button(codes, size), error=row.error)
        return Offer("unreachable") if self.problem else Offer("get", ",".join(codes), _button(codes, size))

    def _under_way(self, codes: list[str], rows: list[Download]) -> Offer:
        self.open = True
        total = sum(row.total for row in rows)
        kind = "running" if total else "waiting"
        done = sum(row.done for row in rows)
        return Offer(kind, label=_names(codes), done=_megabytes(done), total=_megabytes(total))

    def _missing(self, source: str, target: str) -> list[tuple[str, str]]:
        """Return the steps of a pair for which a Firefox model is missing; [] if none would help."""
        if not self._usable or ENGINE not in routing.preferred(source, target):
            return []
        legs = [(source, target)] if PIVOT in (source, target) else [(source, PIVOT), (PIVOT, target)]
        return [leg for leg in legs if not self._served(*leg)]

    def _served(self, source: str, target: str) -> bool:
        route = self._pairs.route_by(routing.engine(ENGINE), ENGINE, source, target)
        return isinstance(route, routing.Route)

    def _look(self) -> None:
        """Load the running downloads and, for users with the permission, the list of models."""
        if self._downloads is None:
            self._downloads = model_downloads.downloads()
            if self.may:
                self._offered = desk.offered_models()
                self.open = self._offered is None


def get(request: HttpRequest) -> HttpResponse:
    """Queue the download of a button's models; redirect to the page with the same boxes ticked."""
    codes = [code for code in request.POST["get"].split(",") if code in BY_CODE and not refusal(code)]
    try:
        added = desk.get_models(codes, request.user)
    except Away:
        messages.error(request, _("Redis does not answer: no model is fetched. Try again in a moment."))
    else:
        if added:
            messages.success(request, _("The model for %(languages)s is being fetched.") % _words(added))
        elif codes:
            messages.info(request, _("The model for %(languages)s is being fetched already.") % _words(codes))
    query = request.GET.copy()
    for name in ("engine", "missing", "outdated", "language"):
        query.setlist(name, [value for value in request.POST.getlist(name) if value])
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}#models")


def _button(codes: list[str], size: int) -> str:
    if not size:
        return _("Get the model for %(languages)s") % _words(codes)
    return _("Get the model for %(languages)s, %(size)s MB") % {
        **_words(codes),
        "size": number_format(_megabytes(size)),
    }


def _words(codes: Iterable[str]) -> dict[str, str]:
    return {"languages": _names(codes)}


def _names(codes: Iterable[str]) -> str:
    reader = get_language() or PIVOT
    return listing([language_name(code, reader) for code in codes], reader)


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
