"""The admin of translation.

article   the article admin with jobs and segments
request   the page that requests translations
records   jobs and engine calls, read-only
language  translation memory, glossary and editions' styles, to edit
checks    check settings of editions
"""

from translation.admin import article, checks, language, records

__all__ = ["article", "checks", "language", "records"]
