"""Imports point down only (docs/concepts.md draws the house); pure modules know no Django; files stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("newsroom", "articles", "translation")

# Room -> its floor. A module imports from its own room and from lower floors; the longest prefix counts.
FLOORS = {
    "newsroom.languages": 0,
    "newsroom.unforeseen": 0,
    "newsroom.secrets": 0,
    "newsroom.engine_options": 1,
    "newsroom.login_lockout": 1,
    "newsroom.database.foreign_keys": 1,
    "newsroom.database.transactions": 1,
    "newsroom.workers": 2,
    "newsroom.local": 0,
    "newsroom.formats": 0,
    "articles.body": 0,
    "articles.body.document": 2,
    "articles.body.plain": 1,
    "newsroom.languages.letters": 1,
    "translation.localize": 2,
    "translation.checks": 3,
    "translation.engines.base": 2,
    "translation.engines.usage": 1,
    "translation.engines.net": 3,
    "translation.engines.text": 3,
    "translation.engines": 4,
    "translation.segments.units": 3,
    "newsroom.beat": 2,
    "newsroom.broker": 2,
    "newsroom.celery": 3,
    "newsroom.redis_server": 3,
    "newsroom.settings": 3,
    "articles.importing": 9,
    "articles.importing.report": 24,
    "articles.importing.store": 25,
    "articles.fields": 9,
    "articles.querysets": 9,
    "articles.models.public_addresses": 10,
    "articles.models": 11,
    "articles.translation": 12,
    "articles.publishing.lengths": 12,
    "articles.publishing.locks": 12,
    "articles.publishing.slugs": 12,
    "articles.publishing": 13,
    "articles": 20,
    "articles.management": 26,
    "translation.models": 30,
    "newsroom.database.clock": 30,
    "newsroom.database.connections": 30,
    "translation.leases": 31,
    "translation.segments.unpublishable": 31,
    "translation.segments.unschedule": 31,
    "translation.segments.memory": 31,
    "translation.segments.by_rule": 31,
    "translation.dispatch.rate_limits": 31,
    "translation.dispatch.pricing": 31,
    "translation.dispatch.glossary": 31,
    "translation.qa.policy": 31,
    "translation.qa.same_findings": 31,
    "translation.qa.feedback": 31,
    "translation.segments.locks": 31,
    "translation.rights": 31,
    "translation.qa.check_state": 31,
    "translation.qa.findings": 32,
    "translation.segments.unreviewed": 32,
    "translation.jobs": 32,
    "translation.dispatch.ledger": 32,
    "translation.dispatch.call": 33,
    "translation.dispatch.context": 33,
    "translation.dispatch.probe": 34,
    "translation.reports.engines": 35,
    "translation.reports.spend": 32,
    "translation.system_checks": 31,
    "translation.dispatch.concurrency": 31,
    "translation.segments.sync": 32,
    "newsroom.heartbeat": 32,
    "translation.dispatch.writes": 33,
    "translation.qa.recheck": 33,
    "translation.segments.assembly": 33,
    "translation.qa.publish_gates": 34,
    "translation.qa.scheduled_ahead": 34,
    "translation.dispatch.results": 34,
    "translation.dispatch.fallback": 35,
    "translation.dispatch.second_opinion": 36,
    "translation.filling": 37,
    "translation.failures": 37,
    "translation.pipeline": 38,
    "translation.tasks": 39,
    "translation.desk": 40,
    "translation": 41,
    "translation.management": 42,
    "newsroom.health": 45,
    "newsroom": 50,
}
PURE = (
    "newsroom.languages",
    "articles.body",
    "articles.body.document",
    "translation.checks",
    "translation.localize",
    "translation.segments.units",
)
# Engines read settings in one file, the registry; the rest of them knows no Django.
PURE_BUT_FOR = {"translation.engines": {"translation.engines.registry", "translation.engines.routing"}}
FAULT = 400  # lines


def modules() -> dict[str, Path]:
    """Return the project's modules by dotted name, without migrations."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = list(path.relative_to(ROOT).with_suffix("").parts)
            if "migrations" not in parts:
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def imports(name: str) -> tuple[tuple[str, int, bool], ...]:
    """Return (dotted name imported, line, whether it stands inside a function) for each import of a module."""
    return tuple(_imports(tree(MODULES[name]), nested=False))


def _imports(node: ast.AST, *, nested: bool) -> Iterator[tuple[str, int, bool]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, node.lineno, nested) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        for alias in node.names:
            full = f"{node.module}.{alias.name}"
            yield (full if full in MODULES else node.module), node.lineno, nested
    inner = nested or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, nested=inner)


def at(name: str, line: int, imported: str) -> str:
    """Name an import that breaks a rule: "articles/models.py:12: translation.models"."""
    return f"{MODULES[name].relative_to(ROOT)}:{line}: {imported}"


def floor(name: str) -> int:
    """Return the floor of the longest prefix that has one."""
    parts = name.split(".")
    while parts:
        if ".".join(parts) in FLOORS:
            return FLOORS[".".join(parts)]
        parts.pop()
    raise AssertionError(f"{name} stands on no floor: name one in FLOORS")


def own(name: str) -> bool:
    return name.split(".")[0] in PACKAGES


def room(name: str) -> str:
    """Return the prefix of a module that FLOORS names: imports within one room are its own affair."""
    parts = name.split(".")
    while ".".join(parts) not in FLOORS:
        parts.pop()
    return ".".join(parts)


def test_imports_point_down():
    upward = [
        f"{at(name, line, imported)} ({floor(name)} imports {floor(imported)})"
        for name in MODULES
        for imported, line, _nested in imports(name)
        if own(imported) and room(imported) != room(name) and floor(imported) >= floor(name)
    ]
    assert upward == []


def test_articles_never_imports_translation():
    wrong = [
        at(name, line, imported)
        for name in MODULES
        if name.startswith("articles")
        for imported, line, _nested in imports(name)
        if imported.split(".")[0] == "translation"
    ]
    assert wrong == []


def _pure() -> list[str]:
    rooms = [*PURE, *PURE_BUT_FOR]
    exempt = set().union(*PURE_BUT_FOR.values())
    return [
        name
        for name in MODULES
        if name not in exempt and any(name == prefix or name.startswith(prefix + ".") for prefix in rooms)
    ]


def test_pure_modules_know_no_django():
    wrong = [
        at(name, line, imported)
        for name in _pure()
        for imported, line, _nested in imports(name)
        if imported.split(".")[0] in {"django", "celery", "psycopg"} or imported.endswith(".models")
    ]
    assert wrong == []


def test_no_import_hides_in_a_function_to_dodge_a_circle():
    hidden = [
        at(name, line, imported)
        for name in MODULES
        for imported, line, nested in imports(name)
        if nested and own(imported)
    ]
    assert hidden == []


def test_files_stay_small():
    lines = {path.relative_to(ROOT).as_posix(): len(text(path).splitlines()) for path in MODULES.values()}
    assert {file: count for file, count in lines.items() if count > FAULT} == {}


def test_only_languages_spells_a_language_list():
    """No other module lists the codes: an edition is added in one place."""
    assert not [name for name, path in MODULES.items() if name != "newsroom.languages" and '"zh_hans"' in text(path)]


def test_no_test_waits_in_a_loop_of_its_own():
    """tests.waiting has the one loop that waits, with a bound; the protocol servers may send without end."""
    files = (file for file in (ROOT / "tests").rglob("*.py") if "servers" not in file.parts)
    loops = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files
        if file.name not in ("waiting.py", Path(__file__).name)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.While)
    ]
    assert loops == []
