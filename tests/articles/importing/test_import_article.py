"""manage.py import_article: what it stores, what it says, and that nothing is stored half."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Person
from tests.articles.importing.test_parser import PAGE

WHOLE_PAGE = Path(__file__).resolve().parents[2] / "pages" / "machine_german.txt"
WITH_HEADLINE = "2024-08-13\nThe harbour <opens> & closes\nBy Anna Berg\nIt opened on Monday.\nSource: Marrow Post https://marrow.example/1\n"


def run(path: Path, language: str = "de", *options: str) -> str:
    out = io.StringIO()
    call_command("import_article", str(path), "--language", language, *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def page(tmp_path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


@pytest.mark.django_db
def test_the_answer_as_json_is_what_was_stored(page):
    answer = json.loads(run(page, "de", "--json"))
    article = Article.objects.get(pk=answer["article"])
    assert list(answer) == (
        ["article", "url", "language", "headline", "date", "contributions", "source", "blocks", "dropped"]
    )
    assert answer["url"] == f"/de/2024/08/13/{article.slug_de}/"
    assert (answer["language"], answer["date"]) == ("de", "2024-08-13")
    assert answer["contributions"] == [
        {"role": "author", "name": "Harbour Things"},
        {"role": "compiler", "name": "Vanille"},
        {"role": "editor", "name": "Yunpeng"},
    ]
    assert answer["source"] == {"name": "Marrow Street Journal", "url": ""}
    assert answer["blocks"] == article.body_de and all(block["id"] for block in answer["blocks"])
    assert answer["dropped"] == [{"line": 2, "why": "language bar: readers get the site's own"}]
    assert Person.objects.get(name="Harbour Things").kind == "organisation"


@pytest.mark.django_db
def test_the_table_says_what_each_line_was_taken_for(page):
    answer = run(page)
    rows = {int(row.split()[0]): row for row in answer.splitlines() if row[:5].strip().isdigit()}
    assert "date" in rows[1] and "dropped" in rows[2] and "compiler" in rows[4] and "source" in rows[17]
    article = Article.objects.get()
    assert f"Article    {article.pk}" in answer and "/de/2024/08/13/" in answer and "Draft." in answer


@pytest.mark.django_db
def test_a_proposed_headline_keeps_the_article_a_draft(page):
    answer = run(page, "de", "--publish")
    version = Article.objects.get().versions.get()
    assert (version.publication, version.headline_proposed) == ("draft", True)
    assert "Not published" in answer and "proposed" in answer


@pytest.mark.django_db
def test_a_page_with_a_headline_is_published_on_request(page):
    page.write_text(WITH_HEADLINE)
    assert "Published." in run(page, "en", "--publish")
    article = Article.objects.get()
    assert article.headline_en == "The harbour <opens> & closes"
    assert (article.source_name, article.source_url) == ("Marrow Post", "https://marrow.example/1")
    assert article.versions.get().publication == "published"


@pytest.mark.django_db
def test_the_same_page_twice_is_one_article(page, tmp_path):
    run(page)
    other = tmp_path / "copy.txt"
    other.write_text("\ufeff" + PAGE.replace("\n", " \r\n"))
    with pytest.raises(CommandError, match=f"imported before: it is article {Article.objects.get().pk}"):
        run(other)
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_the_same_moment_make_one_article(page):
    answers = []

    def attempt() -> None:
        try:
            answers.append(run(page))
        except CommandError as error:
            answers.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.count() == 1
    assert sorted("imported before" in answer for answer in answers) == [False, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff\xe0 picture", "2024\nÜber".encode("latin-1"), b"a\0b", b"2024-08-13\n"]
)
def test_a_refused_file_leaves_nothing_behind(tmp_path, data):
    path = tmp_path / "bad"
    path.write_bytes(data)
    with pytest.raises(CommandError):
        run(path)
    assert not Article.objects.exists() and not Person.objects.exists()


@pytest.mark.django_db
def test_a_part_that_does_not_fit_leaves_nothing_behind(page):
    page.write_text(WITH_HEADLINE.replace("https://marrow.example/1", "https://not_a_host/1"))
    with pytest.raises(CommandError, match="source_url"):
        run(page, "en")
    assert not Article.objects.exists() and not Person.objects.exists()


@pytest.mark.django_db
def test_an_unknown_language_and_a_missing_file_are_named(page):
    with pytest.raises(CommandError, match="xx"):
        run(page, "xx")
    with pytest.raises(CommandError, match="cannot be read"):
        run(page.with_name("absent.txt"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["It rained. " * 95_000, "It rained all day in the town.\n" * 34_000, "русский" * 80_000]
)
def test_a_megabyte_is_imported(tmp_path, text):
    path = tmp_path / "big.txt"
    path.write_text(text)
    run(path, "en", "--json")  # quadratic work on it would take longer than a test may
    assert Article.objects.get().body_en


@pytest.mark.django_db
def test_a_page_comes_from_standard_input_as_well(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WITH_HEADLINE.encode())))
    assert "The harbour" in run(Path("-"), "en")


@pytest.mark.django_db
def test_a_whole_page_in_machine_german():
    answer = json.loads(run(WHOLE_PAGE, "de", "--json"))
    kinds = [block["type"] for block in answer["blocks"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"paragraph": 14, "heading": 4, "figure": 4}
    assert [person["name"] for person in answer["contributions"]] == ["Hafen und Technik", "Holm", "Sato"]
    assert [block["credit"] for block in answer["blocks"] if block.get("credit")] == (
        ["Ida Holm/Marrow Post", "Jun Sato/Grau Bild"]
    )
    assert [entry["line"] for entry in answer["dropped"]] == [2]
    assert answer["source"]["name"] == "Marrow Post"
