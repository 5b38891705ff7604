"""The account PostgreSQL runs under when we are root, and what that account can reach.

PostgreSQL refuses to run as root. No user is added and no permission of a folder outside the checkout is changed. The
account is `nobody`; if it cannot enter the checkout, its files are in a private folder elsewhere.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from newsroom.local.trouble import Trouble

Account = dict[str, object]
PRIVATE_PARENTS = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - the folder made there has mode 0700; survive a reboot, unlike /tmp


def account() -> Account:
    """Return the keyword arguments that make subprocess switch to the unprivileged user; {} if we are not root."""
    if os.geteuid() != 0:
        return {}
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Trouble(
            "PostgreSQL refuses to run as root and there is no user `nobody` to run it as: "
            "start the newsroom as another user, or set DATABASE_URL"
        ) from None
    who: Account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    if not can_run(["/bin/sh", "-c", ":"], who):
        raise Trouble(
            "PostgreSQL refuses to run as root and this root may not switch to user `nobody`: "
            "start the newsroom as another user, or set DATABASE_URL"
        )
    return who


def can_run(command: Sequence[str | Path], who: Account) -> bool:
    """Return whether that account can run a command successfully: it can reach it and read its libraries."""
    try:
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd="/", capture_output=True, check=False, **who)  # type: ignore[call-overload]
    except OSError:  # it does not exist, is no program, or may not be reached
        return False
    return bool(done.returncode == 0)


def can_enter(folder: Path, who: Account) -> bool:
    """Return whether that account can enter a folder through all of its parents."""
    return can_run(["/bin/sh", "-c", 'cd "$1"', "sh", folder], who)


def give(path: Path, who: Account) -> None:
    """Make that account the owner of a file or folder; nothing happens when we are not root."""
    if who:
        shutil.chown(path, who["user"], who["group"])  # type: ignore[call-overload]


def private_folder(who: Account, parents: Sequence[Path] = PRIVATE_PARENTS) -> Path:
    """Make a folder of that account's own (mode 0700) in the first writable parent, and return it."""
    for parent in parents:
        if os.access(parent, os.W_OK) and can_enter(parent, who):
            folder = Path(tempfile.mkdtemp(prefix="newsroom-", dir=parent))
            give(folder, who)
            return folder
    raise Trouble(f"no folder for PostgreSQL: none of {', '.join(map(str, parents))} can be written; set DATABASE_URL")
