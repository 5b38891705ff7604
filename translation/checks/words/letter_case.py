"""Letters in one case, as patterns compare them: what re.IGNORECASE finds is looked up in tables of words.

Python's lower() knows the place of a Greek sigma, its patterns do not: both find ΔΙΣ, which is δις to one of them only.
"""

from __future__ import annotations

# Letter by letter, so that a text keeps its length: casefold() would spell ΐ with three.
_SAME = str.maketrans("ςſıµϐϑϕϖϰϱϵ", "σsiμβθφπκρε") | {0x307: None}


def folded(text: str) -> str:
    """Return a text in one case; letters that re.IGNORECASE takes for one another become the same."""
    return text.lower().translate(_SAME)
