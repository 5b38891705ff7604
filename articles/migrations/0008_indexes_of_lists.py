"""Indexes in the order of readers' lists, and slugs that are found without a date."""

from django.db import migrations, models

PUBLIC = models.Q(publication__in=("published", "scheduled"))
SUFFIXES = ("zh_hans", "ko", "ru", "en", "fr", "ind", "sa", "ja", "de", "pt", "el", "es", "it", "fi", "la")


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_places")]

    operations = [
        migrations.AddIndex("publicaddress", models.Index(fields=["article", "language"], name="public_address_of")),
        migrations.AlterField(
            "publicaddress",
            "article",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=models.SET_NULL,
                related_name="public_addresses",
                to="articles.article",
            ),
        ),
        migrations.AddIndex(
            "languageversion",
            models.Index(fields=["language", "-date", "-article"], condition=PUBLIC, name="version_newest"),
        ),
        migrations.AddIndex(
            "languageversion",
            models.Index(
                fields=["language", "section", "-date", "-article"], condition=PUBLIC, name="version_newest_in_section"
            ),
        ),
        *(
            operation
            for suffix in SUFFIXES
            for operation in (
                migrations.RemoveConstraint("article", f"unique_slug_{suffix}"),
                migrations.AddConstraint(
                    "article",
                    models.UniqueConstraint(fields=[f"slug_{suffix}", "date"], name=f"unique_slug_{suffix}"),
                ),
            )
        ),
    ]
