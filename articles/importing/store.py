"""Store a parsed page as an article: once, completely or not at all."""

from __future__ import annotations

import html
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.body.document import Document
from articles.importing.errors import ImportRefused
from articles.importing.page import ParsedArticle
from articles.models import Article, Person
from articles.publishing import Credit, create_article

_LONGEST_NAME = Person._meta.get_field("name").max_length or 0


class AlreadyImported(ImportRefused):
    """Raised for a text that is an article already; `article` is that one."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"This text has been imported before: it is article {article.pk}. Nothing was stored.")
        self.article = article


def store(page: ParsedArticle, digest: str, user: Any = None) -> Article:
    """Create the article as a draft in its language, and return it.

    digest: articles.importing.reader.text_digest of the file; the database allows it once, so that two imports at the
    same moment make one article. Raises AlreadyImported, or ImportRefused if a part does not fit its field.
    """
    _refuse_twin(digest)
    # Storing removes markup from plain fields; escaping first keeps a "<" of the page.
    document = Document(headline=html.escape(page.headline, quote=False), body=page.blocks)
    try:
        with transaction.atomic():
            return create_article(
                page.language,
                document,
                credits=[Credit(person.role, person.name, person.kind) for person in page.credits],
                headline_proposed=page.headline_proposed,
                user=user,
                date=page.date or timezone.localdate(),
                source_name=page.source_name,
                source_url=page.source_url,
                import_digest=digest,
            )
    except ValidationError as error:
        _refuse_twin(digest)
        fields = "; ".join(f"{_where(page, name)}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise ImportRefused(f"The file was not imported. {fields}") from error
    except IntegrityError:
        _refuse_twin(digest)
        raise


def _where(page: ParsedArticle, field: str) -> str:
    """Return a field's name, with the lines of the file that it comes from."""
    long = [credit.name for credit in page.credits if len(credit.name) > _LONGEST_NAME] if field == "name" else []
    kind = field.partition("_")[0]  # "source" of source_name and source_url
    taken = [row for row in page.verdicts if row.taken_for == kind or any(name in row.text for name in long)]
    lines = [str(row.line) for row in taken]
    return f"line {', '.join(lines)}: {field}" if lines else field


def _refuse_twin(digest: str) -> None:
    if twin := Article.objects.filter(import_digest=digest).first():
        raise AlreadyImported(twin)
