"""The language bar: a line of language names alone, joined, spaced or with separators between them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from newsroom.languages import BUILT_IN

# A bar of fifteen names has some 150 characters; a longer line of letters is prose.
_LONGEST = 1000
_BETWEEN = re.compile(r"[\s|/\\·•・,，、;；()（）\[\]【】<>›»«*+—–_-]+")
_LABEL = re.compile(
    r"^(?:languages?|select language|choose language|language versions?|sprachen?|sprache wählen|langues?|idiomas?|"
    r"lingu[ae]e?|языки?|язык|语言|語言|言語|언어|γλώσσ(?:α|ες)|kielet?|kieli|bahasa|भाषाः?)\s*[:：]\s*",
    re.I,
)
# Forms that CLDR does not list: with "language" added, adjectives, spellings without accents, and mistakes
# of real pages: 한어 (Chinese, read in Korean) for Korean, Suomalainen (a Finn) for Finnish.
_OTHER_FORMS = """
简体中文|简体|中文|中文简体|中文(简体)|汉语|漢語|华语|普通话|国语|Chinese|Mandarin|Chinese (Simplified)
한어|한국어|한국말|조선어|중국어|韩语|韩文|韓語|朝鲜语|Hangugeo|Korean language
Русский|Русский язык|По-русски|Russkij|Russkiy|Russian language|俄文
English|English language|Inglese|Engl|英文|Angličtina|영문
Français|Francais|Langue française|Française|French language|法文
Indonesian|Bahasa|Bahasa Indonesia|Bhs Indonesia|Indonesia|印尼语|印尼文|印度尼西亚语
Sanskrit|Samskrta|Samskritam|Saṃskṛtam|संस्कृतम्|संस्कृत|संस्कृतभाषा|梵语|梵文
日本語|日语|日文|Nihongo|Japanese language|일본어
Deutsch|Deutsche|Deutsche Sprache|German language|德文
Português|Portugues|Português (Brasil)|Português do Brasil|Português brasileiro|Brazilian Portuguese
葡文|Portuguese (Brazil)
Ελληνικά|Ελληνική|Ελληνική γλώσσα|Ellinika|Greek language|希腊文
Español|Espanol|Castellano|Español (España)|Lengua española|Spanish language|西文|西班牙文
Italiano|Italiana|Lingua italiana|Italian language|意大利文
Suomi|Suomalainen|Suomeksi|Suomen kieli|Suomea|Finnish language|芬兰文
Latina|Lingua Latina|Latine|Latin|Latinus|Latino|Latin language|拉丁文|拉丁语
"""


def is_language_bar(line: str, at_least: int = 3) -> bool:
    """Return whether a line consists of at least `least` language names and separators, and nothing else."""
    return names_in(line) >= at_least


def names_in(line: str) -> int:
    """Return how many language names a line consists of; 0 if anything else is in it."""
    if len(line) > _LONGEST:
        return 0
    text = _fold(_LABEL.sub("", unicodedata.normalize("NFKC", line).strip()))
    # most[i]: the most names that the first i characters can be read as; -1 if they cannot.
    most = [0] + [-1] * len(text)
    for start in range(len(text)):
        if most[start] < 0:
            continue
        for name in _by_first_letter().get(text[start], ()):
            if text.startswith(name, start):
                most[start + len(name)] = max(most[start + len(name)], most[start] + 1)
    codes = [part for part in _BETWEEN.split(line.strip().lower()) if part]
    if most[-1] <= 0 and codes and all(part in _codes() for part in codes):
        return len(codes)
    return max(most[-1], 0)


@cache
def _by_first_letter() -> dict[str, tuple[str, ...]]:
    names = {_fold(name) for name in re.split(r"[|\n]", _OTHER_FORMS)}
    names |= {_fold(edition.english_name) for edition in BUILT_IN} | {_fold(edition.endonym) for edition in BUILT_IN}
    for edition in BUILT_IN:
        spoken = Locale.parse(edition.locale).languages
        keys = [other.locale for other in BUILT_IN] + [other.code.split("-")[0] for other in BUILT_IN] + ["pt_BR"]
        names |= {_fold(spoken[key]) for key in keys if key in spoken}
    # One letter is no name; a single Han character ("文") would make bars of headlines.
    grouped: dict[str, list[str]] = {}
    for name in sorted(names):
        if len(name) > 1:
            grouped.setdefault(name[0], []).append(name)
    return {first: tuple(group) for first, group in grouped.items()}


@cache
def _codes() -> frozenset[str]:
    plain = {edition.code for edition in BUILT_IN} | {edition.code.split("-")[0] for edition in BUILT_IN}
    return frozenset(plain | {"cn", "kr", "jp", "gr", "br", "hans", "zho", "ind"})


def _fold(text: str) -> str:
    """Return a name without case, accents and separators: "Français" and "FRANCAIS" are one name."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not "\u0300" <= char <= "\u036f")
