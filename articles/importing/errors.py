"""Why a file was not imported."""

from __future__ import annotations


class ImportRefused(Exception):
    """Raised for a file that cannot become an article. Its text has the reason and the fix. Nothing was stored."""
