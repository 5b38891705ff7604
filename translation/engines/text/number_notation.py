"""Numbers as the target language writes them: 1,264.75 in English, 1.264,75 in Spanish. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Decimal mark and what stands between thousands (CLDR).
_NOTATIONS = {
    **dict.fromkeys(("en", "zh-hans", "ja", "ko"), (".", ",")),
    **dict.fromkeys(("de", "es", "it", "pt", "el", "id"), (",", ".")),
    **dict.fromkeys(("fi", "ru"), (",", "\u00a0")),
    "fr": (",", "\u202f"),
}
NUMBER = r"\d+(?:[.,]\d+)*"
# A number with points or commas, and the word before it. Sums with a currency sign go another way (amounts.py).
_MARKED = re.compile(r"(?:(?<![^\W\d_])([^\W\d_]+)[ \u00a0])?(?<![\w$£€¥.,/:–-])(\d+(?:[.,]\d+)+)(?![\w/:–-])")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d")
_VERSIONS = frozenset({"v", "version", "versión", "versione", "versão", "no", "nº"})


def rewritten(target: str, number: str, from_language: str, to_language: str) -> str:
    """Return a translation with one number of its source as the target language writes it.

    Only a number with just the same digits is rewritten, and only where it does not say the same already.
    """
    if from_language not in _NOTATIONS or to_language not in _NOTATIONS or number.isdecimal():
        return target
    value = _value(number, *_NOTATIONS[from_language])
    if not value[0]:
        return target
    for found in reversed(list(re.finditer(rf"(?<!\w){NUMBER}(?!\w)", target))):
        same = re.sub(r"\D", "", found.group()) == re.sub(r"\D", "", number)
        if same and _value(found.group(), *_NOTATIONS[to_language]) != value:
            return target[: found.start()] + _written(value, *_NOTATIONS[to_language]) + target[found.end() :]
    return target


def renumbered(source: str, target: str, from_language: str, to_language: str) -> str:
    """Return a translation by rules, which leave every number as it is, in the target's notation: 3,400 becomes 3.400.

    What may be a version (“Python 3.11”) or a time (“10.30”) stays: a check shows it to a person if it is wrong.
    """
    for number in _numbers(source, _NOTATIONS.get(from_language, ("", ""))[1]):
        target = rewritten(target, number, from_language, to_language)
    return target


def _numbers(text: str, group: str) -> Iterator[str]:
    for match in _MARKED.finditer(text):
        before, number = match[1] or "", match[2]
        named = before.lower() in _VERSIONS or (before[:1].isupper() and match.start() > 0)
        if group in number or not (named or _CLOCK.fullmatch(number)):
            yield number


def _value(number: str, decimal: str, group: str) -> tuple[str, str]:
    """Return the digits before and behind the decimal mark; "" for a number that is not written like this."""
    whole, _, rest = number.partition(decimal)
    groups = whole.split(group)
    wrong = (not rest.isdecimal() and rest) or (len(groups) > 1 and {len(part) for part in groups[1:]} != {3})
    return ("", "") if wrong else ("".join(groups), rest)


def _written(value: tuple[str, str], decimal: str, group: str) -> str:
    return f"{int(value[0]):,}".replace(",", group) + (decimal + value[1] if value[1] else "")
