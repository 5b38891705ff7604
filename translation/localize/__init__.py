"""Texts that no engine is asked for: what has no letter is localised by rule, after CLDR. Pure.

    by_rule("<strong>1,200</strong>", "en", "de")     "<strong>1.200</strong>"
    by_rule("Five ships", "en", "de")                 None

notation  how a language reads and writes a number, a percentage and a sum of money
figures   which of them a text holds, and what of it stays as it is
"""

from translation.localize.figures import by_rule

__all__ = ["by_rule"]
