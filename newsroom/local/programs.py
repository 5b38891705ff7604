"""The four programs of a local run: web, worker, network-worker, beat."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NAMES = ("web", "worker", "network-worker", "beat")
STEP_DONE = "done: {}"  # what newsroom.local.prepare writes after a step
Words = tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A program that the supervisor keeps running."""

    name: str
    command: tuple[str, ...]
    pass_fds: tuple[int, ...] = ()


def programs(listener: int, environ: Mapping[str, str]) -> list[Program]:
    """Return what runs: gunicorn on the listening socket `listener`, two Celery workers, and beat."""
    python: Words = (sys.executable, "-m")
    web: Words = (
        *python,
        "gunicorn",
        "newsroom.wsgi",
        "--bind",
        f"fd://{listener}",
        "--workers",
        "2",
        "--threads",
        "4",
    )
    web += ("--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket")
    if Environment(environ).flag("DEBUG"):
        web += ("--reload", "--access-logfile", "-")
    else:
        web += ("--preload",)  # the site is loaded once for both processes
    worker: Words = (*python, "newsroom.workers", "local", "--loglevel", "WARNING")
    network: Words = (*python, "newsroom.workers", "network", "--loglevel", "WARNING")
    beat: Words = (*python, "celery", "--app", "newsroom", "--quiet", "beat", "--loglevel", "WARNING")
    beat += ("--pidfile", "")
    return [
        Program("web", web, (listener,)),
        Program("worker", worker),
        Program("network-worker", network),
        Program("beat", beat),
    ]


def environment(environ: Mapping[str, str], urls: Mapping[str, str], var: Path) -> dict[str, str]:
    """Return the environment of the programs: the user's own, with the servers' URLs and folders under `var`."""
    folders = {"MEDIA_ROOT": str(var / "media"), "STATIC_ROOT": str(var / "static"), "NEWSROOM_VAR": str(var)}
    # Celery warns about running as root at every start; in a local run the warning is useless.
    quiet = {"PYTHONWARNINGS": environ.get("PYTHONWARNINGS", "ignore:::celery.platforms"), "PYTHONUNBUFFERED": "1"}
    return {**folders, **quiet, **environ, **urls, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
