"""What an engine that writes drafts has written never reaches readers before a person has reviewed it."""

import pytest

from articles import publishing
from tests.translation.conftest import PARAGRAPHS, ScriptedEngine, document, segment, translate
from translation import desk

pytestmark = pytest.mark.usefixtures("steered")


class DraftingEngine(ScriptedEngine):
    label = "Rough & Ready"
    draft = True


@pytest.fixture
def drafted(article, scripted, settings):
    """A German version in drafts: four texts."""
    settings.ENGINES = {**settings.ENGINES, "scripted": "tests.translation.segments.test_unreviewed.DraftingEngine"}
    translate(article)
    return article.versions.get(language="de")


def test_a_draft_is_not_published_until_each_of_its_texts_is_reviewed(article, drafted, user):
    for position in range(4):
        with pytest.raises(publishing.NotPublishable) as caught:
            publishing.publish(drafted)
        assert caught.value.reasons == [
            f"Rough & Ready writes drafts only: a person must review its texts first. Not reviewed yet: {4 - position}."
        ]
        desk.approve_segment(segment(article, position), user)
    publishing.publish(drafted)
    assert drafted.publication == "published"


def test_a_person_may_approve_a_draft_as_a_whole(drafted, user):
    desk.approve_version(drafted, user)
    publishing.publish(drafted)


def test_a_corrected_draft_that_is_not_marked_as_reviewed_stays_back(article, drafted, user):
    desk.approve_version(drafted, user)
    row = segment(article, 3)
    desk.edit_segment(row, "Niemand schlief.", user=user, revision=row.revision, state="translated")
    with pytest.raises(publishing.NotPublishable, match="Not reviewed yet: 1"):
        publishing.publish(drafted)


def test_what_readers_see_stays_when_a_draft_is_written_under_it(article, drafted, publisher):
    desk.approve_version(drafted, publisher)
    publishing.publish(drafted)
    publishing.save_source(article, document([*PARAGRAPHS, "The ferry sails again."]))
    job = translate(article)

    article.refresh_from_db()
    assert len(article.body_de) == 3 and "unreviewed drafts" in job.message
    desk.approve_version(drafted, publisher)
    article.refresh_from_db()
    assert len(article.body_de) == 4


def test_other_engines_are_not_held_back(article, scripted):
    translate(article)
    publishing.publish(article.versions.get(language="de"))


def test_an_editor_who_takes_the_version_over_answers_for_it(drafted, user):
    desk.detach(drafted, user)
    publishing.publish(drafted)


def test_an_engine_that_is_gone_from_the_settings_does_no_harm(drafted, settings):
    settings.ENGINES = {"pseudo": settings.ENGINES["pseudo"]}
    settings.TRANSLATION_ENGINES = []
    publishing.publish(drafted)
