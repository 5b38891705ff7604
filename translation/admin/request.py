"""The page that requests translations of one article or of several."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import ArticleAdmin
from articles.admin.states import LanguageState
from articles.models import Article
from articles.publishing.locks import ArticleGone
from newsroom import editions
from newsroom.languages import BY_CODE, Edition
from translation import desk
from translation.admin import model_offers
from translation.admin.model_offers import Offers
from translation.admin.notes import source_note
from translation.engines import routing
from translation.model_downloads import ENGINE
from translation.worker_pairs import WorkerPairs, announced


@dataclass(frozen=True, slots=True)
class Choice:
    """One language on the page: its state (for a single article), and which engine would serve it or why none.

    reasons: (engine, what it lacks) for the sources from which no engine translates.
    """

    edition: Edition
    state: LanguageState | None
    sources: tuple[str, ...]
    route: str
    reasons: tuple[tuple[str, str], ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """A requirement that one engine lacks, and the languages that it would serve with it."""

    engine: str
    reason: str
    languages: list[str]


class RequestForm(forms.Form):
    """Languages and engine of a request. An article's languages are computed from the ticked boxes."""

    missing = forms.BooleanField(label=gettext_lazy("All missing languages"), required=False)
    outdated = forms.BooleanField(label=gettext_lazy("All outdated languages"), required=False)
    language = forms.MultipleChoiceField(required=False, choices=editions.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        preferred = ", ".join(routing.preferred())
        by_preference = _("by preference (%(engines)s)") % {"engines": preferred or _("none configured")}
        names = [(name, routing.engine(name).label) for name in routing.names()]
        self.fields["engine"] = forms.ChoiceField(
            label=_("Engine"), required=False, choices=[("", by_preference), *names]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("missing") or data.get("outdated") or data.get("language")):
            raise forms.ValidationError(_("Nothing is chosen: tick at least one language, or all missing or outdated."))
        return data

    def languages(self, article: Article) -> list[str]:
        """Return the requested languages of this article, in the order of the editions."""
        wanted = set(self.cleaned_data["language"])
        if self.cleaned_data["missing"]:
            wanted |= set(desk.missing_languages(article))
        if self.cleaned_data["outdated"]:
            wanted |= set(desk.outdated_languages(article))
        return editions.in_order(wanted)


def request_view(model_admin: ArticleAdmin, request: HttpRequest, pk: int | None) -> HttpResponse:
    """Show the choice of languages and engine; on POST queue jobs and redirect to the job page."""
    if not request.user.has_perm("translation.add_translationjob"):
        raise PermissionDenied
    articles = _articles(model_admin, request, pk)
    if request.method == "POST" and "get" in request.POST:
        return model_offers.get(request)
    form = RequestForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and (answer := _ask(model_admin, request, form, articles)):
        return answer
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Translate"),
        "opts": Article._meta,
        "articles": articles,
        "form": form,
        "media": model_admin.media,
        **_languages(model_admin, request, articles),
    }
    return render(request, "translation/request.html", context)


def _languages(model_admin: ArticleAdmin, request: HttpRequest, articles: list[Article]) -> dict[str, Any]:
    """Return the page's languages: those that can be translated now, and what the others need."""
    engine, pairs = _named_engine(request), announced()
    offers = Offers(request.user, pairs, engine)
    ticked = request.POST if request.method == "POST" else request.GET
    choices = _choices(model_admin, articles, engine, set(ticked.getlist("language")), pairs)
    others = [(choice, offers.of(choice.sources, choice.edition.code)) for choice in choices if not choice.route]
    return {
        **_details(articles, {choice.edition.code for choice in choices if choice.route}),
        "engine": engine,
        "choices": choices,
        "ready": [choice for choice in choices if choice.route],
        "others": others,
        "offers": offers,
        "lacks": _lacks(choices, {choice.edition.code for choice, offer in others if offer.kind != "other"}),
    }


def _named_engine(request: HttpRequest) -> str:
    """Return the engine of the request, "" if it is missing or unknown."""
    name = request.POST.get("engine") or request.GET.get("engine") or ""
    return name if name in routing.names() else ""


def _details(articles: list[Article], ready: set[str]) -> dict[str, Any]:
    """Return the page's data of a single article; of several it shows none of that.

    ready: the languages that can be translated now; of the missing ones only these are listed.
    """
    if len(articles) != 1:
        return dict.fromkeys(("article", "source_note", "missing", "outdated"))
    article = articles[0]
    return {
        "article": article,
        "source_note": source_note(article),
        "missing": [BY_CODE[code] for code in desk.missing_languages(article) if code in ready],
        "outdated": [BY_CODE[code] for code in desk.outdated_languages(article)],
    }


def _articles(model_admin: ArticleAdmin, request: HttpRequest, pk: int | None) -> list[Article]:
    ids = [pk] if pk else [int(word) for word in request.GET.get("ids", "").split(",") if word.isdecimal()]
    columns = ("id", "source_language", "date")
    found = model_admin.get_queryset(request).only(*columns).filter(pk__in=ids).order_by("-date", "-id")
    articles = [article for article in found if model_admin.has_view_or_change_permission(request, article)]
    if not articles:
        raise Http404
    return articles


def _ask(
    model_admin: ArticleAdmin, request: HttpRequest, form: RequestForm, articles: list[Article]
) -> HttpResponse | None:
    """Request the translations; None if nothing was queued, and the page is shown again with the refusals."""
    batches: list[uuid.UUID] = []
    asked = 0
    for article in articles:
        languages = form.languages(article)
        asked += len(languages)
        try:
            answer = desk.request_translation(
                article, languages, user=request.user, engine=form.cleaned_data["engine"] or None
            )
        except ArticleGone as error:
            messages.error(request, str(error))
            continue
        if answer.jobs:
            batches.append(answer.batch)
            names = ", ".join(BY_CODE[job.language].endonym for job in answer.jobs)
            model_admin.log_change(request, article, _("Translation requested: %(languages)s.") % {"languages": names})
        _say_refused(request, form, article if len(articles) > 1 else None, answer.refused)
    if not asked:
        messages.warning(request, _("There is nothing to translate: no language is missing or outdated."))
    if not batches:
        return None
    if len(batches) == 1:
        return HttpResponseRedirect(reverse("translation:jobs", args=batches))
    query = ",".join(map(str, batches))
    return HttpResponseRedirect(f"{reverse('admin:translation_translationjob_changelist')}?batch__in={query}")


def _say_refused(
    request: HttpRequest, form: RequestForm, article: Article | None, refused: Sequence[desk.Refusal]
) -> None:
    """Show why languages are not translated. Those without an engine that only “all missing” includes share a line."""
    title = f"{article}: " if article else ""
    without = [one for one in refused if one.no_route and one.language not in form.cleaned_data["language"]]
    for refusal in refused:
        if refusal not in without:
            messages.error(request, f"{title}{refusal.reason}")
    if without:
        names = ", ".join(BY_CODE[refusal.language].endonym for refusal in without)
        messages.warning(
            request, title + _("No engine translates into these yet: %(languages)s.") % {"languages": names}
        )


def _choices(
    model_admin: ArticleAdmin, articles: list[Article], engine: str, checked: set[str], pairs: WorkerPairs
) -> list[Choice]:
    """Return the languages with their routes; a language is offered unless all articles were written in it."""
    sources = {article.source_language for article in articles}
    states = {state.edition.code: state for state in model_admin.states(articles[0])} if len(articles) == 1 else {}
    choices = []
    for edition in editions.active():
        if wanted := tuple(sorted(sources - {edition.code})):
            route, reasons = _routes(wanted, edition.code, engine, pairs)
            state = states.get(edition.code)
            choices.append(Choice(edition, state, wanted, route, reasons, edition.code in checked))
    return choices


def _routes(
    sources: Sequence[str], target: str, engine: str, pairs: WorkerPairs
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the labels of engines that would serve a language from its sources, and what the others lack."""
    routes: list[str] = []
    reasons: list[tuple[str, str]] = []
    for source in sources:
        try:
            route = pairs.find_route(source, target, engine or None)
        except routing.NoRoute as error:
            reasons += error.reasons or [("", _("TRANSLATION_ENGINES names no engine."))]
        else:
            label = str(routing.engine(route.engine).label)
            routes.append(_("%s, through English") % label if route.via else label)
    return ", ".join(dict.fromkeys(routes)), tuple(dict.fromkeys(reasons))


def _lacks(choices: Sequence[Choice], offered: set[str]) -> list[Lack]:
    """Return what the engines lack, each once, with the languages concerned.

    offered: languages whose line on the page is about the model that is missing; it is not repeated.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for choice in choices:
        for reason in choice.reasons:
            if reason[0] != ENGINE or choice.edition.code not in offered:
                found.setdefault(reason, []).append(choice.edition.endonym)
    return [Lack(name, reason.rstrip("."), languages) for (name, reason), languages in sorted(found.items())]
