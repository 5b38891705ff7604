"""Equal texts with different human translations keep their own, whatever is put above them."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client

from articles import publishing
from articles.models import LanguageVersion
from tests.translation.conftest import document, translate
from translation import desk
from translation.models import Segment

pytestmark = pytest.mark.django_db
A, B, TWIN = "The pier is repaired in spring.", "Nine bridges wait for paint.", "Approved."
WORDS = {A: "Der Steg wird im Frühjahr repariert.", B: "Neun Brücken warten auf Farbe."}


def write(article, user, texts):
    """Translate every segment by hand, in order."""
    rows = Segment.objects.filter(version__article=article, version__language="de").order_by("position")
    for row, text in zip(rows, texts, strict=True):
        desk.edit_segment(row, text, user=user, revision=row.revision)


def page(article):
    version = LanguageVersion.objects.get(article=article, language="de")
    article.refresh_from_db()
    path = f"/de/{article.date:%Y/%m/%d}/{article.slug_de}/"
    assert version.publication == "published"
    return Client().get(path).content.decode()


def test_two_paragraphs_on_top_swap_nothing(scripted, django_user_model):
    chief = django_user_model.objects.create_superuser("chief")
    article = publishing.create_article("en", document([A, TWIN, B, TWIN]))
    translate(article)
    write(article, chief, ["Hafen", WORDS[A], "Genehmigt.", WORDS[B], "Freigegeben."])
    publishing.publish(article.versions.get(language="en"))
    publishing.publish(article.versions.get(language="de"))
    before = page(article)
    assert before.index("Genehmigt.") < before.index("Freigegeben.")
    publishing.save_source(article, document(["One more.", "And another.", A, TWIN, B, TWIN]))
    translate(article)
    after = page(article)
    assert after.index(WORDS[A]) < after.index("Genehmigt.") < after.index(WORDS[B]) < after.index("Freigegeben.")


def test_a_score_above_takes_no_identity_of_an_edited_one(scripted, django_user_model):
    chief = django_user_model.objects.create_superuser("chief")
    tarn = "Tarn beat Veslund 3-1 on Monday evening."
    article = publishing.create_article("en", document([tarn]))
    translate(article)
    write(article, chief, ["Hafen", "Tarn schlug Veslund am Montagabend 3:1."])
    edited = tarn.replace("3-1", "3-2")
    publishing.save_source(article, document(["Veslund beat Grau 2-2 on Tuesday evening.", edited]))
    translate(article)
    human = Segment.objects.get(version__language="de", target="Tarn schlug Veslund am Montagabend 3:1.")
    assert (human.source, human.current) == (edited, False)


def test_of_two_saves_from_the_same_text_the_second_is_refused(db):
    article = publishing.create_article("en", document([A]))
    digest = article.versions.get(language="en").digest
    publishing.save_source(article, document([B]), expected_digest=digest)
    with pytest.raises(publishing.EditConflict):
        publishing.save_source(article, dataclasses.replace(document([A]), headline="Mine"), expected_digest=digest)
    assert publishing.read_document(article, "en").body[0]["text"] == B
