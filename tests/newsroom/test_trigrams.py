"""Searching sees the letters of every script, or the system check says that it does not."""

import pytest
from django.core import checks
from django.db import connection

from newsroom.database import trigrams

pytestmark = pytest.mark.django_db


def messages() -> list[checks.CheckMessage]:
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return [message for message in found if message.id == "newsroom.E001"]


def test_the_migrated_database_has_trigrams_of_every_script_and_knows_accents() -> None:
    assert messages() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('паром', 'паромы') > 0.4, unaccent('élève')")
        assert cursor.fetchone() == (True, "eleve")


def test_a_word_without_trigrams_is_an_error_that_names_it_and_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trigrams, "WORDS", ("паром", "—", "渡船"))  # a dash has no letter in any locale
    (found,) = messages()
    assert found.level == checks.ERROR
    assert "in —:" in found.msg and "LC_CTYPE" in str(found.hint)


@pytest.mark.parametrize(
    ("locale", "blind"), [("C", list(trigrams.WORDS)), ("POSIX", list(trigrams.WORDS)), ("C.UTF-8", [])]
)
def test_before_the_first_migration_the_locale_tells(
    monkeypatch: pytest.MonkeyPatch, locale: str, blind: list[str]
) -> None:
    monkeypatch.setattr(trigrams, "_INSTALLED", "SELECT false")
    monkeypatch.setattr(trigrams, "_TYPE", f"SELECT '{locale}'")
    assert trigrams.words_without("default") == blind


def test_a_check_that_names_no_database_asks_none(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert trigrams.check_trigrams(databases=None) == []
