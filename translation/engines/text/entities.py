"""References that a service resolved, written again: “&lt;div&gt;” of a story would come back as a tag. Pure."""

from __future__ import annotations

import re
from collections import Counter

_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
# How a tag begins, or a text that looks like one; without a name it is no tag.
_BEGINNING = re.compile(r"(<|&lt;)((?:/?[a-zA-Z][a-zA-Z0-9]*)?)")


def escaped(text: str, source: str) -> str:
    """Return a translated text with "<" and "&" written as references again where its source has them so. Idempotent.

    What the source has both ways is told apart by its order, where as many come back; else it is taken for a tag.
    """
    if "&amp;" in source:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    if "&lt;" not in source:
        return text
    tags: dict[str, list[bool]] = {}
    for mark, name in _BEGINNING.findall(source):
        tags.setdefault(name.lower(), []).append(mark == "<")
    came = Counter(name.lower() for _mark, name in _BEGINNING.findall(text))
    seen: Counter[str] = Counter()

    def written(match: re.Match[str]) -> str:
        name = match[2].lower()
        known, place = tags.get(name, []), seen[name]
        seen[name] += 1
        is_tag = name and (known[place] if len(known) == came[name] else any(known))
        return match[0] if is_tag else f"&lt;{match[2]}"

    return _BEGINNING.sub(written, text)
