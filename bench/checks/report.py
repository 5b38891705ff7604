"""What the measurements look like: Markdown for the terminal and for docs/checks/measured.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.checks.recall import Score
from bench.checks.seeds import ORIGINS
from bench.checks.tables import percent, table


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
    return "\n".join([*parts, "What caught them, per cent:\n", table(("kind", "checks"), rows)])


def _cell(score: Score) -> str:
    if not score.made:
        return "–"
    shown = f"{score.percent:.0f}" if score.percent in (0, 100) else f"{score.percent:.1f}"
    return shown if score.made >= 200 else f"{shown} of {score.made}"
