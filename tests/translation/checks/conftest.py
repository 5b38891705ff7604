"""In these tests a check that fails fails its test; in the newsroom it becomes a finding (test_breakdowns.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from translation.checks import registry


@pytest.fixture(scope="package", autouse=True)
def failing_checks_raise() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "attempt", lambda work, _what: work())
        yield
