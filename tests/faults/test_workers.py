"""A worker is killed or stopped: its jobs go on within half a minute, and its late writes change nothing."""

from __future__ import annotations

import signal
import time

from tests.faults.newsroom import OPEN, Newsroom, seconds_until

GOAL = 30.0  # seconds from the kill until another claim


def reclaimed(desk: Newsroom, held: dict[int, str], engine: str) -> None:
    """Wait until each of these jobs is held under another lease, or has ended."""

    def gone_on() -> bool:
        now = desk.leases(engine)
        waiting = desk.count(f"{OPEN} AND engine = '{engine}' AND lease = ANY('{{{','.join(held.values())}}}')")
        return not waiting and not any(now.get(pk) == lease for pk, lease in held.items())

    seconds_until(gone_on, GOAL, "that every job went on")


def kill_with_ten_jobs(desk: Newsroom, name: str) -> None:
    """Kill a network worker while ten jobs or more run, and wait until all of them have gone on and ended."""
    desk.gate.seconds = 5.0
    desk.ask(desk.articles(1, 10))
    seconds_until(lambda: len(desk.leases()) >= 10, 60, "ten jobs")
    time.sleep(1)
    held = desk.leases()
    desk.kill(name)
    desk.gate.seconds = 0.1
    reclaimed(desk, held, "google")
    seconds_until(lambda: not desk.count(OPEN), 120, "the jobs' end")
    assert set(desk.states()) == {"done"}
    assert desk.count("attempts > 2") == 0


def test_the_jobs_of_a_killed_worker_go_on_when_it_is_started_again(desk: Newsroom):
    for _round in range(2):
        kill_with_ten_jobs(desk, "network-worker")
    assert desk.unsettled() <= 28, "what was in flight, and no more"


def test_the_jobs_of_a_killed_worker_go_on_with_another_that_lives(desk: Newsroom):
    desk.start_another("network-worker")
    time.sleep(10)
    kill_with_ten_jobs(desk, "network-worker, the older")
    assert desk.unsettled() <= 14


def test_the_job_of_a_killed_local_worker_goes_on(desk: Newsroom):
    desk.ask(desk.articles(1, 300), ["pt"], "firefox")
    seconds_until(lambda: desk.leases("firefox"), 60, "a job")
    held = desk.leases("firefox")
    desk.kill("worker")
    reclaimed(desk, held, "firefox")
    seconds_until(lambda: not desk.count(OPEN), 180, "the job's end")
    assert set(desk.states()) == {"done"}


def test_a_stopped_worker_loses_its_jobs_and_writes_nothing_late(desk: Newsroom):
    desk.gate.close()
    desk.ask(desk.articles(1, 10))
    seconds_until(lambda: desk.gate.in_flight == 14, 60, "fourteen calls")
    held = desk.leases()
    desk.signal("network-worker", signal.SIGSTOP)
    stopped = desk.start_another("network-worker")
    desk.gate.open()
    reclaimed(desk, held, "google")
    seconds_until(lambda: not desk.count(OPEN), 120, "the jobs' end")
    query = "SELECT id, target, revision, updated_at FROM translation_segment ORDER BY id"
    before, jobs = desk.sql(query), desk.sql("SELECT * FROM translation_translationjob ORDER BY id")
    stopped.send_signal(signal.SIGCONT)  # its answers have come long ago
    seconds_until(
        lambda: desk.log("network-worker").count("is no longer this worker's") >= 14, 60, "its fourteen losses"
    )
    assert (desk.sql(query), desk.sql("SELECT * FROM translation_translationjob ORDER BY id")) == (before, jobs)
    assert set(desk.states()) == {"done"}
