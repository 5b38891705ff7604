"""manage.py engines, as a person and as a program reads it."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom.engine_options import ENGINES


@pytest.fixture
def run(settings):
    settings.ENGINE_OPTIONS = {}
    settings.TRANSLATION_ENGINES = ["firefox", "libretranslate"]

    def command(*arguments: str) -> str:
        out = StringIO()
        call_command("engines", *arguments, stdout=out)
        return out.getvalue()

    return command


def test_the_json_has_all_engines_and_all_pairs(run):
    answer = json.loads(run("--json"))
    assert [engine["name"] for engine in answer["engines"]][:2] == ["firefox", "libretranslate"], "the preferred first"
    assert {engine["name"] for engine in answer["engines"]} == set(ENGINES)
    assert set(answer["engines"][0]) == {"name", "label", "configured", "reason", "limits"}
    assert "LIBRETRANSLATE_URL" in answer["engines"][1]["reason"] and not answer["engines"][1]["configured"]
    assert len(answer["pairs"]) == 210
    assert set(answer["pairs"][0]) == {"source", "target", "engine", "via", "reason"}
    assert all(bool(pair["engine"]) != bool(pair["reason"]) for pair in answer["pairs"])


def test_one_pair_can_be_asked_for(run):
    (pair,) = json.loads(run("--json", "--source", "de", "--target", "la"))["pairs"]
    assert (pair["source"], pair["target"], pair["engine"]) == ("de", "la", "")
    assert "Latin" in run("--source", "de", "--target", "la")


def test_the_matrix_has_a_row_and_a_column_for_each_edition(run):
    lines = run().splitlines()
    assert len(lines[0].removeprefix("from \\ into").split()) == 15
    assert [line.split()[0] for line in lines[1:16]][:4] == ["zh-hans", "ko", "ru", "en"]
    assert "of 210 pairs are served" in run()


def test_pivots_are_marked(run, settings):
    settings.ENGINES = {"scripted": "tests.translation.engines.test_routing.Scripted"}
    settings.TRANSLATION_ENGINES = ["scripted"]
    settings.ENGINE_OPTIONS = {"scripted": {"pairs": "de>en en>fr"}}
    assert "3 of 210 pairs are served, 1 of them via English" in run()
    assert run("--source", "de", "--target", "fr") == "de → fr: scripted via English\n"


def test_mistakes_are_named(run, settings):
    with pytest.raises(CommandError, match="zh-hans"):
        run("--source", "xx")
    settings.TRANSLATION_ENGINES = ["firfox"]
    with pytest.raises(CommandError, match="firfox"):
        run()
