"""CTranslate2 with tiny models that are converted here: families, marks of languages, limits, broken files."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ctranslate2", reason="needs requirements-ctranslate2.txt, which is not installed")
pytest.importorskip("sentencepiece", reason="needs requirements-ctranslate2.txt, which is not installed")

from tests.translation.engines import tiny_models
from translation.engines.base import Refused, UnsupportedPair
from translation.engines.ctranslate2 import engine as ctranslate2_engine
from translation.engines.ctranslate2.engine import CTranslate2Engine
from translation.engines.ctranslate2.model import LONGEST, STOPPED


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One model of each family."""
    base = tmp_path_factory.mktemp("models")
    tiny_models.make(base / "opus-mt-en-fr")
    tiny_models.make(base / "opus-mt-tc-big-en-pt", marks=(">>por<<", ">>pob<<"), skip=1, own_end=True)
    tiny_models.make(base / "madlad400-tiny", marks=("<2sa>", "<2la>", "<2zh>", "<2fr>"), skip=1)
    tiny_models.make(base / "nllb-200-tiny", marks=("eng_Latn", "fra_Latn", "san_Deva"))
    return base


def only(models: Path, tmp_path: Path, *names: str) -> str:
    """Return a folder that has these models alone."""
    for name in names:
        (tmp_path / name).symlink_to(models / name)
    return str(tmp_path)


def engine(folder: object, **options: Any) -> CTranslate2Engine:
    return CTranslate2Engine(**{"models_dir": str(folder), "beam": 2, "batch": 4} | options)


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (["opus-mt-en-fr"], ("en", "fr")),
        (["opus-mt-tc-big-en-pt"], ("en", "pt")),
        (["madlad400-tiny"], ("en", "sa")),
        (["madlad400-tiny"], ("de", "la")),
        (["madlad400-tiny"], ("en", "zh-hans")),
        (["nllb-200-tiny"], ("en", "fr")),
        (["nllb-200-tiny"], ("en", "sa")),
    ],
)
def test_each_family_is_told_the_languages_in_its_own_way(models, tmp_path, names, pair):
    one = engine(only(models, tmp_path, *names))
    assert one.serves(*pair)
    text = 'The <strong>harbour</strong> is closed. See <a href="x?a=1&amp;b=2">the council</a>.<br>New'
    [found] = one.translate([text], *pair).texts
    assert "<strong>HARBOUR</strong> IS CLOSED." in found and '<a href="x?a=1&amp;b=2">THE COUNCIL</a>.<br>NEW' in found


def test_what_its_pieces_cannot_spell_and_what_must_stay_comes_back(models):
    text = 'Write to desk@orvane.example or 北京 😀; <code>ls</code>, <span translate="no">Orvane</span> &amp; new'
    [found] = engine(models).translate([text], "en", "fr").texts
    kept = ["desk@orvane.example", "北京 😀", "<code>ls</code>", '<span translate="no">Orvane</span>', "&amp; NEW"]
    assert [part for part in kept if part not in found] == []


def test_a_sign_that_only_the_models_own_marks_contain_comes_back(models):
    assert engine(models).translate(["Doses &lt;5 mg, x &lt; y"], "en", "fr").texts == ["DOSES &lt;5 MG, X &lt; Y"]


def test_many_texts_are_translated_in_batches_and_in_order(models):
    texts = [f"Ferry number {number} sails. It is {'re' * (number % 7)}d" for number in range(40)]
    assert engine(models).translate(texts, "en", "fr").texts == [text.upper() for text in texts]


def test_the_surer_model_is_taken_first(models):
    found = {pair: ctranslate2_engine.find_model(*pair, str(models)) for pair in [("en", "fr"), ("de", "fr")]}
    assert [folder.path.name for folder in found.values()] == ["opus-mt-en-fr", "madlad400-tiny"]


def test_latin_is_refused_by_nllb(models, tmp_path):
    assert "Latin" in engine(only(models, tmp_path, "nllb-200-tiny")).serves("en", "la").reason


def test_a_model_without_the_mark_of_a_language_is_an_error_not_a_guess(models, tmp_path):
    with pytest.raises(UnsupportedPair, match="nllb-200-tiny lacks"):
        engine(only(models, tmp_path, "nllb-200-tiny")).translate(["New"], "en", "de")


def test_a_model_of_several_languages_is_linked_once_for_each_and_told_which_is_wanted(tmp_path):
    """Its first token is not written: without a mark the sentence would lose its first letter."""
    marks = (">>fr<<", ">>es<<", ">>pt_BR<<", ">>it<<", ">>la<<")
    romance = tiny_models.make(tmp_path / "opus-mt-en-ROMANCE", marks=marks, skip=1)
    one = engine(tmp_path)
    assert not one.serves("en", "pt"), "its name has no pair"
    for target in ("fr", "pt", "la", "de"):
        (tmp_path / f"opus-mt-en-{target}").symlink_to(romance)
    assert [one.translate(["New"], "en", target).texts for target in ("fr", "pt", "la")] == [["NEW"]] * 3
    assert "opus-mt-en-de is a model of several languages without a mark for German" in one.serves("en", "de").reason
    with pytest.raises(UnsupportedPair, match="without a mark for German"):
        one.translate(["New"], "en", "de")


def test_a_sentence_without_end_is_reported(tmp_path):
    tiny_models.make(tmp_path / "opus-mt-en-fr", ends=False)
    reply = engine(tmp_path, beam=1).translate(["!", "The ferry", "—"], "en", "fr")
    assert reply.texts[1].startswith("THE FERRY")
    assert [(remark.text, remark.message) for remark in reply.remarks] == [(1, STOPPED)]


def test_a_sentence_of_too_many_tokens_goes_in_parts(models):
    one = engine(models)
    model = one._model(ctranslate2_engine.find_model("en", "fr", str(models)))
    sentence = " ".join(["harbour"] * (LONGEST // 2))
    [found], remarks = model.translate([sentence], "en", "fr", lambda: None)
    assert found == sentence.upper() and not remarks


def test_a_call_has_a_deadline(models):
    started = time.monotonic()
    with pytest.raises(Refused):
        engine(models, seconds=0.3, batch=1).translate([f"Number {n} is new." for n in range(4000)], "en", "fr")
    assert time.monotonic() - started < 5


def test_several_threads_share_a_model(models):
    one, found = engine(models), []
    threads = [
        threading.Thread(target=lambda: found.extend(one.translate(["The ferry"], "en", "fr").texts)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["THE FERRY"] * 4 and len(one._models) == 1


def test_the_least_recently_used_model_goes(models):
    one = engine(models, keep=1)
    one.translate(["New"], "en", "fr")
    one.translate(["New"], "en", "pt")
    assert [folder.path.name for folder in one._models] == ["opus-mt-tc-big-en-pt"]
    one.close()
    assert not one._models


@pytest.mark.parametrize(
    ("name", "content"),
    [("model.bin", b"x" * 99), ("source.spm", b"no"), ("config.json", b"{"), ("shared_vocabulary.json", b"[")],
)
def test_a_broken_file_is_named_as_a_broken_model(models, tmp_path, name, content):
    folder = tmp_path / "opus-mt-en-fr"
    folder.mkdir()
    for path in (models / "opus-mt-en-fr").iterdir():
        (folder / path.name).write_bytes(content if path.name == name else path.read_bytes())
    with pytest.raises(UnsupportedPair, match="opus-mt-en-fr is broken"):
        engine(tmp_path).translate(["New"], "en", "fr")


@pytest.mark.parametrize(
    ("files", "word"),
    [
        (["opus-mt-en-fr/source.spm", "opus-mt-en-fr/target.spm"], "no model.bin"),
        (["nllb-200/model.bin"], "sentencepiece.bpe.model"),
        (["mystery/model.bin"], "neither OPUS-MT"),
        ([], "from English into French"),
    ],
)
def test_what_a_folder_lacks_is_said(tmp_path, files, word):
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert word in engine(tmp_path).serves("en", "fr").reason


def test_what_is_not_configured_is_said(monkeypatch):
    assert "set CTRANSLATE2_MODELS" in CTranslate2Engine().problem()
    assert "is not a folder" in engine("no-such-folder").serves("en", "fr").reason
    monkeypatch.setattr(ctranslate2_engine, "installed", lambda: False)
    assert CTranslate2Engine().serves("en", "fr").reason == "install requirements-ctranslate2.txt"
