"""The case and its running server, for each test of the suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.base import Server
from tests.translation.engines.contract.cases import CASES, KEY, SCRIPTED, SERVED, Case


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test for all engines; `served`, `scripted`: for those with a server, with answers that can be scripted."""
    for name, cases in (("case", CASES), ("served", SERVED), ("scripted", SCRIPTED)):
        if name in metafunc.fixturenames:
            given = [pytest.param(case, id=case.name, marks=_marks(case)) for case in cases]
            metafunc.parametrize(name, given)


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.skip(reason=case.lacks),) if case.lacks else ()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server | None]:
    """Start the server of the test's case; None if it has none."""
    name = next(name for name in ("case", "served", "scripted") if name in request.fixturenames)
    case: Case = request.getfixturevalue(name)
    if case.running is None:
        yield None
    else:
        with case.running(KEY) as running:
            yield running
