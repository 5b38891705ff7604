"""How long a plain field may be: what a person writes, and what a column holds. Counted as it is stored.

A person is told the field and both lengths. A machine's text that is longer than a person's may be has a finding; one
that its column cannot hold is kept whole in its segment, and no page is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from articles.body.document import PLAIN_FIELDS, Document


def errors(texts: Mapping[str, str], limits: Mapping[str, int]) -> dict[str, ValidationError]:
    """Return by field why a text is too long; texts: by field, as they are stored."""
    found = {}
    for name, limit in limits.items():
        try:
            MaxLengthValidator(limit)(texts.get(name, ""))
        except ValidationError as error:
            found[name] = error
    return found


def demand(document: Document, limits: Mapping[str, int]) -> None:
    """Return if a cleaned document's plain fields keep to the limits. Raises ValidationError, by field."""
    if found := errors({name: getattr(document, name) for name in PLAIN_FIELDS}, limits):
        raise ValidationError(found)
