"""The table in docs/reference/engines.md is made from the classes and the facts, and says what they say today."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from newsroom.engine_options import ENGINES
from translation.engines import registry
from translation.engines.capability_table import FACTS, table, with_table
from translation.engines.pseudo import PseudoEngine

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "engines.md"


def test_the_page_holds_the_table_that_the_command_prints():
    out = StringIO()
    call_command("engines", "--table", stdout=out)
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page, out.getvalue()) == page, "run manage.py engines --table --write"


def test_every_engine_has_a_row_of_facts_and_no_other_has():
    assert {name: registry.engine(name).name for name in ENGINES} == {name: name for name in FACTS}
    assert all(facts.licence and facts.markup and facts.tested for facts in FACTS.values())


def test_an_engine_with_a_glossary_reads_its_brief():
    briefed = [name for name in ENGINES if registry.engine(name).briefed]
    assert briefed == [name for name in ENGINES if FACTS[name].glossary]


def test_an_engine_without_facts_has_a_row_too():
    class Ours(PseudoEngine):
        name = "ours"

    assert table([Ours]).splitlines()[2].startswith("| `ours` | all | kept by the service | no |")


def test_few_languages_are_named_and_of_many_those_that_are_missing():
    class Few(PseudoEngine):
        languages = frozenset({"pt", "en"})

    class Many(PseudoEngine):
        languages = PseudoEngine.languages - {"la"}

    rows = table([Few, Many, PseudoEngine]).splitlines()[2:]
    assert [row.split(" | ")[1] for row in rows] == ["2: en, pt", "14: not la", "all"]


def test_a_page_without_marks_is_left_alone():
    with pytest.raises(ValueError, match="no lines"):
        with_table("# Engines\n", "| |\n")
