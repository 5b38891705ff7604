"""An article in the admin: its source version as a document in one form, its languages at a glance."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, CharField, F, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from articles import publishing
from articles.admin import preview, publication, story
from articles.admin.filters import MissingInFilter, SourceLanguageFilter, TranslationsFilter
from articles.admin.forms import SHARED, SourceForm
from articles.admin.saving import KeepsWhatWasTyped
from articles.admin.states import LanguageState, language_states
from articles.models import Article, Contribution, Image
from articles.publishing.shared_fields import save_shared
from newsroom import editions
from newsroom.languages import BY_CODE, CODES, column

PICTURES = 24


class ContributionInline(admin.TabularInline):
    model = Contribution
    fields = ["role", "person", "position"]
    autocomplete_fields = ["person"]
    extra = 0


class ArticleList(ChangeList):
    """Loads only the columns that the list shows: a whole row has fifteen bodies."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Article]:
        rows = super().get_queryset(request, exclude_parameters)
        section = [f"section__{name}" for name in ("id", "key", "name", *(column("name", code) for code in BY_CODE))]
        return rows.only("id", "source_language", "date", "section", *section)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        for article in self.result_list:
            # The row's checkbox names the article (str); that must not fetch the headline again for each row.
            article.__dict__[column("headline", article.source_language)] = article.source_headline


def _text(name: str, label: Any) -> Any:
    """Show one text of the form to staff who may view but not change it."""

    @admin.display(description=label)
    def shown(self: ArticleAdmin, article: Article) -> str:
        return story.typed(publishing.read_document(article, article.source_language))[name]

    return shown


class ArticleAdmin(KeepsWhatWasTyped):
    """Write, list and publish articles. translation.admin adds version_rows and running_languages."""

    form = SourceForm
    inlines = [ContributionInline]
    list_display = ["headline_shown", "section", "date_shown", "source_shown", "languages_shown"]
    list_display_links = ["headline_shown"]
    list_select_related = ["section"]
    list_filter = [TranslationsFilter, MissingInFilter, "section", SourceLanguageFilter]
    search_fields = ["id"]
    search_help_text = _("A word of the headline in any language, or the article's number.")
    date_hierarchy = "date"
    list_per_page = 50
    text_kicker = _text("text_kicker", _("Kicker"))
    text_headline = _text("text_headline", _("Headline"))
    text_dek = _text("text_dek", _("Dek"))
    text_description = _text("text_description", _("Search description"))
    text_body = _text("text_body", _("Body"))

    class Media:
        css = {"all": ["css/desk.css"]}
        js = ["js/story.js"]

    # --- the list ---------------------------------------------------------------------------------------------------
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        # An old article may be written in a language that is no edition any more.
        cases = [When(source_language=code, then=F(column("headline", code))) for code in CODES]
        headline = Case(*cases, output_field=CharField())
        return super().get_queryset(request).annotate(source_headline=headline).prefetch_related("versions")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        for word in search_term.split():
            found = Q(source_headline__icontains=word)
            for edition in editions.active():
                found |= Q(**{f"{column('headline', edition.code)}__icontains": word})
            if word.lstrip("#").isdecimal() and len(word) < 18:
                found |= Q(pk=int(word.lstrip("#")))
            queryset = queryset.filter(found)
        return queryset, False

    @admin.display(description=_("headline"), ordering="source_headline")
    def headline_shown(self, article: Article) -> str:
        return article.source_headline or f"#{article.pk}"

    @admin.display(description=_("date"), ordering="date")
    def date_shown(self, article: Article) -> str:
        return article.date.isoformat()

    @admin.display(description=_("written in"), ordering="source_language")
    def source_shown(self, article: Article) -> str:
        return BY_CODE[article.source_language].endonym

    @admin.display(description=_("languages"))
    def languages_shown(self, article: Article) -> SafeString:
        return render_to_string("admin/articles/article/glance.html", {"states": self.states(article)})

    def states(self, article: Article) -> list[LanguageState]:
        return language_states(article, article.versions.all(), self.running_languages(article))

    def running_languages(self, article: Article) -> set[str]:
        """Return the languages that a job is working on."""
        return set()

    # --- the form ---------------------------------------------------------------------------------------------------
    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        headline = ["text_headline"]
        if obj and any(version.headline_proposed for version in obj.versions.all()):
            headline.append("headline_confirmed")
        about = list(SHARED)
        text = ["text_kicker", *headline, "text_dek", "text_body", "text_description"]
        editable = self.has_change_permission(request, obj) if obj else True
        text += ["text_slug", "digest"] if editable else []
        language = [] if obj else [(None, {"fields": about[:1]})]
        return [
            *language,
            (_("Text"), {"fields": text, "classes": ["desk-story"]}),
            (_("About the article"), {"fields": about if obj else about[1:]}),
        ]

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["source_language"] if obj else []

    def save_model(self, request: HttpRequest, obj: Article, form: SourceForm, change: bool) -> None:
        if not change:
            shared = {name: form.cleaned_data[name] for name in SHARED if name != "source_language"}
            created = publishing.create_article(
                obj.source_language, form.document, slug=form.slug, user=request.user, **shared
            )
            obj.__dict__.update(created.__dict__)
            return
        written = [name for name in SHARED if name in form.changed_data]
        if written:
            save_shared(obj, written)
        publishing.save_source(
            obj, form.document, slug=form.slug, expected_digest=form.expected_digest, user=request.user
        )
        if form.headline_seen and form.version:
            form.version.refresh_from_db()
            publishing.confirm_headline(form.version)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        article = kwargs.get("obj")
        form = context["adminform"].form
        context["clash"] = getattr(form, "clash", None)
        context["pictures"] = Image.objects.all()[:PICTURES]
        context["headline_proposed"] = "headline_confirmed" in form.fields
        if article:
            context["object_tools"] = self.object_tools(request, article)
            context["states"] = self.states(article)
            if not editions.is_active(article.source_language):
                context["unpublished_source"] = BY_CODE[article.source_language].endonym
            context["version_rows"] = self.version_rows(request, article)
            context["may_publish"] = publishing.may_publish(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def object_tools(self, request: HttpRequest, article: Article) -> list[tuple[str, Any]]:
        """Return (address, label) of an article's further actions, beside its history."""
        return []

    # --- publication ------------------------------------------------------------------------------------------------
    def version_rows(self, request: HttpRequest, article: Article) -> list[publication.VersionRow]:
        """Return a row per language for the publication panel."""
        # Running the gates may publish a version that they no longer block, so that is for people who may publish.
        refused = set(request.GET.get("refused", "").split(",")) if publishing.may_publish(request.user) else set()
        return publication.version_rows(article, self.states(article), refused)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/publication/", wrap(self.publication_view), name="articles_article_publication"),
            path("<int:pk>/preview/<str:language>/", wrap(self.preview_view), name="articles_article_preview"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def publication_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return publication.publication_view(self, request, pk)

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        return preview.preview_view(self, request, pk, language)


admin.site.register(Article, ArticleAdmin)
