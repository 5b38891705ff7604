"""Bytes to lines. A file that is not plain UTF-8 text is refused with a hint how to fix it; nothing is guessed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from articles.body.characters import visible
from articles.importing.errors import ImportRefused

MAX_BYTES = 5 * 1024 * 1024
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Beginnings of office files that people may mistake for text.
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)


def read_lines(data: bytes) -> list[str]:
    """Return the file's lines without their ends and outer spaces; the first is line 1; empty lines are kept.

    Raises ImportRefused: too big, empty, binary, another encoding than UTF-8, an HTML page.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"The file is too big: an article may have {MAX_BYTES // 1024 // 1024} MB at most.")
    _refuse_binary(data)
    text = _decode(data)
    if _HTML.match(text):
        raise ImportRefused("The file is an HTML page: save it from the browser as plain text, then import that.")
    lines = [line.strip() for line in _LINE_END.split(unicodedata.normalize("NFC", text))]
    if not any(lines):
        raise ImportRefused("The file is empty: there is no text in it.")
    return lines


def text_digest(lines: list[str]) -> str:
    """Return the SHA-256 (hexadecimal) of the text: blank lines, spacing, line ends and a BOM make no difference."""
    words = (" ".join(unicodedata.normalize("NFKC", line).split()) for line in lines)
    return hashlib.sha256("\n".join(line for line in words if line).encode()).hexdigest()


def _refuse_binary(data: bytes) -> None:
    for start, kind in _KINDS:
        if data.startswith(start):
            raise ImportRefused(f"The file is {kind}, not plain text: export it as text in UTF-8, then import that.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportRefused(_convert("The file is in UTF-16, not in UTF-8.", "UTF-16"))
    found = _CONTROL.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        name = "a NUL byte" if found[0] == b"\0" else f"the control character 0x{found[0][0]:02x}"
        raise ImportRefused(f"The file is not plain text: line {line} contains {name}. Is it a binary file?")


def _decode(data: bytes) -> str:
    try:
        # A zero-width or bidi mark hides words from reviewers; the document drops them anyway.
        return visible(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"The file is not in UTF-8: line {line} contains the byte 0x{data[error.start]:02x}."
    raise ImportRefused(_convert(f"{problem} It may be Latin-1 (Windows-1252).", "WINDOWS-1252"))


def _convert(problem: str, encoding: str) -> str:
    return f"{problem} Convert it first, for example: iconv -f {encoding} -t UTF-8 FILE > FILE.utf8"
