"""The interface is translated: readers' text into all languages, the admin's into thirteen; placeholders stay."""

from django.utils import translation
from django.utils.translation import gettext

from newsroom import catalogues
from newsroom.languages import BUILT_IN, edition


def test_every_text_is_translated_into_the_languages_that_need_it():
    assert list(catalogues.problems()) == []


def test_the_admin_may_be_in_english_in_sanskrit_and_latin_but_no_readers_text(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.update()
    lacking = {
        text: {
            problem.partition(":")[0] for problem in catalogues.problems() if f"“{text}” is not translated" in problem
        }
        for text in ("This is no fault", "Skip to the text")
    }
    assert lacking["Skip to the text"] - lacking["This is no fault"] == {"sa", "la", "ar"}
    assert len(lacking["This is no fault"]) == 12


def test_words_are_found_in_templates_and_code():
    template = catalogues.extract()
    assert template.get("Skip to the text"), "a template's word"
    assert template.get("machine translation"), "a model's word"


def test_a_changed_placeholder_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.update()
    file = catalogues.path(edition("de"))
    text = file.read_text().replace(
        'msgid "compiled by %(names)s"\nmsgstr ""', 'msgid "compiled by %(names)s"\nmsgstr "x %(name)s"'
    )
    file.write_text(text)
    found = [problem for problem in catalogues.problems() if problem.startswith("de: “compiled by")]
    assert found == ["de: “compiled by %(names)s” is translated with other placeholders: “x %(name)s”."]


def test_the_catalogues_are_compiled_once(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.update()
    assert catalogues.compile_all() == len(BUILT_IN)
    assert catalogues.compile_all() == 0


def test_a_byline_reads_as_the_language_writes_it():
    catalogues.compile_all()
    seen = {}
    for code in ("de", "ja", "sa", "la"):
        with translation.override(code):
            seen[code] = gettext("compiled by %(names)s") % {"names": "Vanilla"}
    assert len(set(seen.values())) == 4
    assert all("Vanilla" in text for text in seen.values())


def test_translations_are_filled_in_from_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.update()
    assert catalogues.fill({"Not found": {"de": "Nicht gefunden"}}) == []
    assert catalogues.load(edition("de")).get("Not found").string == "Nicht gefunden"
    problems = catalogues.fill({"no such text": {"de": "x"}, "Not found": {"xx": "y"}})
    assert [problem.split("”")[0] for problem in problems] == ["“no such text", "“xx"]
