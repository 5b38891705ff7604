"""Which of Apertium's pairs lead from one edition to another, in as few hops as there are. Pure.

Apertium names a pair by two codes, of two or three letters as its makers liked, and some with a variant of the target:
eng-spa, es-fr, es-pt_BR, cat-por_PTpre1990. Languages that are no edition, such as Catalan, may stand in between.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from newsroom.languages import CODES

MOST_HOPS = 3

# Two-letter codes are read as the three-letter ones of the same language.
_LONG = {
    "ar": "ara", "br": "bre", "ca": "cat", "cy": "cym", "de": "deu", "el": "ell", "en": "eng", "eo": "epo", "es": "spa",
    "eu": "eus", "fi": "fin", "fr": "fra", "gl": "glg", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor",
    "la": "lat", "oc": "oci", "pt": "por", "ro": "ron", "ru": "rus", "sa": "san", "zh-hans": "zho", "zh": "zho",
}  # fmt: skip
# The variant that an edition wants where there is one; other variants are never taken.
_VARIANTS = {"por": "BR"}
_MODE = re.compile(r"([a-z]{2,3})-([a-z]{2,3})(?:_(\w+))?")
_OWN = {_LONG.get(code, code): number for number, code in enumerate(CODES)}

Edges = dict[str, dict[str, str]]  # source -> target -> the name of the pair


def chain(modes: Iterable[str], source: str, target: str) -> tuple[str, ...]:
    """Return the names of the pairs that lead from one edition's code to another's, the shortest way; () if none.

    Of equally short ways the one through the newsroom's own languages is taken. At most MOST_HOPS pairs.
    """
    edges = _edges(modes)
    start, goal = _LONG.get(source, source), _LONG.get(target, target)
    ways: deque[tuple[str, tuple[str, ...]]] = deque([(start, ())])
    seen = {start}
    while ways:
        place, way = ways.popleft()
        if place == goal:
            return way
        if len(way) == MOST_HOPS:
            continue
        for following in sorted(edges.get(place, {}), key=lambda code: (_OWN.get(code, len(_OWN)), code)):
            if following not in seen:
                seen.add(following)
                ways.append((following, (*way, edges[place][following])))
    return ()


def _edges(modes: Iterable[str]) -> Edges:
    edges: Edges = {}
    for mode in sorted(modes):  # a plain name comes before its variants
        if match := _MODE.fullmatch(mode):
            one, other, variant = _LONG.get(match[1], match[1]), _LONG.get(match[2], match[2]), match[3]
            if not variant or variant == _VARIANTS.get(other):
                edges.setdefault(one, {})[other] = mode
    return edges
