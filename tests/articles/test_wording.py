"""What is wrong with a body is shown in the reader's language."""

import pytest
from django.utils import translation

from articles import wording
from articles.body import BodyError, clean_body
from articles.body.markup import parse


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Line 1: this heading is empty."),
        ("de", "Zeile 1: Diese Überschrift ist leer."),
        ("ja", "1行目：この見出しは空です。"),
    ],
)
def test_an_error_in_the_plain_form_of_a_body(language, shown):
    with pytest.raises(BodyError) as caught:
        parse("##  ")
    with translation.override(language):
        assert wording.render(caught.value.said) == shown
    assert str(caught.value) == "Line 1: this heading is empty."


def test_an_error_in_a_block():
    with pytest.raises(BodyError) as caught:
        clean_body([{"type": "heading", "level": 5, "text": "x"}])
    with translation.override("fr"):
        assert wording.render(caught.value.said) == "Bloc 1 (heading) : « level » doit être 2 ou 3."
