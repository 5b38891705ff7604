"""Sums of money written so that a small model keeps the number: “£18.50” goes out as “18.50 pounds”. Pure.

Measured with the tiny model from English into Portuguese, 603 sums in sentences of news: written as “GBP 18.50”, the
digits came through in 94.5 of 100 and in the target's notation in 47.1; in words, guarded and localised, in 99.8.
"""

from __future__ import annotations

import re

# Languages whose models were measured. Others keep the codes of typography.folded.
_WORDS = {
    "en": {"£": "pounds", "€": "euros", "¥": "yen", "$": "dollars"},
    "pt": {"£": "libras", "€": "euros", "¥": "ienes"},
}
_SCALES = {
    "en": {
        "k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion",
        "thousand": "thousand", "million": "million", "billion": "billion", "trillion": "trillion",
    },
    "pt": {
        "mil": "mil", "milhão": "milhão de", "milhões": "milhões de", "bilhão": "bilhão de", "bilhões": "bilhões de",
    },
}  # fmt: skip
# Decimal mark and what stands between thousands (CLDR).
_NOTATIONS = {
    **dict.fromkeys(("en", "zh-hans", "ja", "ko"), (".", ",")),
    **dict.fromkeys(("de", "es", "it", "pt", "el", "id"), (",", ".")),
    **dict.fromkeys(("fi", "ru"), (",", "\u00a0")),
    "fr": (",", "\u202f"),
}
_NUMBER = r"\d+(?:[.,]\d+)*"
_SUM = re.compile(rf"(?<![\w$£€¥.,–-])([$£€¥])[ \u00a0]?({_NUMBER})(?:[ \u00a0]?([^\W\d_]+))?")
_RANGE = re.compile(r"\s?[–-]\s?[\w$£€¥]|[\d$£€¥]")


def spelt_out(text: str, language: str, known: frozenset[str] | None) -> str:
    """Return the text with sums of money in words where the model cannot spell the sign, or spoils the number.

    It spoils dollars only if the number has a point or comma. Ranges and “£3-billion” stay as they are.
    """
    words = _WORDS.get(language)
    if words is None or known is None:
        return text

    def written(match: re.Match[str]) -> str:
        sign, number, after = match[1], match[2], match[3] or ""
        if sign not in words or (sign in known and number.isdecimal()) or _RANGE.match(text, match.end()):
            return match.group()
        scale = _SCALES[language].get(after.lower(), "")
        rest = "" if scale else text[match.end(2) : match.end()]
        if rest and not rest[0].isspace():  # "£5ish"
            return match.group()
        return " ".join(filter(None, (number, scale, words[sign]))) + rest

    return _SUM.sub(written, text)


def localised(source: str, target: str, from_language: str, to_language: str) -> str:
    """Return a translation with the source's sums in its own notation: 1,264.75 or 1.264.75 becomes 1.264,75.

    Only numbers with just the digits of a sum are rewritten, and only where they do not say the same already.
    """
    if from_language not in _NOTATIONS or to_language not in _NOTATIONS:
        return target
    for match in _SUM.finditer(source):
        number = match[2]
        value = _value(number, *_NOTATIONS[from_language])
        if number.isdecimal() or not value[0]:
            continue
        for found in reversed(list(re.finditer(rf"(?<!\w){_NUMBER}(?!\w)", target))):
            same = re.sub(r"\D", "", found.group()) == re.sub(r"\D", "", number)
            if same and _value(found.group(), *_NOTATIONS[to_language]) != value:
                target = target[: found.start()] + _written(value, *_NOTATIONS[to_language]) + target[found.end() :]
                break
    return target


def _value(number: str, decimal: str, group: str) -> tuple[str, str]:
    """Return the digits before and behind the decimal mark; "" for a number that is not written like this."""
    whole, _, rest = number.partition(decimal)
    groups = whole.split(group)
    wrong = (not rest.isdecimal() and rest) or (len(groups) > 1 and {len(part) for part in groups[1:]} != {3})
    return ("", "") if wrong else ("".join(groups), rest)


def _written(value: tuple[str, str], decimal: str, group: str) -> str:
    return f"{int(value[0]):,}".replace(",", group) + (decimal + value[1] if value[1] else "")


def lost(source: str, target: str) -> list[tuple[int, int]]:
    """Return the (start, end) of the sums in a source whose digits a translation does not have.

    Numbers of up to two digits may become words, and those with a scale may be written out: they are not looked for.
    """
    have = [re.sub(r"\D", "", number) for number in re.findall(_NUMBER, target)]
    have += re.findall(r"\d+", re.sub(r"(?<=\d)[.,\s](?=\d)", "", target))  # 1 264,75: thousands apart
    gone = []
    for match in _SUM.finditer(source):
        digits = re.sub(r"\D", "", match[2])
        if len(digits) < 3 or any((match[3] or "").lower() in scales for scales in _SCALES.values()):
            continue
        if digits not in have:
            gone.append((match.start(), match.end(2)))
    return gone
