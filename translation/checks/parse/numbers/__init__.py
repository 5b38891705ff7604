"""Read the numbers of a text: digits, words, units, currencies, eras."""
