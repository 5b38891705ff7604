"""No pattern of the product takes quadratic time: 100,000 characters without a space must not stop a web process.

Growth is measured, not time: a linear pattern takes about 12 times as long for 100,000 characters as for 8,000, a
quadratic one 156 times. Time is the thread's own processor time, so that a busy machine changes little.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import articles
import newsroom
import translation
from articles.body import inline
from articles.slugs import make_slug
from translation.checks import registry
from translation.checks.base import Pair

SHORT, LONG = 8_000, 100_000
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
UNITS_OF_FUNCTIONS = (
    "letters",
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
            if ".migrations." not in found.name and not found.name.endswith(("__main__", ".wsgi")):
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


@cache
def tree(module: Any) -> ast.Module:
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


@cache
def uses(module: Any) -> dict[str, set[str]]:
    """Return by name of a module which methods it calls on it: {"_TAG": {"sub"}}."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def written() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield (place, pattern, method) of every pattern: compiled in a module, or written in a function."""
    for module in modules():
        for name, value in vars(module).items():
            called = uses(module).get(name, set())
            method = "match" if called and called <= {"match", "fullmatch"} else "finditer"
            for pattern in inside(value):
                yield f"{module.__name__}.{name}", pattern, method
        functions = (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef))
        for node in (inner for function in functions for inner in ast.walk(function)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
                text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                if of_re and isinstance(text, str):
                    method = "match" if node.func.attr in ("match", "fullmatch") else "finditer"
                    yield f"{module.__name__}:{node.lineno}", re.compile(text), method


PATTERNS = {(pattern.pattern, pattern.flags, method): (place, pattern) for place, pattern, method in written()}


def seconds(call: Callable[[str], Any], text: str) -> float:
    """Return how long a call takes, in seconds of this thread's processor time."""
    started = time.thread_time()
    call(text)
    return time.thread_time() - started


def too_steep(call: Callable[[str], Any], unit: str, *, short: int = SHORT, long: int = LONG) -> str:
    """Return how a call grows with the text, "" if that is linear. What looks steep is measured again."""
    growth = 0.0
    for attempt in "xyz":  # another text each time: some functions remember what they have read
        text = attempt + unit * (long // len(unit) + 1)
        whole = seconds(call, text[:long])
        if whole < HARMLESS:
            return ""
        growth = whole / max(seconds(call, text[:short]), HARMLESS * short / long)
        if growth < STEEP * long / short:
            return ""
    return f"{growth:.0f} times as long for {long / short:.1f} times the text"


def test_the_measure_tells_linear_from_quadratic():
    assert not too_steep(lambda text: list(re.finditer(r"(?<!\w)\w+@", text)), "a")
    assert too_steep(lambda text: list(re.finditer(r"\w+@", text)), "a", short=2_000, long=16_000)


@pytest.mark.parametrize("key", sorted(PATTERNS, key=lambda key: PATTERNS[key][0]), ids=lambda key: PATTERNS[key][0])
def test_patterns_are_linear(key):
    _place, pattern = PATTERNS[key]

    def call(text: str) -> None:
        for _ in pattern.finditer(text) if key[2] == "finditer" else [pattern.match(text)]:
            pass

    assert {name: steep for name, unit in UNITS.items() if (steep := too_steep(call, unit))} == {}


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "clean_inline": inline.clean_inline,
    "strip_tags": inline.strip_tags,
    "make_slug": make_slug,
    **{check.__name__: partial(lambda check, text: check(text, text, PAIR), check) for check in registry.CHECKS},
    **{check.__name__: partial(lambda check, text: check(text, "en"), check) for check in registry.SOURCE_CHECKS},
    **{
        check.__name__: partial(lambda check, text: check({"a": text, "b": text}, "en"), check)
        for check in registry.SOURCE_ARTICLE_CHECKS
    },
}
PAIR = Pair("en", "de")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_linear(name):
    """What an editor's save calls with each text. Shorter texts: here a character costs more than in a pattern."""
    steep = {unit: too_steep(FUNCTIONS[name], UNITS[unit], short=4_000, long=32_000) for unit in UNITS_OF_FUNCTIONS}
    assert {unit: growth for unit, growth in steep.items() if growth} == {}
