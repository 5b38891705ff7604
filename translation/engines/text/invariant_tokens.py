"""Tokens that are the same in every language: URLs, addresses, handles, product names such as Helio-2.5X. Pure."""

from __future__ import annotations

import re

_L = "A-Za-z\u00c0-\u024f"  # Latin letters; Han or Kana may stand right beside a token, so \w will not do as a border
_TOKEN = re.compile(
    # URLs and addresses, less the punctuation of the sentence that they end.
    r"(?P<address>(?:https?://|www\.)[^\s<>\"'“”«»]*[^\s<>\"'“”«».,;:!?)\]]"
    # An e-mail address is looked for from the beginning of its word alone: long words would be read again and again.
    rf"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![{_L}0-9@])@[{_L}0-9_]{{2,}})"
    # Words of Latin letters and digits. A part such as "-year" or "-Gipfel" is prose: the token ends before it.
    rf"|(?<![{_L}0-9.:,-])[{_L}0-9]+(?:[-./+](?![{_L}]?[a-z\u00df-\u024f]{{3}})[{_L}0-9]+)*(?![{_L}0-9])"
)
# 12, 12.5, 4.35M, 30AM, 3rd, 1990s: numbers, which engines write as the target language does.
_NUMBER = re.compile(rf"[\d./+-]+(?:[a-z\u00df-\u024f]*|[KMBT]|[AP]M|[A-Z]?[{_L}]{{4,}})")


def find_protected(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of the tokens of a plain text that must survive translation byte for byte, in order."""
    return [match.span() for match in _TOKEN.finditer(text) if match["address"] or _is_product(match.group())]


def protected(text: str) -> list[str]:
    """Return the protected tokens of a plain text, in order, repeated ones repeatedly."""
    return [text[start:end] for start, end in find_protected(text)]


def _is_product(word: str) -> bool:
    has_digit = any(character.isdigit() for character in word)
    return has_digit and any(character.isalpha() for character in word) and not _NUMBER.fullmatch(word)


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of URLs, e-mail addresses and handles."""
    return [match.span() for match in _TOKEN.finditer(text) if match["address"]]


def repaired(source: str, target: str) -> str:
    """Return the target with product names written as in the source where an engine changed their punctuation or case.

    Only where it is unambiguous: one place in the target holds the same letters and digits. Helio-2,5X -> Helio-2.5X.
    """
    for token in dict.fromkeys(protected(source)):
        missing = source.count(token) - target.count(token)
        parts = re.findall(rf"[{_L}]+|\d+", token)
        if missing <= 0 or "".join(parts).isdecimal():
            continue
        border = rf"[{_L}0-9]"
        loose = re.compile(rf"(?<!{border})" + r"[\s.,/+-]{0,2}".join(map(re.escape, parts)) + rf"(?!{border})", re.I)
        found = [match for match in loose.finditer(target) if match.group() != token]
        if len(found) == missing:
            for match in reversed(found):
                target = target[: match.start()] + token + target[match.end() :]
    return target
