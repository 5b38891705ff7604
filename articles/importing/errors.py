"""Why a file was not imported."""

from __future__ import annotations


class ImportRefused(Exception):
    """Raised for a file that cannot become an article; the text says why and what to do. Nothing has been stored."""
