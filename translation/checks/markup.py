"""Inline tags and links: what the source marks must be marked in the target, and nothing may be broken."""

from __future__ import annotations

import html
import re
from collections import Counter

from newsroom.languages import BY_CODE
from translation.checks.base import Finding, Pair

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_STRAY = re.compile(r"<(?=/?[a-zA-Z])")
_EMPTIED = re.compile(r"<(a|strong|em|code|sub|sup)\b[^>]*>\s*</\1>", re.I)
_VOID = {"br"}
_SAME = {"b": "strong", "i": "em"}


def tags(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find tags that were lost, added or broken. Critical: lost or broken, because emphasis or a link is gone."""
    if "<" not in source and "<" not in target:
        return []
    wanted, found = _opened(source), _opened(target)
    findings = []
    if trouble := _broken(target):
        findings.append(Finding("tags", "critical", trouble))
    for name, count in (wanted - found).items():
        times = f" ({count} times)" if count > 1 else ""
        findings.append(Finding("tags", "critical", f"<{name}> is lost{times}.", source_spans=_spans(source, name)))
    for name, count in (found - wanted).items():
        times = f" ({count} times)" if count > 1 else ""
        findings.append(
            Finding("tags", "major", f"<{name}> is not in the source{times}.", target_spans=_spans(target, name))
        )
    emptied = list(_EMPTIED.finditer(target))
    if emptied and not _EMPTIED.search(source):
        names = ", ".join(f"<{match[1].lower()}>" for match in emptied)
        spans = tuple(match.span() for match in emptied)
        findings.append(Finding("tags", "major", f"{names} has lost its words.", target_spans=spans))
    return findings


def links(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find link targets that were lost, changed or made up. All critical: a reader would land elsewhere."""
    if "href" not in source.lower() and "href" not in target.lower():
        return []
    wanted, found = _addresses(source), _addresses(target)
    lost, added = wanted - found, found - wanted
    findings = [
        Finding("links", "critical", f"The link to {address} is lost.", source_spans=_found(source, address))
        for address in lost
    ]
    return findings + [
        Finding(
            "links", "critical", f"The link to {address} is not in the source.", target_spans=_found(target, address)
        )
        for address in added
    ]


def tag_spaces(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find words glued to a tag, or blanks inside it, where the source has none. Minor: it looks careless, no more."""
    # Korean separates words with spaces, but its particles follow a closing tag at once.
    if "<" not in target or pair.target == "ko" or pair.target not in BY_CODE or not BY_CODE[pair.target].spaced:
        return []
    findings = []
    glued = re.compile(r"[^\W\d_](?=<(?:a|strong|em|code)\b[^>]*>[^\W\d_])|</(?:a|strong|em|code)>(?=[^\W\d_]{2})")
    loose = re.compile(r"<(?:a|strong|em|code)\b[^>]*>\s|\s</(?:a|strong|em|code)>")
    for pattern, says in ((glued, "A word is glued to a tag."), (loose, "There is a blank inside a tag.")):
        if (match := pattern.search(target)) and not pattern.search(source):
            findings.append(Finding("tag_spaces", "minor", says, target_spans=(match.span(),)))
    return findings


def _opened(text: str) -> Counter[str]:
    names = (match[2].lower() for match in _TAG.finditer(text) if not match[1])
    return Counter(_SAME.get(name, name) for name in names)


def _broken(text: str) -> str:
    """Return what is wrong with the nesting of tags, as a sentence; "" if nothing is."""
    if len(_STRAY.findall(text)) != len(_TAG.findall(text)):
        return "A tag is not complete."
    open_tags: list[str] = []
    for closing, name, _attributes in _TAG.findall(text):
        name = name.lower()
        if name in _VOID:
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return f"</{name}> closes what is not open."
    return f"<{open_tags[-1]}> is not closed." if open_tags else ""


def _addresses(text: str) -> Counter[str]:
    return Counter(html.unescape(next(filter(None, match.groups()), "")).strip() for match in _HREF.finditer(text))


def _spans(text: str, name: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _TAG.finditer(text) if _SAME.get(match[2].lower(), match[2].lower()) == name)


def _found(text: str, address: str) -> tuple[tuple[int, int], ...]:
    start = text.find(html.escape(address))
    return ((start, start + len(html.escape(address))),) if start >= 0 else ()
