"""Addresses of articles: a slug in the language's own script, unique on its day."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import CharField, Func, Q
from django.utils.text import slugify

from articles.models import Article, LanguageVersion, PublicAddress
from newsroom.languages import CODES, column

MAX_LENGTH = 80
# Arabic writes them in few words only, and people do not type them into an address; the last lengthens a word.
_SHORT_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
SLUGS = tuple(column("slug", code) for code in CODES)


class _Slugs(Func):
    """An article's slugs as rows."""

    function = "unnest"
    template = "%(function)s(ARRAY[%(expressions)s])"
    output_field = CharField()
    set_returning = True


def make_slug(text: str) -> str:
    """Return the slug of a headline: lower case, hyphens, letters of any script; "" if nothing is left."""
    text = unicodedata.normalize("NFC", text)
    # slugify drops combining marks that Devanagari needs (vowel signs are category M, which \\w does not match).
    slug = slugify(text, allow_unicode=True) if text.isascii() else _unicode_slug(text)
    if len(slug) > MAX_LENGTH:
        cut = slug[: MAX_LENGTH + 1]
        slug = cut.rsplit("-", 1)[0] if "-" in cut[MAX_LENGTH // 2 :] else slug[:MAX_LENGTH]
    return slug.strip("-")


def _unicode_slug(text: str) -> str:
    kept = "".join(letter if _belongs_to_a_word(letter) else " " for letter in _SHORT_VOWELS.sub("", text.lower()))
    return re.sub(r"[-\s_]+", "-", kept).strip("-")


def _belongs_to_a_word(letter: str) -> bool:
    """Return whether a character is a letter, a digit or a mark on one: \\w has no vowel signs, which are marks."""
    return letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc")


def free_slug(article: Article, text: str) -> str | None:
    """Return a slug for the text that no other article has or had on that day ("…-2" if taken); None for empty text.

    Locks the slugs of that day until the transaction ends, so that no other article gets the same.
    """
    wanted = make_slug(text)
    return _free(article, wanted, article.date) if wanted else None


def settle_slug(version: LanguageVersion) -> None:
    """Give a version another slug if its present one is another article's public address."""
    name = column("slug", version.language)
    article = Article.objects.only("date", name).get(pk=version.article_id)
    slug = getattr(article, name)
    address = {"language": version.language, "date": article.date, "slug": slug}
    if PublicAddress.objects.filter(article=article, **address).exists():
        return
    free = _free(article, slug, article.date)
    if free != slug:
        Article.objects.filter(pk=article.pk).update(**{name: free})


def slugs_on(article: Article, date: datetime.date) -> dict[str, str]:
    """Return {column: slug} of those of the article's slugs that must change if it moves to another day."""
    lock_days(article.date, date)
    own = {name: getattr(article, name) for name in SLUGS if getattr(article, name)}
    free = {name: _free(article, slug, date) for name, slug in own.items()}
    return {name: slug for name, slug in free.items() if slug != own[name]}


def lock_days(*days: datetime.date) -> None:
    """Lock the slugs of these days until the transaction ends."""
    with connection.cursor() as cursor:
        for day in sorted(set(days)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"slugs {day}"])


def _free(article: Article, wanted: str, day: datetime.date) -> str:
    """Return the slug, with a number if another article has it that day, or was public there once.

    In any language: /pt/…/helio/ of an article with only a German "helio" must never show another article.
    """
    lock_days(day)
    stem = wanted[:MAX_LENGTH]  # longer ones were stored by hand; with a number they must still fit the column
    begins = reduce(or_, (Q(**{f"{name}__startswith": stem}) for name in SLUGS))
    present = Article.objects.filter(begins, date=day).exclude(pk=article.pk).order_by()
    former = PublicAddress.objects.filter(date=day, slug__startswith=stem).exclude(article_number=article.pk).order_by()
    # One statement reads one state: a released slug is recorded in the same transaction.
    both = present.values_list(_Slugs(*SLUGS)).union(former.values_list("slug"), all=True)
    taken = {slug for (slug,) in both}
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
