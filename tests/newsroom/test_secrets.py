"""A secret is read from the environment or a file, and shown nowhere but where it is asked for."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from newsroom.secrets import MOST_CHARACTERS, Secret, secret

KEY = "canary-5f1e77c0ffee"


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{!r}".format, lambda one: f"{one:}", lambda one: f"{[one]}"])
def test_it_prints_as_whether_it_is_set(show):
    assert "set" in show(Secret(KEY)) and KEY not in show(Secret(KEY))
    assert "not set" in show(Secret())


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol):
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps({"key": Secret(KEY)}, protocol)


@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, json.dumps])
def test_it_does_not_travel_otherwise(travel):
    with pytest.raises(TypeError) as caught:
        travel(Secret(KEY))
    assert KEY not in str(caught.value)


def test_it_has_no_other_attributes():
    assert not hasattr(Secret(KEY), "__dict__")


def test_it_is_revealed_and_redacted():
    assert Secret(KEY).reveal() == KEY and bool(Secret(KEY)) and not Secret()
    assert Secret(KEY).redact(f"key {KEY} is wrong") == "key … is wrong"
    assert Secret("a+b/c=").redact("k=a%2Bb%2Fc%3D and a+b/c=") == "k=… and …"
    assert Secret().redact("nothing is changed") == "nothing is changed"


def test_equal_secrets_are_equal():
    assert Secret(KEY) == Secret(KEY) != Secret("other") and len({Secret(KEY), Secret(KEY)}) == 1
    assert Secret(KEY) != KEY


def test_the_variable_counts_before_the_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n")
    assert secret({"K_FILE": str(path)}, "K").reveal() == KEY
    assert secret({"K": " other ", "K_FILE": str(path)}, "K").reveal() == "other"
    assert not secret({}, "K")


@pytest.mark.parametrize(
    "content", [b"two\nlines", b"two words", "schlüssel".encode(), b"\xff\xfe", b"a\x00b", b"a" * 5 + b"\x7f"]
)
def test_a_file_that_no_header_can_carry_is_refused_without_showing_it(tmp_path, content):
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="K_FILE") as caught:
        secret({"K_FILE": str(path)}, "K")
    assert content.decode("latin-1") not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"K_FILE \(/nowhere\) cannot be read"):
        secret({"K_FILE": "/nowhere"}, "K")


def test_a_file_without_end_is_not_read_to_its_end():
    with pytest.raises(ValueError, match="K_FILE"):
        secret({"K_FILE": "/dev/zero"}, "K")
    assert MOST_CHARACTERS < 1_000_000


def test_a_variable_that_no_header_can_carry_is_refused_without_showing_it():
    with pytest.raises(ValueError, match="K must be one line") as caught:
        secret({"K": f"{KEY}\r\nX-Evil: 1"}, "K")
    assert KEY not in str(caught.value)
