"""Bring an article's findings up to date: on its source, its segments, its versions as wholes, across its languages.

Only what changed is checked again. A segment remembers with which checks and settings its findings were made
(Segment.checked_with); what looks at more than one text remembers a stamp of all it looked at (CheckRun). So this may
be called after every change, and for a whole archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
        """Tell whether anything had to be checked."""
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
    across: False leaves that to a later call. only: the one check to run; what it left undone counts as not checked.
    policies: read already. A scheduled version in which a critical finding is open then is one no longer.
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
    """Compare the languages of what changed in an article; one language alone costs no lock and no reading of it."""
    with_target = Segment.objects.filter(version__article_id=article_id, version__detached=False).exclude(target="")
    several = with_target.order_by().values("version").distinct()[:2]
    if len(several) < 2 and not _compared(article_id):
        return Outcome()
    return article(article_id, languages=())


class _Recheck:
    """One article's work, under its lock: every step reads what is stale, checks it, and stores what was found."""

    def __init__(
        self,
        article_id: int,
        only: str | None,
        policies: policy.Policies,
        languages: Collection[str] | None = None,
    ) -> None:
        """Lock the article and read what was checked. languages: what is looked at, all by default."""
        self.source_version = lock_article(article_id)
        self.source_language = self.source_version.language
        self.article_id, self.only, self.policies = article_id, only, policies
        self.outcome = Outcome()
        self.stamps = Stamps(article_id, remember=only is None)
        self.rows = list(_light(article_id, languages))
        self._texts: dict[int, _Text] = {}

    def only_is_stale(self, languages: Collection[str] | None) -> bool:
        """Tell whether the one check has not seen the article as it is; note that it is about to."""
        wanted = ",".join(sorted(languages or []))
        now = stamp(self.source_version.digest, *((row.pk, row.revision) for row in self.rows), *self._wishes())
        return self.stamps.note(f"only:{self.only}", "", {wanted: now})

    def source(self) -> Outcome:
        """Check the source's texts if one has changed, each alone and all together; forget those that left."""
        version, wishes = self.source_version, self.policies.of(self.source_language)
        now = stamp(version.digest, wishes.stamp)
        if not self.only and not self.stamps.differ(Scope.SOURCE, "", "", now):
            return self.outcome
        _article, document = source_document(self.article_id)
        texts = {unit.key: unit.source for unit in extract(document)}
        made = registry.run_source_article(texts, self.source_language)
        found = {
            Place.of_source(version.pk, key, text): self._wanted(wishes.apply(made.get(key, [])))
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
        stale = [
            row
            for row in self.rows
            if row.has_target
            and (languages is None or row.language in languages)
            and (self.only or row.checked_with != self.policies.of(row.language).stamp)
        ]
        texts = self._read(stale)
        stale = [row for row in stale if row.pk in texts]
        found = {}
        for row in stale:
            pair, text = Pair(self.source_language, row.language), texts[row.pk]
            wishes = self.policies.of(row.language)
            found[self._place(row)] = findings.check(text.source, text.target, pair, wishes, self.only, row.kind)
        self._store(found, Scope.SEGMENT)
        if found and not self.only:
            findings.forget_remarks(list(found))
            by_stamp: dict[str, list[int]] = {}
            for row in stale:
                by_stamp.setdefault(self.policies.of(row.language).stamp, []).append(row.pk)
            for checked_with, ids in by_stamp.items():
                Segment.objects.filter(pk__in=ids).update(checked_with=checked_with)
        self.outcome.segments = len(stale)

    def versions(self, languages: Collection[str] | None) -> None:
        """Check each version as a whole: its current segments in the article's order."""
        if languages is not None and not languages:
            return
        by_language: dict[str, list[_Light]] = {}
        for row in self.rows:
            by_language.setdefault(row.language, []).append(row)
        terms = _terms(self.source_language)
        found: dict[Place, list[Finding]] = {}
        stale = []
        for language, rows in by_language.items():
            if languages is not None and language not in languages:
                continue
            rules = terms.get(language, []) + terms.get("", [])
            now = stamp(self.policies.of(language).stamp, *rules, *((row.key, row.revision) for row in rows))
            if self.only or self.stamps.differ(Scope.ARTICLE, language, "", now):
                stale.append((language, rows, rules, now))
        texts = self._read(row for _language, rows, _rules, _now in stale for row in rows if row.has_target)
        for language, rows, rules, now in stale:
            there = [row for row in rows if row.current]
            if any(row.pk not in texts for row in there):
                continue  # somebody is writing this version right now, and checks it when done
            lines = [Row(row.key, row.kind, texts[row.pk].source, texts[row.pk].target) for row in there]
            made = registry.run_article(lines, Pair(self.source_language, language), rules)
            wishes = self.policies.of(language)
            for row in rows:
                if row.pk in texts:
                    found[self._place(row)] = self._wanted(wishes.apply(made.get(row.key, [])))
            self.stamps.note(Scope.ARTICLE, language, {"": now})
            self.outcome.versions += 1
        self._store(found, Scope.ARTICLE)

    def across(self) -> None:
        """Compare the languages of each text; only current targets vote. One language has nothing to compare with."""
        if len({row.language for row in self.rows if row.has_target}) < 2 and not _compared(self.article_id):
            return
        by_key: dict[str, list[_Light]] = {}
        for row in self.rows:
            by_key.setdefault(row.key, []).append(row)
        wishes = self._wishes()
        now = {key: stamp(*wishes, *((row.language, row.revision) for row in rows)) for key, rows in by_key.items()}
        stale = [key for key in by_key if self.only or self.stamps.differ(Scope.ACROSS, "", key, now[key])]
        texts = self._read(row for key in stale for row in by_key[key] if row.has_target)
        found: dict[Place, list[Finding]] = {}
        for key in stale:
            there = [row for row in by_key[key] if row.current]
            if any(row.pk not in texts for row in there):
                del now[key]
                continue
            made = {}
            if there:
                targets = {row.language: texts[row.pk].target for row in there}
                made = registry.run_across(texts[there[0].pk].source, targets, self.source_language)
            for row in by_key[key]:
                if row.pk in texts:
                    wanted = self.policies.of(row.language).apply(made.get(row.language, []))
                    found[self._place(row)] = self._wanted(wanted)
            self.outcome.across += 1
        self._store(found, Scope.ACROSS)
        self.stamps.note(Scope.ACROSS, "", now)

    def _wishes(self) -> list[str]:
        return [self.policies.of(language).stamp for language in sorted({row.language for row in self.rows})]

    def _wanted(self, made: list[Finding]) -> list[Finding]:
        return [finding for finding in made if not self.only or finding.check == self.only]

    def _place(self, row: _Light) -> Place:
        text = self._texts[row.pk]
        return Place.of_segment(row.pk, text.source, text.target)

    def _read(self, rows: Iterable[_Light]) -> dict[int, _Text]:
        """Return the texts by segment. A row that somebody is writing, or has written since, is left out.

        Whoever writes it checks it afterwards; not waiting means that no two workers can wait for each other.
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


def _compared(article_id: int) -> bool:
    """Tell whether languages of an article have been compared before: what was said of them may hold no longer."""
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
