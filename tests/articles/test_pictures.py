"""Uploaded pictures: refused by content, bounded before they are decoded, stored upright and without metadata."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageCms, PngImagePlugin

from articles import pictures
from articles.models import Image
from tests.factories import make_user

GPS = 0x8825
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Marrowby quay</place></x:xmpmeta>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def noted(orientation: int = 1) -> Picture.Exif:
    """Camera data with a place, a device and a description."""
    exif = Picture.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "Marrow Optics", "The quay before dawn"
    exif[GPS] = {1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}
    return exif


def encoded(image: Picture.Image, form: str, **options) -> io.BytesIO:
    content = io.BytesIO()
    image.save(content, form, **options)
    return content


def plain(width: int = 60, height: int = 40, mode: str = "RGB") -> Picture.Image:
    return Picture.new(mode, (width, height))


def stored(content: io.BytesIO, name: str = "quay.jpg") -> Picture.Image:
    return Picture.open(pictures.prepared(content, name))


def png_head(width: int, height: int) -> io.BytesIO:
    """A PNG that promises so many pixels and holds none."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return io.BytesIO(start + struct.pack(">I", 1000) + b"IDAT" + bytes(1000))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_the_camera_noted_is_not_stored(form):
    options = {"exif": noted(), "icc_profile": SRGB}
    if form == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"].add_text("Comment", "Marrowby quay")
    else:
        options["xmp"] = XMP
    if form == "JPEG":
        options["comment"] = b"Marrowby quay"
    content = encoded(plain(), form, **options)
    assert b"quay" in content.getvalue() and Picture.open(content).getexif()
    content.seek(0, io.SEEK_END)
    content.write(b"PK\x03\x04<script>Marrowby quay</script>")  # what is appended to a file goes too
    written = pictures.prepared(content, "quay.jpg").read()
    assert not Picture.open(io.BytesIO(written)).getexif()
    assert not [word for word in (b"quay", b"Optics", b"Exif", b"adobe", b"script", b"ICC") if word in written]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_stored_upright(form, orientation):
    upright = plain(64, 32)
    upright.paste("white", (0, 0, 16, 16))  # a mark at the top left
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Transpose members that make the turned picture
    turned = upright.transpose(Picture.Transpose(undo[orientation])) if orientation > 1 else upright
    found = stored(encoded(turned, form, exif=noted(orientation), quality=95)).convert("L")
    assert found.size == (64, 32)
    corners = [found.getpixel(at) > 128 for at in ((6, 6), (58, 6), (6, 26), (58, 26))]
    assert corners == [True, False, False, False]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (encoded(plain(), "TIFF"), "format"),
        (encoded(plain(), "BMP"), "format"),
        (encoded(plain(), "EPS"), "format"),
        (encoded(plain(), "PPM"), "format"),
        (encoded(plain(), "TGA"), "format"),
        (encoded(plain(), "ICO"), "format"),
        (encoded(plain(), "PDF"), "format"),
        (io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "format"),
        (io.BytesIO(b"<?php echo 1;"), "format"),
        (io.BytesIO(b""), "format"),
        (io.BytesIO(encoded(plain(600, 400), "JPEG").getvalue()[:300]), "damaged"),
        (io.BytesIO(encoded(Picture.effect_noise((200, 200), 90), "PNG").getvalue()[:9000]), "damaged"),
        (encoded(plain(), "GIF", save_all=True, append_images=[Picture.new("RGB", (60, 40), "red")]), "animated"),
        (encoded(plain(), "WEBP", save_all=True, append_images=[Picture.new("RGB", (60, 40), "red")]), "animated"),
        (encoded(plain(), "PNG", save_all=True, append_images=[Picture.new("RGB", (60, 40), "red")]), "animated"),
        (png_head(13_000, 13_000), "megapixels"),
        (png_head(40_000, 40_000), "megapixels"),
        (png_head(8_000, 5_001), "megapixels"),
        (io.BytesIO(encoded(plain(), "JPEG").getvalue() + b"\0" * pictures.BYTES), "size"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("name", ["quay.jpg", "quay.tiff"])
def test_what_is_no_picture_for_readers_is_refused(content, code, name):
    with pytest.raises(ValidationError) as refused:
        pictures.prepared(content, name)
    assert refused.value.code == code


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch):
    monkeypatch.setattr(Picture.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ValidationError, match="40"):
        pictures.prepared(png_head(8_000, 5_001), "quay.png")


@pytest.mark.parametrize(
    ("form", "name", "suffix"),
    [
        ("JPEG", "quay.pdf", ".jpg"),
        ("PNG", "quay.jpg", ".png"),
        ("GIF", "quay.gif", ".png"),
        ("WEBP", "quay", ".webp"),
        ("AVIF", "quay.avif", ".webp"),
        ("MPO", "quay.JPG", ".jpg"),
    ],
)
def test_the_name_ends_as_the_content_says(form, name, suffix):
    assert pictures.prepared(encoded(plain(), form), name).name == f"quay{suffix}"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_pixel_is_kept(form, mode):
    image = Picture.new("RGB", (60, 40), "#c04030").convert(mode)
    try:
        content = encoded(image, form)
    except (OSError, ValueError):
        pytest.skip(f"{form} has no {mode}")
    before, after = (picture.convert("RGB").getpixel((30, 20)) for picture in (Picture.open(content), stored(content)))
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 12


def test_bright_pixels_of_sixteen_bits_are_scaled_not_cut_off():
    assert 198 < stored(encoded(Picture.new("I;16", (60, 40), 200 * 256), "PNG")).getpixel((30, 20)) < 202


def test_transparency_is_kept():
    image = plain(mode="RGBA")
    for form in ("PNG", "WEBP", "GIF"):
        assert stored(encoded(image, form)).convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_large_picture_is_stored_at_the_size_that_pages_show():
    assert stored(encoded(plain(2400, 1800), "JPEG")).size == (2000, 1500)
    noise = Picture.effect_noise((2100, 315), 60).convert("RGB")
    written = pictures.prepared(encoded(noise, "PNG"), "quay.png")
    assert Picture.open(written).size == (2000, 300)
    assert written.name == "quay.webp" and len(written) < pictures.LARGEST_PNG, "a photograph is no PNG"
    assert stored(encoded(plain(900, 4000), "PNG")).size == (450, 2000)
    assert stored(encoded(plain(1200, 800), "PNG")).size == (1200, 800)


def test_colours_are_converted_by_their_profile():
    """An image in a profile whose red and green are swapped looks the same without the profile."""
    lab = ImageCms.createProfile("LAB", 5000)
    wide = ImageCms.ImageCmsProfile(lab).tobytes()
    content = encoded(Picture.new("RGB", (8, 8), "#c04030"), "JPEG", icc_profile=wide)
    assert stored(content).size == (8, 8), "a profile of another space counts as none"
    content = encoded(Picture.new("RGB", (8, 8), "#c04030"), "JPEG", icc_profile=b"nonsense", quality=95)
    assert abs(stored(content).getpixel((4, 4))[0] - 0xC0) < 6


NOISE = {form: encoded(Picture.effect_noise((30, 20), 50), form).getvalue() for form in ("JPEG", "PNG", "WEBP", "GIF")}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(NOISE)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=6)), min_size=1, max_size=6),
)
def test_damaged_files_are_refused_and_raise_nothing_else(form, changes):
    content = bytearray(NOISE[form])
    for place, length, put in changes:
        at = int(place * len(content))
        content[at : at + length] = put
    try:
        pictures.prepared(io.BytesIO(bytes(content)), "quay.jpg")
    except ValidationError as refused:
        assert refused.messages


@pytest.fixture
def desk(client, db):
    client.force_login(make_user(superuser=True))
    return client


def upload(desk, content: io.BytesIO, name: str = "quay.jpg"):
    sent = SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")
    return desk.post(reverse("admin:articles_image_add"), {"file": sent, "description": "Quay", "credit": "Ada"})


def test_an_upload_is_served_without_its_place(desk):
    assert upload(desk, encoded(plain(3000, 10), "JPEG", exif=noted()), "holiday.pdf").status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (2000, 7) and image.file.name.endswith("holiday.jpg")
    response = desk.get(image.file.url)
    served = b"".join(response.streaming_content)
    assert response["Content-Type"] == "image/jpeg"
    assert not Picture.open(io.BytesIO(served)).getexif()


@pytest.mark.parametrize("name", ["a" * 240 + ".jpg", "..jpg", "???.png", "港.jpg", "😀.jpg", "../../manage.py"])
def test_odd_names_are_stored_under_harmless_ones(desk, name):
    upload(desk, encoded(plain(), "JPEG"), name)
    image = Image.objects.get()
    assert image.file.name.startswith("images/") and image.file.name.endswith(".jpg") and ".." not in image.file.name


def test_a_refused_upload_names_the_field_and_keeps_the_rest(desk):
    page = upload(desk, encoded(plain(), "TIFF"))
    assert page.status_code == 200 and not Image.objects.exists()
    assert page.context["adminform"].form.errors.keys() == {"file"}
    assert 'value="Quay"' in page.content.decode()


def test_saving_a_picture_without_a_new_file_leaves_the_file(desk):
    upload(desk, encoded(plain(), "JPEG"))
    image = Image.objects.get()
    before = image.file.name
    desk.post(reverse("admin:articles_image_change", args=[image.pk]), {"description": "Dawn", "credit": ""})
    image.refresh_from_db()
    assert (image.description, image.file.name) == ("Dawn", before)


def test_pictures_of_earlier_versions_are_cleaned_by_a_command(db, capsys):
    rows = []
    for name, content in (
        ("old.jpg", encoded(plain(2400, 100), "JPEG", exif=noted())),
        ("scan.tiff", encoded(plain(), "TIFF")),
        ("clean.jpg", encoded(plain(), "JPEG")),
    ):
        rows.append(Image())
        rows[-1].file.save(name, ContentFile(content.getvalue()))
    old, scan, clean = rows
    names = [row.file.name for row in rows]
    with pytest.raises(SystemExit):
        call_command("clean_pictures")
    said = capsys.readouterr()
    assert "Rewritten: 1. Not readable, not changed: 1." in said.out and names[1] in said.err
    for row in rows:
        row.refresh_from_db()
    assert old.file.name != names[0] and old.width == 2000 and not old.file.storage.exists(names[0])
    assert not Picture.open(old.file.open()).getexif()
    assert [scan.file.name, clean.file.name] == names[1:]
    scan.delete()
    call_command("clean_pictures")
    assert "Rewritten: 0." in capsys.readouterr().out
