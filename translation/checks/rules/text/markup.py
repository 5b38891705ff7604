"""Inline tags and links: what the source marks must be marked in the target, and nothing may be broken."""

from __future__ import annotations

import html
import re
from collections import Counter

from articles.body.plain import plain
from newsroom.languages import BY_CODE
from newsroom.messages import N_, Message, ngettext_noop, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.footnotes import raised_in

MESSAGES = {
    "tags.incomplete": N_("A tag is incomplete."),
    "tags.unopened": N_("%(tag)s closes a tag that is not open."),
    "tags.unclosed": N_("%(tag)s is not closed."),
    "tags.missing": ngettext_noop("%(tag)s is missing.", "%(tag)s is missing %(count)d times."),
    "tags.added": ngettext_noop("%(tag)s is not in the source.", "%(tag)s is not in the source (%(count)d times)."),
    "tags.nested": N_("Nested in only one of the two texts: %(tags)s."),
    "tags.lang": N_("A lang attribute is missing or changed: %(text)s."),
    "tags.emptied": N_("%(tags)s contains no words."),
    "links.missing": N_("The link to %(address)s is missing."),
    "links.added": N_("The link to %(address)s is not in the source."),
    "link_texts.swapped": N_("The link to %(address)s is on “%(words)s”; in the source it is on another word."),
    "link_texts.order": N_("The links are in another order. Check that each one is on the right words."),
    "code.changed": N_("Code was changed: %(source)s has become %(target)s."),
    "tag_spaces.glued": N_("A space is missing beside a tag."),
    "tag_spaces.loose": N_("There is a space inside a tag."),
}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_STRAY = re.compile(r"<(?=/?[a-zA-Z])")
_EMPTIED = re.compile(r"<(a|strong|em|code|sub|sup)\b[^<>]*>\s*</\1>", re.I)
_NAMED = re.compile(r"[A-Z0-9][\w.-]+")
_ANCHOR = re.compile(r"<a\b([^<>]*)>(.*?)</a>", re.I | re.S)
_CODE = re.compile(r"<code\b[^<>]*>(.*?)</code>", re.I | re.S)
_LANG = re.compile(r"""<[a-z]+\s[^<>]*?\blang\s*=\s*["']?([\w-]+)""", re.I)
_VOID = {"br"}
# The raised ending of an ordinal or a title (1<sup>st</sup>, XIX<sup>e</sup>, n<sup>o</sup>, M<sup>me</sup>): a way to
# write it that each language has or has not, no emphasis.
_RAISED_ENDING = re.compile(
    r"((?:\d\.?|\b[IVXLC]+|\b(?:[MDSNn]|M[lmg])\.?))<sup\b[^<>]*>((?:e|er|re|ère|eme|ème|n?de?|st|rd|th|[oaοη]s?|ος|ον|ου|ων|"
    r"mes?|lles?|r|te?|gr)\.?)</sup>",
    re.I,
)
_SAME = {"b": "strong", "i": "em"}


def tags(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find tags that were lost, added or broken. Critical: lost or broken, because emphasis or a link is gone."""
    if "<" not in source and "<" not in target:
        return []
    wanted, found = _opened(source), _opened(target)
    if wanted["sup"] != found["sup"] and raised_in(plain(source).text) == raised_in(plain(target).text):
        found["sup"] = wanted["sup"]  # m² for m<sup>2</sup>
    findings = []
    if trouble := _broken(target):
        findings.append(Finding("tags", "critical", trouble))
    for name, count in (wanted - found).items():
        says = say("tags.missing", tag=f"<{name}>", count=count)
        findings.append(Finding("tags", "critical", says, source_spans=_spans(source, name)))
    for name, count in (found - wanted).items():
        says = say("tags.added", tag=f"<{name}>", count=count)
        findings.append(Finding("tags", "major", says, target_spans=_spans(target, name)))
    if not findings and (moved := _nested(source) ^ _nested(target)):
        pairs = ", ".join(sorted(f"<{'> + <'.join(sorted(names))}>" for names in moved))
        findings.append(Finding("tags", "major", say("tags.nested", tags=pairs)))
    if not findings and (other := _languages(source) - _languages(target)):
        says = say("tags.lang", text=", ".join(sorted(other)))
        findings.append(Finding("tags", "major", says, target_spans=_spans(target, "span")))
    emptied = list(_EMPTIED.finditer(target))
    if emptied and not _EMPTIED.search(source):
        names = ", ".join(f"<{match[1].lower()}>" for match in emptied)
        spans = tuple(match.span() for match in emptied)
        findings.append(Finding("tags", "major", say("tags.emptied", tags=names), target_spans=spans))
    return findings


def links(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find link targets that were lost, changed or made up. All critical: a reader would land elsewhere."""
    if "href" not in source.lower() and "href" not in target.lower():
        return []
    wanted, found = _addresses(source), _addresses(target)
    lost, added = wanted - found, found - wanted
    findings = [
        Finding("links", "critical", say("links.missing", address=address), source_spans=_found(source, address))
        for address in lost
    ]
    return findings + [
        Finding("links", "critical", say("links.added", address=address), target_spans=_found(target, address))
        for address in added
    ]


def link_texts(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find two links that swapped their words (major: names show it), or that stand in another order (minor)."""
    if source.count("<a") < 2 or target.count("<a") < 2:
        return []
    theirs, ours = _anchors(source), _anchors(target)
    findings = []
    for address, words in theirs.items():
        others = set().union(*(found for other, found in theirs.items() if other != address))
        own, foreign = words - others, others - words
        now = ours.get(address, set())
        if own and not own & now and (wrong := foreign & now):
            says = say("link_texts.swapped", address=address, words=", ".join(sorted(wrong)))
            findings.append(Finding("link_texts", "major", says, _found(source, address), _found(target, address)))
    common = [address for address in theirs if address in ours]
    if not findings and common != [address for address in ours if address in theirs]:
        findings.append(Finding("link_texts", "minor", say("link_texts.order"), target_spans=_spans(target, "a")))
    return findings


def code(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find code that was translated: what stands in <code> must be the same, letter by letter. Major, with a fix."""
    if "<code" not in source.lower():
        return []
    theirs = [match[1] for match in _CODE.finditer(source)]
    ours = list(_CODE.finditer(target))
    lost = list((Counter(theirs) - Counter(match[1] for match in ours)).elements())
    changed = [match for match in ours if match[1] not in theirs]
    if not lost or not changed:
        return []
    fix = None
    if len(lost) == len(changed) == 1:
        fix = target[: changed[0].start(1)] + lost[0] + target[changed[0].end(1) :]
    says = say("code.changed", source=html.unescape(lost[0]), target=html.unescape(changed[0][1]))
    return [Finding("code", "major", says, target_spans=tuple(match.span(1) for match in changed), fix=fix)]


def tag_spaces(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find words glued to a tag, or blanks inside it, where the source has none. Minor: it looks careless, no more."""
    # Korean separates words with spaces, but its particles follow a closing tag at once.
    if "<" not in target or pair.target == "ko" or pair.target not in BY_CODE or not BY_CODE[pair.target].spaced:
        return []
    findings = []
    glued = re.compile(r"[^\W\d_](?=<(?:a|strong|em|code)\b[^<>]*>[^\W\d_])|</(?:a|strong|em|code)>(?=[^\W\d_]{2})")
    loose = re.compile(r"<(?:a|strong|em|code)\b[^<>]*>\s|\s</(?:a|strong|em|code)>")
    for pattern, says in ((glued, say("tag_spaces.glued")), (loose, say("tag_spaces.loose"))):
        if (match := pattern.search(target)) and not pattern.search(source):
            findings.append(Finding("tag_spaces", "minor", says, target_spans=(match.span(),)))
    return findings


def _opened(text: str) -> Counter[str]:
    text = _RAISED_ENDING.sub(r"\1\2", text) if "<sup" in text else text
    names = (match[2].lower() for match in _TAG.finditer(text) if not match[1])
    return Counter(_SAME.get(name, name) for name in names)


def _broken(text: str) -> Message | None:
    """Return what is wrong with the nesting of tags."""
    if len(_STRAY.findall(text)) != len(_TAG.findall(text)):
        return say("tags.incomplete")
    open_tags: list[str] = []
    for closing, name, _attributes in _TAG.findall(text):
        name = name.lower()
        if name in _VOID:
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return say("tags.unopened", tag=f"</{name}>")
    return say("tags.unclosed", tag=f"<{open_tags[-1]}>") if open_tags else None


def _nested(text: str) -> set[frozenset[str]]:
    """Return which tags stand inside which, whichever of the two is the outer one."""
    found: set[frozenset[str]] = set()
    open_tags: list[str] = []
    for closing, name, _attributes in _TAG.findall(text):
        name = _SAME.get(name.lower(), name.lower())
        if closing and open_tags:
            open_tags.pop()
        elif not closing and name not in _VOID:
            found.update(frozenset((name, outer)) for outer in open_tags if outer != name)
            open_tags.append(name)
    return found


def _languages(text: str) -> set[str]:
    return {language.lower() for language in _LANG.findall(text)}


def _anchors(text: str) -> dict[str, set[str]]:
    """Return the names and numbers in the words of each link, by its address."""
    found: dict[str, set[str]] = {}
    for match in _ANCHOR.finditer(text):
        if href := _HREF.search(match[1]):
            address = html.unescape(next(filter(None, href.groups()), "")).strip()
            found.setdefault(address, set()).update(_NAMED.findall(plain(match[2]).text))
    return found


def _addresses(text: str) -> Counter[str]:
    return Counter(html.unescape(next(filter(None, match.groups()), "")).strip() for match in _HREF.finditer(text))


def _spans(text: str, name: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _TAG.finditer(text) if _SAME.get(match[2].lower(), match[2].lower()) == name)


def _found(text: str, address: str) -> tuple[tuple[int, int], ...]:
    start = text.find(html.escape(address))
    return ((start, start + len(html.escape(address))),) if start >= 0 else ()
