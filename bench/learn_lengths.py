"""Learn the table of lengths from parallel texts.

    python -m bench.learn_lengths FOLDER > translation/checks/rules/text/lengths.json

FOLDER holds en-XX.jsonl.gz files, each line an object with "source" (English) and "reference" (a person's translation).
Languages that have no such file (Sanskrit, Latin) are learned from the sample articles, complete in all fifteen.
Only a few numbers for each language come out: the texts stay where they are.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsroom.languages import DEFAULT_CODES

SAMPLE = Path(__file__).resolve().parent.parent / "translation" / "sample" / "articles"
CLASSES = {
    "han": "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]",
    "kana": "[\u3041-\u3096\u30a1-\u30faー]",
    "hangul": "[\uac00-\ud7a3]",
}
# The texts' typical weight, as in translation/checks/rules/text/lengths.py, and the least that is learned from.
TYPICAL, LEAST = 100, 12
# Fewer texts than these say too little about spread: the widest of the other languages is taken.
ENOUGH = 300
Rows = list[tuple[str, str]]


def from_folder(folder: Path) -> dict[str, Rows]:
    """Return the (English, translation) rows by edition code. Only even lines: odd ones are for measuring."""
    found: dict[str, Rows] = {}
    for path in sorted(folder.glob("en-*.jsonl.gz")):
        code = path.name.removeprefix("en-").removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            entries = [json.loads(line) for line in lines]
        found["zh-hans" if code == "zh" else code] = [(row["source"], row["reference"]) for row in entries[::2]]
    return found


def from_sample(code: str) -> Rows:
    """Return the (English, translation) rows of the sample articles, tags left out."""
    rows = []
    for english in sorted(SAMPLE.glob("*/en.json")):
        other = english.with_name(f"{code}.json")
        if other.exists():
            pairs = zip(_texts(_read(english)), _texts(_read(other)), strict=False)
            rows += [(re.sub("<[^>]+>", "", a), re.sub("<[^>]+>", "", b)) for a, b in pairs]
    return rows


def _read(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a sample article in the order of its keys, which is the same in all languages."""
    if isinstance(value, dict):
        for key in sorted(value):
            if key not in {"id", "type", "slug", "level", "image", "ordered", "language", "kicker"}:
                yield from _texts(value[key])
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def counts(text: str) -> dict[str, int]:
    """Return how many letters of each script a text has; "other" for all that weigh one."""
    found = {name: len(re.findall(pattern, text)) for name, pattern in CLASSES.items()}
    found["other"] = len(re.findall(r"[^\W_]", text)) - sum(found.values())
    return found


def learn_scripts(rows: dict[str, Rows]) -> dict[str, float]:
    """Return what a letter of each script weighs: English letters over those of the script, in sum.

    Kana is what Japanese leaves after its Han, a Japanese Han character weighing what a Chinese one does.
    """
    scripts: dict[str, float] = {}
    for name, code in (("han", "zh-hans"), ("hangul", "ko"), ("kana", "ja")):
        english = sum(counts(source)["other"] for source, _target in rows[code])
        totals = [counts(target) for _source, target in rows[code]]
        rest = sum(total["other"] + sum(total[other] * weigh for other, weigh in scripts.items()) for total in totals)
        scripts[name] = (english - rest) / sum(total[name] for total in totals)
    return {name: round(value, 2) for name, value in scripts.items()}


def learn_language(rows: Rows, scripts: dict[str, float]) -> tuple[dict[str, float], int]:
    """Return a language's mean log ratio, its own variance and what shortness adds to it; and the number of texts."""
    points = []
    for source, target in rows:
        heavy, light = (_weight(text, scripts) for text in (source, target))
        if heavy >= LEAST and light:
            points.append((TYPICAL / heavy, math.log(light / heavy)))
    mean = statistics.median(ratio for _short, ratio in points)
    # Squared strays as a line over shortness, by least squares; neither part can be below nothing.
    strays = [(short, (ratio - mean) ** 2) for short, ratio in points]
    middle, height = (statistics.fmean(values) for values in zip(*strays, strict=True))
    below = sum((short - middle) ** 2 for short, _stray in strays)
    slope = max(0.0, sum((short - middle) * (stray - height) for short, stray in strays) / below)
    own = max(0.0, height - slope * middle)
    return {"mean": round(mean, 3), "own": round(own, 4), "short": round(slope, 4)}, len(points)


def _weight(text: str, scripts: dict[str, float]) -> float:
    return sum(number * scripts.get(name, 1.0) for name, number in counts(text).items())


def main() -> None:
    """Print the table as JSON."""
    if len(sys.argv) != 2 or not (rows := from_folder(Path(sys.argv[1]))):
        sys.exit(__doc__)
    scripts = learn_scripts(rows)
    languages: dict[str, dict[str, float]] = {}
    few = []
    for code in DEFAULT_CODES:
        if code == "en":
            languages[code] = {"mean": 0.0, "own": 0.0, "short": 0.0}
            continue
        languages[code], number = learn_language(rows.get(code) or from_sample(code), scripts)
        few += [code] if number < ENOUGH else []
    for code in few:
        for part in ("own", "short"):
            languages[code][part] = max(values[part] for values in languages.values())
    print(json.dumps({"scripts": scripts, "languages": languages}, indent=1))


if __name__ == "__main__":
    main()
