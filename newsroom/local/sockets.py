"""Where a server's unix socket goes: beside its data, or in a short folder if that path is too long."""

import shutil
from pathlib import Path

from newsroom.local import unprivileged

LONGEST = 100  # bytes: the kernel accepts 107 on Linux and 103 on macOS
SHORT_PARENTS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - the folder made there has mode 0700


def folder(preferred: Path, name: str, who: unprivileged.Account) -> Path:
    """Return a folder (mode 0700, owned by `who`) for the socket `name`, making it.

    `preferred` becomes a symlink to a short folder if the socket's path would be longer than the kernel accepts.
    """
    remove(preferred)
    if len(bytes(preferred / name)) <= LONGEST:
        preferred.mkdir(mode=0o700)
        unprivileged.give(preferred, who)
        return preferred
    short = unprivileged.private_folder(who, SHORT_PARENTS)
    preferred.symlink_to(short)
    return short


def remove(preferred: Path) -> None:
    """Remove the folder that `folder` made; the server has stopped."""
    if preferred.is_symlink():
        shutil.rmtree(preferred.readlink(), ignore_errors=True)
        preferred.unlink()
    elif preferred.exists():
        shutil.rmtree(preferred)
