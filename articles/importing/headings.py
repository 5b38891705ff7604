"""Numbered lines and conclusion lines. A number at the beginning makes a heading only if it continues a sequence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from articles.importing.dates import starts_with_day
from articles.importing.line_words import table

# A heading is a line, not a paragraph; the longest seen on real pages had some 130 characters.
LONGEST = 200
# Thirty sections are more than an article has; "2024. " is a year and "100. " an ordinal.
_HIGHEST = 30
_HAN = "一二三四五六七八九十"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBERED = re.compile(
    rf"""(?:
        (?P<digits>\d{{1,2}})(?:\s*[.．、)）:：।]\s*|\s+[-–—]\s+)(?=\D)
      | (?P<han>[{_HAN}]{{1,3}})[、.．，,:：]\s*
      | [(（](?:(?P<in_digits>\d{{1,2}})|(?P<in_han>[{_HAN}]{{1,3}}))[)）]\s*[、.]?\s*
      | 第(?:(?P<di>[{_HAN}]{{1,3}})|(?P<di_digits>\d{{1,2}}))(?:[章节節部]分?|[，、,：:])\s*[、，,：:.]?\s*
      | 제\s*(?P<je>\d{{1,2}})\s*[장절부]\s*[.:,]?\s*
      | (?P<roman>[IVX]{{1,4}})[.)]\s+
      | (?P<circled>[{_CIRCLED}])\s*
    )(?P<text>\S.*)""",
    re.X | re.S,
)
_END = re.compile(r"[.!?。！？।…](?=\s|$|[^\x00-\u2fff])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number: the number, the text without it."""

    number: int
    text: str


def parse_numbered(line: str) -> Numbered | None:
    """Return the number and the text of a line that begins like "1. …", "一、…", "第一，…"; None for anything else."""
    match = _NUMBERED.match(line) if len(line) <= LONGEST else None
    if not match:
        return None
    number = _value({name: text for name, text in match.groupdict().items() if text and name != "text"})
    # "13. August …" is a day; "1.5 million" and "2024. " did not match at all.
    if not 1 <= number <= _HIGHEST or (match["digits"] and starts_with_day(unicodedata.normalize("NFKC", line))):
        return None
    return Numbered(number, match["text"].strip())


def sort_numbered(lines: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return {index: ("heading" or "item", text)} for the numbered lines among these.

    A run of numbered lines with nothing between is a list; a single one is a heading, if its number continues the
    last heading's (one may be missing). The rest (a paragraph that begins with "7. ") is not in the result.
    """
    numbered = {index: found for index, line in enumerate(lines) if (found := parse_numbered(line))}
    result: dict[int, tuple[str, str]] = {}
    last = 0
    for run in _runs(sorted(numbered), numbered):
        first = numbered[run[0]]
        if len(run) > 1:
            result |= {index: ("item", numbered[index].text) for index in run}
        elif last < first.number <= last + 2:
            result[run[0]] = ("heading", first.text)
            last = first.number
    return result


def parse_conclusion(line: str) -> tuple[str, str] | None:
    """Return (heading, text after it) of a conclusion line, the text mostly ""; None for anything else.

    "Fazit: Der Hafen wächst" returns "Der Hafen wächst", "Fazit" alone itself; a whole paragraph after the label
    is a paragraph under the label.
    """
    text = " ".join(line[: LONGEST * 2].split())
    low = text.lower()
    for word in table("conclusion"):
        if not low.startswith(word.text):
            continue
        label, rest = line.strip()[: len(word.text)], line.strip()[len(word.text) :]
        if not rest.strip(" :：.。—–-"):
            return label, ""
        mark = re.match(r"\s*[:：|｜]\s*|\s+[—–-]+\s+|\s*——+\s*", rest)
        if mark:
            after = rest[mark.end() :].strip()
            sentences = len(_END.findall(after))
            is_heading = len(after) <= LONGEST and sentences <= 1 and not (sentences and len(after) > LONGEST * 0.6)
            return (after, "") if is_heading else (label, after)
    return None


def _runs(indices: Sequence[int], numbered: dict[int, Numbered]) -> list[list[int]]:
    """Group neighbouring lines whose numbers count up by one; "2. Section, 1. a, 2. b" is a heading and a list."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1 and numbered[index].number == numbered[runs[-1][-1]].number + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _value(groups: dict[str, str]) -> int:
    name, text = next(iter(groups.items()))
    if name == "roman":
        return _roman().get(text, 0)
    if name == "circled":
        return _CIRCLED.index(text) + 1
    return int(text) if text.isdecimal() else _han(text)


def _han(text: str) -> int:
    """Return the value of 一 … 九十九; 0 for a sequence that is no number."""
    tens, ten, ones = text.partition("十")
    if ten:
        return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
    return _HAN.index(text) + 1 if len(text) == 1 else 0


@cache
def _roman() -> dict[str, int]:
    return {text: number for number, text in enumerate(_ROMAN, 1)}
