"""A chat model's answer read as rows, and each row distrusted. Pure.

rows, odd, starts = read(content)      every id that came once, with its text; with the first words of its segment
wrong = faults(rows, sources, "de")    why a row cannot be the translation of its own source
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from translation.engines.chat.preambles import is_remark
from translation.engines.text.invariant_tokens import find_addresses
from translation.engines.text.length_limits import too_long

MOST_CHARACTERS = 1_000_000  # of an answer; forty texts take a few ten thousand
_MOST_ROWS = 2_000
_ROW = re.compile(r'\{\s*"(?:id|starts|text)"\s*:')
# Without "<" outside quotation marks, so that no part of a text is read more than a few times.
_TAG = re.compile(r"</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^<>\"']){0,4000}>")
_VOID = frozenset({"br"})
_OUR_JSON = re.compile(r'"(?:translations|segments)"\s*:|\{\s*"id"\s*:')
_DECODER = json.JSONDecoder()
TOO_LONG = "the text was much longer than the segment"


def read(content: str) -> tuple[dict[int, str], set[int], dict[int, str]]:
    """Return the rows of an answer by id, the ids that came more than once with different texts, and the rows' starts.

    Words and fences around the rows are dropped, and the whole rows of an answer that breaks off are kept: each row is
    checked on its own afterwards. Rows that are no id with a text are dropped.
    """
    rows: dict[int, str] = {}
    odd: set[int] = set()
    starts: dict[int, str] = {}
    for row in _raw(content[:MOST_CHARACTERS]):
        number, text = _number(row.get("id")), row.get("text")
        if number is None or not isinstance(text, str):
            continue
        if rows.setdefault(number, text) != text:
            odd.add(number)
        elif isinstance(start := row.get("starts"), str):
            starts[number] = start
    return {number: text for number, text in rows.items() if number not in odd}, odd, starts


def _raw(content: str) -> Iterator[dict[str, object]]:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict):
        answer = answer.get("translations")
    if isinstance(answer, list):
        yield from (row for row in answer if isinstance(row, dict))
        return
    end = 0
    for count, match in enumerate(_ROW.finditer(content)):
        if count >= _MOST_ROWS:
            return
        if match.start() < end:  # inside the text of a row that was read
            continue
        try:
            row, end = _DECODER.raw_decode(content, match.start())
        except json.JSONDecodeError as error:
            end = error.pos  # what begins before it is inside this row
            continue
        except (ValueError, RecursionError):  # a number without end, or JSON nested too deep
            return
        yield row


def _number(value: object) -> int | None:
    """Return an id that came as a number or as digits."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def faults(rows: Mapping[int, str], sources: Mapping[int, str], language: str) -> dict[int, str]:
    """Return by id what is wrong with rows beside their own source; for the model and for the desk."""
    found = {number: fault(sources[number], rows[number], language) for number in sources if number in rows}
    return {number: why for number, why in found.items() if why}


def fault(source: str, target: str, language: str = "en") -> str:
    """Return why an inline HTML text cannot be the translation of another into a language, "" if nothing says so."""
    if too_long(source, target):  # before anything reads it
        return TOO_LONG
    if not target.strip():
        return "the text was empty"
    if _tags(source) != _tags(target):
        return "the tags were not those of the segment"
    if not _nested(target):
        return "the tags were not nested"
    if is_remark(source, target, language):
        return "the text was a remark, not the translation alone"
    if _OUR_JSON.search(target) and not _OUR_JSON.search(source):
        return "the text held JSON"
    if _addresses(source) != _addresses(target):
        return "the web addresses were not those of the segment"
    words, written = len(_TAG.sub("", source)), len(_TAG.sub("", target))
    if written > 5 * words + 80:
        return TOO_LONG
    if words > 60 and written * 10 < words:
        return "the text was much shorter than the segment"
    return ""


def _tags(text: str) -> Counter[str]:
    """Count tags, written one way: lower-case names, double quotes, no blanks or slash at the end."""
    return Counter(
        re.sub(r"^</?\w+", lambda name: name[0].lower(), tag[:-1].rstrip().removesuffix("/").rstrip()).replace("'", '"')
        for tag in _TAG.findall(text)
    )


def _nested(text: str) -> bool:
    open_names: list[str] = []
    for tag in _TAG.findall(text):
        name = re.match(r"</?([a-zA-Z0-9]+)", tag)[1].lower()  # type: ignore[index]
        if name in _VOID:
            continue
        if not tag.startswith("</"):
            open_names.append(name)
        elif not open_names or open_names.pop() != name:
            return False
    return not open_names


def _addresses(text: str) -> set[str]:
    plain = _TAG.sub(" ", text).replace("&amp;", "&")
    return {plain[start:end] for start, end in find_addresses(plain)}
