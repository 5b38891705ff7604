"""A large archive to measure with: short articles in fifteen languages, written by SQL."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from articles.models import Article, LanguageVersion, PublicAddress, Section
from newsroom.languages import DEFAULT_CODES, column
from translation.sample.loader import load_sections

PER_DAY = 7
# One edition has few of the articles, as a young one would, and none of the first section.
SPARSE, EVERY = "la", 101
BODY = """'[{"id": "p1", "type": "paragraph", "text": "A short text."}]'::jsonb"""


def grow(count: int, every: int = EVERY) -> None:
    """Write articles until there are `count`, public in all their languages; seven a day, by turns in all sections.

    every: the sparse edition has one of so many; prime, so that it has all sections but the first.
    """
    load_sections()
    sections = list(Section.objects.order_by("pk").values_list("pk", flat=True))
    newest, written = (
        (Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0),
        Article.objects.count(),
    )
    _insert(Article, _article(sections), f"generate_series({written}, {count - 1}) AS n ORDER BY n")
    _insert(
        LanguageVersion,
        {
            "article_id": "a.id",
            "language": "code",
            "publication": "'published'",
            "publish_at": "now()",
            "provenance": "CASE code WHEN 'en' THEN 'source' ELSE 'human' END",
            "digest": "'digest-' || code",
            "made_from": "'digest-en'",
            "updated_at": "now()",
        },
        f"articles_article AS a CROSS JOIN unnest(ARRAY{list(DEFAULT_CODES)}) AS code WHERE a.id > {newest} "
        f"AND (code <> '{SPARSE}' OR (a.id % {every} = 0 AND a.section_id <> {sections[0]})) ORDER BY a.id",
    )
    slugs = " ".join(f"WHEN '{code}' THEN a.{column('slug', code)}" for code in DEFAULT_CODES)
    _insert(
        PublicAddress,
        {
            "language": "v.language",
            "date": "a.date",
            "slug": f"CASE v.language {slugs} END",
            "article_id": "a.id",
            "article_number": "a.id",
            "created_at": "now()",
        },
        f"articles_languageversion AS v JOIN articles_article AS a ON a.id = v.article_id WHERE a.id > {newest}",
    )


def analyze() -> None:
    """Tell the planner how large the tables are."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article, articles_languageversion, articles_publicaddress")


def _article(sections: list[int]) -> dict[str, str]:
    """Return an SQL expression of `n` for each column of an article; texts are empty where nothing is said."""
    values = {
        "source_language": "'en'",
        "date": f"date '2020-01-01' + (n / {PER_DAY})::int",
        "section_id": f"(ARRAY{sections})[1 + n % {len(sections)}]",
        "created_at": "now()",
        "updated_at": "now()",
    }
    for code in DEFAULT_CODES:
        values |= {
            column("headline", code): f"'{code}: story ' || n",
            column("slug", code): f"'{code}-story-' || n",
            column("dek", code): "'A short dek.'",
            column("kicker", code): "'Measured'",
            column("body", code): BODY,
        }
    return values


def _insert(model: type[Model], values: dict[str, str], rows: str) -> None:
    """Insert rows; columns without a value get their field's default."""
    for field in model._meta.concrete_fields:
        if field.column not in values and not field.null and not field.primary_key:
            default = field.get_default()
            values[field.column] = (
                str(default) if isinstance(default, bool) else "'[]'" if default == [] else f"'{default}'"
            )
    columns, expressions = ", ".join(values), ", ".join(values.values())
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {expressions} FROM {rows}")
