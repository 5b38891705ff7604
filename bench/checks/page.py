"""The page docs/measured/checks.md, from what a run measured."""

from __future__ import annotations

from bench.checks import report, side_by_side
from bench.checks.faulty import FAULTS
from bench.checks.run import Measured
from bench.checks.tables import table

_INTRO = """\
# Checks: measured

This page is written by `make bench-checks DATA=FOLDER`, which runs

    .venv/bin/python -m bench.checks --data FOLDER --engines --side-by-side --between 60 \\
        --markdown docs/measured/checks.md

FOLDER holds files `en-XX.jsonl.gz`; each line is an object `{"line", "source", "reference", "systems"}`: an English
sentence, a person's translation, and engines' translations by name. Line N is the same sentence in all files. Measured
here: 997 news and encyclopaedia sentences in twelve languages. The data is not part of this project.

The checks were tuned on lines with an even number. Everything on this page comes from lines with an odd number (the
held-out half), unless stated otherwise. If a held-out sentence used a notation that was in no table (a clock, a
century), the notation was added to the table, without reference to the sentence. *Caught* means flagged major or
critical, in a text without a serious finding before.
"""


def markdown(measured: Measured) -> str:
    """Return the page; parts that the run left out are left out."""
    parts = [_INTRO]
    if measured.bounds:
        parts += ["## Bounds\n", report.bounds_table(measured.bounds)]
    if measured.alarm_counts:
        parts += [_ALARMS, report.alarm_tables(measured.alarm_counts), *_excused()]
    if measured.between_counts:
        parts += [_BETWEEN, report.alarm_tables(measured.between_counts)]
    if measured.source_counts:
        parts += [_SOURCES, report.source_table(measured.source_counts)]
    if measured.scores:
        parts += [_RECALL, report.recall_tables(measured.scores, measured.plan.languages)]
    if measured.outputs:
        parts += [_ENGINES, report.engine_tables(measured.outputs)]
    if measured.comparison:
        parts += [_BESIDE, side_by_side.comparison_tables(measured.comparison)]
    if measured.speed:
        parts += [_SPEED, report.speed_table(measured.speed)]
    return "\n".join(parts)


def _excused() -> list[str]:
    rows = [
        [language, f"`{check}`", reason, ", ".join(map(str, lines))]
        for (language, check), reasons in FAULTS.items()
        for reason, lines in reasons.items()
    ]
    return [_FAULTY, table(("language", "check", "fault", "lines"), rows)] if rows else []


_FAULTY = """\
Some of the translations are faulty themselves (bench/checks/faulty.py): each was read, and only what an editor would
correct is listed. The finding of the named check is right there and is not counted above, except in the columns "with
true faults".
"""
_ALARMS = """\
## False alarms

Findings of all checks in people's translations: pair checks on each segment, article checks on ten lines as one
article, and the comparison of all twelve versions.
"""
_BETWEEN = """\
## Between other languages

Findings of the pair checks if a person's translation into one language is the source and a person's translation into
another is the target: the same number of lines from each half for every pair, counted by target language. Neither
is a translation of the other, and both are free in their own way, so no bound is set. No rule was made from an alarm
on the held-out lines. They are the sentences of the table above, so they are new by pair, not by sentence. If
the English sentence has a quotation mark without its partner (a speech that goes on), translations that kept it are
not counted: all critical findings of `quotes` here were such sentences.
"""
_SOURCES = """\
## On the source

Findings of the source checks in the English sentences, and in each language's translations taken as sources. Per cent
of texts, both halves.
"""
_RECALL = """\
## Recall on seeded faults

Each kind is put into people's translations and into engines' output by a seeded script (`bench/checks/seeds.py`), 200
times a language; "of N" means that the sentences have places for N only (few have a negation, and
in Japanese and Russian few have a name in Latin letters). Identifiers, markup, decimal marks, amounts and some
quotation marks are put into both texts first. The last kinds before *across* are hard: no bound is set for them. In
Spanish both decimal marks are right; there the mark is wrong where a point turns three decimals into thousands.
*Across* kinds are caught by comparing five to twelve versions of a sentence, one of them with a fault, where more than
half of the others have the right number or name in the same digits or letters.
"""
_ENGINES = """\
## Engines

Findings of the pair checks in the output of the engines of the data, both halves. Compare people's
translations under *False alarms*. Names are those of the data set; *bergamot* engines are the Firefox models that
run offline.
"""
_SPEED = """\
## Speed

On the machine that measured the rest, which ran other programs at the same time; an idle one is faster.
"""
_BESIDE = """\
## Side by side

The same sentences and faults, in the same run, with translate-toolkit's pofilter (standard filters and those of the
language) and with Weblate's checks. Caught means here: a check fails on the text with the fault that did not fail on
the text without it. Weblate's checks have no severities. Three of them query a database for other strings and do not
run here, and one draws text with a graphics library; none of the four is about any of these faults. Both tools were
made for interface messages, not for news.
"""
