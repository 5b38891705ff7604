"""The figures of a text without letters, localised. Figures that may not be amounts are kept.

A year, a score, a time, a date in digits, an address, a section or a telephone number is the same in every language, or
ambiguous: 12/05/2024 is in May or in December.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.body.plain import RAISED, Plain, plain
from newsroom.languages.letters import is_letterless
from translation.localize import number_formats
from translation.localize.number_formats import SPACES, Read

# Characters beside amounts: signs of money and computing, brackets, dashes, arrows, footnote marks.
_HARMLESS_CATEGORIES = frozenset({"Sc", "Sm", "So", "Zs", "Pd", "Ps", "Pe", "Pi", "Pf", "Mn", "Cf"})
_HARMLESS = frozenset("%‰°′″*†‡…•;!?/,.")
# Characters before numbers that are no amounts.
_TELLING = frozenset("№℡☎☏✆📞📱")
_MONEY_SIGNS = "$€£¥￥₩₽₹₺₪₴฿₿¢₫₦₱₲₡₸₼₾"
_SIGNS = re.compile(f"[%‰{_MONEY_SIGNS}]")
_PERCENT = re.compile(rf"[{SPACES}]?([%‰])")
# .5, and the end of 1..5
_BARE_POINT = re.compile(r"(?<!\d)[.,]\d", re.A)
# Before a number or its currency's sign at the beginning; between figures it is a dash.
_MINUS = re.compile(rf"(?<![^\s(\[])-(?=[{_MONEY_SIGNS}]?\d)", re.A)
_BETWEEN = ".,'’"
_RAISED = frozenset(f"{RAISED}⁻⁺")
_SUP_OR_SUB = re.compile(r"<(/?)su[bp]\b[^<>]*>")
# The text that replaces text[start:end].
Edit = tuple[int, int, str]


def by_rule(text: str, source: str, target: str) -> str | None:
    """Return the target of an inline HTML text without a letter, with its tags; None for a text that has letters.

    source, target: edition codes.
    """
    inline = plain(text)
    if not is_letterless(inline.text):
        return None
    if "<code" in text:
        return text
    shown = _shown(text, inline)
    latin = _without_notes(text, inline, shown).translate(number_formats.in_latin(source))
    digits = _digits(shown, source, target)
    for edits in (_money(latin, source, target), _amounts(latin, source, target)):
        changed = _applied(text, inline, shown, _together(edits, digits)) if edits else None
        if changed is not None:
            return changed
    return _applied(text, inline, shown, digits) or text


def _shown(text: str, inline: Plain) -> str:
    """Return the plain text with raised digits as they were written."""
    if inline.offsets is None:
        return inline.text
    signs = zip(inline.text, inline.offsets, strict=False)
    return "".join(text[at] if sign in _RAISED and text[at] != "&" else sign for sign, at in signs)


def _without_notes(text: str, inline: Plain, shown: str) -> str:
    """Return the plain text with an asterisk for each character of a footnote mark or exponent: 1,200<sup>2</sup>."""
    if inline.offsets is None:
        return shown
    apart, depth, last = [False] * len(text), 0, 0
    for tag in _SUP_OR_SUB.finditer(text):
        if depth:
            apart[last : tag.start()] = [True] * (tag.start() - last)
        depth, last = max(0, depth + (-1 if tag[1] else 1)), tag.end()
    signs = zip(inline.text, shown, inline.offsets, strict=False)
    return "".join("*" if apart[at] or raised != sign else sign for raised, sign, at in signs)


def _money(text: str, source: str, target: str) -> list[Edit]:
    """Return the edit of a text with one sum of money: its sign is put where the target's language has it."""
    match = _sum_pattern(source).fullmatch(text)
    if not match or not _tells_amounts(text, source):
        return []
    number = number_formats.read(match["behind"] or match["before"], source)
    if number is None:
        return []
    minus = match["minus"] or match["inner"] or ""
    sign = match["first"] or match["last"]
    written = number_formats.money(number_formats.write(number, target), sign, target)
    start, end = match.span("sum")
    return [(start, end, _minus(minus, target) + written)]


def _amounts(text: str, source: str, target: str) -> list[Edit]:
    """Return the edits of a text with amounts: every number, percentage and minus."""
    if not _tells_amounts(text, source):
        return []
    edits = [(match.start(), match.end(), _minus("-", target)) for match in _MINUS.finditer(text)]
    for match, number in _read(text, source):
        if number is not None:
            written, end = number_formats.write(number, target), match.end()
            if sign := _PERCENT.match(text, end):
                written, end = number_formats.percent(written, sign[1], target), sign.end()
            edits.append((match.start(), end, written))
    return [edit for edit in edits if text[edit[0] : edit[1]] != edit[2]]


def _digits(text: str, source: str, target: str) -> list[Edit]:
    """Return the edits of a text that is kept, in the digits of the target's language."""
    table = number_formats.in_latin(source)
    if not table or number_formats.in_latin(target) == table:
        return []
    return [(at, at + 1, chr(table[ord(sign)])) for at, sign in enumerate(text) if ord(sign) in table]


def _together(edits: list[Edit], digits: list[Edit]) -> list[Edit]:
    """Return the edits, and those of the digits outside of them."""
    inside = {at for start, end, _written in edits for at in range(start, end)}
    return edits + [edit for edit in digits if edit[0] not in inside]


def _tells_amounts(text: str, language: str) -> bool:
    """Return whether every number of a text in Latin digits can be read as an amount."""
    read = list(_read(text, language))
    numbers = [number for _match, number in read if number is not None]
    if not read or len(numbers) < len(read) or _BARE_POINT.search(text):
        return False
    if _is_bare_row(text, numbers) or any(_is_telephone(text, match) for match, _number in read):
        return False
    return all(map(_is_harmless, _token(language).sub("", text)))


def _is_bare_row(text: str, numbers: list[Read]) -> bool:
    """Return whether several numbers have no unit: 3-1, 1/2, 3 × 4."""
    marked = any(number.rest or number.grouped for number in numbers)
    return len(numbers) > 1 and not marked and not _SIGNS.search(text)


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    """Return whether a number has the form of a telephone number: +33 123 456 789."""
    return text[match.start() - 1 : match.start()] == "+" and not set(match[0]).isdisjoint(SPACES)


def _is_harmless(sign: str) -> bool:
    return sign in _HARMLESS or (unicodedata.category(sign) in _HARMLESS_CATEGORIES and sign not in _TELLING)


def _read(text: str, language: str) -> Iterator[tuple[re.Match[str], Read | None]]:
    """Yield the numbers of a text, as written and as read."""
    for match in _token(language).finditer(text):
        yield match, number_formats.read(match[0], language)


def _token(language: str) -> re.Pattern[str]:
    between = re.escape(_BETWEEN + (SPACES if number_formats.spaced_groups(language) else ""))
    return re.compile(rf"\d+(?:[{between}]\d+)*", re.A)


def _sum_pattern(language: str) -> re.Pattern[str]:
    number, sign, gap = _token(language).pattern, f"[{_MONEY_SIGNS}]", f"[{SPACES}]?"
    first = rf"(?P<first>{sign}){gap}(?P<inner>[-−])?(?P<behind>{number})"
    last = rf"(?P<before>{number}){gap}(?P<last>{sign})"
    rest = rf"[^\d{_MONEY_SIGNS}%‰]*"
    return re.compile(rf"[^\d{_MONEY_SIGNS}%‰−-]*(?P<sum>(?P<minus>[-−])?(?:{first}|{last})){rest}", re.A)


def _minus(sign: str, language: str) -> str:
    return number_formats.minus(language) if sign == "-" else sign


def _applied(text: str, inline: Plain, shown: str, edits: list[Edit]) -> str | None:
    """Return inline HTML with edits of its plain text; None if a tag or an entity is inside one."""
    pieces, done = [], 0
    for start, end, written in sorted(edits):
        first, last = inline.span(start, end)
        if text[first:last] != shown[start:end]:
            return None
        pieces += [text[done:first], written]
        done = last
    return "".join([*pieces, text[done:]])
