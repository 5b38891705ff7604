"""Texts that are not sent to engines: a text without a letter is localised by rule, after CLDR. Pure.

    by_rule("<strong>1,200</strong>", "en", "de")     "<strong>1.200</strong>"
    by_rule("Five ships", "en", "de")                 None

notation  how a language reads and writes a number, a percentage and a sum of money
figures   the figures of a text, and which parts of it are kept
"""

from translation.localize.figures import by_rule

__all__ = ["by_rule"]
