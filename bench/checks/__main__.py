"""Measure the checks: `python -m bench.checks --data FOLDER`; FOLDER holds en-XX.jsonl.gz files.

Each line of a file is an object {"line", "source" (English), "reference" (a person's translation), "systems": {engine:
text}}; line N says the same in all files. Exit status 1: a bound is missed; 2: there is nothing to measure.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.checks import data, examples, page
from bench.checks.across import KINDS as ACROSS
from bench.checks.run import Plan, measure
from bench.checks.seeds import KINDS


def main() -> int:
    """Print the tables; return the exit status."""
    options = _parser().parse_args()
    corpora = data.read(options.data) if options.data.is_dir() else {}
    if not corpora:
        print(
            f"bench.checks: {options.data} has no en-XX.jsonl.gz files (see docs/measured/checks.md).", file=sys.stderr
        )
        return 2
    languages = tuple(options.language or corpora)
    if unknown := [code for code in languages if code not in corpora]:
        print(f"bench.checks: no data for {', '.join(unknown)}; there is {', '.join(corpora)}.", file=sys.stderr)
        return 2
    known = [*(kind.name for kind in KINDS), *ACROSS]
    if unknown := [name for name in options.kind or () if name not in known]:
        print(f"bench.checks: no kind {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    plan = Plan(
        languages=languages,
        split=options.split,
        seeds=options.seeds,
        checks=options.check,
        kinds=options.kind,
        engines=options.engines,
        side_by_side=options.side_by_side,
        between=options.between,
    )
    measured = measure(corpora, plan)
    text = page.markdown(measured)
    print(text)
    if options.examples:
        print(examples.examples(measured, options.examples))
    if options.markdown:
        options.markdown.parent.mkdir(parents=True, exist_ok=True)
        options.markdown.write_text(text, encoding="utf-8")
    return 0 if all(bound.holds for bound in measured.bounds) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.checks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of en-XX.jsonl.gz files")
    parser.add_argument("--language", action="append", help="an edition code; may be given several times")
    parser.add_argument("--check", action="append", help="run this pair check alone; may be given several times")
    parser.add_argument("--kind", action="append", help="seed this kind of fault alone; may be given several times")
    parser.add_argument("--seeds", type=int, default=200, help="faults of a kind, language and origin (200; 0: none)")
    parser.add_argument(
        "--split", choices=("tuning", "held-out", "all"), default="held-out", help="lines for the faults"
    )
    parser.add_argument("--examples", type=int, default=0, help="print so many misses and false alarms of each kind")
    parser.add_argument("--engines", action="store_true", help="also count findings for each engine")
    parser.add_argument("--side-by-side", action="store_true", help="also measure pofilter and Weblate (installs them)")
    parser.add_argument(
        "--between", type=int, default=0, help="also count false alarms in so many lines of every other pair and half"
    )
    parser.add_argument("--markdown", type=Path, help="write the tables to this file too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
