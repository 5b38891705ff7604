"""manage.py clean_pictures: rewrite stored pictures with camera data or above the largest size that pages show."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from articles import pictures
from articles.models import Image


class Command(BaseCommand):
    help = "Remove place, time and device from pictures stored by earlier versions, and scale down large ones."

    def handle(self, *args: Any, **options: Any) -> None:
        changed, failed = 0, 0
        for image in Image.objects.order_by("pk").iterator():
            try:
                changed += clean(image)
            except (ValidationError, OSError) as error:
                failed += 1
                reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                self.stderr.write(f"picture {image.pk} ({image.file.name}): {reason}")
        self.stdout.write(f"Rewritten: {changed}. Not readable, not changed: {failed}.")
        if failed:
            sys.exit(1)


def clean(image: Image) -> bool:
    """Replace a picture's file if it is not clean; return whether it was replaced. Raises ValidationError, OSError.

    The new file has a new name: browsers and proxies keep the old one for a year.
    """
    storage, old = image.file.storage, image.file.name or ""
    with image.file.open("rb") as file:
        if pictures.is_clean(file, old):
            return False
        written = pictures.prepared(file, old)
    image.file.save(written.name or old, written, save=False)
    image.save(update_fields=["file", "width", "height"])
    storage.delete(old)
    return True
