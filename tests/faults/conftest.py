"""A newsroom of its own for each test here, with all four programs; `make test-faults` runs these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.newsroom import OPEN, Newsroom, running, seconds_until

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here: a plain run leaves it out (pyproject.toml)."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture
def desk(short_folder: Path) -> Iterator[Newsroom]:
    """Run a newsroom whose workers have done something of each kind, so that a test measures no first use."""
    with running(short_folder) as newsroom:
        newsroom.start("web", "worker", "network-worker", "beat")
        seconds_until(lambda: newsroom.ready()["ready"], 120, "readiness")
        pks = newsroom.articles(1, 20)
        newsroom.ask(pks)
        newsroom.ask(newsroom.articles(1, 2), ["pt"], "firefox")
        seconds_until(lambda: not newsroom.count(OPEN), 180, "the first jobs' end")
        newsroom.gate.seconds = 1.0
        yield newsroom
