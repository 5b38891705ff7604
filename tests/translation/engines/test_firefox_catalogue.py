"""The list of models as it is read: what makes no sense in it is left out, and nothing in it stops the reading."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.servers import firefox_models
from translation.engines.firefox.catalogue import NoCatalogue, read


@pytest.fixture
def server():
    with firefox_models.running() as server:
        yield server


def test_a_record_that_makes_no_sense_is_left_out(server):
    good = len(server.records)
    for change in (
        {"name": "../model.ende.bin"},
        {"decompressedHash": "abc"},
        {"sourceLanguage": None},
        {"architecture": "huge"},
        {"attachment": {**server.records[0]["attachment"], "location": "../../etc/passwd"}},
        {"attachment": {**server.records[0]["attachment"], "location": "https://example.com/x"}},
        {"decompressedSize": "big"},
    ):
        server.records.append({**server.records[0], "version": "9.0", **change})
    assert good < len(server.records)
    found = read(json.dumps({"data": server.records}).encode())
    assert {release.version for releases in found.values() for release in releases} == {"3.0"}
    with pytest.raises(NoCatalogue):
        read(b"[" * 100_000)


FIELDS = [
    "name",
    "attachment",
    "location",
    "hash",
    "size",
    "version",
    "architecture",
    "decompressedHash",
    "decompressedSize",
]
FIELDS += ["data", "sourceLanguage", "targetLanguage", "filter_expression"]
VALUES = ["en", "de", "tiny", "3.0", "model.ende.bin", "0" * 64, "x/y.zst"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(VALUES)
ANSWERS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=30,
)


@given(ANSWERS)
@settings(max_examples=300, deadline=None)
def test_any_json_is_a_catalogue_or_none(answer):
    for body in (answer, {"data": answer}, {"data": [answer]}):
        with contextlib.suppress(NoCatalogue):
            read(json.dumps(body).encode())
