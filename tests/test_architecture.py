"""What import-linter's contracts (pyproject.toml) do not check: small files and folders, simple functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit

from newsroom.languages import CODES

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("newsroom", "articles", "translation")
LONGEST_FILE = 400  # lines
MOST_FILES = 17  # in one folder, without __init__.py
MOST_BRANCHES = 12  # radon: it counts conditions in comprehensions and boolean operators too
# Functions of the checks that branch more. The list may only shrink.
BASELINE = ROOT / "tests" / "complexity_baseline.txt"


def _modules() -> dict[str, str]:
    """Return the source of the project's files by their path, without migrations."""
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if "migrations" not in path.parts
    }


MODULES = _modules()


def _imports_in_functions(source: str) -> Iterator[tuple[int, str]]:
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom) and node.module:
                    yield node.lineno, node.module
                elif isinstance(node, ast.Import):
                    yield from ((node.lineno, alias.name) for alias in node.names)


def test_no_import_inside_a_function_avoids_a_cycle():
    assert not [
        f"{file}:{line}: {imported}"
        for file, source in MODULES.items()
        for line, imported in _imports_in_functions(source)
        if imported.split(".")[0] in PACKAGES
    ]


def test_files_are_small():
    assert not [file for file, source in MODULES.items() if source.count("\n") > LONGEST_FILE]


def test_folders_are_small():
    folders: dict[str, int] = {}
    for file in MODULES:
        folder, _, name = file.rpartition("/")
        folders[folder] = folders.get(folder, 0) + (name != "__init__.py")
    assert not {folder: number for folder, number in folders.items() if number > MOST_FILES}


def _complex() -> set[str]:
    """Return `file function` of every function above the bound."""
    return {
        f"{file} {function.fullname}"
        for file, source in MODULES.items()
        for block in cc_visit(source)
        for function in getattr(block, "methods", [block])
        if function.complexity > MOST_BRANCHES
    }


def test_functions_branch_little():
    """Above the bound are only the checks' functions of the baseline, and the baseline names no other."""
    baseline = set(BASELINE.read_text(encoding="utf-8").splitlines())
    assert all(line.startswith("translation/checks/") for line in baseline)
    found = _complex()
    assert not found - baseline, "simplify these functions"
    assert not baseline - found, f"delete these lines from {BASELINE.name}"


# Tables of the checks move to newsroom/languages/data with the checks; engines have their services' codes.
LISTS_LANGUAGES = ("newsroom/languages/", "translation/checks/", "translation/engines/")


def _codes_in(node: ast.AST) -> int:
    """Return how many of the languages' codes stand in a literal of several values."""
    items = {
        ast.Dict: lambda: node.keys,  # type: ignore[attr-defined]
        ast.Set: lambda: node.elts,  # type: ignore[attr-defined]
        ast.List: lambda: node.elts,  # type: ignore[attr-defined]
        ast.Tuple: lambda: node.elts,  # type: ignore[attr-defined]
    }.get(type(node), list)()
    return len({item.value for item in items if isinstance(item, ast.Constant) and item.value in CODES})


def test_only_languages_lists_languages():
    """A language is added in newsroom/languages; no other module lists several of their codes."""
    lists = [
        f"{file}:{node.lineno}"  # type: ignore[attr-defined]
        for file, source in MODULES.items()
        if not file.startswith(LISTS_LANGUAGES)
        for node in ast.walk(ast.parse(source))
        if _codes_in(node) >= 4
    ]
    assert lists == []


def test_a_list_of_languages_is_seen():
    assert _codes_in(ast.parse('{"de": 1, "fr": 2, "el": 3, "xx": 4}', mode="eval").body) == 3


def test_no_test_waits_in_a_loop_of_its_own():
    """tests.waiting has the one loop that waits, with a bound; the protocol servers may send without end."""
    files = (file for file in (ROOT / "tests").rglob("*.py") if "servers" not in file.parts)
    loops = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files
        if file.name not in ("waiting.py", Path(__file__).name)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.While)
    ]
    assert loops == []
