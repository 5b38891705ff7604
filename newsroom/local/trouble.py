"""Trouble: what stops a local run, in one line that says how to mend it."""


class Trouble(Exception):
    """A local run cannot go on. Its text is one line for the person at the desk: what is wrong, and the mend."""
