"""A process whose clock is off: what Python says of the time and the date there is so many seconds late or early."""

from __future__ import annotations

from pathlib import Path

# Imported by Python before anything else: the clock of the process is so many seconds off.
SHIFT = """
import datetime, os, time
_seconds, _time, _real = float(os.environ["SHIFT"]), time.time, datetime.datetime
class _Kind(type):
    def __instancecheck__(cls, other): return isinstance(other, _real)
    def __subclasscheck__(cls, other): return issubclass(other, _real)
class _Shifted(_real, metaclass=_Kind):
    @classmethod
    def now(cls, tz=None): return _real.now(tz) + datetime.timedelta(seconds=_seconds)
    @classmethod
    def utcnow(cls): return _real.utcnow() + datetime.timedelta(seconds=_seconds)
time.time = lambda: _time() + _seconds
datetime.datetime = _Shifted
"""


def shifted(folder: Path, seconds: float) -> dict[str, str]:
    """Return the environment of a Python process whose clock is so many seconds ahead; what it needs is in `folder`."""
    (folder / "sitecustomize.py").write_text(SHIFT)
    return {"PYTHONPATH": str(folder), "SHIFT": str(seconds)}
