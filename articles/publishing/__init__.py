"""The actions on an article: create, save its source, store a translation, publish, schedule, withdraw.

Views, admin, commands and translation call these functions and write nothing themselves. Every write names its
columns, so that a worker that stores Finnish never changes a person's German text.

documents     create an article, save its source, store a translation
release       publish, schedule, withdraw, and the gates before it
locks         articles are locked first, always in the same order
slugs, lengths, shared_fields
"""

from articles.publishing.documents import (
    TEXT_FIELDS,
    Credit,
    EditConflict,
    confirm_headline,
    create_article,
    read_document,
    save_source,
    set_credits,
    store_translation,
)
from articles.publishing.locks import ArticleGone, lock_article, lock_article_of, lock_articles
from articles.publishing.release import (
    PUBLISH,
    NotPublishable,
    may_publish,
    publish,
    publish_reasons,
    text_reasons,
    unschedule,
    withdraw,
)

__all__ = [
    "PUBLISH",
    "TEXT_FIELDS",
    "ArticleGone",
    "Credit",
    "EditConflict",
    "NotPublishable",
    "confirm_headline",
    "create_article",
    "lock_article",
    "lock_article_of",
    "lock_articles",
    "may_publish",
    "publish",
    "publish_reasons",
    "read_document",
    "save_source",
    "set_credits",
    "store_translation",
    "text_reasons",
    "unschedule",
    "withdraw",
]
