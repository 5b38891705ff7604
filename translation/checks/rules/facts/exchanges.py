"""Words of one kind that were exchanged for each other: Tuesday for Thursday, north for south, second for third.

A kind has values, and each language forms for each of them. A value is exchanged if the target has none of its forms
and has instead a value that the source has none of. Forms that are other words too (pt “segunda”) excuse, and accuse
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from articles.body.plain import KEPT, Plain, Span

_UNSPACED = frozenset({"zh-hans", "ja", "ko", "sa"})
_DOUBTFUL = "?"
# What parts the values: a bar that stands in no parentheses.
_BETWEEN = re.compile(r"\|(?![^()]*\))")


class Kind:
    """One kind of words. forms: by language, the forms of each value in order.

    "|" parts the values and "/" the forms of one, which are regular expressions that a word begins with; "?" before a
    form says that it is another word too.
    """

    def __init__(self, values: Sequence[str], forms: Mapping[str, str]) -> None:
        self.values = tuple(values)
        self._forms = forms
        self._compiled: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {}

    def sure(self, text: str, language: str) -> dict[str, Span]:
        """Return where sure forms stand in a plain text, the first of each value, by value."""
        return {
            value: match.span()
            for value, (sure, _any) in zip(self.values, self._patterns(language), strict=False)
            if (match := sure.search(text))
        }

    def has(self, value: str, text: str, language: str) -> bool:
        """Tell whether a plain text has any form of a value, a doubtful one too."""
        return self._patterns(language)[self.values.index(value)][1].search(text) is not None

    def knows(self, language: str) -> bool:
        """Tell whether the kind has forms in a language."""
        return language in self._forms

    def _patterns(self, language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
        if language not in self._compiled:
            self._compiled[language] = tuple(
                self._pair(value, language) for value in _BETWEEN.split(self._forms[language])
            )
        return self._compiled[language]

    def _pair(self, forms: str, language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
        listed = [form for form in forms.split("/") if form]
        sure = [form for form in listed if form[0] != _DOUBTFUL]
        edge = "" if language in _UNSPACED else r"(?<![^\W\d_])"
        sets = (sure, [form.removeprefix(_DOUBTFUL) for form in listed])
        one, other = (re.compile(f"{edge}(?:{'|'.join(chosen)})" if chosen else "(?!)", re.I) for chosen in sets)
        return one, other


def exchanged(
    kind: Kind, before: Plain, after: Plain, languages: tuple[str, str]
) -> Iterator[tuple[str, Span, str, Span]]:
    """Yield (value, its place in the source, other value, its place in the target) for values that were exchanged."""
    source, target = languages
    if not (kind.knows(source) and kind.knows(target)):
        return
    theirs = _sure(kind, before.text, source)
    lost = [(value, span) for value, span in theirs.items() if not kind.has(value, after.text, target)]
    if not lost:
        return
    ours = kind.sure(after.text, target)
    strange = [(value, span) for value, span in ours.items() if not kind.has(value, before.text, source)]
    for (value, where), (other, there) in zip(lost, strange, strict=False):
        yield value, where, other, there


# A source is read again for each of its languages.
@lru_cache(maxsize=KEPT)
def _sure(kind: Kind, text: str, language: str) -> dict[str, Span]:
    return kind.sure(text, language)
