"""Create .venv, or repair it: `python3 newsroom/local/venv.py run|dev|browser|…`, run by the Makefile.

It runs with the machine's Python, without any package, and is written for old ones too: Python 3.6 must be able to
report that it is too old. The stamp file is removed before anything is installed and written last, so an
interrupted installation is detected and repeated. venv_installer.py beside this file installs.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys

import venv_installer as installer

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(HOME, ".venv")
STAMP = os.path.join(VENV, ".complete.json")
RUN, DEV = "requirements-local.txt", "requirements-dev.txt"
EXTRAS = {name: "requirements-%s.txt" % name for name in ("browser", "bench", "ctranslate2", "audit")}
KINDS = {
    "run": [RUN],
    "dev": [DEV],
    "browser": [DEV, EXTRAS["browser"]],
    "bench": [DEV, EXTRAS["bench"]],
    "ctranslate2": [RUN, EXTRAS["ctranslate2"]],
    "audit": [DEV, EXTRAS["audit"]],
    "all": [DEV] + [EXTRAS[name] for name in ("bench", "browser", "ctranslate2")],  # what .ci/run needs
}
INCLUDED = {DEV: [RUN]}  # the files that a file includes


def say(text: str) -> None:
    print("newsroom: " + text, flush=True)


def digest(name: str) -> str:
    """Return a hex digest of one requirements file."""
    with open(os.path.join(HOME, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read_stamp() -> "dict[str, str]":
    """Return the digests of what was installed; {} if .venv is absent, half-made, moved here, or its Python is gone."""
    try:
        with open(STAMP) as file:
            stamp = json.load(file)
        installed = stamp["files"] if stamp["home"] == VENV else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return installed if os.access(os.path.join(VENV, "bin", "python"), os.X_OK) else {}


def write_stamp(files: "dict[str, str]") -> None:
    with open(STAMP + ".part", "w") as file:
        json.dump({"home": VENV, "files": files}, file)
    os.replace(STAMP + ".part", STAMP)


def make() -> None:
    """Create an empty .venv, removing an incomplete one."""
    if os.path.lexists(VENV):
        say(".venv is incomplete, or was created elsewhere: creating it again")
        if os.path.islink(VENV):
            os.unlink(VENV)
        else:
            shutil.rmtree(VENV)
    installer.make(VENV)


def install(kind: str) -> None:
    """Install what `kind` needs and .venv lacks, and stamp .venv."""
    installed = read_stamp()
    missing = [name for name in KINDS[kind] if installed.get(name) != digest(name)]
    if not missing:
        return
    if not installed:
        make()
    else:
        os.unlink(STAMP)
    paths = [os.path.join(HOME, name) for name in missing]
    say("installing %d packages into .venv (once): %s" % (installer.count(paths), ", ".join(missing)))
    if not installer.install(VENV, paths, os.path.join(HOME, "requirements-uv.txt")):
        sys.exit("newsroom: installing failed (the reason is printed above); fix that and run the same command again")
    installer.compile_bytecode(HOME, VENV)
    for name in missing:
        installed.update({file: digest(file) for file in [name] + INCLUDED.get(name, [])})
    write_stamp(installed)


def main() -> None:
    if sys.version_info < (3, 11):
        version = "%d.%d" % sys.version_info[:2]
        sys.exit(
            "newsroom: needs Python 3.11 or newer, %s is %s: make PYTHON=python3.12 ..." % (sys.executable, version)
        )
    try:
        with open(os.path.join(HOME, RUN)) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second make in this checkout waits for the first
            if sys.argv[1] == "compile":
                installer.compile(HOME, VENV, sys.argv[2:])
            else:
                install(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("newsroom: interrupted; the same command creates .venv again")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit("newsroom: .venv could not be created: %s" % error)


if __name__ == "__main__":
    main()
