"""How texts are cut into calls that an engine accepts. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from translation.engines.base import Limits


def batches(texts: Sequence[str], limits: Limits) -> list[list[int]]:
    """Return the indices of the texts, in order, grouped so that each group keeps the limits of one call.

    A single text over the character limit goes alone: only the engine can tell what to do with it.
    """
    groups: list[list[int]] = []
    characters = 0
    for index, text in enumerate(texts):
        full = not groups or len(groups[-1]) >= limits.texts or characters + len(text) > limits.characters
        if full:
            groups.append([])
            characters = 0
        groups[-1].append(index)
        characters += len(text)
    return groups
