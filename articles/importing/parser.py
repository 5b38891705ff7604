"""Lines to an article: lines about it before and after the text, and the text as blocks. Pure."""

from __future__ import annotations

import html
import re

from articles.body import strip_tags
from articles.importing.errors import ImportRefused
from articles.importing.furniture import BAR, Line, is_furniture, stacked_bar, take
from articles.importing.headings import parse_conclusion, parse_numbered, sort_numbered
from articles.importing.language_bar import is_language_bar
from articles.importing.page import ParsedArticle
from articles.importing.sentences import LONGEST, ends_sentence, first_sentence
from articles.importing.sources import split_credit

_CAPTION = re.compile("^[▲△▴▵🔺\u25b3][\ufe0e\ufe0f]?\\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# A headline without lines below it is short: longer first lines are leads without a full stop.
_HEADLINE, _HEADLINE_CJK = 110, 45


def parse(lines: list[str], language: str) -> ParsedArticle:
    """Return the article in a page's lines. `lines[0]` is line 1; empty ones are skipped.

    Raises ImportRefused if there is no text besides dates, bylines and the like.
    """
    page = ParsedArticle(language)
    rest = [(number, line) for number, line in enumerate(lines, 1) if line]
    rest = _head(rest, page)
    rest = _tail(rest, page)
    _body(rest, page)
    if not page.blocks:
        raise ImportRefused("There is no text in the file, only lines around it (a headline, a date, names).")
    if not page.headline:
        lead = next((block for block in page.blocks if block["type"] == "paragraph"), None)
        texts = [block.get("text") or block.get("caption") or "" for block in ([lead] if lead else page.blocks)]
        page.headline = first_sentence(strip_tags(next(filter(None, texts), "")), language)
        page.headline_proposed = True
    page.verdicts.sort(key=lambda verdict: verdict.line)
    return page


def _head(lines: list[Line], page: ParsedArticle) -> list[Line]:
    """Read the lines before the text and the headline, and return the rest."""
    start = 0
    while start < len(lines):
        line = lines[start]
        if stacked := stacked_bar(lines, start):
            for number, text in lines[start : start + stacked]:
                page.drop(number, text, BAR)
            start += stacked
        elif take(line, page, at_end=False):
            start += 1
        elif not page.headline and _is_headline(lines, start, page.language):
            page.headline = line[1]
            page.took(line[0], "headline", line[1])
            start += 1
        else:
            break
    return lines[start:]


def _tail(lines: list[Line], page: ParsedArticle) -> list[Line]:
    """Read the lines after the text and return those before them. Source lines keep their order."""
    end = len(lines)
    while end and _is_tail(lines[end - 1], page.language):
        end -= 1
    for line in lines[end:]:
        take(line, page, at_end=True)
    return lines[:end]


def _is_tail(line: Line, language: str) -> bool:
    return take(line, ParsedArticle(language), at_end=True)


def _is_headline(lines: list[Line], start: int, language: str) -> bool:
    """Return whether the first line of text is a headline: names or a date follow, or it is short and no sentence."""
    text = lines[start][1]
    if len(text) > LONGEST or _CAPTION.match(text) or len(lines) < start + 2:
        return False
    short = len(text) <= (_HEADLINE_CJK if _CJK.search(text) else _HEADLINE)
    after = start + 1
    while after < len(lines) and is_furniture(lines[after], language):
        after += 1
    if after > start + 1:
        # Names below it make it a headline, even with a question or exclamation mark; a long sentence is the lead.
        return after < len(lines) and (short or not ends_sentence(text))
    return short and not _is_of_the_text(text) and not _is_tail(lines[after], language)


def _is_of_the_text(text: str) -> bool:
    """Return whether a line is a sentence, a numbered line, a conclusion or a language bar, which are no headlines."""
    return (
        ends_sentence(text)
        or parse_numbered(text) is not None
        or parse_conclusion(text) is not None
        or is_language_bar(text)
    )


def _body(lines: list[Line], page: ParsedArticle) -> None:
    numbered = sort_numbered([text for _number, text in lines])
    for index, (number, text) in enumerate(lines):
        kind, content = numbered.get(index, ("", ""))
        if kind == "heading":
            page.blocks.append({"type": "heading", "level": 2, "text": _escaped(content)})
            page.took(number, "heading", text)
        elif kind == "item":
            _item(page, content, new=numbered.get(index - 1, ("", ""))[0] != "item" or _begins_count(text))
            page.took(number, "list item", text)
        elif mark := _CAPTION.match(text):
            _figure(page, number, text, text[mark.end() :])
        elif is_language_bar(text):
            page.drop(number, text, BAR)
        elif conclusion := parse_conclusion(text):
            _conclusion(page, number, text, *conclusion)
        else:
            page.blocks.append({"type": "paragraph", "text": _escaped(text)})
            page.took(number, "paragraph", text)


def _begins_count(text: str) -> bool:
    """Return whether a numbered line begins a count."""
    found = parse_numbered(text)
    return bool(found and found.number == 1)


def _item(page: ParsedArticle, text: str, *, new: bool) -> None:
    if new or not page.blocks or page.blocks[-1]["type"] != "list":
        page.blocks.append({"type": "list", "ordered": True, "items": []})
    page.blocks[-1]["items"].append({"text": _escaped(text)})


def _figure(page: ParsedArticle, number: int, text: str, content: str) -> None:
    caption, credit = split_credit(content)
    if not caption and not credit:
        page.drop(number, text, "a caption mark without a caption")
        return
    page.blocks.append({"type": "figure", "image": None, "caption": _escaped(caption), "credit": credit, "alt": ""})
    page.took(number, "caption with credit" if credit else "caption", text)


def _conclusion(page: ParsedArticle, number: int, text: str, heading: str, after: str) -> None:
    page.blocks.append({"type": "heading", "level": 2, "text": _escaped(heading)})
    if after:
        page.blocks.append({"type": "paragraph", "text": _escaped(after)})
    page.took(number, "heading (conclusion) and paragraph" if after else "heading (conclusion)", text)


def _escaped(text: str) -> str:
    """Return plain text as inline HTML: a page's "<b>" is text, not markup."""
    return html.escape(text, quote=False)
