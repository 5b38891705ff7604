"""The docs tell the truth: every setting, engine, command and make target is named, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from translation.checks import registry

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Read by pip wheels, Python or the tests alone, or set by the project for its own processes.
INTERNAL = {"DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED", "PYTHONWARNINGS", "PYTEST_XDIST_WORKER"}


def variables() -> set[str]:
    """Return the environment variables that settings and the local servers read."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [
            ROOT / "newsroom" / "settings.py",
            ROOT / "newsroom" / "engine_options.py",
            ROOT / "newsroom" / "workers.py",
            *sorted((ROOT / "newsroom" / "environment").glob("*.py")),
            *sorted((ROOT / "newsroom" / "local").glob("*.py")),
        ]
    )
    readers = r"environ(?:\.get)?[(\[]\s*|env\.\w+\(|Environment\(environ\)\.\w+\("
    read = re.findall(rf"""(?:{readers})["']([A-Z][A-Z0-9_]{{3,}})["']""", text)
    return set(read) - INTERNAL


def commands() -> set[str]:
    return {
        path.stem
        for app in ("articles", "translation", "newsroom")
        for path in (ROOT / app / "management" / "commands").glob("*.py")
        if path.stem != "__init__"
    }


def all_docs() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def test_the_scan_finds_settings():
    assert {"DATABASE_URL", "TRANSLATION_ENGINES", "PG_BIN"} <= variables()


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_setting_is_documented(name):
    assert f"| `{name}` |" in (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")


def test_every_documented_setting_is_read():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "reference" / "settings.md").read_text(), re.M))
    elsewhere = {"CHROMIUM", "POSTGRES_PASSWORD", "PORT", "DEBUG", "REDIS_URL"}
    assert documented - elsewhere <= variables()


@pytest.mark.parametrize("name", sorted(settings.ENGINES))
def test_every_engine_is_documented(name):
    assert f"`{name}`" in (ROOT / "docs" / "reference" / "engines.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [check.__name__ for check in registry.CHECKS])
def test_every_check_is_documented(name):
    assert f"`{name}`" in (ROOT / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_documented(name):
    assert f"manage.py {name}" in all_docs()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_make_targets_named_in_the_docs_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[`\s])make ([a-z][a-z-]+)(?=[`\s]|$)", all_docs(), re.M))
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert {name for name in named if "-" in name or name in {"run", "test", "lint"}} <= targets


def test_no_page_names_a_path_of_one_machine():
    assert not re.findall(r"/home/\w+|/root/|/Users/\w+", all_docs())
