"""The interface's texts: extract them, update and compile the catalogues of all languages. With Babel, so that no GNU
gettext is needed on any machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from newsroom.languages import BUILT_IN, BY_CODE, Edition

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = ("articles", "newsroom", "translation", "templates")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_noop": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The interface is written in English: its catalogue may stay empty.
WRITTEN_IN = "en"
# Editions whose admin may be in English; so are those that are off by default.
ADMIN_IN_ENGLISH = frozenset({"sa", "la"})
# The files with the text that readers see. It exists in every built-in language.
READERS = (
    "articles/public/",
    "templates/articles/",
    "templates/includes/",
    "templates/404.html",
    "templates/base.html",
)
# Babel writes these with placeholders or with a date that changes at each run.
_EMPTY_HEADERS = tuple(
    f'"{name}:'.encode()
    for name in ("POT-Creation-Date", "PO-Revision-Date", "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def path(edition: Edition) -> Path:
    """Return the .po file of an edition."""
    return LOCALE / to_locale(edition.code) / "LC_MESSAGES" / "django.po"


def extract() -> Catalog:
    """Return a catalogue of every marked text in code and templates, with its locations."""
    found = Catalog(charset="utf-8")
    for file in sorted(_files()):
        place = file.relative_to(ROOT).as_posix()
        for line, function, arguments, comments in _messages(file):
            message, context = _message(function, arguments)
            if message:
                found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def load(edition: Edition) -> Catalog:
    """Return an edition's catalogue; an empty one if there is no file yet."""
    file = path(edition)
    if not file.exists():
        return Catalog(locale=edition.locale, charset="utf-8")
    with file.open("rb") as handle:
        return read_po(handle, locale=edition.locale, charset="utf-8")


def update() -> None:
    """Update every .po file from the code: add new texts, remove old ones, keep translations."""
    template = extract()
    for edition in BUILT_IN:
        catalogue = load(edition)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.project, catalogue.header_comment = "newsroom", f"# {edition.english_name} interface of the newsroom."
        path(edition).parent.mkdir(parents=True, exist_ok=True)
        _write(edition, catalogue)


def fill(translations: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Put translations into the .po files: {text: {language: translation}}. Return what could not be put anywhere."""
    problems = [f"“{text}” is in no catalogue: run --update first." for text in translations if not _is_known(text)]
    codes = {code for given in translations.values() for code in given}
    problems += [f"“{code}” is no language that is built in." for code in sorted(codes - BY_CODE.keys())]
    for edition in (BY_CODE[code] for code in sorted(codes & BY_CODE.keys())):
        catalogue = load(edition)
        for text, given in translations.items():
            if edition.code in given and (message := catalogue.get(text)):
                message.string = given[edition.code]
        _write(edition, catalogue)
    return problems


def _is_known(text: str) -> bool:
    return load(BY_CODE[WRITTEN_IN]).get(text) is not None


def _write(edition: Edition, catalogue: Catalog) -> None:
    buffer = io.BytesIO()
    # No line numbers and no date: they change with every edit of a file and do not help a translator.
    write_po(buffer, catalogue, width=100, include_lineno=False, sort_output=True, omit_header=False)
    lines = [line for line in buffer.getvalue().splitlines(True) if not line.startswith(_EMPTY_HEADERS)]
    path(edition).write_bytes(b"".join(lines))


def compile_all() -> int:
    """Write the .mo files that are missing or older than their .po; return how many were written."""
    written = 0
    for edition in BUILT_IN:
        source = path(edition)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        buffer = io.BytesIO()
        write_mo(buffer, load(edition))
        target.write_bytes(buffer.getvalue())
        written += 1
    return written


def problems() -> Iterator[str]:
    """Yield a sentence for every text that an edition does not translate, or translates with other placeholders.

    Editions outside `admin_editions` need the readers' text alone; their admin may be in English.
    """
    template = [message for message in extract() if message.id]
    for edition in (edition for edition in BUILT_IN if edition.code != WRITTEN_IN):
        catalogue = load(edition)
        for message in template:
            translated = catalogue.get(_singular(message), message.context)
            if _is_due(message, translated, edition) and (problem := _problem(message, translated)):
                yield f"{edition.code}: “{_singular(message)}” is {problem}."


def admin_editions() -> list[Edition]:
    """Return the editions in whose languages the whole admin exists."""
    return [edition for edition in BUILT_IN if edition.default and edition.code not in ADMIN_IN_ENGLISH]


def _is_due(message: Message, translated: Message | None, edition: Edition) -> bool:
    """Return whether an edition must translate a text, or has begun to."""
    begun = translated is not None and any(_forms(translated.string))
    return edition in admin_editions() or is_for_readers(message) or begun


def _problem(message: Message, translated: Message | None) -> str:
    """Return a description of what is wrong with a translation, or ""."""
    if translated is None or not translated.string or not all(_forms(translated.string)):
        return "not translated"
    if _misplaced(message, translated):
        return f"translated with other placeholders: “{_forms(translated.string)[0]}”"
    return ""


def is_for_readers(message: Message) -> bool:
    """Return whether a text of `extract` is on a page of readers."""
    return any(place.startswith(READERS) for place, _line in message.locations)


def _files() -> Iterator[Path]:
    for folder in SOURCES:
        for pattern in ("*.py", "*.html", "*.txt", "*.xml"):
            yield from (file for file in (ROOT / folder).rglob(pattern) if "migrations" not in file.parts)


def _messages(file: Path) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Yield (line, function, its string arguments, translators' comments) for every marked call of a file."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # templatize leaves gettext calls among x's; without indentation Python's tokenizer reads them.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(file)).splitlines())
    calls: Any = extract_python(io.BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for line, function, arguments, comments in calls:
        given = (
            [arguments] if isinstance(arguments, str) else [part for part in arguments or () if isinstance(part, str)]
        )
        if function:
            yield line, function, given, [comment.removeprefix("Translators:").strip() for comment in comments]


def _message(function: str, given: list[str]) -> tuple[str | tuple[str, str] | None, str | None]:
    """Return (msgid, or singular and plural) and context of a call; None for a call without a literal text."""
    parts = list(given)
    context = parts.pop(0) if function.startswith(("pgettext", "npgettext")) and parts else None
    if function.startswith(("ngettext", "npgettext")):
        return ((parts[0], parts[1]) if len(parts) > 1 else None), context
    return (parts[0] if parts else None), context


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, list | tuple) else message.id)


def _forms(string: object) -> list[str]:
    return list(string) if isinstance(string, list | tuple) else [str(string)]


def _misplaced(message: Message, translated: Message) -> bool:
    wanted = set(_PLACEHOLDER.findall(" ".join(_forms(message.id))))
    # A plural form may omit the number ("one article"), but may not add another placeholder.
    used = [set(_PLACEHOLDER.findall(form)) for form in _forms(translated.string)]
    if isinstance(message.id, list | tuple):
        return any(form - wanted for form in used)
    return used[0] != wanted
