from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from translation.system_checks import check_engines


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_engines, "translation")
