"""The checked state of an article, as short hashes: an equal hash means that nothing is to be checked (CheckRun)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from translation.models import CheckRun


def stamp(*parts: object) -> str:
    """Return a short hash of everything that a check's result depends on."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


class Stamps:
    """The checked-state hashes of one article, read once and written once."""

    def __init__(self, article_id: int, *, remember: bool) -> None:
        """Read the hashes. remember: whether checks of whole scopes count as done (not if only one check runs)."""
        self.article_id, self.remember = article_id, remember
        rows = CheckRun.objects.filter(article_id=article_id).values_list("scope", "language", "stamps")
        self._known: dict[tuple[str, str], Mapping[str, str]] = {(scope, code): stamps for scope, code, stamps in rows}
        self._changed: set[tuple[str, str]] = set()

    def differ(self, scope: str, language: str, key: str, now: str) -> bool:
        """Return whether something has changed since the hash was stored."""
        return self._known.get((scope, language), {}).get(key) != now

    def note(self, scope: str, language: str, stamps: Mapping[str, str]) -> bool:
        """Set the hashes of a scope, removing others; return whether they are new."""
        place = (str(scope), language)
        if self._known.get(place) == dict(stamps):
            return False
        if self.remember or scope.startswith("only:"):
            self._known[place] = dict(stamps)
            self._changed.add(place)
        return True

    def save(self) -> None:
        """Write the changed hashes."""
        rows = [
            CheckRun(article_id=self.article_id, scope=scope, language=language, stamps=self._known[scope, language])
            for scope, language in sorted(self._changed)
        ]
        CheckRun.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["article", "scope", "language"],
            update_fields=["stamps"],
        )
        self._changed.clear()
