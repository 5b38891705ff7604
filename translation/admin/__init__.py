"""The desk's side of translation.

article   the article admin with what the translation desk knows of it
request   the page that asks for translations
records   jobs and engine calls, to look at
language  translation memory, glossary and editions' styles, to edit
checks    which checks an edition wants
"""

from translation.admin import article, checks, language, records

__all__ = ["article", "checks", "language", "records"]
