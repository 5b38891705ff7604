"""Which marks of languages an OPUS-MT model's vocabulary has, and what that means for a pair. Needs no library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translation.engines.ctranslate2.folders import Folder, find_model, marks_of

FILES = ("source.spm", "target.spm", "model.bin")


def made(place: Path, *tokens: str, name: str = "shared_vocabulary.json") -> Path:
    """Put down what looks like a model, with these tokens in its vocabulary."""
    place.mkdir(parents=True)
    for file in FILES:
        (place / file).touch()
    words = ["</s>", "▁the", *tokens]
    text = json.dumps(words) if name.endswith(".json") else "\n".join(words)
    (place / name).write_text(text, encoding="utf-8")
    return place


def told(place: Path, target: str) -> list[str]:
    """Return the marks that the model of a folder is given before a sentence in English."""
    folder = find_model("en", target, str(place.parent))
    assert isinstance(folder, Folder), folder
    marks = folder.marks("en", target, marks_of(place))
    assert marks
    return marks[0]


@pytest.mark.parametrize(
    ("target", "offered", "expected"),
    [
        ("fr", [], []),
        ("fr", [">>fra<<", ">>fr<<"], [">>fra<<"]),
        ("fr", [">>fr<<", ">>es<<"], [">>fr<<"]),
        ("es", [">>fr<<", ">>es<<"], [">>es<<"]),
        ("pt", [">>pt<<", ">>pt_BR<<"], [">>pt_BR<<"]),
        ("pt", [">>pt<<", ">>pt_PT<<"], [">>pt<<"]),
        ("pt", [">>por<<", ">>pob<<"], [">>pob<<"]),
        ("la", [">>la<<", ">>it<<"], [">>la<<"]),
        ("zh", [">>zh_CN<<", ">>zh_TW<<"], [">>zh_CN<<"]),
    ],
)
@pytest.mark.parametrize("name", ["source_vocabulary.json", "shared_vocabulary.json", "shared_vocabulary.txt"])
def test_the_mark_that_the_edition_wants_is_given(tmp_path, target, offered, expected, name):
    place = made(tmp_path / f"opus-mt-en-{target}", *offered, name=name)
    assert told(place, "zh-hans" if target == "zh" else target) == expected


def test_a_model_without_the_languages_mark_does_not_serve_it(tmp_path):
    made(tmp_path / "opus-mt-en-de", ">>fr<<", ">>es<<")
    reason = find_model("en", "de", str(tmp_path))
    assert "opus-mt-en-de is a model of several languages without a mark for German" in str(reason)
    made(tmp_path / "opus-mt-tc-big-en-de")
    found = find_model("en", "de", str(tmp_path))
    assert isinstance(found, Folder) and found.path.name == "opus-mt-tc-big-en-de", "another may serve it"


def test_a_vocabulary_that_was_changed_is_read_again(tmp_path):
    place = made(tmp_path / "opus-mt-en-de", ">>fr<<")
    assert isinstance(find_model("en", "de", str(tmp_path)), str)
    (place / "shared_vocabulary.json").write_text(json.dumps(["</s>", ">>de<<", ">>fr<<"]))
    assert told(place, "de") == [">>de<<"]


@pytest.mark.parametrize("content", [b"[", b"\xff", b"3", None])
def test_a_vocabulary_that_cannot_be_read_is_for_the_loading_to_tell(tmp_path, content):
    path = made(tmp_path / "opus-mt-en-de") / "shared_vocabulary.json"
    path.write_bytes(content) if content else path.unlink()
    assert isinstance(find_model("en", "de", str(tmp_path)), Folder)
