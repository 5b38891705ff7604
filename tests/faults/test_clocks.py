"""The clock of one program is two hours off: nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.newsroom import OPEN, OTHERS, Newsroom, seconds_until
from tests.shift import shifted


@pytest.mark.parametrize("hours", [2, -2])
def test_workers_and_beat_whose_clock_is_off_do_all_they_should(desk: Newsroom, tmp_path: Path, hours: int):
    off = ("worker", "network-worker", "beat")
    desk.stop(*off)
    desk.changes = dict.fromkeys(off, shifted(tmp_path, hours * 3600))
    desk.start(*off)
    seconds_until(lambda: desk.ready()["ready"], 60, "readiness")
    desk.ask(desk.articles(1, 5), OTHERS[:6])
    desk.ask(desk.articles(1, 5), ["pt"], "firefox")
    desk.flush()  # what is lost is found by a sweep
    seconds_until(lambda: not desk.count(OPEN), 120, "the jobs' end")
    assert set(desk.states()) == {"done"}
    assert not desk.count("NOT (created_at <= started_at AND started_at <= finished_at AND finished_at <= now())")
    wrong = "SELECT 1 FROM translation_enginecall WHERE NOT (asked_at <= settled_at AND settled_at <= now())"
    assert not desk.sql(wrong)
