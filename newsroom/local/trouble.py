"""Trouble: an error that stops a local run, in one line with a hint how to fix it."""


class Trouble(Exception):
    """A local run cannot continue. Its text is one line: what is wrong, and how to fix it."""
