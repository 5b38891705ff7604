"""make bench-markup DATA=FOLDER: three ways for tags through a model that knows none, on sentences with tags put in.

attach: translate plain, then find each span's words in the translation (what the engine does). pieces: translate what
stands between the tags piece by piece. tokens: send the tags as invented names and put them back where they come out.
Told of each: tags that came back, tags around just the right words, tags inside a word, chrF without the tags against
a human translation.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sacrebleu.metrics import CHRF

from bench.injected import ARTICLE, Row, Tag, inject, sentences
from translation.engines.firefox.engine import FirefoxEngine
from translation.engines.firefox.model import Model, ModelFiles, find_model
from translation.engines.text.paragraphs import translate_plain

_TAG = re.compile(r"<[^>]*>")
KINDS = ("name or number", "phrase", ARTICLE, "kept")


def pieces(model: Model, target: str) -> Callable[[str], str]:
    """Return a way: what stands between tags goes through the model by itself."""

    def way(marked: str) -> str:
        parts = re.split(r"(<span translate=\"no\">.*?</span>|<[^>]*>)", marked)
        for at in range(0, len(parts), 2):
            words = html.unescape(parts[at])
            bare = words.strip()
            if bare:
                left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
                done = translate_plain(bare, "en", target, model).target
                parts[at] = left + html.escape(done, quote=False) + right
        return "".join(parts)

    return way


def tokens(model: Model, target: str) -> Callable[[str], str]:
    """Return a way: tags are shielded like addresses."""

    def way(marked: str) -> str:
        spaced = re.sub(r"(<[^/>][^>]*>)", r"\1 ", re.sub(r"(</[^>]*>)", r" \1", marked))
        keep = [match.span() for match in re.finditer(r"<span translate=\"no\">.*?</span>|<[^>]*>", spaced)]
        done = translate_plain(spaced, "en", target, model, keep).target
        return re.sub(r"\s+(</[^>]*>)", r"\1", re.sub(r"(<[^/>][^>]*>)\s+", r"\1", done))

    return way


def plain(marked: str) -> str:
    """Return the text without its tags."""
    return html.unescape(_TAG.sub("", marked))


def held(tag: Tag, output: str) -> list[tuple[str, bool]]:
    """Return the words in a translation between tags like this one, and whether a tag of them stands inside a word.

    Several spans may have translate="no".
    """
    return [
        (plain(match[1]), _splits(plain(output[: match.start()]), plain(match[1]), plain(output[match.end() :])))
        for match in re.finditer(re.escape(tag.opening) + r"(.*?)" + re.escape(tag.closing), output)
    ]


def _splits(before: str, words: str, after: str) -> bool:
    return any(one[-1:].isalnum() and other[:1].isalnum() for one, other in ((before, words), (words, after)))


def right(tag: Tag, words: str) -> bool:
    """Tell whether words are those expected, marks at their ends and case aside.

    If the source has an article there, one short word before them may be it, with or without a preposition, or none.
    """
    article = r"(?:\w{1,5}[ '’])?" if tag.kind == ARTICLE else ""
    return bool(re.fullmatch(article + re.escape(_bare(tag.expected)), _bare(words)))


def _bare(words: str) -> str:
    return re.sub(r"^\W+|\W+$", "", words).casefold()


def measure(rows: list[Row], way: Callable[[str], str]) -> tuple[Counter[str], Counter[str], Counter[str], float]:
    """Return how many tags came back, hold just the right whole words, stand inside a word; chrF without the tags."""
    there: Counter[str] = Counter()
    good: Counter[str] = Counter()
    split: Counter[str] = Counter()
    plain_outputs = []
    for row in rows:
        output = way(row.marked)
        plain_outputs.append(plain(output))
        for tag in row.tags:
            words = held(tag, output)
            there[tag.kind] += bool(words)
            good[tag.kind] += any(right(tag, text) and not splits for text, splits in words)
            split[tag.kind] += any(splits for _, splits in words)
    score = CHRF().corpus_score(plain_outputs, [[row.reference for row in rows]]).score
    return there, good, split, score


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder of en-XX.jsonl.gz")
    parser.add_argument("--target", default="pt")
    parser.add_argument("--sentences", type=int, default=0, help="only the first so many")
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    files = find_model("en", options.target, "")
    if not isinstance(files, ModelFiles):
        sys.exit(files)
    model, engine = Model(files), FirefoxEngine()

    def alone(words: str) -> str:
        return translate_plain(words, "en", options.target, model).target

    def attach(marked: str) -> str:
        return engine.translate([marked], "en", options.target).texts[0]

    rows = inject(sentences(options.data, options.target, options.sentences), alone, options.seed)
    totals = Counter(tag.kind for row in rows for tag in row.tags)
    untagged = [plain(attach(html.escape(row.source, quote=False))) for row in rows]
    score = CHRF().corpus_score(untagged, [[row.reference for row in rows]]).score
    print(f"{len(rows)} sentences, {totals.total()} tags; without any tags chrF is {score:.2f}\n")
    heads = " | ".join(f"right words: {kind} ({totals[kind]})" for kind in KINDS)
    print(f"| way | tags that came back | {heads} | inside a word | chrF without the tags |")
    print("|---|---|---|---|---|---|---|---|")
    ways = {"attach": attach, "pieces": pieces(model, options.target), "tokens": tokens(model, options.target)}
    for name, way in ways.items():
        there, good, split, score = measure(rows, way)
        shares = " | ".join(f"{good[kind] / max(1, totals[kind]):.1%}" for kind in KINDS)
        print(f"| {name} | {there.total() / totals.total():.1%} | {shares} | {split.total()} | {score:.2f} |")
    remarks = sum(len(engine.translate([row.marked], "en", options.target).remarks) for row in rows)
    print(f"\nattach reports {remarks} tags that may be at the wrong words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
