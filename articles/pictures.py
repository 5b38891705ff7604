"""Uploaded pictures: format detected by content, size limited, turned upright, and encoded again without camera data.

Everything but the pixels (position, camera, comments, colour profiles, appended data) is dropped. Colours are converted
to sRGB first, because the profile is dropped too.
"""

from __future__ import annotations

import io
import re
import struct
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

BYTES = 30 * 1024 * 1024
MEGAPIXELS = 40
LARGEST_PNG = 1024 * 1024  # bytes
LONGEST_SIDE = 2000  # pixels: twice what a page shows across its measure
# By the format that Pillow detects, not by the file's name.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# MPO is what Pillow calls a JPEG of a phone that holds a second picture.
_WRITTEN_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
_SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_OPTIONS = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 85, "method": 4},
}
# Pillow's keys that concern the pixels alone; all others come from a camera or a program.
_OF_PIXELS = {
    "adobe", "adobe_transform", "aspect", "background", "chromaticity", "dpi", "duration", "gamma", "interlace", "jfif",
    "jfif_density", "jfif_unit", "jfif_version", "loop", "progression", "progressive", "srgb", "timestamp",
    "transparency",
}  # fmt: skip
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow raises for files that end early or contradict themselves.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError, struct.error)


def prepared(file: IO[bytes], name: str) -> ContentFile:
    """Return the picture in `file` as it may be stored and shown, under `name` with the suffix of its format.

    Raises ValidationError (codes: size, format, megapixels, animated, damaged) with a sentence for the editor.
    """
    file.seek(0, io.SEEK_END)
    if (size := file.tell()) > BYTES:
        values = {"size": f"{size / 1024**2:.1f}", "most": BYTES // 1024**2}
        raise ValidationError(_("The file has %(size)s MB; at most %(most)s MB are accepted."), "size", values)
    file.seek(0)
    image = _opened(file)
    written_as = _WRITTEN_AS[image.format or ""]
    try:
        image = _in_srgb(_decoded(image))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    except _DAMAGED as error:
        raise _damaged() from error
    image.info = {}  # encoders would write its comment, profile and resolution into the new file
    content = _encoded(image, written_as)
    if written_as == "PNG" and len(content) > LARGEST_PNG:  # a photograph, not a drawing
        written_as, content = "WEBP", _encoded(image, "WEBP")
    # A name of signs alone would become a hidden file.
    stem = re.sub(r"[^\w-]+", "-", PurePath(name).stem).strip("-_") or "picture"
    return ContentFile(content, stem + _SUFFIX[written_as])


def _encoded(image: Image.Image, written_as: str) -> bytes:
    content = io.BytesIO()
    image.save(content, written_as, **_OPTIONS[written_as])
    return content.getvalue()


def is_clean(file: IO[bytes], name: str) -> bool:
    """Return whether a stored picture is like the output of prepared(): format, size, and nothing beside the pixels.

    Raises ValidationError for what is no picture.
    """
    image = _opened(file)
    fits = max(image.size) <= LONGEST_SIDE and PurePath(name).suffix.lower() == _SUFFIX.get(image.format or "")
    try:
        noted = bool(image.getexif())
    except _DAMAGED:
        noted = True
    return fits and not noted and image.info.keys() <= _OF_PIXELS


def _opened(file: IO[bytes]) -> Image.Image:
    """Read a picture's header alone, and refuse a file that must not be decoded."""
    try:
        image = Image.open(file, formats=FORMATS)
        animated = image.format != "MPO" and getattr(image, "is_animated", False)
    except Image.DecompressionBombError as error:
        raise _too_many(str(2 * (Image.MAX_IMAGE_PIXELS or 0) // 10**6) + "+") from error
    except Image.UnidentifiedImageError as error:
        message = _("This is no JPEG, PNG, WebP, GIF or AVIF picture: browsers would not show it.")
        raise ValidationError(message, "format") from error
    except _DAMAGED as error:
        raise _damaged() from error
    if image.width * image.height > MEGAPIXELS * 10**6:
        raise _too_many(f"{image.width * image.height / 10**6:.1f}")
    if animated:
        raise ValidationError(_("Animated pictures are not accepted: upload a still one."), "animated")
    return image


def _decoded(image: Image.Image) -> Image.Image:
    """Decode a picture, upright, with 8 bits a channel, its transparency as a channel."""
    # A JPEG can be decoded at half or a quarter of its size, which saves most of the time and memory.
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image = _upright(image)
    if image.mode.startswith("I"):  # 16 bits: convert() would cut bright pixels off where this scales them
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert({"1": "L", "P": "RGB"}.get(image.mode, image.mode))


def _upright(image: Image.Image) -> Image.Image:
    """Turn a picture by its EXIF orientation; unreadable EXIF data is ignored.

    ImageOps.exif_transpose would also rewrite the EXIF data, and raises arbitrary errors if it is malformed.
    """
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION) or 0)
    except (*_DAMAGED, TypeError):
        turn = None
    image.load()
    return image.transpose(turn) if turn is not None else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Convert colours by the embedded profile; a profile that cannot be read counts as none."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        colours = image.convert("RGB") if alpha else image
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted and alpha:
            converted.putalpha(alpha)
        image = converted or image
    return image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGB")


def _too_many(found: str) -> ValidationError:
    message = _("The picture has %(found)s megapixels; at most %(most)s are accepted. Scale it down first.")
    return ValidationError(message, "megapixels", {"found": found, "most": MEGAPIXELS})


def _damaged() -> ValidationError:
    return ValidationError(_("The picture is damaged or incomplete and cannot be read."), "damaged")
