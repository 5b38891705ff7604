"""Our checks beside pofilter and Weblate, on the same sentences and faults, in the same run.

The same rule for all: a fault is caught if a check fails on the text with it that did not fail on the text without it.
Weblate's checks have no severities, so any of them counts; pofilter's and ours are shown by severity and in all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.checks.data import Corpus, Split
from bench.checks.recall import SERIOUS
from bench.checks.seeds import KINDS, samples
from bench.checks.tables import percent, table
from translation.checks import registry
from translation.checks.base import Pair

_ROOT = Path(__file__).resolve().parents[2]
_VENV = _ROOT / "var" / "bench-venv"
_REQUIREMENTS = _ROOT / "bench" / "checks" / "requirements.txt"
COLUMNS = ("ours, major or critical", "ours, all", "pofilter, critical", "pofilter, all", "Weblate, all")
# Names of failing checks in one text, for each column.
Answer = tuple[frozenset[str], ...]
Task = tuple[str, str, str]


@dataclass(slots=True)
class Comparison:
    """Faults made and caught by kind, references and those with findings, seconds for each tool; all by column."""

    made: dict[str, int] = field(default_factory=dict)
    caught: dict[str, list[int]] = field(default_factory=dict)
    segments: int = 0
    alarms: list[int] = field(default_factory=lambda: [0] * len(COLUMNS))
    texts: int = 0
    seconds: tuple[float, float, float] = (0.0, 0.0, 0.0)


def compare(corpora: Mapping[str, Corpus], languages: Collection[str], split: Split, wanted: int) -> Comparison:
    """Run all three; wanted: faults of each kind and language, in references. Installs the other two on first use."""
    kinds, tasks = [], []
    for kind, language, (source, before, after) in _faults(corpora, languages, split, wanted):
        kinds.append(kind)
        tasks += [(language, source, before), (language, source, after)]
    references = [
        (language, line.source, line.reference) for language in languages for line in corpora[language].part(split)
    ]
    answers, seconds = _answers([*tasks, *references])
    result = Comparison(segments=len(references), texts=len(answers), seconds=seconds)
    for place, kind in enumerate(kinds):
        before, after = answers[2 * place], answers[2 * place + 1]
        result.made[kind] = result.made.get(kind, 0) + 1
        caught = result.caught.setdefault(kind, [0] * len(COLUMNS))
        for column, (clean, faulty) in enumerate(zip(before, after, strict=True)):
            caught[column] += bool(faulty - clean)
    for answer in answers[len(tasks) :]:
        for column, names in enumerate(answer):
            result.alarms[column] += bool(names)
    return result


def _faults(
    corpora: Mapping[str, Corpus], languages: Collection[str], split: Split, wanted: int
) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    for kind in KINDS:
        for language in languages:
            for sample in islice(samples(kind, corpora, language, "references", split), wanted):
                seeded = sample.seeded
                yield kind.name, language, (seeded.source, seeded.before, seeded.after)


def _answers(tasks: list[Task]) -> tuple[list[Answer], tuple[float, float, float]]:
    command = [str(_python()), str(Path(__file__).with_name("others.py"))]
    given = "\n".join(json.dumps(task) for task in tasks)
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True)
    *lines, last = done.stdout.splitlines()
    ours, spent = [], 0.0
    for language, source, target in tasks:
        started = time.process_time()
        findings = registry.run(source, target, Pair("en", language))
        spent += time.process_time() - started
        ours.append(findings)
    answers = []
    for findings, line in zip(ours, lines, strict=True):
        pofilter, weblate = json.loads(line)
        serious = frozenset(finding.check for finding in findings if finding.severity in SERIOUS)
        critical = frozenset(name for name in pofilter if name.startswith("!"))
        every = frozenset(finding.check for finding in findings)
        answers.append((serious, every, critical, frozenset(pofilter), frozenset(weblate)))
    first, second = json.loads(last)
    return answers, (spent, first, second)


def _python() -> Path:
    """Return the Python that has the other tools; make its environment on first use."""
    python = _VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = _VENV / "requirements.txt"
    wanted = _REQUIREMENTS.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"bench.checks: installing pofilter and Weblate in {_VENV} …", file=sys.stderr)
        venv.create(_VENV, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(_REQUIREMENTS)]
        subprocess.run(command, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def comparison_tables(result: Comparison) -> str:
    """Return recall by kind, false alarms and time, by column."""
    rows = [
        [kind, str(made), *(percent(count, made) for count in result.caught[kind])]
        for kind, made in result.made.items()
    ]
    ours, pofilter, weblate = (f"{result.texts / max(seconds, 1e-9):,.0f}" for seconds in result.seconds)
    alarms = [percent(count, result.segments) for count in result.alarms]
    lasts = [
        ["references with findings", str(result.segments), *alarms],
        ["segments a second", str(result.texts), ours, ours, pofilter, pofilter, weblate],
    ]
    return "\n".join(
        [
            "Faults in people's translations that a new failing check gives away, per cent:\n",
            table(("kind", "faults", *COLUMNS), rows),
            "False alarms (per cent of people's translations) and speed (one core):\n",
            table(("", "texts", *COLUMNS), lasts),
        ]
    )
