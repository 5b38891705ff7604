"""Firefox Translations, on this machine's processor."""
