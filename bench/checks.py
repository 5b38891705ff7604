"""False alarms on human translations, recall on seeded faults, speed: `python bench/checks.py [FOLDER] [--examples N]`.

FOLDER holds en-XX.jsonl.gz files, each line an object with "source" (English) and "reference" (a person's translation).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from translation.checks.base import Pair
from translation.checks.identifiers import spans
from translation.checks.registry import CHECKS, run

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "mt"
Rows = list[tuple[str, str]]


def read(folder: Path) -> Iterator[tuple[Pair, Rows]]:
    """Yield each file's language pair and its (source, reference) rows; CSV's doubled quotes are read as one."""
    for path in sorted(folder.glob("en-*.jsonl.gz")):
        code = path.name.removeprefix("en-").removesuffix(".jsonl.gz")
        with gzip.open(path, "rt") as lines:
            entries = [json.loads(line) for line in lines]
        rows = [(_plain(entry["source"]), _plain(entry["reference"])) for entry in entries]
        yield Pair("en", "zh-hans" if code == "zh" else code), rows


def _plain(text: str) -> str:
    if '""' in text:
        text = text[1:-1] if text[:1] == text[-1:] == '"' else text
        text = text.replace('""', '"')
    return text.replace("&", "&amp;").replace("<", "&lt;")


def digit_changed(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Change one digit of a number of two or more digits."""
    places = [match.start() for match in re.finditer(r"\d(?=\d)|(?<=\d)\d", target)]
    if not places or not re.search(r"\d", source):
        return None
    place = pick.choice(places)
    other = pick.choice([digit for digit in "123456789" if digit != target[place]])
    return source, target[:place] + other + target[place + 1 :]


def number_dropped(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Leave out a number of two or more digits."""
    found = [match for match in re.finditer(r"\d[\d.,]*\d", target) if re.search(rf"\b{re.escape(match[0])}\b", source)]
    if not found:
        return None
    match = pick.choice(found)
    return source, target[: match.start()] + target[match.end() :]


def wrong_mark(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Write a decimal comma as a point and the other way round."""
    found = list(re.finditer(r"(?<![\d.,])\d+([.,])\d{1,2}(?![\d.,:])", target))
    found = [match for match in found if match[0].replace(",", ".") in source]
    if not found:
        return None
    match = pick.choice(found)
    return source, target[: match.start(1)] + (",."[match[1] == ","]) + target[match.end(1) :]


def quote_lost(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Leave out one quotation mark."""
    places = [match.start() for match in re.finditer('[„“”"«»「」]', target)]
    if len(places) < 2:
        return None
    place = pick.choice(places)
    return source, target[:place] + target[place + 1 :]


def tag_lost(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Mark a word on both sides, and lose the closing tag or both of them in the target."""
    lost = pick.choice([f"<strong>{target[:3]}{target[3:]}", target])
    return f"<strong>{source[:3]}</strong>{source[3:]}", lost


def identifier_changed(source: str, target: str, pick: random.Random) -> tuple[str, str] | None:
    """Change one character of a product name, version or address."""
    found = [span for span in spans(target) if target[slice(*span)] in source]
    if not found:
        return None
    start, end = pick.choice(found)
    place = pick.choice([place for place in range(start, end) if target[place].isalnum()])
    other = "7" if target[place] != "7" else "3"
    return source, target[:place] + other + target[place + 1 :]


SEEDS: tuple[Callable[[str, str, random.Random], tuple[str, str] | None], ...] = (
    digit_changed,
    number_dropped,
    wrong_mark,
    quote_lost,
    tag_lost,
    identifier_changed,
)


def main() -> None:
    """Print three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--examples", type=int, default=0, help="print so many critical findings of each language")
    options = parser.parse_args()
    data = list(read(options.folder))
    if not data:
        sys.exit(f"{options.folder} has no en-XX.jsonl.gz files.")
    names = [check.__name__ for check in CHECKS]
    print("False alarms on human translations, in per cent of segments: critical/all\n")
    print("| language | segments | any | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 3))
    segments, seconds = 0, 0.0
    for pair, rows in data:
        every, critical, shown = Counter[str](), Counter[str](), 0
        for source, target in rows:
            started = time.perf_counter()
            findings = run(source, target, pair)
            seconds += time.perf_counter() - started
            segments += 1
            every.update({finding.check for finding in findings} | ({"any"} if findings else set()))
            serious = [finding for finding in findings if finding.severity == "critical"]
            critical.update({finding.check for finding in serious} | ({"any"} if serious else set()))
            if serious and shown < options.examples:
                shown += 1
                print(f"\n{source}\n{target}\n  " + "\n  ".join(f"{f.check}: {f.message}" for f in serious))
        cells = [
            f"{100 * critical[name] / len(rows):.1f}/{100 * every[name] / len(rows):.1f}" for name in ("any", *names)
        ]
        print(f"| {pair.target} | {len(rows)} | " + " | ".join(cells) + " |")
    print(f"\nSpeed: {segments / seconds:,.0f} segments/s, all checks, one core\n")
    print("Seeded faults found, in per cent: critical/all\n")
    print("| language | " + " | ".join(seed.__name__ for seed in SEEDS) + " |\n|" + "---|" * (len(SEEDS) + 1))
    for pair, rows in data:
        print(f"| {pair.target} | " + " | ".join(_recall(seed, pair, rows) for seed in SEEDS) + " |")


def _recall(seed: Callable[..., tuple[str, str] | None], pair: Pair, rows: Rows) -> str:
    pick, made, critical, every = random.Random(7), 0, 0, 0
    for source, target in rows:
        fault = seed(source, target, pick)
        if fault is None or run(source, target, pair):
            continue
        findings = run(*fault, pair)
        made += 1
        critical += any(finding.severity == "critical" for finding in findings)
        every += bool(findings)
    return f"{100 * critical / made:.0f}/{100 * every / made:.0f} of {made}" if made else "none"


if __name__ == "__main__":
    main()
