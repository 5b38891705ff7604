"""modeltranslation's registration; it requires this module name. Keep the fields few: each is fifteen columns."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Article, Section
from articles.querysets import TRANSLATED_FIELDS


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = TRANSLATED_FIELDS
    empty_values = {"slug": None}


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("name",)
