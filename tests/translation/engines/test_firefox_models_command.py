"""manage.py models, against a server of our own: what a person sees, and that nothing half lands in the folder."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.servers import base, firefox_models
from tests.servers.firefox_models import another_file, cut_off, dripping, resetting
from tests.waiting import wait_for
from translation.engines.firefox.downloads import Source
from translation.engines.firefox.folder import Folder, ModelsError, disk

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server():
    with firefox_models.running() as server:
        yield server


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "models"


@pytest.fixture
def models(server, settings, folder):
    given = {"url": server.mirror, "models_dir": str(folder), "private_hosts": ("127.0.0.1",)}
    settings.ENGINE_OPTIONS = {"firefox": given}

    def run(*arguments: str) -> str:
        run.err, out = StringIO(), StringIO()
        call_command("models", *arguments, stdout=out, stderr=run.err)
        return out.getvalue()

    run.given = given
    return run


def left(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_a_language_is_fetched_both_ways_unpacked_and_told(models, folder):
    said = models("download", "de")
    assert "de-en: base-memory 3.0" in said and "en-de: base-memory 3.0" in said
    assert left(folder / "en-de") == [
        "lex.50.50.ende.s2t.bin",
        "manifest.json",
        "model.ende.intgemm.alphas.bin",
        "vocab.ende.spm",
    ]
    model = (folder / "en-de" / "model.ende.intgemm.alphas.bin").read_bytes()
    assert model.startswith(b"en-de base-memory 3.0 model ")
    told = json.loads((folder / "en-de" / "manifest.json").read_text())
    assert {
        "name": "model.ende.intgemm.alphas.bin",
        "size": len(model),
        "sha256": hashlib.sha256(model).hexdigest(),
    } in told["files"]
    assert "en-de: model.ende.intgemm.alphas.bin, " in models.err.getvalue(), "progress, on stderr"
    assert not left(folder / ".downloads")


def test_what_is_there_is_not_fetched_again(models, server):
    models("download", "de")
    before = len(server.ranges)
    assert "en-de: already there" in models("download", "de")
    assert len(server.ranges) == before


def test_chinese_is_fetched_under_our_code(models, folder):
    models("download", "zh-hans")
    assert (folder / "en-zh-hans" / "model.enzh.intgemm.alphas.bin").is_file()
    assert "zh-hans-en: as it was published." in models("verify", "zh-hans")


def test_a_remote_settings_server_is_asked_where_its_files_are(models, server, folder):
    models.given["url"] = f"{server.url}/v1"
    models("download", "de")
    assert (folder / "de-en" / "vocab.deen.spm").is_file()


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(models, server, folder):
    server.faults = [cut_off]
    with pytest.raises(CommandError, match=r"broke|cut off"):
        models("download", "de")
    (part,) = (folder / ".downloads").glob("*.part")
    size = part.stat().st_size
    assert size > 0 and not (folder / "de-en").exists(), "nothing half is in place"
    models("download", "de")
    assert server.ranges[1] == f"bytes={size}-"
    assert "de-en: as it was published." in models("verify", "de")


def test_a_server_without_ranges_starts_anew(models, server, folder):
    server.faults = [cut_off, lambda handler: handler.reply(200, "")]
    with pytest.raises(CommandError):
        models("download", "de")
    with pytest.raises(CommandError, match="something else"):
        models("download", "de")
    models("download", "de")
    assert "de-en: as it was published." in models("verify", "de")


def test_a_file_that_changed_on_the_server_is_not_mixed_with_the_old_pieces(models, server):
    server.faults = [cut_off]
    with pytest.raises(CommandError):
        models("download", "de")
    location = next(row["attachment"]["location"] for row in server.records if row["sourceLanguage"] == "de")
    whole, server.files[location] = server.files[location], b"other"
    with pytest.raises(CommandError, match="something else"):
        models("download", "de")
    server.files[location] = whole
    models("download", "de")


def test_a_wrong_hash_removes_the_file_and_says_so(models, server, folder):
    server.faults = [another_file]
    with pytest.raises(
        CommandError, match=r"is not the file that the list names \(its SHA-256 differs\); it was removed"
    ):
        models("download", "de")
    assert left(folder) == []
    models("download", "de")


def test_the_unpacked_file_is_hashed_too(models, server, folder):
    for row in server.records:
        row["decompressedHash"] = "0" * 64
    with pytest.raises(CommandError, match="it was removed"):
        models("download", "de")
    assert not (folder / "de-en").exists()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (base.answering(404, "<h1>Gone</h1>"), "answers 404"),
        (base.answering(302, "", Location="http://example.com/"), "answers 302"),
        (base.answering(500, "Oh"), "answers 500"),
        (base.answering(200, "<h1>Log in</h1>"), "something else than"),
        (resetting, "broke"),
        (base.speaking_no_http, "broke"),
    ],
)
def test_what_a_server_may_answer_is_one_line_and_leaves_no_model(models, server, folder, fault, said):
    server.faults = [fault]
    with pytest.raises(CommandError, match=said) as caught:
        models("download", "de")
    assert "\n" not in str(caught.value)
    assert not (folder / "de-en").exists()


@pytest.mark.parametrize("drip", [dripping, base.hanging])
def test_a_server_that_stalls_is_left(server, folder, drip):
    source = Source(server.mirror, ["127.0.0.1"], stall=0.5)
    release = source.releases()["de", "en"][0]
    server.faults = [drip]
    with pytest.raises(ModelsError, match="does not answer"):
        source.fetch(release, Folder(folder))


@pytest.mark.parametrize("answer", ["<h1>Log in</h1>", {"data": 3}, {"data": []}, [1], {"data": [3, {"name": "x"}]}])
def test_a_page_that_is_no_list_of_models(models, server, answer):
    server.listing_fault = base.answering(200, answer)
    with pytest.raises(CommandError, match="FIREFOX_MODELS_URL") as caught:
        models("download", "de")
    assert "\n" not in str(caught.value)


def test_without_a_network_one_line_names_host_and_setting(models):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        models.given["url"] = f"http://127.0.0.1:{closed.getsockname()[1]}"
        for arguments in (["download", "de"], ["list"]):
            with pytest.raises(CommandError, match=r"127\.0\.0\.1 cannot be reached .* FIREFOX_MODELS_URL") as caught:
                models(*arguments)
            assert "\n" not in str(caught.value)
        told = json.loads(models("list", "--json", "de"))
    assert "FIREFOX_MODELS_URL" in told["problem"] and told["languages"][0]["served"] is None


@pytest.mark.parametrize("url", ["ftp://x/", "http://user:word@x/", "models"])
def test_an_address_that_is_none(models, url):
    models.given["url"] = url
    with pytest.raises(CommandError, match="FIREFOX_MODELS_URL must"):
        models("download", "de")


def test_a_mirror_in_the_house_must_be_allowed(models):
    models.given["private_hosts"] = ()
    with pytest.raises(CommandError, match="ENGINE_PRIVATE_HOSTS"):
        models("download", "de")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sa", "no models for Sanskrit"),
        ("la", "no models for Latin"),
        ("en", "name the other language"),
        ("xx", "There are models for .*de.*"),
        ("fr", "has no model fr-en"),
    ],
)
def test_a_language_without_models_is_refused_with_the_reason(models, code, said):
    with pytest.raises(CommandError, match=said):
        models("download", code)


def test_the_folder_must_be_set(models):
    models.given["models_dir"] = ""
    with pytest.raises(CommandError, match="FIREFOX_MODELS_DIR"):
        models("download", "de")
    assert "de-en" in models("list", "de"), "the list needs none"


def test_a_folder_that_is_a_file(models, folder):
    folder.write_text("")
    with pytest.raises(CommandError, match=str(folder)):
        models("download", "de")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "is full"), (errno.EACCES, "may not be written"), (errno.EIO, "error")]
)
def test_what_a_disk_says_is_one_line(tmp_path, number, said):
    with pytest.raises(ModelsError, match=said), disk(tmp_path):
        raise OSError(number, os.strerror(number), str(tmp_path / "x"))


def test_a_model_too_large_for_the_disk_is_not_begun(models, server, folder):
    for row in server.records:
        row["decompressedSize"] = 10**15
    with pytest.raises(CommandError, match="are free in"):
        models("download", "de")
    assert server.ranges == []


def test_the_list_shows_what_is_served_and_installed(models, server):
    server.add("en-de", "tiny", "2.1")
    server.add("en-de", "tiny", "4.0", filter_expression="env.appinfo.OS == 'Android'")
    server.add("en-de", "base", "4.0a1")
    models("download", "de")
    rows = {row["language"]: row for row in json.loads(models("list", "--json"))["languages"]}
    assert len(rows) == 15
    assert rows["de"]["served"] is True and rows["fr"]["served"] is False
    assert rows["sa"]["served"] is False and "Sanskrit" in rows["sa"]["reason"]
    step = next(step for step in rows["de"]["models"] if step["pair"] == "en-de")
    assert [one["version"] for one in step["offered"]] == ["4.0a1", "3.0", "2.1"]
    assert step["installed"]["version"] == "4.0a1"
    text = models("list", "de", "la")
    assert "tiny 2.1" in text and "installed: base 4.0a1" in text and "no models for Latin" in text


def test_an_architecture_can_be_chosen_and_changed(models, server, folder):
    server.add("en-de", "tiny", "2.1")
    server.add("de-en", "tiny", "2.1")
    models("download", "de")
    models("download", "de", "--architecture", "tiny")
    assert json.loads((folder / "en-de" / "manifest.json").read_text())["architecture"] == "tiny"
    with pytest.raises(CommandError, match="no model zh-hans-en of the architecture tiny"):
        models("download", "zh-hans", "--architecture", "tiny")


@pytest.mark.parametrize(
    "damage",
    [
        lambda place: (place / "vocab.ende.spm").write_bytes(b"broken"),
        lambda place: (place / "vocab.ende.spm").write_bytes((place / "vocab.ende.spm").read_bytes()[:-1] + b"x"),
        lambda place: (place / "lex.50.50.ende.s2t.bin").unlink(),
        lambda place: (place / "model.another.bin").write_bytes(b"it comes first by its name"),
    ],
    ids=["shorter", "other bytes", "gone", "another is used"],
)
def test_what_verify_finds_download_mends(models, folder, damage):
    models("download", "de")
    damage(folder / "en-de")
    with pytest.raises(CommandError, match="download LANG"):
        models("verify")
    said = models("download", "de")
    assert "de-en: already there" in said and "en-de: base-memory 3.0" in said
    assert "de-en: as it was published.\nen-de: as it was published." in models("verify", "de")


def test_remove_says_what_went(models, folder):
    models("download", "de")
    said = models("remove", "de")
    assert f"removed {folder / 'en-de'}" in said and f"removed {folder / 'de-en'}" in said
    assert left(folder) == []
    assert "en-de: not installed." in models("remove", "de")


def test_remove_takes_along_what_is_left_of_downloads(models, server, folder):
    for code in ("de", "zh-hans"):
        server.faults = [cut_off]
        with pytest.raises(CommandError):
            models("download", code)
    with Folder(folder).alone(), pytest.raises(CommandError, match="is under way"):
        models("remove", "de")
    said = models("remove", "de")
    assert re.search(r"^de-en: removed [\d,]+ kB of a download that was not finished\.$", said, re.M)
    assert "en-de: not installed." in said
    assert {path.partition(".downloads/")[2].partition(".")[0] for path in left(folder)} == {"zh-hans-en"}
    models("remove", "zh-hans")
    assert left(folder) == [] and not (folder / ".downloads" / "zh-hans-en").exists()
    assert "removed" not in models("remove", "zh-hans")


def test_two_downloads_do_not_mix(models, folder):
    with Folder(folder).alone(), pytest.raises(CommandError, match="is under way"):
        models("download", "de")
    models("download", "de")


def test_ctrl_c_is_one_line_and_the_next_run_goes_on(models, server, folder):
    server.faults = [dripping]
    environment = {
        **os.environ,
        "FIREFOX_MODELS_URL": server.mirror,
        "FIREFOX_MODELS_DIR": str(folder),
        "ENGINE_PRIVATE_HOSTS": "127.0.0.1",
    }
    command = [sys.executable, "manage.py", "models", "download", "de"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: any(path.stat().st_size for path in folder.glob(".downloads/*.part")), 30)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.strip().splitlines() == ["CommandError: Interrupted. The same command resumes the download."]
    models("download", "de")
    assert server.ranges[1].startswith("bytes=")


def test_a_language_that_cannot_be_fetched_does_not_keep_the_others_waiting(models, folder):
    with pytest.raises(CommandError, match="no model ko-en") as refused:
        models("download", "ko", "de", "ja")
    assert "no model ja-en" in str(refused.value)
    assert left(folder / "en-de") and left(folder / "de-en")
