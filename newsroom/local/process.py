"""Start, record and end processes, also those that a killed supervisor left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def start(
    command: Sequence[str | Path],
    record: Path,
    *,
    env: Mapping[str, str],
    output: int | IO[bytes],
    account: Mapping[str, object] | None = None,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
    stop_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that Ctrl-C reaches only the supervisor, and record its pid.

    On Linux the kernel sends it `stop_signal` should this process be killed. `account` holds the user, group and
    extra_groups of unprivileged.account. Raises OSError if the command cannot be run.
    """
    popen = subprocess.Popen(  # type: ignore[call-overload]
        [str(word) for word in command],
        env=dict(env),
        cwd=cwd or "/",
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=tuple(pass_fds),
        preexec_fn=_die_with_parent(stop_signal),
        **(account or {}),
    )
    record.write_text(f"{popen.pid} {birth(popen.pid)}")
    return popen


def stop(popen: subprocess.Popen[bytes], record: Path, stop_signal: signal.Signals, seconds: float) -> None:
    """End a child: send `stop_signal`, then `wait_or_kill`."""
    if popen.poll() is None:
        popen.send_signal(stop_signal)
    wait_or_kill(popen, record, seconds)


def wait_or_kill(popen: subprocess.Popen[bytes], record: Path, seconds: float) -> None:
    """Wait up to `seconds` for a child that was signalled, then kill its whole process group."""
    if popen.poll() is None:
        try:
            popen.wait(seconds)
        except subprocess.TimeoutExpired:
            popen.kill()
    _kill_group(popen.pid)
    popen.wait()
    record.unlink(missing_ok=True)


def stop_recorded(record: Path, stop_signal: signal.Signals, seconds: float) -> bool:
    """End the recorded process, if it is still the same one; return whether it was.

    A pid that now belongs to another program is ignored: the record has the start time too.
    """
    pid, _, born = record.read_text().partition(" ") if record.exists() else ("", "", "")
    found = pid.isdecimal() and bool(born) and birth(int(pid)) == born
    if found:
        _send(int(pid), stop_signal)
        deadline = time.monotonic() + seconds
        while birth(int(pid)) == born and time.monotonic() < deadline:
            time.sleep(0.05)
        _kill_group(int(pid))
    record.unlink(missing_ok=True)
    return found


def birth(pid: int) -> str:
    """Return when a process was started, in the system's own form, or "" if there is none (or only a zombie)."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return ""
        return "" if fields[0] == "Z" else fields[19]
    shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
        return


def _die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)  # loaded before the fork: nothing may be loaded after it
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(number))


def command_line(pid: int) -> str:
    """Return a process's command line, or "" if there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return shown.stdout.strip()
