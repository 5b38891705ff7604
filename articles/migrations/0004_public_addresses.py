import django.db.models.deletion
from django.db import migrations, models

from newsroom.languages import BUILT_IN

# What the gate lets readers see now, and what was withdrawn after its time: that was public too.
KEEP = """
    INSERT INTO articles_publicaddress (language, date, slug, article_id, article_number, created_at)
    SELECT version.language, article.date, article.{slug}, article.id, article.id, now()
    FROM articles_languageversion version JOIN articles_article article ON article.id = version.article_id
    WHERE version.language = %s AND article.{slug} <> ''
    AND version.publication IN ('published', 'scheduled', 'withdrawn') AND version.publish_at <= now()
    AND (article.embargo_until IS NULL OR article.embargo_until <= now())
    ORDER BY article.id
"""


def keep_present_addresses(apps, schema_editor):
    """Record where readers can read something now, or could before it was withdrawn."""
    columns = {field.column for field in apps.get_model("articles", "Article")._meta.fields}
    with schema_editor.connection.cursor() as cursor:
        for edition in BUILT_IN:
            if f"slug_{edition.suffix}" in columns:
                cursor.execute(KEEP.format(slug=f"slug_{edition.suffix}"), [edition.code])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_withheld"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-hans", "简体中文"),
                            ("ko", "한국어"),
                            ("ru", "русский"),
                            ("en", "English"),
                            ("fr", "français"),
                            ("id", "Bahasa Indonesia"),
                            ("sa", "संस्कृतम्"),
                            ("ja", "日本語"),
                            ("de", "Deutsch"),
                            ("pt", "português"),
                            ("el", "Ελληνικά"),
                            ("es", "español"),
                            ("it", "italiano"),
                            ("fi", "suomi"),
                            ("la", "Latina"),
                        ],
                        max_length=7,
                        verbose_name="language",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("slug", models.CharField(max_length=120, verbose_name="slug")),
                ("article_number", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="public_addresses",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "public addresses",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("date", "slug", "language"), name="unique_public_address")
                ],
            },
        ),
        migrations.RunPython(keep_present_addresses, migrations.RunPython.noop, elidable=True),
    ]
