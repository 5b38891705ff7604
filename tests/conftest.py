"""Servers for the tests: a private PostgreSQL and Valkey in a temporary folder, never the running site's.

They start before Django reads its settings, once for a parallel run, and stop with it. DATABASE_URL and REDIS_URL name
others. Each process of a parallel run has a database of its own (pytest-django), a Redis database and
folders of its own.
"""

import atexit
import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings

from newsroom import catalogues
from newsroom.local import stack

# In the background of a script Ctrl-C is ignored, and would be by what the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Without compiled files each of the hundred Pythons that the tests start would compile the project anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
_open = contextlib.ExitStack()
atexit.register(_open.close)  # also after Ctrl-C, and when collecting fails

os.environ["ENV_FILE"] = ""  # a developer's .env changes no test; variables that the shell sets do
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ.update(_open.enter_context(stack.temporary(os.environ)))
else:
    number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].partition("?")[0] + f"?db={number}"
    os.environ["MEDIA_ROOT"] += f"-{number}"
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "PLAIN_STATIC": "1", "DEBUG": "0"}
if "PYTEST_XDIST_WORKER" not in os.environ:
    catalogues.compile_all()  # before any process reads a catalogue
django.setup()  # here, where the servers' addresses are known: a folder's conftest may import models
# A real hash takes a third of a second, and hundreds of tests make an account.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Processes of a parallel run inherit the environment; with this name in it, pytest-django would read the settings there
# before this file gives them a Redis database of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long tests first. pytest-django then sorts by the use of the database and keeps this order within a kind."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Give a folder whose path is short enough for unix sockets and open enough for other users; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="newsroom-") as name:
        Path(name).chmod(0o711)
        yield Path(name)
