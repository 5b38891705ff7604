"""A real browser on a real site: `site` is a whole local run on a folder of its own, with the sample newsroom.

Every page fails its test if the browser's console holds an error or if anything was asked of another host.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import firefox_models
from tests.servers.firefox_models import ModelServer
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Site:
    """A running site: its address without a slash at the end, and the environment in which manage.py talks to it."""

    url: str
    env: dict[str, str]

    def manage(self, *words: str) -> str:
        """Run a manage.py command on this site and return what it printed; fails the test if it fails."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def mirror() -> Iterator[ModelServer]:
    """Serve models to download; what they hold is no model's."""
    with firefox_models.running() as running:
        yield running


@pytest.fixture(scope="session")
def site(mirror: ModelServer) -> Iterator[Site]:
    """Run web, worker and beat with the sample newsroom on a free port, until the session ends."""
    ours = ("DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "STATIC_ROOT", "PLAIN_STATIC", "DEBUG")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    with tempfile.TemporaryDirectory(prefix="newsroom-site-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        env |= {"NEWSROOM_VAR": folder, "PORT": "0"}
        env |= {"FIREFOX_MODELS_URL": mirror.mirror, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"}
        log = Path(folder) / "site.log"
        command = [sys.executable, "-m", "newsroom.local", "run"]
        with log.open("wb") as output, subprocess.Popen(command, cwd=ROOT, env=env, stderr=output) as running:
            try:
                yield Site(_wait_until_ready(running, log), env)
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(60)


def _wait_until_ready(running: "subprocess.Popen[bytes]", log: Path) -> str:
    def address() -> str:
        assert running.poll() is None, f"the site ended:\n{log.read_text()[-4000:]}"
        found = re.search(r"newsroom: ready\s+readers +(http://\S+?)/\s", log.read_text())
        return found[1] if found else ""

    return wait_for(address, 180, every=0.2)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium: CHROMIUM names one, else the first found."""
    with sync_playwright() as playwright:
        found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        found = found or playwright.chromium.executable_path
        if not Path(found).exists():
            pytest.fail("no Chromium found: apt install chromium, or name one with CHROMIUM=/path/to/chrome")
        options = QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
        chromium = playwright.chromium.launch(executable_path=found, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Open an empty page of a fresh session; afterwards, fail on console errors and on requests to other hosts."""
    troubles: list[str] = []
    host = urlsplit(site.url).netloc
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.on("console", lambda message: message.type == "error" and troubles.append(f"console: {message.text}"))
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on(
        "request",
        lambda request: (
            urlsplit(request.url).netloc not in (host, "") and troubles.append(f"asked another host: {request.url}")
        ),
    )
    yield page
    context.close()
    assert not troubles, "\n".join(troubles)
