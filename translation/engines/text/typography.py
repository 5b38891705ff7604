"""Characters that a model cannot spell, written so that it can; and its plain quotes and dots as the source had them.

Pure. `known` is what vocabulary.known_characters returns: None means that everything can be spelt.
"""

from __future__ import annotations

import re
import unicodedata

from newsroom.languages.tables import tables

_PLAIN = {
    **dict.fromkeys("“”„‟«»″「」『』", '"'),
    **dict.fromkeys("‘’‚‛′ʼ", "'"),
    **dict.fromkeys("–—−‒―", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u3000\t", " "),
    "…": "...", "×": "x", "\u00ad": "", "\u200c": "", "\u200d": "",
    "€": "EUR ", "£": "GBP ", "¥": "JPY ", "₹": "INR ", "₽": "RUB ", "₩": "KRW ",
}  # fmt: skip
_LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip
# Hashes, drawn lines, data: models repeat themselves over them for minutes. Scripts without spaces are none.
_ENDLESS = re.compile(r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]{100,}")
_SIGN_AFTER = re.compile(r"(?<=\d)[ \u00a0\u202f]?([€£¥₹₽₩])(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def folded(text: str, known: frozenset[str] | None) -> str:
    """Return the text with characters outside `known` replaced by plainer ones, where there are such."""
    if known is None:
        return text
    text = _SIGN_AFTER.sub(lambda match: match[0] if match[1] in known else f" {_PLAIN[match[1]].strip()}", text)
    return "".join(character if character in known else _fold(character, known) for character in text)


def _fold(character: str, known: frozenset[str]) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    plain = _LETTERS.get(character) or (unicodedata.normalize("NFKD", character) if _is_foldable(character) else "")
    kept = "".join(part for part in plain if not unicodedata.combining(part))
    return kept if kept and all(part in known for part in kept) else character


def _is_foldable(character: str) -> bool:
    """Tell whether a character means the same without its marks and its form: "≠" does not, nor "²", nor "ⁿ"."""
    form = unicodedata.decomposition(character).partition(" ")[0]
    if form in ("<wide>", "<narrow>"):
        return True
    return unicodedata.category(character)[0] in "LPZ" and form not in ("<super>", "<sub>")


def unknown_runs(text: str, known: frozenset[str] | None) -> list[tuple[int, int]]:
    """Return the (start, end) of words and symbols that `folded` cannot help: other scripts, emoji.

    Neighbouring ones are one run, with the spaces and commas between them.
    """
    if known is None:
        return []
    bad = {
        character
        for character in set(text)
        if not character.isspace() and not set(_fold(character, known)) <= known and character not in known
    }
    if not bad:
        return []
    strange = "[" + re.escape("".join(sorted(bad))) + "]"
    # Marks, joiners and the letters glued to an unknown one go with it.
    word = rf"\w*{strange}(?:[\w\u200d\ufe0e\ufe0f]|{strange})*"
    return [match.span() for match in re.finditer(rf"{word}(?:[\s,·/-]{{1,3}}{word})*", text)]


def endless_words(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of words of 100 characters and more, which are no words of a language."""
    return [match.span() for match in _ENDLESS.finditer(text)]


def restored(source: str, target: str, language: str, known: frozenset[str] | None) -> str:
    """Return the model's output with names, quotes, dashes and dots written as the source writes them."""
    target = _names(source, target, known).replace("US $", "US$")  # the vocabulary's habit, in no language right
    if re.search("[“”„«»「」]", source) and target.count('"') and target.count('"') % 2 == 0:
        target = _quoted(target, language)
    if "’" in source and "'" not in source:
        target = re.sub(r"(?<=\w)'(?=\w)", "’", target)
    if "…" in source and "..." not in source:
        target = target.replace("...", "…")
    dashes = re.findall(" [–—] ", source)
    if dashes and len(dashes) == target.count(" - ") and " - " not in source:
        for dash in dashes:
            target = target.replace(" - ", dash, 1)
    return target


def _names(source: str, target: str, known: frozenset[str] | None) -> str:
    """Put names back that were folded for the model: Lodz becomes Łódź again where the output has it."""
    for word in dict.fromkeys(_WORD.findall(source)):
        plain = folded(word, known)
        if plain != word and len(plain) > 1 and word[0].isupper():
            target = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", lambda _, word=word: word, target)  # type: ignore[misc]
    return target


def _quoted(target: str, language: str) -> str:
    own = tables(language).typography
    marks = own.quotes[0] if own.quotes else "“”"
    opening, closing = marks[0] + own.quote_space, own.quote_space + marks[1]
    parts = target.split('"')
    pieces = [parts[0]]
    for number, part in enumerate(parts[1:]):
        pieces += [closing if number % 2 else opening, part]
    return "".join(pieces)
