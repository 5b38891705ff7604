"""Checks of an article as a whole: names, terms, consistency, languages side by side, the source."""
