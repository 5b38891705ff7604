"""No pattern of the product takes quadratic time: 100,000 characters without a space must not stop a web process.

Growth is measured, not time: a linear pattern takes about 12 times as long for 100,000 characters as for 8,000, a
quadratic one 156 times. Time is the thread's own processor time, so that a busy machine changes little.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import articles
import newsroom
import translation
from articles.body import inline
from articles.publishing.slugs import make_slug
from translation.checks import registry
from translation.checks.base import Pair

pytestmark = pytest.mark.long
SHORT, LONG = 8_000, 100_000
PARTS = 8  # of the patterns, each a test
STEEP = 3.0  # times linear growth
HARMLESS = 0.02  # seconds for the long text, however they grow
UNITS = {
    "letters": "a",
    "capitals": "Ab",
    "digits": "1",
    "decimals": "1.2,",
    "spaces": " ",
    "stops": ".",
    "quotes": "\"'“”«»!?",
    "opening brackets": "([{",
    "tags without an end": "<a ",
    "references without an end": "&a",
    "Han": "港",
    "Devanagari": "कि",
    "hyphens": "-",
    "words": "Word ",
    "numbers": "12,345 ",
    "base64": "aGVsbG8gd29ybGQ1",
    "mail": "a@b.",
    "mixed": "Ab1 (港). ",
}
NAMES = ["".join(sounds).capitalize() for sounds in itertools.product(*["bdfgklmnprst", "aeiou"] * 3)][::36]
UNITS_OF_FUNCTIONS = (
    "letters",
    "capitals",
    "digits",
    "spaces",
    "tags without an end",
    "Han",
    "words",
    "numbers",
    "base64",
    "mixed",
)


def modules() -> Iterator[Any]:
    for package in (articles, translation, newsroom):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # venv is a script that imports what is beside it.
            if ".migrations." not in found.name and not found.name.endswith(("__main__", ".wsgi", "local.venv")):
                yield importlib.import_module(found.name)


def inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a value: itself, or what a container holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, dict):
        for pair in value.items():
            yield from inside(pair, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for entry in value:
            yield from inside(entry, depth + 1)
    elif depth < 4 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from inside([getattr(value, name, None) for name in value.__dataclass_fields__], depth + 1)


def calls(node: ast.AST, *, nested: bool = False) -> Iterator[tuple[ast.Call, bool]]:
    """Yield (call of an attribute, whether it stands inside a function) of a module's tree."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node, nested
    inner = nested or isinstance(node, ast.FunctionDef)
    for child in ast.iter_child_nodes(node):
        yield from calls(child, nested=inner)


def way(methods: set[str]) -> str:
    """Return how a pattern is tried: at the start of a text, if nothing else is ever asked of it, or everywhere."""
    return "match" if methods and methods <= {"match", "fullmatch"} else "finditer"


def written() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield (place, pattern, way) of every pattern: compiled in a module, or written in a function."""
    for module in modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        methods: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                methods.setdefault(node.value.id, set()).add(node.attr)
        for name, value in vars(module).items():
            for pattern in inside(value):
                yield f"{module.__name__}.{name}", pattern, way(methods.get(name, set()))
        for node, nested in calls(tree):
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            text = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            if nested and of_re and isinstance(text, str):
                yield f"{module.__name__}:{node.lineno}", re.compile(text), way({node.func.attr})


@cache
def patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """Return every pattern of the product once for each way, in the order of the names of their places."""
    found = {(pattern.pattern, pattern.flags, how): (place, pattern, how) for place, pattern, how in written()}
    return sorted(found.values(), key=lambda row: row[0])


def seconds(call: Callable[[str], Any], text: str) -> float:
    """Return how long a call takes, in seconds of this thread's processor time."""
    started = time.thread_time()
    call(text)
    return time.thread_time() - started


@cache
def filled(start: str, unit: str, length: int) -> str:
    return (start + unit * (length // len(unit) + 1))[:length]


def too_steep(call: Callable[[str], Any], unit: str, *, short: int = SHORT, long: int = LONG) -> str:
    """Return how a call grows with the text, "" if that is linear. What looks steep is measured again."""
    growth = 0.0
    for attempt in "xyz":  # another text each time: some functions remember what they have read
        text = filled(attempt, unit, long)
        whole = seconds(call, text)
        if whole < HARMLESS:
            return ""
        growth = whole / max(seconds(call, text[:short]), HARMLESS * short / long)
        if growth < STEEP * long / short:
            return ""
    return f"{growth:.0f} times as long for {long / short:.1f} times the text"


def test_the_measure_tells_linear_from_quadratic():
    assert not too_steep(lambda text: list(re.finditer(r"(?<!\w)\w+@", text)), "a")
    assert too_steep(lambda text: list(re.finditer(r"\w+@", text)), "a", short=2_000, long=16_000)


def test_patterns_are_found():
    """The others prove nothing unless this holds."""
    places = [place for place, _pattern, _how in patterns()]
    assert len(places) > 400
    assert {place.split(".")[0] for place in places} == {"articles", "newsroom", "translation"}
    assert "articles.body.characters._UNSEEN" in places
    assert any(":" in place for place in places), "those written in a function"


@pytest.mark.parametrize("part", range(PARTS))
def test_patterns_are_linear(part):
    """Each part takes every so manyth pattern, so that the parts take about as long."""
    found = {
        (place, name): steep
        for place, pattern, how in patterns()[part::PARTS]
        for name, unit in UNITS.items()
        if (steep := too_steep(partial(tried, pattern, how), unit))
    }
    assert found == {}


def tried(pattern: re.Pattern[str], how: str, text: str) -> None:
    deque(pattern.finditer(text) if how == "finditer" else [pattern.match(text)], maxlen=0)


PAIR = Pair("en", "de")


def changed(check: Callable[..., Any], text: str) -> None:
    """Check a text whose every token differs from the source's, in another script's language."""
    check(text, f"{text[7:]} Extra.", Pair("en", "ja"))


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "clean_inline": inline.clean_inline,
    "strip_tags": inline.strip_tags,
    "make_slug": make_slug,
    **{check.__name__: partial(lambda check, text: check(text, text, PAIR), check) for check in registry.CHECKS},
    **{f"{check.__name__} of another text": partial(changed, check) for check in registry.CHECKS},
    **{check.__name__: partial(lambda check, text: check(text, "en"), check) for check in registry.SOURCE_CHECKS},
    **{
        check.__name__: partial(lambda check, text: check({"a": text, "b": text}, "en"), check)
        for check in registry.SOURCE_ARTICLE_CHECKS
    },
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_linear(name):
    """What an editor's save calls with each text. Shorter texts: here a character costs more than in a pattern."""
    steep = {unit: too_steep(FUNCTIONS[name], UNITS[unit], short=4_000, long=32_000) for unit in UNITS_OF_FUNCTIONS}
    assert {unit: growth for unit, growth in steep.items() if growth} == {}


@pytest.mark.parametrize("target", ["de", "ja", "ru"])
def test_a_list_of_names_is_read_in_time_that_grows_with_it(target):
    """No two of the names are equal, and the translation has none of them: each would be compared with each."""
    lists = [" and ".join([f"The town saw {names[0]}", *names[1:]]) + "." for names in (NAMES[::2], NAMES[1::2])]
    started = time.thread_time()
    for check in registry.CHECKS:
        check(*lists, Pair("en", target))
    assert time.thread_time() - started < 8, "with every pair compared: more than a minute"


def word(number: int) -> str:
    """Return a word of small letters for a number, another for each."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))


# Texts of many parts that all differ: what a check does for each must not be done to the whole text.
MANY: dict[str, Callable[[int], str]] = {
    "a word three times": lambda number: 3 * f"{word(number)} ",
    "a word twice": lambda number: 2 * f"{word(number)} " + "x ",
    "marks in rows": lambda number: 30 * "\u0301" + "\u034f",
    "placeholders": lambda number: f"%({word(number)})s ",
    "letters of two alphabets": lambda number: f"{word(number)}λω ",
    "names with numbers": lambda number: f"AB-{number} ",
    "hashtags": lambda number: f"#{word(number)} ",
}


OF_PARTS = ("loops", "doubled_words", "sentence_twice", "source_repetition", "script", "placeholders", "identifiers")


def different(unit: Callable[[int], str], length: int) -> str:
    return "".join(unit(number) for number in range(length // len(unit(0)) + 1))[:length]


@pytest.mark.parametrize("name", OF_PARTS)
def test_checks_of_parts_are_linear_in_the_number_of_different_ones(name):
    short, long = 8_000, 64_000 if name == "identifiers" else 200_000  # each name there is a pattern of its own
    steep = {}
    for kind, unit in MANY.items():
        growth = 0.0
        for attempt in "xyz":
            text = f"{attempt} {different(unit, long)}"
            whole = seconds(FUNCTIONS[name], text)
            growth = whole / max(seconds(FUNCTIONS[name], text[:short]), HARMLESS * short / long)
            if whole < HARMLESS or growth < STEEP * long / short:
                break
        else:
            steep[kind] = f"{growth:.0f} times as long"
    assert steep == {}
