"""Measure the checks: `python -m bench.checks --data FOLDER`; FOLDER holds en-XX.jsonl.gz files (see docs/checks)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.checks import data, recall, report
from bench.checks.seeds import KINDS


def main() -> int:
    """Print the tables; return 1 if a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.checks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of en-XX.jsonl.gz files")
    parser.add_argument("--language", action="append", help="an edition code; may be given several times")
    parser.add_argument("--check", action="append", help="run this check alone; may be given several times")
    parser.add_argument("--kind", action="append", help="seed this kind of fault alone; may be given several times")
    parser.add_argument("--seeds", type=int, default=200, help="faults of each kind, language and origin (200)")
    parser.add_argument("--split", choices=("tuning", "held-out", "all"), default="held-out", help="(held-out)")
    parser.add_argument("--examples", type=int, default=0, help="print so many misses of each kind and language")
    options = parser.parse_args()
    corpora = data.read(options.data) if options.data.is_dir() else {}
    if not corpora:
        print(f"bench.checks: {options.data} has no en-XX.jsonl.gz files.", file=sys.stderr)
        return 2
    languages = options.language or list(corpora)
    if unknown := [code for code in languages if code not in corpora]:
        print(f"bench.checks: no data for {', '.join(unknown)}; there is {', '.join(corpora)}.", file=sys.stderr)
        return 2
    kinds = [kind for kind in KINDS if not options.kind or kind.name in options.kind]
    scores = recall.recall(corpora, languages, options.split, options.seeds, options.check, kinds)
    print(report.recall_tables(scores, languages))
    for score in scores:
        for sample in score.missed[: options.examples]:
            seeded = sample.seeded
            print(f"\n[{score.kind} {score.language} {sample.engine} line {sample.line}]", seeded.source, sep="\n")
            print(seeded.before, seeded.after, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
