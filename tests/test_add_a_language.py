"""docs/how-to/add-a-language.md, done with an invented language in a copy of the code: site, job and checks know it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from newsroom.languages import CODES

ROOT = Path(__file__).resolve().parents[1]
LINE = '    Edition("x-test", "Testish", "Test language", "Latn", "en", "simple", direction="rtl", default=False),\n'
TABLES = """\
[names]
en = "Ingliz"

[dates]
long = "'day' d MMMM y"

[typography]
quotes = ["‹›"]

[lines]
author = ["bai"]
"""
# Run in the copy, on a database of its own.
STORY = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)

from articles import publishing
from articles.body.document import Document
from articles.importing.bylines import parse_byline
from newsroom.languages.dates import long_date
from newsroom.languages.names import language_name
from translation import desk, pipeline
from translation.checks import registry
from translation.checks.base import Pair
from translation.models import Segment, SegmentFinding

person = get_user_model().objects.create_superuser("desk")
body = [{"type": "paragraph", "id": "p1", "text": "It rained for 12 days, said “Ida”."}]
article = publishing.create_article("en", Document(headline="The ferry is late", body=body))
publishing.publish(article.versions.get())
(job,) = desk.request_translation(article, ["x-test"], engine="pseudo").jobs
print("job", pipeline.run(job.pk))
for segment in Segment.objects.filter(version__article=article, version__language="x-test"):
    text = {"headline": "Zee ferry", "slug": "zee-ferry"}.get(segment.kind, "Rain ‹Ida› 12.")
    desk.edit_segment(segment, text, user=person, revision=segment.revision, state="final")
version = article.versions.get(language="x-test")
publishing.publish(version)
article.refresh_from_db()
client = Client(headers={"host": "localhost"})
page = client.get(f"/x-test/{article.date:%Y/%m/%d}/{article.in_language('slug', 'x-test')}/")
html = page.content.decode()
print("page", page.status_code, 'lang="x-Test" dir="rtl"' in html, "Zee ferry" in html, "day " in html)
print("front", client.get("/x-test/").status_code, "Testish" in client.get("/en/").content.decode())
print("absent", client.get("/de/").status_code)
(credit,) = parse_byline("Bai Vanille")
print("tables", long_date(article.date, "x-test")[:3], language_name("en", "x-test"), credit.name)
found = registry.run("It rained for 12 days.", "Rain “13”", Pair("en", "x-test"))
print("checks", sorted({finding.check for finding in found}))
"""


def _copy(folder: Path) -> Path:
    for name in ("newsroom", "articles", "translation", "templates", "static", "locale"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", folder)
    return folder


@pytest.fixture
def database(transactional_db):
    """Give the address of an empty database beside the test's own."""
    name = f"{settings.DATABASES['default']['NAME']}_x_test"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    address, _slash, query = os.environ["DATABASE_URL"].partition("?")
    yield f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.mark.long
def test_an_invented_language_is_added_as_the_how_to_says(tmp_path, database):
    folder = _copy(tmp_path)
    editions = folder / "newsroom" / "languages" / "editions.py"
    before, last, after = editions.read_text(encoding="utf-8").rpartition("\n)\n\nBY_CODE")
    editions.write_text(f"{before}\n{LINE.rstrip()}{last}{after}", encoding="utf-8")
    (folder / "newsroom" / "languages" / "data" / "x-test.toml").write_text(TABLES, encoding="utf-8")
    env = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    env |= {"EDITIONS": "en,x-test", "PYTHONPATH": "", "CACHE_PREFIX": "x-test"}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    run("manage.py", "makemigrations", "articles", "translation", "-n", "x_test")
    run("manage.py", "catalogues", "--update")
    assert (folder / "locale" / "x_Test" / "LC_MESSAGES" / "django.po").exists()
    run("manage.py", "catalogues", "--compile")
    said = run("-c", STORY).splitlines()
    assert said == [
        "job done",
        "page 200 True True True",
        "front 200 True",
        "absent 404",
        "tables day Ingliz Vanille",
        "checks ['quote_marks']",
    ]


def test_the_invented_language_is_not_built_in():
    assert "x-test" not in CODES
