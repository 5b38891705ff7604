"""The metadata of an uploaded picture: it is not stored, and damaged metadata does not prevent an upload."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from articles import pictures
from tests.articles.test_pictures import encoded, noted, plain, stored


def with_iptc(jpeg: bytes) -> bytes:
    """A JPEG with the caption and the place that a press agency writes into it (IPTC, in a Photoshop segment)."""
    said = b"".join(b"\x1c\x02" + struct.pack(">BH", number, 13) + b"Marrowby quay" for number in (90, 101, 120))
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(said)) + said
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def with_raw_profiles(png: bytes) -> bytes:
    """A PNG with camera data and IPTC as ImageMagick stores them, and the time of its last change."""
    chunks = [(b"tIME", b"\x07\xea\x0c\x01\x09\x1e\x00"), (b"tEXt", b"Location\0Marrowby quay")]
    for kind in (b"exif", b"iptc", b"APP1"):
        body = b"\n%s\n      13\n%s\n" % (kind, b"Marrowby quay".hex().encode())
        chunks.append((b"zTXt", b"Raw profile type " + kind + b"\0\0" + zlib.compress(body)))
    made = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return png[:33] + b"".join(made) + png[33:]


@pytest.mark.parametrize(("form", "change"), [("JPEG", with_iptc), ("PNG", with_raw_profiles)])
def test_what_programs_noted_is_not_stored_and_is_not_clean(form, change):
    content = change(encoded(plain(), form).getvalue())
    assert not pictures.is_clean(io.BytesIO(content), f"quay.{form.lower().replace('e', '')}")
    written = pictures.prepared(io.BytesIO(content), "quay")
    assert pictures.is_clean(written, written.name)
    written.seek(0)
    stored_bytes = written.read()
    assert not [word for word in (b"quay", b"Photoshop", b"8BIM", b"tEXt", b"zTXt", b"tIME") if word in stored_bytes]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_notes_that_cannot_be_read_spoil_no_picture(form):
    """One byte of the notes at a time is wrong: the pixels are all there, and a browser would show them."""
    notes = noted(6).tobytes()
    for at in range(6, len(notes)):
        broken = notes[:at] + bytes([notes[at] ^ 0xFF]) + notes[at + 1 :]
        content = encoded(plain(), form, exif=broken)
        assert stored(content).size in ((60, 40), (40, 60)), at
        assert isinstance(pictures.is_clean(content, "quay.jpg"), bool)
