"""The checks, one file each: of a text, of the facts in it, of an article as a whole."""
