"""Checks on a source article as a whole: texts that contradict or repeat each other before anyone translates them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from articles.body.plain import Plain, Span, plain
from newsroom.messages import N_, Message, say
from translation.checks.base import Finding
from translation.checks.parse.sentences import UNSPACED, sentence_spans, words

MESSAGES = {
    "mixed_marks.other": N_("“%(text)s” is written “%(right)s” elsewhere in this article."),
    "glued_names.glued": N_("A space may be missing in “%(text)s”: “%(first)s” and “%(second)s”?"),
    "sentences_repeated.again": N_("This sentence is in another text too: “%(text)s…”"),
}

Texts = Mapping[str, str]
Places = list[tuple[str, int, int]]
_MARKED = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}\d[.,]\d+[A-Za-z]*")
_NAME = re.compile(r"(?<![\w.-])(?=\w*[A-Z])[A-Za-z]\w*[A-Z]\w*(?![\w-])", re.A)
_LEAST_WORDS, _LEAST_DENSE = 6, 14


def mixed_marks(texts: Texts, language: str) -> dict[str, list[Finding]]:
    """Find a product or version that an article writes with a point here and a comma there. Major, on the rarer one.

    texts: inline HTML by segment key. Where both are equally frequent, the comma is flagged: names keep their points.
    """
    shown = {key: plain(text) for key, text in texts.items()}
    places: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(list))
    for key, text in shown.items():
        for match in _MARKED.finditer(text.text):
            places[match[0].replace(",", ".").lower()][match[0]].append((key, *match.span()))
    found: dict[str, list[Finding]] = {}
    for spellings in places.values():
        if len(spellings) < 2 or len({name.replace(",", ".") for name in spellings}) == len(spellings):
            continue
        right = max(spellings, key=lambda name: (len(spellings[name]), "," not in name))
        for wrong in spellings:
            if ("," in wrong) != ("," in right):
                says = say("mixed_marks.other", text=wrong, right=right)
                _add(found, "mixed_marks", says, spellings[wrong], shown)
    return found


def glued_names(texts: Texts, language: str) -> dict[str, list[Finding]]:
    """Find words that run into a name which the article has elsewhere: übertragenxAI beside xAI. Major."""
    shown = {key: plain(text) for key, text in texts.items()}
    counted = Counter(name for text in shown.values() for name in _NAME.findall(text.text))
    found: dict[str, list[Finding]] = {}
    for name, times in counted.items():
        if times < 2 or len(name) < 3:
            continue
        pattern = re.compile(rf"(?<![\w.@/-])[a-zß-öø-ÿа-яёά-ώ]{{3,}}{re.escape(name)}(?!\w)")
        for key, text in shown.items():
            places = [(key, *match.span()) for match in pattern.finditer(text.text) if match[0] not in counted]
            for place in places:
                word = text.text[place[1] : place[2]]
                says = say("glued_names.glued", text=word, first=word.removesuffix(name), second=name)
                _add(found, "glued_names", says, [place], shown)
    return found


def sentences_repeated(texts: Texts, language: str) -> dict[str, list[Finding]]:
    """Find a sentence that another text of the article has already, word for word. Minor: it may be meant."""
    shown = {key: plain(text) for key, text in texts.items()}
    seen: dict[str, str] = {}
    found: dict[str, list[Finding]] = {}
    for key, text in shown.items():
        for start, end in sentence_spans(text.text, language):
            said = words(text.text[start:end].lower())
            long = len("".join(said)) >= _LEAST_DENSE if language in UNSPACED else len(said) >= _LEAST_WORDS
            if not long:
                continue
            first = seen.setdefault(" ".join(said), key)
            if first != key:
                says = say("sentences_repeated.again", text=text.text[start:end][:60])
                _add(found, "sentences_repeated", says, [(key, start, end)], shown, "minor")
    return found


def _add(
    found: dict[str, list[Finding]],
    check: str,
    says: Message,
    places: Places,
    shown: Mapping[str, Plain],
    severity: str = "major",
) -> None:
    by_key: dict[str, list[Span]] = defaultdict(list)
    for key, start, end in places:
        by_key[key].append(shown[key].span(start, end))
    for key, spans in by_key.items():
        finding = Finding(check, "minor" if severity == "minor" else "major", says, target_spans=tuple(spans))
        found.setdefault(key, []).append(finding)
