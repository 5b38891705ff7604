"""The engine that docs/how-to/add-an-engine.md builds passes the contract, as the page has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from newsroom.engine_options import ENGINES
from tests.servers.base import Server
from tests.translation.engines.contract import faults, test_contract, test_faults
from tests.translation.engines.contract.cases import KEY, Case
from translation.engines.base import Refused
from translation.engines.reply import Usage

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "add-an-engine.md"
ENGINE, SERVER, CASE = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def example(monkeypatch) -> Case:
    """Make the page's modules and return its case."""
    for name, code in (("translation.engines.example", ENGINE), ("tests.servers.example", SERVER)):
        made = ModuleType(name)
        monkeypatch.setitem(sys.modules, name, made)
        exec(compile(code, f"{PAGE.name}: {name}", "exec"), made.__dict__)
    monkeypatch.setitem(ENGINES, "example", "translation.engines.example.ExampleEngine")
    return eval(CASE.strip(), {"Case": Case, "example": sys.modules["tests.servers.example"]})


@pytest.fixture
def server(example: Case) -> Iterator[Server]:
    assert example.running
    with example.running(KEY) as server:
        yield server


def test_it_keeps_what_the_contract_asks_for(example, server):
    test_contract.test_the_pair_is_served_directly(example, server)
    test_contract.test_texts_come_back_in_number_and_order(example, server)
    test_contract.test_markup_comes_back(example, server)
    test_contract.test_what_must_not_be_translated_is_not(example, server)


def test_a_pair_that_is_not_served_costs_no_request(example, server):
    test_contract.test_a_pair_that_is_not_served_costs_no_request(example, server)


@pytest.mark.parametrize(("name", "fault", "errors"), faults.NETWORK, ids=[row[0] for row in faults.NETWORK])
def test_each_failure_is_the_right_error(example, server, name, fault, errors):
    test_faults.test_each_failure_is_the_right_error(example, server, name, fault, errors)


@pytest.mark.parametrize("name", faults.UNUSABLE)
def test_replies_that_are_no_translations_are_refused(example, server, name):
    engine = test_faults.ready(example, server)
    server.fault = faults.saying(example, faults.UNUSABLE[name])
    test_faults.failed(engine, example)


def test_the_service_counts_and_its_messages_are_shown_without_the_key(example, server):
    assert example.make(server).translate(["Four"], *example.pair).usage == Usage(characters=4)
    server.key = "another"
    with pytest.raises(Refused, match="Unknown key …") as caught:
        example.make(server).translate(["Four"], *example.pair)
    assert KEY not in str(caught.value)


def test_the_page_registers_it_as_the_settings_want_it():
    page = PAGE.read_text(encoding="utf-8")
    assert '"example": "translation.engines.example.ExampleEngine",' in page
    assert "EXAMPLE_URL" in page and "EXAMPLE_API_KEY" in page
