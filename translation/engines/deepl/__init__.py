"""DeepL: translations, glossaries, usage."""
