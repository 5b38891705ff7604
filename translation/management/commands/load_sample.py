"""manage.py load_sample: fill an empty database with the sample newsroom."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from articles.models import Article
from translation.sample import accounts, loader


class Command(BaseCommand):
    help = "Load the sample newsroom: articles in fifteen languages, pictures, sections and accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there is any article")
        parser.add_argument("--accounts", action="store_true", help="only print the sample accounts that exist")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._print_accounts()
            return
        if options["if_empty"] and Article.objects.exists():
            return
        try:
            self._load()
        except loader.BadSample as error:
            raise CommandError(f"The sample newsroom is incomplete, and nothing was loaded: {error}") from None

    @transaction.atomic
    def _load(self) -> None:
        accounts.create()
        sections = loader.load_sections()
        known = set(Article.objects.exclude(import_digest=None).values_list("import_digest", flat=True))
        for sample in loader.samples():
            if f"sample:{sample.key}" in known:
                self.stdout.write(f"{sample.key}: exists already.")
                continue
            article = loader.load(sample, sections)
            self.stdout.write(f"{sample.key}: article {article.pk} in {len(sample.versions)} languages.")

    def _print_accounts(self) -> None:
        for account in accounts.existing():
            self.stdout.write(f"{account.username} / {account.password}  {account.purpose}")
