"""Checks of one text: language, length, markup, punctuation, repetition."""
