"""What the measurements look like: Markdown for the terminal and for docs/measured/checks.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.checks.bounds import Bound
from bench.checks.engines import Output
from bench.checks.false_alarms import SEVERITIES, Alarms
from bench.checks.recall import Score
from bench.checks.seeds import ORIGINS
from bench.checks.speed import Speed
from bench.checks.tables import percent, table
from translation.checks import registry

# So many engines and languages are named as the worst.
_DISTRUSTED = 6


def recall_tables(scores: Sequence[Score], languages: Sequence[str]) -> str:
    """Return recall by kind and language, one table for each origin, and which checks caught each kind."""
    parts = []
    kinds = list(dict.fromkeys(score.kind for score in scores))
    for origin in ORIGINS:
        found = {(score.kind, score.language): score for score in scores if score.origin == origin}
        rows = []
        for kind in kinds:
            of_kind = [found[kind, language] for language in languages if (kind, language) in found]
            made = sum(score.made for score in of_kind)
            cells = [_cell(score) for score in of_kind]
            rows.append([kind, percent(sum(score.caught for score in of_kind), made), str(made), *cells])
        where = "people's translations" if origin == "references" else "engines' output"
        parts.append(f"Faults put into {where}, per cent flagged major or critical:\n")
        parts.append(table(("kind", "all", "faults", *languages), rows))
    rows = []
    for kind in kinds:
        by: Counter[str] = sum((score.by for score in scores if score.kind == kind), Counter())
        made = sum(score.made for score in scores if score.kind == kind)
        shown = ", ".join(f"`{name}` {percent(count, made, 0)}" for name, count in by.most_common(4))
        rows.append([kind, shown or "nothing"])
    unfit, made = sum(score.unfit for score in scores), sum(score.made for score in scores)
    aside = f"Texts set aside because something serious was found before the fault: {unfit:,} beside {made:,}.\n"
    return "\n".join([*parts, aside, "What caught them, per cent:\n", table(("kind", "checks"), rows)])


def _cell(score: Score) -> str:
    if not score.made:
        return "–"
    shown = f"{score.percent:.0f}" if score.percent in (0, 100) else f"{score.percent:.1f}"
    return shown if score.made >= 200 else f"{shown} of {score.made}"


def alarm_tables(counts: Sequence[Alarms]) -> str:
    """Return the shares of references with findings by language and half, then by check on the held-out half."""
    rows = []
    for split in ("held-out", "tuning"):
        of_split = [alarms for alarms in counts if alarms.split == split]
        total = Alarms("all", split)
        for alarms in of_split:
            total.segments += alarms.segments
            total.worst += alarms.worst
            total.raw += alarms.raw
        for alarms in (total, *of_split):
            shares = [percent(alarms.worst[severity], alarms.segments, 2) for severity in SEVERITIES]
            raw = [percent(alarms.raw[severity], alarms.segments, 2) for severity in SEVERITIES[:2]]
            rows.append([split, alarms.language, str(alarms.segments), *shares, *raw])
    head = ("half", "language", "segments", *SEVERITIES, "critical with true faults", "major with true faults")
    held_out = [alarms for alarms in counts if alarms.split == "held-out"]
    languages = [alarms.language for alarms in held_out]
    checks = []
    for name in registry.names():
        cells = []
        for alarms in held_out:
            critical, major, minor = (alarms.checks[name, severity] for severity in SEVERITIES)
            cells.append("·" if not critical + major + minor else f"{critical}/{major}/{minor}")
        if set(cells) != {"·"}:
            checks.append([f"`{name}`", *cells])
    return "\n".join(
        [
            "Per cent of people's translations with a finding:\n",
            table(head, rows),
            "By check, held-out half, segments critical/major/minor:\n",
            table(("check", *languages), checks),
        ]
    )


def source_table(counts: Sequence[Alarms]) -> str:
    """Return what the source checks find in texts that people wrote."""
    rows = [
        [alarms.language, str(alarms.segments), *(percent(alarms.raw[name], alarms.segments, 2) for name in SEVERITIES)]
        for alarms in counts
    ]
    return table(("language", "texts", *SEVERITIES), rows)


def engine_tables(outputs: Sequence[Output]) -> str:
    """Return segments with findings in 1,000 by engine and language, and the checks that find most of them."""
    engines = list(dict.fromkeys(output.engine for output in outputs))
    languages = list(dict.fromkeys(output.language for output in sorted(outputs, key=lambda output: output.language)))
    found = {(output.engine, output.language): output for output in outputs}
    rows, checks = [], []
    for engine in engines:
        cells = []
        for language in languages:
            output = found.get((engine, language))
            shown = f"{output.per_thousand('critical'):.0f}/{output.per_thousand('major'):.0f}" if output else "–"
            cells.append(shown)
        rows.append([engine, *cells])
        mine = [output for output in outputs if output.engine == engine]
        total = sum(output.segments for output in mine)
        by: Counter[str] = Counter()
        for output in mine:
            for (name, severity), count in output.checks.items():
                by[name] += count if severity != "minor" else 0
        checks.append([engine, ", ".join(f"`{name}` {1000 * n / total:.1f}" for name, n in by.most_common(6))])
    worst = sorted(outputs, key=lambda output: output.per_thousand("critical"), reverse=True)[:_DISTRUSTED]
    named = ", ".join(f"{one.engine} in {one.language} ({one.per_thousand('critical'):.0f})" for one in worst)
    return "\n".join(
        [
            "Segments in 1,000 with a finding, critical/major:\n",
            table(("engine", *languages), rows),
            f"To be distrusted most, by critical findings: {named}.\n",
            "The checks that find most, segments in 1,000:\n",
            table(("engine", "checks"), checks),
        ]
    )


def speed_table(speed: Speed) -> str:
    """Return seconds, segments a second and memory."""
    rows = [
        ["import of the checks in a fresh process", f"{speed.import_seconds:.2f} s"],
        ["first segment (tables and language profiles load)", f"{speed.first_seconds:.2f} s"],
        [f"all pair checks, one core ({speed.segments:,} segments)", f"{speed.per_second:,.0f} segments/s"],
        ["peak memory of that process, Python included", f"{speed.peak_mb:.0f} MB"],
    ]
    return table(("what", "measured"), rows)


def bounds_table(bounds: Sequence[Bound]) -> str:
    """Return each bound with what was measured, and whether it holds."""
    rows = [[bound.what, bound.bound, bound.measured, "holds" if bound.holds else "**MISSED**"] for bound in bounds]
    return table(("what", "bound", "measured", ""), rows)
