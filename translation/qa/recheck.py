"""Update an article's findings: on its source, its segments, its versions as wholes, across its languages.

Only changes are checked again. A segment stores with which checks and settings its findings were made
(Segment.checked_with). Checks of more than one text store a hash of their input (CheckRun). So this may
be called after every change, and for a whole archive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from articles.publishing.locks import lock_article
from translation.checks import registry
from translation.checks.base import Finding, Pair, Row, TermRule
from translation.models import CheckRun, Segment, SegmentFinding, Term
from translation.qa import findings, policy
from translation.qa.check_state import Stamps, stamp
from translation.qa.findings import Place
from translation.segments import unschedule
from translation.segments.sync import source_document
from translation.segments.units import extract

Scope = SegmentFinding.Scope


@dataclass(slots=True)
class Outcome:
    """How many texts were checked. freed: versions that lost a critical finding, to be assembled by the caller."""

    source: int = 0
    segments: int = 0
    versions: int = 0
    across: int = 0
    freed: set[int] = field(default_factory=set)

    @property
    def anything(self) -> bool:
        """Return whether anything had to be checked."""
        return bool(self.source or self.segments or self.versions or self.across)


@dataclass(frozen=True, slots=True)
class _Light:
    """A segment without its texts."""

    pk: int
    version: int
    language: str
    key: str
    kind: str
    revision: int
    checked_with: str
    current: bool
    has_target: bool


@dataclass(frozen=True, slots=True)
class _Text:
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that is to be checked as a whole. stamp: the hash of the check's input."""

    language: str
    rows: list[_Light]
    rules: list[TermRule]
    stamp: str


@transaction.atomic
def source(article_id: int) -> Outcome:
    """Check what changed in the source alone."""
    outcome = _Recheck(article_id, None, policy.load()).source()
    unschedule.review([article_id])
    return outcome


@transaction.atomic
def article(
    article_id: int,
    *,
    languages: Collection[str] | None = None,
    across: bool = True,
    only: str | None = None,
    policies: policy.Policies | None = None,
) -> Outcome:
    """Check what changed in an article; each text and each comparison once, whatever the number of languages.

    languages: those whose segments and versions are checked, all by default; languages are compared with all others.
    across: False postpones that to a later call. only: the one check to run; the other checks count as not done.
    policies: already read. A scheduled version with an open critical finding is unscheduled.
    """
    work = _Recheck(article_id, only, policies or policy.load(), None if across or only else languages)
    if only and not work.only_is_stale(languages):
        return Outcome()
    if languages is None or work.source_language in languages:
        work.source()
    work.segments(languages)
    work.versions(languages)
    if across:
        work.across()
    work.stamps.save()
    unschedule.review([article_id])
    return work.outcome


def across(article_id: int) -> Outcome:
    """Compare the languages of an article's changes; one language alone needs neither lock nor query."""
    with_target = Segment.objects.filter(version__article_id=article_id, version__detached=False).exclude(target="")
    several = with_target.order_by().values("version").distinct()[:2]
    if len(several) < 2 and not _compared(article_id):
        return Outcome()
    return article(article_id, languages=())


class _Recheck:
    """The checks of one article, under its lock: every step reads stale texts, checks them, and stores the findings."""

    def __init__(
        self,
        article_id: int,
        only: str | None,
        policies: policy.Policies,
        languages: Collection[str] | None = None,
    ) -> None:
        """Lock the article and read its checked state. languages: those to check, all by default."""
        self.source_version = lock_article(article_id)
        self.source_language = self.source_version.language
        self.article_id, self.only, self.policies = article_id, only, policies
        self.outcome = Outcome()
        self.stamps = Stamps(article_id, remember=only is None)
        self.rows = list(_light(article_id, languages))
        self._texts: dict[int, _Text] = {}

    def only_is_stale(self, languages: Collection[str] | None) -> bool:
        """Return whether the check has not run on the article's current state; record that it does now."""
        wanted = ",".join(sorted(languages or []))
        now = stamp(self.source_version.digest, *((row.pk, row.revision) for row in self.rows), *self._policy_stamps())
        return self.stamps.note(f"only:{self.only}", "", {wanted: now})

    def source(self) -> Outcome:
        """Check the source's texts if one has changed, each alone and all together; drop the state of removed ones."""
        version, source_policy = self.source_version, self.policies.of(self.source_language)
        now = stamp(version.digest, source_policy.stamp)
        if not self.only and not self.stamps.differ(Scope.SOURCE, "", "", now):
            return self.outcome
        _article, document = source_document(self.article_id)
        texts = {unit.key: unit.source for unit in extract(document)}
        made = registry.run_source_article(texts, self.source_language)
        found = {
            Place.of_source(version.pk, key, text): self._selected(source_policy.apply(made.get(key, [])))
            for key, text in texts.items()
        }
        findings.store({Scope.SOURCE: found}, self.only)
        SegmentFinding.objects.filter(source_version=version).exclude(source_key__in=texts).delete()
        self.stamps.note(Scope.SOURCE, "", {"": now})
        self.stamps.save()
        self.outcome.source = len(texts)
        return self.outcome

    def segments(self, languages: Collection[str] | None) -> None:
        """Check each segment against its source."""
        stale = [row for row in self.rows if self._is_stale(row, languages)]
        texts = self._read(stale)
        stale = [row for row in stale if row.pk in texts]
        found = {}
        for row in stale:
            pair, text = Pair(self.source_language, row.language), texts[row.pk]
            edition_policy = self.policies.of(row.language)
            found[self._place(row)] = findings.check(
                text.source, text.target, pair, edition_policy, self.only, row.kind
            )
        self._store(found, Scope.SEGMENT)
        if found and not self.only:
            findings.forget_remarks(list(found))
            self._mark_checked(stale)
        self.outcome.segments = len(stale)

    def _is_stale(self, row: _Light, languages: Collection[str] | None) -> bool:
        """Return whether a segment is to be checked: it has a target, and its current state is unchecked."""
        if not row.has_target or not (languages is None or row.language in languages):
            return False
        return bool(self.only) or row.checked_with != self.policies.of(row.language).stamp

    def _mark_checked(self, rows: Iterable[_Light]) -> None:
        by_stamp = _grouped(rows, lambda row: self.policies.of(row.language).stamp)
        for checked_with, checked in by_stamp.items():
            Segment.objects.filter(pk__in=[row.pk for row in checked]).update(checked_with=checked_with)

    def versions(self, languages: Collection[str] | None) -> None:
        """Check each version as a whole: its current segments in the article's order."""
        if languages is not None and not languages:
            return
        stale = list(self._stale_versions(languages))
        texts = self._read(row for version in stale for row in version.rows if row.has_target)
        found: dict[Place, list[Finding]] = {}
        for version in stale:
            # A locked one is checked by its writer afterwards.
            if _all_read(version.rows, texts):
                found |= self._check_version(version, texts)
        self._store(found, Scope.ARTICLE)

    def _stale_versions(self, languages: Collection[str] | None) -> Iterable[_Version]:
        terms = _terms(self.source_language)
        for language, rows in _grouped(self.rows, lambda row: row.language).items():
            if languages is not None and language not in languages:
                continue
            rules = terms.get(language, []) + terms.get("", [])
            now = stamp(self.policies.of(language).stamp, *rules, *((row.key, row.revision) for row in rows))
            if self.only or self.stamps.differ(Scope.ARTICLE, language, "", now):
                yield _Version(language, rows, rules, now)

    def _check_version(self, version: _Version, texts: Mapping[int, _Text]) -> dict[Place, list[Finding]]:
        there = [row for row in version.rows if row.current]
        lines = [Row(row.key, row.kind, texts[row.pk].source, texts[row.pk].target) for row in there]
        made = registry.run_article(lines, Pair(self.source_language, version.language), version.rules)
        self.stamps.note(Scope.ARTICLE, version.language, {"": version.stamp})
        self.outcome.versions += 1
        return self._of_rows(version.rows, texts, lambda row: made.get(row.key, []))

    def across(self) -> None:
        """Compare the languages of each text; only current targets vote. One language alone is not compared."""
        if not self._has_several_languages() and not _compared(self.article_id):
            return
        by_key = _grouped(self.rows, lambda row: row.key)
        now = self._stamps_across(by_key)
        stale = [key for key in by_key if self.only or self.stamps.differ(Scope.ACROSS, "", key, now[key])]
        texts = self._read(row for key in stale for row in by_key[key] if row.has_target)
        found: dict[Place, list[Finding]] = {}
        for key in stale:
            if _all_read(by_key[key], texts):
                found |= self._compare(by_key[key], texts)
            else:
                del now[key]
        self._store(found, Scope.ACROSS)
        self.stamps.note(Scope.ACROSS, "", now)

    def _stamps_across(self, by_key: Mapping[str, list[_Light]]) -> dict[str, str]:
        policies = self._policy_stamps()
        return {key: stamp(*policies, *((row.language, row.revision) for row in rows)) for key, rows in by_key.items()}

    def _has_several_languages(self) -> bool:
        return len({row.language for row in self.rows if row.has_target}) > 1

    def _compare(self, rows: Sequence[_Light], texts: Mapping[int, _Text]) -> dict[Place, list[Finding]]:
        """Compare one text in all its languages."""
        there = [row for row in rows if row.current]
        made: dict[str, list[Finding]] = {}
        if there:
            targets = {row.language: texts[row.pk].target for row in there}
            made = registry.run_across(texts[there[0].pk].source, targets, self.source_language)
        self.outcome.across += 1
        return self._of_rows(rows, texts, lambda row: made.get(row.language, []))

    def _of_rows(
        self, rows: Iterable[_Light], texts: Mapping[int, _Text], made: Callable[[_Light], list[Finding]]
    ) -> dict[Place, list[Finding]]:
        """Return the findings of rows with their edition's settings."""
        return {
            self._place(row): self._selected(self.policies.of(row.language).apply(made(row)))
            for row in rows
            if row.pk in texts
        }

    def _policy_stamps(self) -> list[str]:
        return [self.policies.of(language).stamp for language in sorted({row.language for row in self.rows})]

    def _selected(self, made: list[Finding]) -> list[Finding]:
        return [finding for finding in made if not self.only or finding.check == self.only]

    def _place(self, row: _Light) -> Place:
        text = self._texts[row.pk]
        return Place.of_segment(row.pk, text.source, text.target)

    def _read(self, rows: Iterable[_Light]) -> dict[int, _Text]:
        """Return the texts by segment. A row that is locked, or was written since, is skipped.

        Its writer checks it afterwards; skipping locked rows prevents deadlocks between workers.
        """
        missing = {row.pk: row.revision for row in rows if row.pk not in self._texts}
        if missing:
            locked = Segment.objects.filter(pk__in=missing).select_for_update(no_key=True, skip_locked=True)
            for pk, revision, source_text, target in locked.values_list("pk", "revision", "source", "target"):
                if revision == missing[pk]:
                    self._texts[pk] = _Text(source_text, target)
        return self._texts

    def _store(self, found: dict[Place, list[Finding]], scope: str) -> None:
        if not found:
            return
        versions = {row.pk: row.version for row in self.rows}
        for gone in findings.store({scope: found}, self.only):
            if gone.severity == SegmentFinding.Severity.CRITICAL and gone.segment_id:
                self.outcome.freed.add(versions[gone.segment_id])


def _all_read(rows: Iterable[_Light], texts: Mapping[int, _Text]) -> bool:
    """Return whether the texts of all current rows were read; a locked row was not."""
    return all(row.pk in texts for row in rows if row.current)


def _grouped(rows: Iterable[_Light], key: Callable[[_Light], str]) -> dict[str, list[_Light]]:
    groups: dict[str, list[_Light]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _compared(article_id: int) -> bool:
    """Return whether languages of an article were compared before: those findings may be outdated."""
    found = SegmentFinding.objects.filter(scope=Scope.ACROSS, segment__version__article_id=article_id)
    return CheckRun.objects.filter(article_id=article_id, scope=Scope.ACROSS).exists() or found.exists()


def _light(article_id: int, languages: Collection[str] | None) -> Iterable[_Light]:
    rows = Segment.objects.filter(version__article_id=article_id, version__detached=False)
    rows = rows.order_by("version_id", "position")
    if languages is not None:
        rows = rows.filter(version__language__in=languages)
    current = ExpressionWrapper(Q(made_from=F("source_hash")) & ~Q(target=""), BooleanField())
    has_target = ExpressionWrapper(~Q(target=""), BooleanField())
    names = ("pk", "version_id", "version__language", "key", "kind", "revision", "checked_with")
    for values in rows.values_list(*names, current, has_target):
        yield _Light(*values)


def _terms(source_language: str) -> dict[str, list[TermRule]]:
    """Return the glossary of a source language by target language, "" for all."""
    terms: dict[str, list[TermRule]] = {}
    rows = Term.objects.filter(source_language=source_language).order_by("pk")
    for language, kind, term, target in rows.values_list("target_language", "kind", "term", "target"):
        terms.setdefault(language, []).append(TermRule(kind, term, target))
    return terms
