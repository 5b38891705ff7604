"""Private idiom stays out of code, templates and documentation; CONTRIBUTING.md has the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Each with its plain replacement. Matched in whole words and any case, in code, comments and texts alike.
IDIOM = {
    r"doorbells?|bells?|rings? for": "queue, requeue, message",
    r"tells? (?:whether|that|which|how|where)": "return, report, show",
    r"(?:is|are|was|were|be|been) told": "receives, is configured, gets an error",
    r"lies ahead": "in the future",
    r"blanks": "spaces",
    r"(?:a|one|no) blank(?! line)": "space",
    r"nobody (?:has|is|can|may|knows|else|seen|sees)": "name the actor, or use the passive",
    r"whoever": "name the actor",
    r"mends?|mended|mending": "fix, repair",
    r"wish(?:es)?": "policy, setting",
    r"patience": "maximum wait",
    r"left alone|leaves? (?:it|them|him|her) alone": "paused; not changed",
    r"anew": "again",
    r"stored now": "saved version",
    r"stands? (?:in|on|there|beside|behind|twice|now|above|below)": "is, is at, follows",
    r"(?:at|for|from) the desk": "in the admin, staff",
    r"all the same": "anyway",
    r"(?:has|been) heard of": "heartbeat, reply",
    r"puts? the job back|is put back": "requeue",
    r"the house(?:'s|’s)? (?:words?|knows)|leaves? the house": "glossary; sent to a service",
}
# Folders that are not edited yet: remove a line when its folder is done. The list may only shrink.
NOT_YET = {
    "translation/checks/",
    "translation/dispatch/",
    "translation/engines/",
}
FOLDERS = ("articles", "docs", "newsroom", "templates", "translation")
EXEMPT = ("translation/sample/articles/",)


def _files() -> list[str]:
    files = [
        path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".md", ".html"}
    ]
    names = [path.relative_to(ROOT).as_posix() for path in [*sorted(files), ROOT / "README.md", ROOT / "CHANGELOG.md"]]
    return [name for name in names if not name.startswith(EXEMPT)]


def _found(names: list[str]) -> list[str]:
    """Return "file:line: idiom (use ...)" for each idiom in the files."""
    found = []
    for idiom, plain in IDIOM.items():
        pattern = re.compile(rf"\b(?:{idiom})\b".replace(" ", r"[\s#]+"), re.I)
        for name in names:
            text = (ROOT / name).read_text(encoding="utf-8")
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{name}:{line}: “{' '.join(match[0].split())}” (use: {plain})")
    return found


def test_no_private_idiom():
    names = [name for name in _files() if not name.startswith(tuple(NOT_YET))]
    assert len(names) > 200, "the scan finds the project's files"
    assert not (found := _found(names)), "\n" + "\n".join(found)


@pytest.mark.parametrize("folder", sorted(NOT_YET))
def test_the_list_of_folders_only_shrinks(folder):
    assert _found([name for name in _files() if name.startswith(folder)]), f"remove {folder} from NOT_YET"


def test_the_scan_finds_idiom(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_plain_english.ROOT", tmp_path)
    (tmp_path / "page.md").write_text("One.\nThe broker is a Doorbell, and nobody\nknows it.\n", encoding="utf-8")
    assert [one.partition(" (")[0] for one in _found(["page.md"])] == [
        "page.md:2: “Doorbell”",
        "page.md:2: “nobody knows”",
    ]
