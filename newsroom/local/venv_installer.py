"""Installs requirements with hashes into .venv: by uv if it exists or its wheel can be installed, else by pip.

Run by venv.py with any Python from 3.6 on, without any package. uv gets the package index of pip's configuration
(pip.conf, PIP_* variables).
"""

import ast
import glob
import importlib.util
import os
import re
import shutil
import subprocess
import sys

# pip's configuration as variables of uv; a variable of uv that is set takes precedence.
PASSED_ON = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
PACKAGES = ("newsroom", "articles", "translation")
# Large, and loaded by no program at its start.
LATER = r"[/\\](tests?|openai|pydantic|google|pyasn1_modules|prompt_toolkit|wcwidth|valkey|f2py)[/\\]"
COMMAS = ("UV_FIND_LINKS",)  # between several values; elsewhere spaces, as in pip


def say(text: str) -> None:
    print("newsroom: " + text, flush=True)


def make(venv: str) -> None:
    """Make an empty virtual environment; without pip where uv or the machine's pip can install into it."""
    uv = shutil.which("uv")
    if uv and subprocess.call([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, venv]) == 0:
        return
    without = ["--without-pip"] if _machine_has_pip() else []
    if importlib.util.find_spec("venv") is None or not (without or importlib.util.find_spec("ensurepip")):
        sys.exit("newsroom: this Python cannot make a .venv with pip in it: apt install python3-venv (Debian, Ubuntu)")
    subprocess.check_call([sys.executable, "-m", "venv"] + without + [venv])


def install(venv: str, files: "list[str]", uv_file: str) -> bool:
    """Install requirements files; return whether it worked. The installers print errors."""
    python = os.path.join(venv, "bin", "python")
    words = ["--require-hashes"] + [word for file in files for word in ("-r", file)]
    uv = _uv(venv, uv_file)
    if uv:
        command = [uv, "pip", "install", "--python", python, "--no-config"]
        if subprocess.call(command + words, env=environment(venv)) == 0:
            return True
        say("uv could not install (the reason is printed above); trying pip")
    if not _has_pip(venv) and not _machine_has_pip():
        subprocess.check_call([python, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
    return _install_by_pip(venv, words, count(files))


def compile_bytecode(home: str, venv: str) -> None:
    """Compile, on all cores, the modules that each of the programs would compile at its start."""
    own = [path for path in (os.path.join(home, name) for name in PACKAGES) if os.path.isdir(path)]
    command = [os.path.join(venv, "bin", "python"), "-m", "compileall", "-q", "-j", "0", "-x", LATER]
    subprocess.call(command + [os.path.join(venv, "lib")] + own, stdout=subprocess.DEVNULL)


def compile(home: str, venv: str, words: "list[str]") -> None:
    """Write requirements*.txt from requirements*.in with uv; --upgrade takes newer releases of what they ask for."""
    uv = _uv(venv, os.path.join(home, "requirements-uv.txt"))
    if not uv:
        sys.exit("newsroom: requirements files are written by uv: install it, then run the same command again")
    sources = {os.path.basename(path) for path in glob.glob(os.path.join(home, "requirements*.in"))}
    # First those that others include or are constrained by.
    first = ["requirements.in", "requirements-local.in", "requirements-dev.in"]
    for source in first + sorted(sources - set(first)):
        command = [uv, "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make requirements"]
        target = source[: -len(".in")] + ".txt"
        subprocess.check_call(command + words + ["-o", target, source], cwd=home, env=environment(venv))


def count(files: "list[str]") -> int:
    """Return the number of packages in requirements files."""
    names = set()
    for path in files:
        with open(path, encoding="utf-8") as file:
            names.update(re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", file.read(), re.M))
    return len(names)


def environment(venv: str) -> "dict[str, str]":
    """Return uv's environment: this one, with pip's index."""
    shown = subprocess.run(_pip(venv) + ["config", "list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    config = shown.stdout.decode("utf-8", "replace")
    for name in PASSED_ON:  # once more, for a machine without pip
        variable = "PIP_" + name.upper().replace("-", "_")
        if variable in os.environ:
            config += "\n:env:.%s=%r" % (name, os.environ[variable])
    return {**translate(config), **os.environ}


def translate(config: str) -> "dict[str, str]":
    """Return `pip config list` as variables of uv. As in pip, PIP_* takes precedence over [install], then [global]."""
    found = {}  # type: dict[str, str]
    for section in ("global", "install", ":env:"):
        for name, value in re.findall(r"^%s\.([a-z-]+)=(.+)$" % re.escape(section), config, re.M):
            if name in PASSED_ON:
                words = str(ast.literal_eval(value)).split()
                found[PASSED_ON[name]] = ("," if PASSED_ON[name] in COMMAS else " ").join(words)
    if "UV_INDEX" in found:  # pip searches all of its indexes for a version; the hashes exclude other packages
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found


def _uv(venv: str, uv_file: str) -> str:
    """Return a uv to run: the machine's, the one in .venv, or a wheel that pip installs there; "" if there is none."""
    own = os.path.join(venv, "bin", "uv")
    found = shutil.which("uv") or (own if os.access(own, os.X_OK) else "")
    if found:
        return found
    command = ["install", "-qq", "--disable-pip-version-check", "--retries", "1", "--only-binary", ":all:"]
    done = subprocess.call(_pip(venv) + command + ["--require-hashes", "-r", uv_file], stderr=subprocess.DEVNULL)
    return own if done == 0 else ""


def _pip(venv: str) -> "list[str]":
    """Return how to call a pip that installs into .venv: its own, or the machine's."""
    python = os.path.join(venv, "bin", "python")
    return [python, "-m", "pip"] if _has_pip(venv) else [sys.executable, "-m", "pip", "--python", python]


def _has_pip(venv: str) -> bool:
    return os.path.exists(os.path.join(venv, "bin", "pip"))


def _machine_has_pip() -> bool:
    """Return whether this Python has a pip that installs for another one (22.3 or newer)."""
    from importlib import metadata  # which a Python that is too old lacks

    try:
        found = re.match(r"(\d+)\.(\d+)", metadata.version("pip"))
    except metadata.PackageNotFoundError:
        return False
    return found is not None and (int(found.group(1)), int(found.group(2))) >= (22, 3)


def _install_by_pip(venv: str, words: "list[str]", total: int) -> bool:
    """Install by pip, with a line after every tenth package: it takes minutes."""
    command = _pip(venv) + ["install", "--disable-pip-version-check", "--progress-bar", "off", "--no-compile"]
    collected = 0
    with subprocess.Popen(command + words, stdout=subprocess.PIPE) as running:
        for line in running.stdout or ():
            collected += line.startswith(b"Collecting ")
            if line.startswith(b"Collecting ") and collected % 10 == 0:
                say("%d of %d packages fetched" % (min(collected, total), total))
            elif line.startswith(b"Installing collected"):
                say("all fetched; unpacking them")
    return running.returncode == 0
