"""How alike two texts are: by their words in order, and by their letters where a word was only respelled. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Hashable, Iterable, Mapping, Sequence

from articles.body.identity import subsequence
from articles.body.inline import strip_tags

# Words that are compared of a long text, and letters of a short one: a bound on what one comparison costs.
WORDS = 400
LETTERS = 160
# Half the words in common: a paragraph with a rewritten sentence is the same paragraph.
ALIKE = 0.5
# Words of a text that is not written twice by chance; a sign counts half.
LONG = 4
# This share of letters in common is a corrected typing error, a changed ending, an added accent.
RESPELLED = 0.85
SHORTEST = 5

# Han, kana and Hangul have no spaces between what can be compared: each sign counts as a word.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\s{_SIGNS}]+")
_MARKS = string.punctuation + "“”„‟«»‹›‘’‚…–—―·¡¿।॥、。，．！？：；（）「」『』《》〈〉"
_DIGIT = re.compile(r"\d")


def plain(html: str) -> str:
    """Return the text of inline HTML with single spaces: bold or different spaces make no difference."""
    return " ".join(strip_tags(html).split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a plain text in lower case without the marks around them; a text of marks is one word."""
    found = (word.strip(_MARKS) for word in _WORD.findall(text.casefold()))
    return tuple(word for word in found if word)[:WORDS] or ((text,) if text else ())


def long(text: str) -> bool:
    """Return whether a text is too long to occur twice by chance: “No comment.” is not."""
    return sum(1 if len(word) > 1 else 0.5 for word in words(text)) >= LONG


def in_order(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return the share of words that two texts have in common in the same order, 0.0 to 1.0."""
    return 1.0 if a == b else subsequence.ratio(a, b)


def in_any_order(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Return the share of words in common, each as often as both have it; for lists and rows, which may be sorted."""
    one, other = _counted(a), _counted(b)
    total = sum(one.values()) + sum(other.values())
    return 2 * sum(min(count, other.get(word, 0)) for word, count in one.items()) / total if total else 1.0


def by_weight(a: Iterable[Hashable], b: Iterable[Hashable], weight: Mapping[Hashable, float]) -> float:
    """Return the share of different words in common, each counted by its weight."""
    one, other = set(a), set(b)
    total = sum(map(weight.__getitem__, one)) + sum(map(weight.__getitem__, other))
    return 2 * sum(map(weight.__getitem__, one & other)) / total if total else 1.0


def by_letters(a: str, b: str) -> float | None:
    """Return the share of letters in common in the same order; None for texts that are too long."""
    if len(a) > LETTERS or len(b) > LETTERS:
        return None
    return subsequence.ratio(a.casefold(), b.casefold())


def respelled(a: str, b: str) -> bool:
    """Return whether two short texts are spellings of one. Another number is no spelling: “Room 101”, “Room 102”."""
    letters = by_letters(a, b)
    if letters is None or _numbers(a) != _numbers(b):
        return False
    # Of a short word one letter is enough: Hafen, Häfen.
    one_letter = len(a) == len(b) >= SHORTEST and 2 * (1 - letters) * len(a) <= 2
    return letters >= RESPELLED or one_letter


def alike(a: str, b: str) -> bool:
    """Return whether one text is the other, edited; two empty ones are."""
    return in_order(words(a), words(b)) >= ALIKE or respelled(a, b)


def _numbers(text: str) -> list[str]:
    return [word for word in words(text) if _DIGIT.search(word)]


def _counted(entries: Iterable[Hashable]) -> dict[Hashable, int]:
    counts: dict[Hashable, int] = {}
    for entry in entries:
        counts[entry] = counts.get(entry, 0) + 1
    return counts


def figures(text: str) -> bool:
    """Return whether a text is figures alone: after a correction it has no word in common with before."""
    return any(map(str.isnumeric, text)) and not any(map(str.isalpha, text))
