"""Let the database itself keep a public address whose article is deleted: its key was altered."""

from django.db import migrations

from newsroom.database.foreign_keys import deletes_in_database


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_indexes_of_lists")]
    operations = [deletes_in_database("articles")]
