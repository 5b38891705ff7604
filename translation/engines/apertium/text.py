"""Sentences as Apertium takes and gives them: an empty line between two, and its own marks taken out. Pure.

An empty line ends a sentence for its rules; at a single line end they move words from one line to the next. Its own
HTML filter leaves tags where they stand while words move past them (“the red <b>house</b>” becomes “la casa
<b>roja</b>”), so tags never reach it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from translation.engines.base import BadReply
from translation.engines.text.length_limits import too_long

# Its rules leave the space of a word that they drop or move: “ Somos felices , dijo”.
_LOOSE = re.compile(r"(?<!\s)\s+([,.;:!?)\]])")
_QUOTATION = re.compile(r'"\s*([^"]*?)\s*"')
_SEPARATOR = "\n\n"
# *word: not in the dictionary; @word: no translation; #word: no such form. The text's own are not sent to it.
_MARKS = re.compile(r"[*@#]+")
_MARKED = re.compile(r"[*@#]+\w*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# Its rules know the typewriter's quotation marks alone; plain.py writes them as the target language has them.
_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))


def marks(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of what in a text looks like a word that Apertium marked."""
    return [match.span() for match in _MARKED.finditer(text)]


def joined(sentences: Sequence[str]) -> str:
    """Return the sentences as one text; white space and control characters in them become single spaces."""
    return _SEPARATOR.join(" ".join(_CONTROL.sub(" ", one).split()) for one in sentences).translate(_PLAIN)


def parted(reply: str, sentences: Sequence[str]) -> list[str]:
    """Return the translations of the sentences. Raises BadReply if there are not as many."""
    parts = reply.replace("\r\n", "\n").split(_SEPARATOR)
    if len(parts) != len(sentences):
        raise BadReply(f"Apertium answered with {len(parts)} sentences to {len(sentences)}.")
    if any(too_long(sentence, part) for sentence, part in zip(sentences, parts, strict=True)):
        raise BadReply("Apertium answered with a sentence that is much too long.")
    return [_cleaned(sentence, part) for sentence, part in zip(sentences, parts, strict=True)]


def _cleaned(sentence: str, part: str) -> str:
    words = " ".join(_MARKS.sub("", part).split())
    if not _LOOSE.search(sentence):
        words = _LOOSE.sub(r"\1", words)
    if words.count('"') % 2 == 0:
        words = _QUOTATION.sub(r'"\1"', words)
    # It writes the first word of every text large; words from the middle of a sentence stay small.
    if sentence[:1].islower():
        words = _small(words)
    return _small_after_names(sentence.translate(_PLAIN), words)


def _small_after_names(sentence: str, words: str) -> str:
    """Return the words without the capital that Apertium gives to the one after a name which it left as it was.

    It takes the first word that it knows for the first of the sentence: “Orvane opened” becomes “Orvane Abrió”. Where
    the source writes small, the translation does.
    """
    before, after = sentence.split(), words.split(" ")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    if not same or same >= min(len(before), len(after)) or after[same] == "I":  # English writes it large anywhere
        return words
    if before[same][_start(before[same]) :][:1].islower():
        after[same] = _small(after[same])
    return " ".join(after)


def _small(word: str) -> str:
    """Return a text with a small first letter, unless it begins with two capitals, as “EU” does."""
    start = _start(word)
    first, second = word[start : start + 1], word[start + 1 : start + 2]
    return word if second.isupper() else word[:start] + first.lower() + word[start + 1 :]


def _start(word: str) -> int:
    """Return where the first letter or digit of a word stands."""
    return next((at for at, character in enumerate(word) if character.isalnum()), len(word))
