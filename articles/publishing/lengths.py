"""The lengths of plain fields: the limit for people, and that of the column. Counted in stored form.

A person gets an error with the field and both lengths. A machine's text above people's limit gets a finding. If it does
not fit the column, it is kept whole in its segment, and no page is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from articles.body.document import PLAIN_FIELDS, Document


def errors(texts: Mapping[str, str], limits: Mapping[str, int]) -> dict[str, ValidationError]:
    """Return by field why a text is too long; texts: by field, in stored form."""
    found = {}
    for name, limit in limits.items():
        try:
            MaxLengthValidator(limit)(texts.get(name, ""))
        except ValidationError as error:
            found[name] = error
    return found


def demand(document: Document, limits: Mapping[str, int]) -> None:
    """Return if a cleaned document's plain fields are within the limits. Raises ValidationError, by field."""
    if found := errors({name: getattr(document, name) for name in PLAIN_FIELDS}, limits):
        raise ValidationError(found)
