"""Pictures for the docs, taken by the browser tests: SCREENSHOTS=1 make test-browser writes docs/screenshots/*.webp."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def shot(page: Page, name: str, *, full_page: bool = False) -> None:
    """Save what the page shows as docs/screenshots/<name>.webp, if pictures are wanted."""
    if not os.environ.get("SCREENSHOTS"):
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=full_page))).convert("RGB")
    picture.save(FOLDER / f"{name}.webp", quality=78, method=6)
