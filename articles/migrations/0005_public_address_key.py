"""Let the database itself keep a public address whose article is deleted."""

from django.db import migrations

from newsroom.database.foreign_keys import deletes_in_database


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_public_addresses")]
    operations = [deletes_in_database("articles")]
