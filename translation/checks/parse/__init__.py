"""Read a text: sentences, word forms, names across scripts, footnotes."""
