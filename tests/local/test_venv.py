"""newsroom/local/venv.py, run by path in a copy of the checkout whose requirements are empty."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "newsroom" / "local" / "venv.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a folder that holds the script and three empty requirements files."""
    (tmp_path / "newsroom" / "local").mkdir(parents=True)
    shutil.copy(SCRIPT, tmp_path / "newsroom" / "local")
    for name in ("requirements.txt", "requirements-local.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("")
    return tmp_path


def make(checkout: Path, kind: str = "run") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "newsroom/local/venv.py", kind]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_a_half_made_venv_is_recognised_and_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "leftover").write_text("")
    done = make(checkout)
    assert done.returncode == 0, done.stderr
    assert ".venv is half-made" in done.stdout
    assert not (checkout / ".venv" / "leftover").exists()
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert make(checkout).stdout == "", "a complete one is not touched"
    (checkout / "requirements-local.txt").write_text("# changed\n")
    assert "installing" in make(checkout).stdout


def test_what_cannot_be_installed_leaves_no_stamp_and_says_so(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text("./there-is-no-such-package\n")
    (checkout / "requirements-local.txt").write_text("-r requirements.txt\n")
    done = make(checkout)
    assert done.returncode == 1
    assert "installing failed" in done.stderr.splitlines()[-1]
    assert not (checkout / ".venv" / ".complete.json").exists()


def test_a_moved_checkout_gets_a_venv_of_its_own(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (checkout / ".venv" / ".complete.json").write_text(json.dumps({"home": "/elsewhere/.venv"}))
    assert "was made elsewhere" in make(checkout).stdout


def test_an_old_python_can_read_the_script_as_far_as_the_line_that_says_so(checkout: Path) -> None:
    source = SCRIPT.read_text()
    compile(source, "venv.py", "exec")
    old = source.replace("sys.version_info < (3, 11)", "sys.version_info < (99, 0)")
    (checkout / "newsroom" / "local" / "venv.py").write_text(old)
    done = make(checkout)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs Python 3.11 or newer" in done.stderr
