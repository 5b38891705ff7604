"""The desk's side of publishing.

article      an article: its source as a document, its list
forms        the source version's form
story        what the form holds, as a Document, and what another editor changed meanwhile
states       one language of an article at a glance
publication  publish, schedule, withdraw
preview      a version as readers would see it
others       sections, people, pictures
"""

from articles.admin import others
from articles.admin.article import ArticleAdmin

__all__ = ["ArticleAdmin", "others"]
