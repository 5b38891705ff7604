"""The sample newsroom holds what the README promises, and passes the newsroom's own checks."""

import pytest
from django.core.management import call_command

from articles.models import Article, LanguageVersion
from newsroom.languages import DEFAULT_CODES
from translation.checks import registry
from translation.checks.base import Pair
from translation.checks.wording import english
from translation.models import Segment, SegmentFinding
from translation.sample import accounts, loader
from translation.segments.units import extract

SAMPLES = {sample.key: sample for sample in loader.samples()}
COMPLETE = [key for key, sample in SAMPLES.items() if len(sample.versions) > 1]


class NoImages(dict):
    def __missing__(self, key):
        return 1


def units(key, code):
    return {unit.key: unit for unit in extract(SAMPLES[key].document(code, NoImages()))}


def test_at_least_four_articles_in_two_source_languages_are_complete():
    assert len(COMPLETE) >= 4
    assert len({SAMPLES[key].language for key in COMPLETE}) >= 2
    assert all(set(SAMPLES[key].versions) == set(DEFAULT_CODES) for key in COMPLETE)


def test_one_english_and_one_portuguese_article_wait_for_a_live_translation():
    alone = {sample.language for sample in SAMPLES.values() if len(sample.versions) == 1}
    assert alone == {"en", "pt"}


@pytest.mark.parametrize("key", COMPLETE)
def test_an_article_has_what_an_article_can_have(key):
    sample = SAMPLES[key]
    types = {block["type"] for block in sample.versions[sample.language]["body"]}
    assert {"paragraph", "heading", "quote", "list", "figure"} <= types


@pytest.mark.parametrize("code", DEFAULT_CODES)
@pytest.mark.parametrize("key", COMPLETE)
def test_every_language_says_all_of_it_and_the_checks_agree(key, code):
    sample = SAMPLES[key]
    source, target = units(key, sample.language), units(key, code)
    assert list(target) == list(source)
    if code == sample.language:
        return
    pair = Pair(sample.language, code)
    found = [
        (unit_key, finding.check, english(finding.message))
        for unit_key, unit in source.items()
        for finding in registry.run(unit.source, target[unit_key].source, pair)
        if finding.severity == "critical"
    ]
    assert found == []


def test_the_sample_is_loaded_published_and_marked_as_human(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call_command("load_sample", if_empty=True)
    assert Article.objects.count() == len(SAMPLES)
    assert not LanguageVersion.objects.exclude(publication="published").exists()
    assert set(Segment.objects.values_list("origin", "state").distinct()) == {("human", "final")}
    assert not SegmentFinding.objects.filter(severity="critical").exists()
    assert len(accounts.existing()) == 3
    assert Article.objects.published("sa").count() == len(COMPLETE)

    call_command("load_sample")
    assert Article.objects.count() == len(SAMPLES), "a second time makes no twins"


def test_a_changed_password_is_no_longer_announced(db, django_user_model):
    accounts.create()
    chief = django_user_model.objects.get(username="chief")
    chief.set_password("something else")
    chief.save()
    assert [account.username for account in accounts.existing()] == ["editor", "desk"]
