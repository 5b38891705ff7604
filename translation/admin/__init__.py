"""The desk's side of translation.

article   the article admin with what the translation desk knows of it
request   the page that asks for translations
records   jobs and engine calls, to look at
language  translation memory and glossary, to edit
"""

from translation.admin import article, language, records

__all__ = ["article", "language", "records"]
