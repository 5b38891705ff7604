"""The files of a PostgreSQL cluster: their folder, initdb, and the accounts that may connect."""

import contextlib
import locale
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from newsroom.local import binaries, process, unprivileged
from newsroom.local.trouble import Trouble

QUIET = {"PATH": os.defpath, "LC_ALL": "C"}  # none of the user's own PG* variables reach the server
OWNER = "checkout"


def home(wanted: Path, who: unprivileged.Account) -> Path:
    """Return the folder of the cluster: `wanted`, or a private one elsewhere if `who` cannot enter that.

    The private one is behind a symlink at `wanted` and records its owner, so that a copied checkout gets its own.
    """
    if wanted.is_symlink():
        target = wanted.readlink()
        note = target / OWNER
        if note.exists() and (note.read_text() == str(wanted) or not Path(note.read_text()).is_symlink()):
            note.write_text(str(wanted))
            return target
        wanted.unlink()
    if not wanted.exists():
        wanted.mkdir(parents=True, mode=0o700)
        unprivileged.give(wanted, who)
    if unprivileged.can_enter(wanted, who):
        return wanted
    if any(wanted.iterdir()):
        raise Trouble(f"PostgreSQL (user nobody) cannot enter {wanted} any more: chmod o+x its parents")
    target = unprivileged.private_folder(who)
    (target / OWNER).write_text(str(wanted))
    wanted.rmdir()
    wanted.symlink_to(target)
    return target


def make(data: Path, programs: Path, who: unprivileged.Account) -> None:
    """Run initdb if there is no cluster yet; an incomplete one is created again.

    Collation is by code point, never ICU's: the order of an index then survives an upgrade of the system. LC_CTYPE
    has the letters of all scripts, which pg_trgm needs.
    """
    version = binaries.postgres_version(programs)
    if data.exists():
        made = (data / "PG_VERSION").read_text().strip()
        if made != str(version):
            raise Trouble(
                f"{data} was made by PostgreSQL {made}, this is {version}: dump it with {made}, or make reset"
            )
        return
    part = data.with_suffix(".part")
    if part.exists():
        shutil.rmtree(part)
    words = ["--locale=C", f"--lc-ctype={letters()}"]
    if version >= 17:  # which brought a provider of its own: upper and lower case of all scripts
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [str(programs / "initdb"), "-D", str(part), "-U", "postgres", "-E", "UTF8", "--auth=peer", *words]
    done = subprocess.run(  # type: ignore[call-overload]
        [*command, "--no-instructions", "--no-sync"],
        cwd="/",
        env=QUIET,
        capture_output=True,
        text=True,
        check=False,
        **who,
    )
    if done.returncode:
        raise Trouble(f"initdb failed: {done.stderr.strip().splitlines()[-1]}")
    part.rename(data)


def letters() -> str:
    """Return a locale of this machine's C library that has the letters of all scripts."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    raise Trouble("this machine has no locale C.UTF-8 nor en_US.UTF-8, which PostgreSQL needs: set DATABASE_URL")


def allow_only_us(data: Path) -> None:
    """Allow only this operating system user to connect as `newsroom` and as `postgres`."""
    try:
        user = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise Trouble(f"user id {os.geteuid()} has no name, which PostgreSQL needs: set DATABASE_URL") from None
    (data / "pg_hba.conf").write_text("local all all peer map=desk\n")
    (data / "pg_ident.conf").write_text(f'desk "{user}" newsroom\ndesk "{user}" postgres\n')


def remove_stale_lock(data: Path) -> None:
    """Remove a postmaster.pid whose process is gone, or whose number now belongs to another program."""
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    pid = lock.read_text().partition("\n")[0].strip()
    if pid.isdecimal() and str(data) in process.command_line(int(pid)):
        raise Trouble(f"another PostgreSQL (process {pid}) uses {data}: kill -INT {pid}, then try again")
    lock.unlink()
