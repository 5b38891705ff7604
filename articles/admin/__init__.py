"""The admin of articles.

article      an article: its source as a document, its list
forms        the source version's form
story        what the form holds, as a Document, and what another editor changed meanwhile
states       one language of an article at a glance
publication  publish, schedule, withdraw
saving       forms that keep what was typed when the database rolls a save back
preview      a version as readers would see it
others       sections, people, pictures
"""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin import others
from articles.admin.article import ArticleAdmin

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("The desk")

__all__ = ["ArticleAdmin", "others"]
