"""Make .venv, or mend it: `python3 newsroom/local/venv.py run|dev`, run by the Makefile.

It runs under whatever Python the machine has, without any package, so it is written for old ones too: a Python 3.6 must
get as far as saying that it is too old. The stamp is removed before anything is installed and written last, so whatever
was interrupted is recognised and made anew.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(HOME, ".venv")
STAMP = os.path.join(VENV, ".complete.json")
FILES = {
    "run": ["requirements.txt", "requirements-local.txt"],
    "dev": ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"],
}


def say(text: str) -> None:
    print("newsroom: " + text, flush=True)


def digest(names: "list[str]") -> str:
    """Return one hex digest of the requirements files."""
    content = hashlib.sha256()
    for name in names:
        with open(os.path.join(HOME, name), "rb") as file:
            content.update(file.read())
    return content.hexdigest()


def read_stamp() -> "dict[str, str]":
    """Return what was installed, or {} if .venv is absent, half-made, moved here, or made by a Python that is gone."""
    try:
        with open(STAMP) as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    alive = os.access(os.path.join(VENV, "bin", "python"), os.X_OK)
    return stamp if isinstance(stamp, dict) and stamp.get("home") == VENV and alive else {}


def make() -> None:
    """Make an empty .venv, removing a half-made one."""
    if os.path.lexists(VENV):
        say(".venv is half-made, or was made elsewhere: making it anew")
        if os.path.islink(VENV):
            os.unlink(VENV)
        else:
            shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        sys.exit("newsroom: this Python cannot make a .venv with pip in it: apt install python3-venv (Debian, Ubuntu)")
    subprocess.check_call([sys.executable, "-m", "venv", VENV])


def install(kind: str) -> None:
    """Install the requirements of `kind` (run or dev) and stamp .venv."""
    want = {name: digest(FILES[name]) for name in FILES}
    stamp = read_stamp()
    if stamp.get(kind) == want[kind]:
        return
    if not stamp:
        make()
    else:
        os.unlink(STAMP)
    say("installing " + FILES[kind][-1] + " into .venv (once; a minute or two)")
    command = [os.path.join(VENV, "bin", "python"), "-m", "pip", "install", "--disable-pip-version-check", "-qq"]
    if subprocess.call([*command, "-r", os.path.join(HOME, FILES[kind][-1])]):
        sys.exit("newsroom: installing failed (pip says why above); mend that and run the same command again")
    done = {"home": VENV, "run": want["run"]}
    if kind == "dev" or stamp.get("dev") == want["dev"]:
        done["dev"] = want["dev"]
    with open(STAMP + ".part", "w") as file:
        json.dump(done, file)
    os.replace(STAMP + ".part", STAMP)


def main() -> None:
    if sys.version_info < (3, 11):
        version = "%d.%d" % sys.version_info[:2]
        sys.exit(
            "newsroom: needs Python 3.11 or newer, %s is %s: make PYTHON=python3.12 ..." % (sys.executable, version)
        )
    try:
        with open(os.path.join(HOME, FILES["run"][0])) as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # a second make in this checkout waits for the first
            install(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("newsroom: interrupted; the same command makes .venv anew")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit("newsroom: .venv could not be made: %s" % error)


if __name__ == "__main__":
    main()
