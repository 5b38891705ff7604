"""A system check: pg_trgm must see letters of every script.

It takes for letters what the C library takes for letters under the database's LC_CTYPE. Under C or POSIX these are the
ASCII ones alone: a Cyrillic, Han or Devanagari word then has no trigram, and no search finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

WORDS = ("паром", "渡船", "नौका")
_INSTALLED = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')"
_WITHOUT = "SELECT word FROM unnest(%s::text[]) AS word WHERE cardinality(show_trgm(word)) = 0"
_TYPE = "SELECT datctype FROM pg_database WHERE datname = current_database()"


def check_trigrams(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Return an error for each of `databases` in which a word of another script has no trigram."""
    return [_error(alias, blind) for alias in databases or () if (blind := words_without(alias))]


def words_without(alias: str) -> list[str]:
    """Return the words that have no trigram; before pg_trgm is there, those that LC_CTYPE would leave without."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_INSTALLED)
        if cursor.fetchone()[0]:
            cursor.execute(_WITHOUT, [list(WORDS)])
            return [word for (word,) in cursor.fetchall()]
        cursor.execute(_TYPE)
        return list(WORDS) if cursor.fetchone()[0] in ("C", "POSIX") else []


def _error(alias: str, blind: list[str]) -> CheckMessage:
    return Error(
        f"The database “{alias}” finds no letters in {', '.join(blind)}: searching is blind to these scripts.",
        hint="Make a database with LC_CTYPE C.UTF-8 (initdb --locale=C --lc-ctype=C.UTF-8; or CREATE DATABASE … "
        "TEMPLATE template0 LC_CTYPE 'C.UTF-8'), dump the old one, and restore it there.",
        id="newsroom.E001",
    )
