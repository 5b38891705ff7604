"""manage.py check_translations: the whole archive, only what changed, resumable, and what it says."""

import datetime
import io
import json
import re
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from articles import publishing
from tests.translation.conftest import document, segment, translate
from tests.translation.jobs.test_worker import ROOT, environment
from tests.waiting import wait_for
from translation import desk
from translation.checks import registry
from translation.models import CheckRun, CheckSetting, Segment, SegmentFinding
from translation.qa import bulk_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def run(*arguments):
    """Return (exit status, output) of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_translations", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def answer(*arguments):
    return json.loads(run(*arguments, "--json")[1])


def spoil(article, language="de"):
    """Write a fault past all checks, as a restore or an older version of the newsroom may have."""
    row = segment(article, 1, language)
    Segment.objects.filter(pk=row.pk).update(target="Der bad Hafen.", revision=row.revision + 1, checked_with="")


def test_only_what_changed_is_checked_and_an_open_critical_finding_is_exit_status_1(article):
    translate(article, "de")
    translate(article, "fr")
    assert run() == (0, "1 articles, 1 of them as they were. Checked: 0 segments, 0 versions as a whole, "
                        "0 texts across languages, 0 texts of sources.\nNothing is open.\n")  # fmt: skip
    spoil(article)
    status, text = run()
    assert status == 1
    assert "Checked: 1 segments, 1 versions as a whole, 1 texts across languages" in text
    assert f"Article {article.pk}, de, {segment(article, 1).key}: “bad” stands here." in text
    assert "  bad_word: 1 critical\n" in text


def test_one_edition_one_check_and_a_date_narrow_it(article):
    other = publishing.create_article("en", document(["It rained."]), date=datetime.date(2025, 1, 1))
    for code in ("de", "fr"):
        for one in (article, other):
            translate(one, code)
            spoil(one, code)
    found = answer("--language", "fr", "--since", "2026-01-01")
    assert found["checked"]["articles"] == 1 and found["checked"]["segments"] == 1
    assert found["open"] == {"bad_word": {"critical": 1}}
    assert [(row["article"], row["language"]) for row in found["critical"]] == [(article.pk, "fr")]
    assert answer("--check", "outlier")["open"] == {}
    assert answer("--check", "bad_word")["open"] == {"bad_word": {"critical": 4}}


def test_one_check_alone_leaves_what_others_found_and_need_not_look_twice(article):
    translate(article)
    row = segment(article, 1)
    other = SegmentFinding.objects.create(
        segment=row, check_name="numbers", severity="minor", params={"text": "Another's."}
    )
    assert answer("--check", "bad_word")["checked"]["segments"] == 4
    assert answer("--check", "bad_word")["checked"]["unchanged"] == 1
    assert SegmentFinding.objects.filter(pk=other.pk).exists()
    spoil(article)
    assert answer("--check", "bad_word")["open"] == {"bad_word": {"critical": 1}}
    assert answer()["checked"]["segments"] == 1, "one check alone does not make a text checked"
    assert not SegmentFinding.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--language", "xx"], "“xx” is no language that is built in. Choose from: zh-hans,"),
        (["--check", "nubmers"], "There is no check “nubmers”: choose from bad_word,"),
        (["--since", "yesterday"], "“yesterday” is no date: write it as 2026-01-31."),
    ],
)
def test_a_wrong_option_is_answered_in_a_line(arguments, says):
    with pytest.raises(CommandError) as caught:
        call_command("check_translations", *arguments)
    assert str(caught.value).startswith(says) and "\n" not in str(caught.value)
    assert caught.value.returncode == 2


def test_stopped_anywhere_it_goes_on_where_it_was(article, monkeypatch):
    others = [publishing.create_article("en", document([f"Story {number}."])) for number in range(4)]
    for one in (article, *others):
        translate(one)
    monkeypatch.setattr(registry, "CHECKS_VERSION", 99)
    started = bulk_check.check(bulk_check.Part())
    for _number in range(2):
        next(started)
    started.close()
    found = answer()
    assert (found["checked"]["articles"], found["checked"]["unchanged"], found["checks_version"]) == (5, 2, 99)
    assert answer()["checked"]["unchanged"] == 5


def test_a_source_that_was_imported_is_checked_too(article):
    publishing.save_source(article, document(["It rained all day. Anders."]))
    status, text = run()
    assert status == 1
    assert f"Article {article.pk}, en," in text and "“Anders.” stands alone." in text


def test_a_check_switched_on_again_finds_again_what_it_had_found(article):
    translate(article)
    spoil(article)
    run()
    setting = CheckSetting.objects.create(check_name="bad_word", language="de", off=True)
    desk.settings_changed("bad_word")
    assert run()[0] == 0
    setting.delete()
    assert answer()["open"] == {"bad_word": {"critical": 1}}


def test_a_version_that_is_held_back_is_assembled_once_its_finding_is_gone(article, monkeypatch):
    translate(article)
    publishing.publish(article.versions.get(language="de"))
    spoil(article)
    run()
    assert "bad" not in reload(article).body_de[0]["text"]
    monkeypatch.setattr(registry, "CHECKS", ())
    monkeypatch.setattr(registry, "CHECKS_VERSION", 99)
    assert run()[0] == 0
    assert reload(article).body_de[0]["text"] == "Der bad Hafen."


def reload(article):
    article.refresh_from_db()
    return article


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_it_with_a_word_and_what_was_done_is_kept(scripted):
    """In a process of its own, with the real checks."""
    for number in range(60):
        publishing.create_article(
            "en", document([f"Paragraph {line} of {number} tells of rain." for line in range(60)])
        )
    command = [sys.executable, "manage.py", "check_translations"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True)
    wait_for(CheckRun.objects.exists, 30, every=0.02)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    done = CheckRun.objects.values("article").distinct().count()
    assert process.returncode == 130
    assert re.search(r"Stopped after \d+ of 60 articles. Run it again to go on.", err)
    assert 0 < done < 60 and "Traceback" not in err
