"""The form of a picture: its file is checked and encoded again before it is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import pictures
from articles.models import Image

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"


class PictureField(forms.FileField):
    """An uploaded picture as it may be stored. Django's ImageField would decode it before any bound is checked."""

    def to_python(self, data: File | None) -> ContentFile | None:
        """Return the picture as pictures.prepared writes it; None without an upload. Raises ValidationError."""
        uploaded = super().to_python(data)
        if not (uploaded and uploaded.file):
            return None
        return pictures.prepared(uploaded.file, uploaded.name or "")


class ImageForm(forms.ModelForm):
    """A picture's file, description and credit."""

    file = PictureField(label=gettext_lazy("file"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}))

    class Meta:
        model = Image
        fields = ["file", "description", "credit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "JPEG, PNG, WebP, GIF or AVIF, up to %(megapixels)d megapixels. The picture is stored without camera data "
            "(place, time, device), and at most %(pixels)d pixels wide and high."
        ) % {"megapixels": pictures.MEGAPIXELS, "pixels": pictures.LONGEST_SIDE}
        self.fields["file"].required = not (self.instance and self.instance.file)
