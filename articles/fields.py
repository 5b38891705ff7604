"""Model fields for people's input: cleaned in forms, saves, queries and lookups alike.

In the database and in migrations they are Django's own fields.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from articles.body import clean_line, clean_text


class _Cleaned(models.Field):
    """A text field whose value is cleaned whenever it is validated, stored or looked up."""

    @staticmethod
    def clean_value(value: str) -> str:
        """Return the value in its stored form."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return type(self).clean_value(value) if isinstance(value, str) else value

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        django = next(base for base in type(self).__mro__ if base.__module__.startswith("django.db.models.fields"))
        return name, f"django.db.models.{django.__name__}", args, kwargs


class LineField(_Cleaned, models.CharField):
    """One line of plain text: a name, a place, a note (articles.body.clean_line)."""

    @staticmethod
    def clean_value(value: str) -> str:
        return clean_line(value)


class AddressField(_Cleaned, models.URLField):
    """A web address."""

    @staticmethod
    def clean_value(value: str) -> str:
        return clean_line(value)


class ProseField(_Cleaned, models.TextField):
    """Plain text of several lines (articles.body.clean_text)."""

    @staticmethod
    def clean_value(value: str) -> str:
        return clean_text(value)
