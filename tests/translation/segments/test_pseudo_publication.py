"""Pseudolocalised text never reaches readers, whichever way it came and whoever approved it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article
from newsroom.languages import DEFAULT_CODES
from tests.factories import make_user
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.engines.pseudo import PseudoEngine, is_left
from translation.models import MemoryEntry, Segment
from translation.segments.units import text_hash

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]

HOUR = datetime.timedelta(hours=1)
PSEUDO = PseudoEngine()


def pseudo(text, language="de"):
    return PSEUDO.translate([text], "en", language).texts[0]


def version(article, language="de"):
    return article.versions.get(language=language)


def is_refused(article, language="de", count=4):
    """Publishing and scheduling are refused, with a reason that says what to do."""
    for at in (None, timezone.now() + HOUR):
        with pytest.raises(publishing.NotPublishable) as caught:
            publishing.publish(version(article, language), at)
        [reason] = caught.value.reasons
        assert reason.startswith(f"Pseudolocalised texts: {count}. ")
        assert "translate them again with another engine, or write them yourself." in reason
    assert version(article, language).publication == "draft"


@pytest.fixture
def pseudolocalised(article):
    translate(article, engine="pseudo")
    return article


@pytest.mark.parametrize("language", [code for code in DEFAULT_CODES if code != "en"])
def test_it_is_refused_in_every_language_also_approved(article, user, language):
    translate(article, language, engine="pseudo")
    is_refused(article, language)
    desk.approve_version(version(article, language), user)
    is_refused(article, language)


def test_it_is_refused_from_every_source_language(user):
    for code, other in (("de", "fr"), ("ja", "ko"), ("ru", "el"), ("sa", "la"), ("zh-hans", "id")):
        article = publishing.create_article(code, document(["Ein Satz. 一つの文。 Одно предложение."], headline="2026"))
        translate(article, other, engine="pseudo")
        is_refused(article, other, 1)  # a number alone is localised by rule


def test_publish_all_publishes_the_rest_and_names_it(client, pseudolocalised):
    translate(pseudolocalised, "fr")
    editor = make_user("editor")
    editor.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(editor)
    address = reverse("admin:articles_article_publication", args=[pseudolocalised.pk])
    answer = client.post(address, {"do": "publish-all"}, follow=True)
    assert "Not published, see the reasons below: Deutsch." in answer.text
    assert "Pseudolocalised texts: 4." in answer.text
    assert version(pseudolocalised, "fr").publication == "published"
    assert version(pseudolocalised).publication == "draft"


def test_what_a_person_has_rewritten_is_published_and_what_still_shows_is_not(pseudolocalised, user):
    for position in range(4):
        row = segment(pseudolocalised, position)
        # A word that is put in leaves the rest as it was.
        desk.edit_segment(row, f"{row.target} Ja.", user=user, revision=row.revision)
        is_refused(pseudolocalised, count=4 - position)
        row = segment(pseudolocalised, position)
        unwrapped = row.target.replace("⟦", "").replace("⟧", "")
        desk.edit_segment(row, unwrapped, user=user, revision=row.revision)
        is_refused(pseudolocalised, count=4 - position)
        row = segment(pseudolocalised, position)
        desk.edit_segment(row, f"Satz {position}.", user=user, revision=row.revision)
    assert set(version(pseudolocalised).segments.values_list("engine", flat=True)) == {"pseudo"}
    publishing.publish(version(pseudolocalised))


def test_another_engine_takes_its_place(pseudolocalised, scripted):
    job = translate(pseudolocalised, engine="pseudo")
    assert job.requested == 0, "the same is not asked for twice"
    job = translate(pseudolocalised)
    assert (job.state, job.requested, job.machine) == ("done", 4, 4)
    publishing.publish(version(pseudolocalised))


def test_approved_it_is_not_remembered_and_from_memory_it_is_refused(pseudolocalised, user):
    desk.approve_version(version(pseudolocalised), user)
    row = segment(pseudolocalised, 1)
    desk.edit_segment(row, f"{row.target} Ja.", user=user, revision=row.revision)
    assert not MemoryEntry.objects.exists()
    for text in ("Harbour town buys a battery", *PARAGRAPHS):
        MemoryEntry.objects.create(
            source_language="en", target_language="de", source_hash=text_hash(text), source=text, target=pseudo(text)
        )
    twin = publishing.create_article("en", document())
    assert translate(twin).memory == 4
    is_refused(twin)


def test_an_accepted_proposal_is_refused(article, user):
    translate(article)
    row = segment(article, 3)
    desk.edit_segment(row, "Niemand schlief.", user=user, revision=row.revision)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour pilot said."]))
    translate(article, engine="pseudo")
    publishing.publish(version(article), timezone.now() + HOUR)
    publishing.withdraw(version(article))
    desk.accept_proposal(segment(article, 3), user)
    with pytest.raises(publishing.NotPublishable, match="Pseudolocalised texts: 1"):
        publishing.publish(version(article))


def test_pasted_by_hand_or_taken_over_it_is_refused(article, pseudolocalised, user):
    translate(article, "fr")
    row = segment(article, 2, "fr")
    desk.edit_segment(row, pseudo(row.source), user=user, revision=row.revision)
    with pytest.raises(publishing.NotPublishable, match="Pseudolocalised texts: 1"):
        publishing.publish(version(article, "fr"))
    desk.detach(version(pseudolocalised), user)
    is_refused(pseudolocalised)


def test_an_engine_of_another_name_is_known_by_what_it_is(article, settings):
    settings.ENGINES = {**settings.ENGINES, "trial": settings.ENGINES["pseudo"]}
    translate(article, engine="trial")
    is_refused(article)
    settings.ENGINES = {"scripted": settings.ENGINES["scripted"]}
    is_refused(article)


def test_readers_of_a_public_version_keep_what_they_have(article, publisher):
    translate(article)
    publishing.publish(version(article))
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Somebody slept."]))
    job = translate(article, engine="pseudo", user=publisher)
    assert job.message == "Readers keep the version they have: the new one contains pseudolocalised text."
    assert "⟦" not in str(Article.objects.get(pk=article.pk).body_de)
    assert version(article).unreleased == "pseudo"
    with pytest.raises(publishing.NotPublishable, match="Pseudolocalised texts: 1"):
        publishing.publish(version(article))
    row = segment(article, 3)
    desk.edit_segment(row, "Jemand schlief.", user=publisher, revision=row.revision)
    assert "Jemand schlief." in str(Article.objects.get(pk=article.pk).body_de)
    assert version(article).unreleased == ""


def test_a_scheduled_version_that_gets_some_is_scheduled_no_longer(article):
    translate(article)
    publishing.publish(version(article), timezone.now() + HOUR)
    Segment.objects.filter(pk=segment(article, 1).pk).update(target="", made_from="", state="initial")
    job = translate(article, engine="pseudo")
    assert job.message == "No longer scheduled: it contains pseudolocalised text."
    assert (version(article).publication, version(article).unscheduled) == ("draft", "pseudo")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The ferry is late.", "Die Fähre kommt spät."),
        ("The ferry is late.", "Паром опаздывает."),
        ("The interval ⟦a, b⟧ is closed.", "Das Intervall ⟦a, b⟧ ist abgeschlossen."),
        ("Åland, Žďár and Þingvellir", "Åland, Žďár und Þingvellir"),
        ("2019", "2019"),
        ("", ""),
    ],
)
def test_a_persons_text_is_not_taken_for_it(source, target):
    assert not is_left(source, target)
    assert is_left(source, pseudo(source))
