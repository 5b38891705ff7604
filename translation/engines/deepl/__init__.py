"""DeepL, by its official client."""
